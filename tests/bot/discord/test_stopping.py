"""A signal -> what is under way is finished, for as long as there is time, and the bot is gone."""

import asyncio
import logging
import os
import signal
import threading
import time

import pytest

from bot.discord import run
from bot.discord.client import DossierClient
from bot.discord.run import STOPPED, serve
from bot.discord.service import StoppingError
from index.library import Library
from tests.bot.discord.place import client

TOKEN = "not.a.token"


class IdleClient(DossierClient):
    """A client that is connected for as long as it is not told to stop, and gets signals."""

    def __init__(self, library: Library, *numbers: signal.Signals) -> None:
        super().__init__(client(library).service)
        self.numbers = numbers

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        """Wait for ever."""
        del token, reconnect
        for number in self.numbers:
            asyncio.get_running_loop().call_soon(os.kill, os.getpid(), number)
        await asyncio.Event().wait()


class BusyClient(IdleClient):
    """An idle client, but for something under way, which ends when ``done`` is set."""

    def __init__(self, library: Library, *numbers: signal.Signals) -> None:
        super().__init__(library, *numbers)
        self.done = asyncio.Event()
        self.finished = False

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        """Begin something, and wait for ever."""
        self.working = asyncio.create_task(self._work())
        await asyncio.sleep(0)
        await super().start(token, reconnect=reconnect)

    async def _work(self) -> None:
        with self.service.counted():
            await self.done.wait()
        self.finished = True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_closes_the_connection(
    number: signal.Signals, shelf: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """SIGTERM and SIGINT end the bot with a clean close, one line in the log and no error."""
    caplog.set_level(logging.INFO, "bot.discord.run")
    client = IdleClient(shelf, number)
    assert await serve(client, TOKEN) == STOPPED
    assert client.is_closed()
    (record,) = [record for record in caplog.records if record.name == "bot.discord.run"]
    assert number.name in record.getMessage()


async def test_what_is_under_way_is_finished_first(shelf: Library) -> None:
    """Told to stop, the bot takes nothing new and goes when what it has begun is done."""
    client = BusyClient(shelf, signal.SIGTERM)
    serving = asyncio.create_task(serve(client, TOKEN))
    async with asyncio.timeout(10):
        while not client.service.stopping:  # noqa: ASYNC110 (a flag that a signal sets)
            await asyncio.sleep(0)
    with pytest.raises(StoppingError), client.service.counted():
        pass
    assert not serving.done()
    client.done.set()
    assert await serving == STOPPED
    assert client.finished


async def test_nobody_is_waited_for_for_ever(
    shelf: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What is not done in time is left unanswered, and the log says so."""
    monkeypatch.setattr(run, "GRACE", 0.0)
    monkeypatch.setattr(run, "TELLING", 0.0)
    client = BusyClient(shelf, signal.SIGTERM)
    assert await serve(client, TOKEN) == STOPPED
    assert "1 questions unanswered" in caplog.text
    client.working.cancel()


class MakingClient(BusyClient):
    """A busy client that makes something for somebody."""

    def __init__(self, library: Library, *numbers: signal.Signals) -> None:
        super().__init__(library, *numbers)
        self.go = threading.Event()

    async def _work(self) -> None:
        with self.service.counted():
            try:
                await self.service.desk.make(self.go.wait, 5)
            except StoppingError:
                self.finished = True


async def test_a_second_signal_has_those_who_wait_told(shelf: Library) -> None:
    """Whoever presses Ctrl-C twice does not wait, and nobody is left without a word."""
    client = MakingClient(shelf, signal.SIGINT, signal.SIGINT)
    began = time.monotonic()
    assert await serve(client, TOKEN) == STOPPED
    assert client.finished
    assert time.monotonic() - began < run.TELLING
    client.go.set()


async def test_a_third_signal_stops_at_once(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever goes on pressing waits for nothing."""
    monkeypatch.setattr(run, "TELLING", 20.0)
    client = BusyClient(shelf, *(signal.SIGINT for _ in range(3)))
    began = time.monotonic()
    assert await serve(client, TOKEN) == STOPPED
    assert not client.finished
    assert time.monotonic() - began < run.TELLING / 2
    client.working.cancel()
