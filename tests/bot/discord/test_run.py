"""Token -> a bot that runs until it is told to stop, and an exit code."""

import asyncio
import logging
import os
import signal
from types import SimpleNamespace
from typing import cast

import aiohttp
import discord
import pytest

from bot.discord.client import DossierClient
from bot.discord.run import BAD_TOKEN, NO_GUILD, NO_INTENT, NO_NETWORK, STOPPED, serve
from tests.bot.discord.builders import CannedAsker, answer

TOKEN = "not.a.token"


class FailingClient(DossierClient):
    """A client that fails as it starts."""

    def __init__(self, error: Exception) -> None:
        super().__init__(CannedAsker(answer()))
        self.error = error

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        """Fail."""
        del token, reconnect
        raise self.error


class IdleClient(DossierClient):
    """A client that is connected for as long as it is not told to stop, and gets a signal."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__(CannedAsker(answer()))
        self.number = number

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        """Wait for ever."""
        del token, reconnect
        asyncio.get_running_loop().call_later(0.01, os.kill, os.getpid(), self.number)
        await asyncio.Event().wait()


def response(status: int) -> aiohttp.ClientResponse:
    """Return as much of an HTTP response as discord.py's errors look at."""
    return cast("aiohttp.ClientResponse", SimpleNamespace(status=status, reason=""))


def closed(code: int) -> discord.ConnectionClosed:
    """Return the error of a gateway that was closed with ``code``."""
    socket = cast("aiohttp.ClientWebSocketResponse", SimpleNamespace(close_code=code))
    return discord.ConnectionClosed(socket, shard_id=None)


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (discord.LoginFailure("Improper token"), BAD_TOKEN, "does not know this token"),
        (ConnectionRefusedError(), NO_NETWORK, "cannot be reached"),
        (TimeoutError(), NO_NETWORK, "cannot be reached"),
        (aiohttp.ClientConnectionError(), NO_NETWORK, "cannot be reached"),
        (discord.DiscordServerError(response(503), ""), NO_NETWORK, "cannot be reached"),
        (closed(4004), NO_NETWORK, "code 4004"),
        (discord.PrivilegedIntentsRequired(None), NO_INTENT, "did not grant an intent"),
        (discord.Forbidden(response(403), ""), NO_GUILD, "DISCORD_GUILD"),
    ],
)
async def test_each_failure_is_one_sentence_and_a_code(
    error: Exception, code: int, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What keeps the bot from running is said in one sentence, without traceback or token."""
    client = FailingClient(error)
    assert await serve(client, TOKEN) == code
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert words in record.getMessage()
    assert not record.exc_info
    assert TOKEN not in caplog.text
    assert client.is_closed()


async def test_what_nobody_foresaw_is_raised() -> None:
    """An error without a sentence of its own goes to whoever started the bot."""
    with pytest.raises(discord.NotFound):
        await serve(FailingClient(discord.NotFound(response(404), "")), TOKEN)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_closes_the_connection(
    number: signal.Signals, caplog: pytest.LogCaptureFixture
) -> None:
    """SIGTERM and SIGINT end the bot with a clean close, one line in the log and no error."""
    caplog.set_level(logging.INFO, "bot.discord.run")
    client = IdleClient(number)
    assert await serve(client, TOKEN) == STOPPED
    assert client.is_closed()
    (record,) = [record for record in caplog.records if record.name == "bot.discord.run"]
    assert number.name in record.getMessage()
