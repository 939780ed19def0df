"""Token -> a bot that runs until it is told to stop, and an exit code."""

import asyncio
import logging
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import aiohttp
import discord
import pytest
from discord import app_commands

from bot.discord import run
from bot.discord.client import DossierClient
from bot.discord.desk import _Waiting
from bot.discord.run import (
    BAD_TOKEN,
    NO_INTENT,
    NO_NETWORK,
    REFUSED,
    STOPPED,
    run_discord,
    serve,
)
from bot.journal import Journal
from bot.settings import Settings, read_settings
from index.domain import Inquiry
from index.library import Library
from index.serving import Serving
from tests.bot.discord.place import client

TOKEN = "not.a.token"


class FailingClient(DossierClient):
    """A client that fails as it starts."""

    def __init__(self, library: Library, error: Exception) -> None:
        super().__init__(client(library).service)
        self.error = error

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        """Fail."""
        del token, reconnect
        raise self.error


def response(status: int) -> aiohttp.ClientResponse:
    """Return as much of an HTTP response as discord.py's errors look at."""
    return cast("aiohttp.ClientResponse", SimpleNamespace(status=status, reason=""))


def closed(code: int) -> discord.ConnectionClosed:
    """Return the error of a gateway that was closed with ``code``."""
    socket = cast("aiohttp.ClientWebSocketResponse", SimpleNamespace(close_code=code))
    return discord.ConnectionClosed(socket, shard_id=None)


def refused_commands() -> app_commands.CommandSyncFailure:
    """Return the error of commands that Discord does not take."""
    told = discord.HTTPException(response(400), {"code": 50035, "message": "Invalid Form Body"})
    return app_commands.CommandSyncFailure(told, [])


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (discord.LoginFailure("Improper token"), BAD_TOKEN, "does not know this token"),
        (ConnectionRefusedError(), NO_NETWORK, "cannot be reached"),
        (TimeoutError(), NO_NETWORK, "cannot be reached"),
        (aiohttp.ClientConnectionError(), NO_NETWORK, "cannot be reached"),
        (discord.DiscordServerError(response(503), ""), NO_NETWORK, "cannot be reached"),
        (closed(4004), BAD_TOKEN, "does not know this token"),
        (closed(4013), NO_NETWORK, "code 4013"),
        (discord.PrivilegedIntentsRequired(None), NO_INTENT, "did not grant an intent"),
        (discord.NotFound(response(404), ""), NO_NETWORK, "cannot be reached"),
        (discord.Forbidden(response(403), {"code": 50001}), REFUSED, "DISCORD_GUILD"),
        (discord.Forbidden(response(403), "<html>"), NO_NETWORK, "address away (HTTP 403)"),
        (discord.HTTPException(response(429), "1015"), NO_NETWORK, "address away (HTTP 429)"),
        (refused_commands(), REFUSED, "refused the bot's commands"),
    ],
)
async def test_each_failure_is_one_sentence_and_a_code(
    error: Exception, code: int, words: str, shelf: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """What keeps the bot from running is said in one sentence, without traceback or token."""
    client = FailingClient(shelf, error)
    assert await serve(client, TOKEN) == code
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert words in record.getMessage()
    assert not record.exc_info
    assert TOKEN not in caplog.text
    assert client.is_closed()


async def test_a_gateway_that_was_never_reached_is_no_network(
    shelf: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """What discord.py raises where it has no connection to take up again is told as that."""
    client = FailingClient(shelf, AttributeError("'NoneType' object has no attribute 'sequence'"))
    client._application = cast("discord.AppInfo", SimpleNamespace())
    assert await serve(client, TOKEN) == NO_NETWORK
    assert "cannot be reached (ConnectionError)" in caplog.text


@pytest.mark.parametrize("error", [TypeError("ours"), KeyError("ours"), ValueError("ours")])
async def test_a_mistake_of_ours_after_the_login_is_raised(
    shelf: Library, error: Exception
) -> None:
    """Once Discord has answered, what cannot be read is no answer of somebody else's."""
    client = FailingClient(shelf, error)
    client._application = cast("discord.AppInfo", SimpleNamespace())
    with pytest.raises(type(error), match="ours"):
        await serve(client, TOKEN)


@pytest.mark.parametrize("error", [ZeroDivisionError(), discord.ClientException()])
async def test_what_nobody_foresaw_is_raised(shelf: Library, error: Exception) -> None:
    """An error without a sentence of its own goes to whoever started the bot."""
    with pytest.raises(type(error)):
        await serve(FailingClient(shelf, error), TOKEN)


async def test_a_mistake_of_ours_is_not_taken_for_the_network(shelf: Library) -> None:
    """Once the gateway was reached, an error in the code is raised as one."""
    client = FailingClient(shelf, AttributeError("ours"))
    client.ws = cast("discord.gateway.DiscordWebSocket", SimpleNamespace(open=False))
    with pytest.raises(AttributeError, match="ours"):
        await serve(client, TOKEN)


async def test_a_connection_that_ends_by_itself_ends_the_run(shelf: Library) -> None:
    """Where the client was closed from inside, there is nothing left to run."""

    class Ended(DossierClient):
        async def start(self, token: str, *, reconnect: bool = True) -> None:
            del token, reconnect

    assert await serve(Ended(client(shelf).service), TOKEN) == STOPPED


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings with a folder of the test's and a development server."""
    return read_settings(environment={"DOSSIER_STATE": str(tmp_path), "DISCORD_GUILD": "7"})


def test_a_run_opens_and_closes_the_journal(
    shelf: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run gives the exit code, and leaves a journal behind that the next run can open."""
    seen: list[DossierClient] = []

    async def refuse(client: DossierClient, token: str) -> int:
        seen.append(client)
        assert token == TOKEN
        return BAD_TOKEN

    monkeypatch.setattr(run, "serve", refuse)
    assert run_discord(Serving(shelf), settings, TOKEN) == BAD_TOKEN
    assert [command.name for command in seen[0].tree.get_commands(guild=discord.Object(7))]
    seen[0].service.desk.close()
    Journal(settings.state, 1).close()


def test_nobody_waits_for_an_answer_that_nobody_waits_for(
    shelf: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a thread is still at work on questions, the process ends without it."""
    ended: list[int] = []

    async def stop(client: DossierClient, token: str) -> int:
        del token
        inquiry = Inquiry("never answered", 3)
        future = asyncio.get_running_loop().create_future()
        client.service.desk._underway = [_Waiting(inquiry, future, 0.0)]
        client.service.desk.close()
        return STOPPED

    monkeypatch.setattr(run, "serve", stop)
    monkeypatch.setattr(os, "_exit", ended.append)
    monkeypatch.setattr(logging, "shutdown", lambda: None)
    run_discord(Serving(shelf), settings, TOKEN)
    assert ended == [STOPPED]


def test_a_lost_connection_is_told_in_one_line(
    shelf: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """discord.py takes a connection up again by itself: that is no error with a traceback."""

    async def stop(client: DossierClient, token: str) -> int:
        del token
        client.service.desk.close()
        return STOPPED

    monkeypatch.setattr(run, "serve", stop)
    run_discord(Serving(shelf), settings, TOKEN)
    error = ConnectionResetError()
    record = logging.getLogger("discord.client").makeRecord(
        "discord.client",
        logging.ERROR,
        "client.py",
        1,
        "Attempting a reconnect in %.2fs",
        (1.5,),
        (type(error), error, None),
    )
    assert logging.getLogger("discord.client").filter(record)
    assert record.levelno == logging.WARNING
    assert record.getMessage() == "Attempting a reconnect in 1.50s (ConnectionResetError)"
    assert record.exc_info is None


def test_a_bot_starts_without_what_briefings_and_timelines_need() -> None:
    """Their libraries take seconds, and are loaded when somebody wants the first."""
    code = (
        "import sys, bot.discord.run\n"
        "heavy = {'sklearn', 'matplotlib', 'nltk', 'docx', 'reportlab', 'jinja2', 'torch'}\n"
        "sys.exit(' '.join(heavy & sys.modules.keys()) or 0)"
    )
    outcome = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (outcome.returncode, outcome.stderr) == (0, "")
