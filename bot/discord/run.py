"""Token -> a bot that runs until it is told to stop, and an exit code.

0  stopped by SIGTERM or SIGINT
3  Discord does not know the token (or there is none: ``bot.ending``)
4  Discord cannot be reached, or what answers is not Discord, or it closed the connection for good
5  the application lacks an intent that the bot asks for
6  Discord does not let the bot add its commands
"""

import asyncio
import logging
import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

import aiohttp
import discord
from discord import app_commands

from bot.changes import Changes
from bot.discord.client import DossierClient
from bot.discord.corpus import Corpus
from bot.discord.daily import posting
from bot.discord.health import watched
from bot.discord.service import STOPPING, Service, StoppingError
from bot.discord.unreadable import NotDiscordError, connect_again_at_the_unreadable
from bot.journal import Journal
from bot.settings import Settings
from bot.trail import Trail
from index.serving import Serving
from index.wiring import preview_address, updated

logger = logging.getLogger(__name__)

STOPPED, BAD_TOKEN, NO_NETWORK, NO_INTENT, REFUSED = 0, 3, 4, 5, 6

FORGET_EVERY = 60 * 60
"""Seconds between two looks for what the journal has kept for long enough."""

GRACE, TELLING = 8.0, 1.5
"""Seconds that the questions under way have to be answered once the bot is told to stop, and to
tell those whose question was not, also at a second signal: supervisors such as Docker kill after
ten seconds."""


def run_discord(serving: Serving, settings: Settings, token: str) -> int:
    """Run the bot and return the exit code once it has stopped.

    Raises:
        JournalError: if what the bot remembers cannot be opened.
        PortError: if the port for metrics cannot be opened.

    """
    # There is no voice here, so no warning that its libraries are missing.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    connect_again_at_the_unreadable()
    logging.getLogger("discord.client").addFilter(_shortened)
    journal = Journal(settings.state, settings.keep_days, keep=settings.keep)
    service: list[Service] = []

    async def run() -> int:
        corpus = corpus_of(serving, settings)
        service.append(
            Service(
                serving,
                journal,
                settings.access,
                settings.queue,
                corpus,
                log_questions=settings.log_questions,
                zone=settings.zone,
            )
        )
        client = DossierClient(service[0], settings.guild)
        with watched(client, settings):
            return await serve(client, token)

    code = asyncio.run(run())
    if service[0].desk.busy or service[0].corpus.busy:
        # Python would wait for the thread to finish an answer that nobody waits for any more, or a
        # build, which may be ended at any instant.
        logging.shutdown()
        os._exit(code)
    journal.close()
    return code


def corpus_of(serving: Serving, settings: Settings) -> Corpus:
    """Return what changes the corpus; each build loads the model, and lets go of it."""
    changes = Changes(settings.seeds, Trail(settings.state, settings.seeds))
    update = partial(updated, settings.seeds, settings.index, settings.model)
    return Corpus(serving, changes, update, preview_address if settings.fetch else None)


async def serve(client: DossierClient, token: str) -> int:
    """Run ``client`` until a signal or an error ends it, and return the exit code."""
    async with client:
        running = asyncio.ensure_future(client.start(token))
        service = client.service
        with (
            _stopped_by_signals(client, running),
            _forgetting(service),
            posting(client, service),
        ):
            try:
                await running
            except asyncio.CancelledError:
                return STOPPED
            except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
                code, sentence = _explained(error)
                logger.error(sentence)  # noqa: TRY400 (the sentence says it all)
                return code
            except (AttributeError, LookupError, TypeError, ValueError) as error:
                logger.error(_misread(client, error))  # noqa: TRY400 (as above)
                return NO_NETWORK
    return STOPPED


@contextmanager
def _stopped_by_signals(client: DossierClient, running: asyncio.Future[None]) -> Iterator[None]:
    """Stop at a SIGTERM or SIGINT, once what is under way is done.

    At a second one those who still wait are told, at a third nobody is.
    """
    loop = asyncio.get_running_loop()
    hurried = asyncio.Event()
    stopping: list[asyncio.Task[None]] = []

    def stop(number: signal.Signals) -> None:
        if hurried.is_set():
            running.cancel()
        elif stopping:
            hurried.set()
        else:
            logger.info("Received %s; finishing what is under way.", number.name)
            stopping.append(asyncio.ensure_future(_finish(client, running, hurried)))

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


@contextmanager
def _forgetting(service: Service) -> Iterator[None]:
    """Have the journal drop what is too old also where nobody asks anything."""

    async def forget() -> None:
        while True:
            await asyncio.sleep(FORGET_EVERY)
            try:
                await service.desk.keep(service.journal.forget)
                service.gaps.forget()
            except sqlite3.Error as error:
                service.journal.failures.note(error)

    forgetting = asyncio.ensure_future(forget())
    try:
        yield
    finally:
        forgetting.cancel()


async def _finish(
    client: DossierClient, running: asyncio.Future[None], hurried: asyncio.Event
) -> None:
    """Take no more questions, wait for those under way, but not for ever, and stop."""
    service = client.service
    service.stopping = True
    withdrawing = asyncio.ensure_future(client.hints.withdraw())
    if not await _is_idle(service, hurried):
        logger.warning("Stopped with %d questions unanswered.", service.under_way)
        service.desk.abandon(StoppingError(STOPPING))
        service.corpus.abandon()
        with suppress(TimeoutError):
            await asyncio.wait_for(service.idle.wait(), TELLING)
    await withdrawing
    running.cancel()


async def _is_idle(service: Service, hurried: asyncio.Event) -> bool:
    """Tell whether all that is under way is done before the time is up, or somebody hurries."""
    idle, hurry = (asyncio.ensure_future(one.wait()) for one in (service.idle, hurried))
    ended = asyncio.FIRST_COMPLETED
    done, _ = await asyncio.wait((idle, hurry), timeout=GRACE, return_when=ended)
    for one in (idle, hurry):
        one.cancel()
    return idle in done


def _shortened(record: logging.LogRecord) -> bool:
    """Have discord.py tell in one line that it tries again: it recovers, and goes on trying."""
    if record.exc_info and str(record.msg).startswith("Attempting a reconnect"):
        record.msg = f"{record.msg} ({type(record.exc_info[1]).__name__})"
        record.exc_info, record.levelno, record.levelname = None, logging.WARNING, "WARNING"
    return True


def _explained(error: Exception) -> tuple[int, str]:
    """Return the exit code, and what to do, for an error; raises one that nobody foresaw."""
    match error:
        case discord.LoginFailure() | discord.ConnectionClosed(code=4004):
            return BAD_TOKEN, (
                "Discord does not know this token; copy it anew from the developer portal"
                ' ("Bot", "Reset Token") into DISCORD_TOKEN.'
            )
        case discord.PrivilegedIntentsRequired():
            return NO_INTENT, (
                "Discord did not grant an intent that the bot asks for; switch it on in the"
                ' developer portal ("Bot", "Privileged Gateway Intents").'
            )
        case discord.Forbidden() if error.code:
            return REFUSED, (
                "Discord does not let the bot add its commands to the server DISCORD_GUILD; check"
                " the number, and invite the bot to that server first."
            )
        case app_commands.CommandSyncFailure():
            return REFUSED, (
                f"Discord refused the bot's commands ({error}); check in the developer portal"
                ' ("Installation") that the application may be installed to servers and to users.'
            )
        case discord.ConnectionClosed():
            return NO_NETWORK, (
                f"Discord closed the connection (code {error.code}); check the token, then start"
                " the bot again."
            )
        case NotDiscordError() | discord.HTTPException() | aiohttp.ClientError() | OSError():
            return NO_NETWORK, _unreached(error)
    raise error


def _unreached(error: Exception) -> str:
    """Return what to do where Discord gives no answer, or none of its own."""
    if isinstance(error, NotDiscordError):
        return _replaced(error)
    if isinstance(error, discord.HTTPException) and error.status in {403, 429}:
        return (
            f"Discord turns this machine's address away (HTTP {error.status}); wait an hour, then"
            " start the bot again."
        )
    return (
        f"Discord cannot be reached ({type(error).__name__}); check the network and start the bot"
        " again."
    )


def _replaced(error: Exception) -> str:
    """Return what to do where something that is not Discord answers."""
    return (
        "Discord cannot be reached: what answers in its place cannot be read"
        f" ({type(error).__name__}); look for a proxy, or a network that asks for a login, and"
        " start the bot again."
    )


def _misread(client: DossierClient, error: Exception) -> str:
    """Return what to do where discord.py stumbled over something that is not Discord.

    Raises the error where it is a mistake instead.
    """
    if client.ws is None and client.application is None:
        return _replaced(error)
    if client.ws is None and isinstance(error, AttributeError):
        # It has never reached the gateway, and tries to take up its connection again.
        return _unreached(ConnectionError())
    raise error
