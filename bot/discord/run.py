"""Token -> a bot that runs until it is told to stop, and an exit code.

0  stopped by SIGTERM or SIGINT
3  Discord does not know the token
4  Discord cannot be reached, or closed the connection for good
5  the application lacks an intent that the bot asks for
6  Discord does not let the bot add its commands to the development guild
"""

import asyncio
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import aiohttp
import discord

from bot.discord.client import Asker, DossierClient

logger = logging.getLogger(__name__)

STOPPED, BAD_TOKEN, NO_NETWORK, NO_INTENT, NO_GUILD = 0, 3, 4, 5, 6


def run_discord(asker: Asker, token: str, guild_id: int | None) -> int:
    """Run the bot and return the exit code once it has stopped."""
    # There is no voice here, so no warning that its libraries are missing.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    return asyncio.run(serve(DossierClient(asker, guild_id), token))


async def serve(client: discord.Client, token: str) -> int:
    """Run ``client`` until a signal or an error ends it, and return the exit code."""
    async with client:
        running = asyncio.ensure_future(client.start(token))
        with _stopped_by_signals(running):
            try:
                await running
            except asyncio.CancelledError:
                return STOPPED
            except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
                code, sentence = _explained(error)
                logger.error(sentence)  # noqa: TRY400 (the sentence says it all)
                return code
    return STOPPED


@contextmanager
def _stopped_by_signals(running: asyncio.Future[None]) -> Iterator[None]:
    """Cancel ``running`` at a SIGTERM or SIGINT; either one would otherwise cut it off mid-air."""
    loop = asyncio.get_running_loop()

    def stop(number: signal.Signals) -> None:
        logger.info("Received %s; closing the connection to Discord.", number.name)
        running.cancel()

    numbers = (signal.SIGTERM, signal.SIGINT)
    with suppress(NotImplementedError):  # Windows has no such handlers, only KeyboardInterrupt
        for number in numbers:
            loop.add_signal_handler(number, stop, number)
    try:
        yield
    finally:
        with suppress(NotImplementedError):
            for number in numbers:
                loop.remove_signal_handler(number)


def _explained(error: Exception) -> tuple[int, str]:
    """Return the exit code, and what to do, for an error; raises one that nobody foresaw."""
    match error:
        case discord.LoginFailure():
            return BAD_TOKEN, (
                "Discord does not know this token; copy it anew from the developer portal"
                ' ("Bot", "Reset Token") into DISCORD_TOKEN.'
            )
        case discord.PrivilegedIntentsRequired():
            return NO_INTENT, (
                "Discord did not grant an intent that the bot asks for; switch it on in the"
                ' developer portal ("Bot", "Privileged Gateway Intents").'
            )
        case discord.Forbidden():
            return NO_GUILD, (
                "Discord does not let the bot add its commands to the server DISCORD_GUILD; check"
                " the number, and invite the bot to that server first."
            )
        case discord.ConnectionClosed():
            return NO_NETWORK, (
                f"Discord closed the connection (code {error.code}); check the token, then start"
                " the bot again."
            )
        case discord.DiscordServerError() | aiohttp.ClientError() | OSError():
            return NO_NETWORK, (
                f"Discord cannot be reached ({type(error).__name__}); check the network and start"
                " the bot again."
            )
    raise error
