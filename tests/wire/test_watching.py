"""A bot at work tells those who watch over it how it is."""

import asyncio
import math
import re
import signal
import socket
import urllib.request
from urllib.error import HTTPError, URLError

from tests.wire import launcher
from tests.wire.conftest import StartBot
from tests.wire.discord_server import DiscordServer
from tests.wire.people import Person
from tests.wire.waiting import until


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Watcher:
    """Somebody who asks the port."""

    def __init__(self, port: int) -> None:
        self._address = f"http://127.0.0.1:{port}"

    async def get(self, path: str) -> tuple[int, str]:
        """Return status and text at a path; 0 where nothing answers."""

        def got() -> tuple[int, str]:
            try:
                with urllib.request.urlopen(self._address + path) as response:  # noqa: S310
                    return response.status, response.read().decode()
            except HTTPError as error:
                with error:
                    return error.code, error.read().decode()
            except URLError:
                return 0, ""

        return await asyncio.to_thread(got)

    async def health(self, status: int, words: str) -> None:
        """Wait until the health is that."""
        async with asyncio.timeout(10):
            while True:
                told = await self.get("/healthz")
                if told[0] == status and words in told[1]:
                    return
                await asyncio.sleep(0.02)

    async def value(self, sample: str) -> float:
        """Return the value of one sample."""
        _, text = await self.get("/metrics")
        (value,) = re.findall(rf"^{re.escape(sample)} (\S+)$", text, re.MULTILINE)
        return float(value)

    async def measured(self, sample: str) -> float:
        """Wait until the sample has a value, and return it."""
        async with asyncio.timeout(10):
            while True:
                value = await self.value(sample)
                if not math.isnan(value):
                    return value
                await asyncio.sleep(0.02)


async def test_a_bot_that_is_watched(server: DiscordServer, start: StartBot) -> None:
    """Connected, cut off, connected again, at work, stopping: each can be seen at the port."""
    alice = Person(server, "alice")
    port = free_port()
    watcher = Watcher(port)
    settings = {launcher.FAKE_ENCODER: "1", "DISCORD_USER_RATE": "5/60"}
    with start(DOSSIER_METRICS_PORT=str(port), **settings) as bot:
        await server.gateway.connected()
        await watcher.health(200, "ok")
        assert await watcher.value("dossier_gateway_connected") == 1
        assert await watcher.value("dossier_documents") == 3
        assert await watcher.value("dossier_passages") > 3
        assert 0 <= await watcher.value("dossier_index_age_seconds") < 3600

        async with server.gateway.interrupted():
            await watcher.health(503, "lost")
            assert await watcher.value("dossier_gateway_connected") == 0
        await watcher.health(200, "ok")
        # It is known when Discord has acknowledged the first heartbeat.
        assert await watcher.measured("dossier_gateway_latency_seconds") >= 0

        await alice.slash("ask", question="How loud is rain?").answered()
        asked = alice.mentions_bot("How heavy is rain?")
        await until(lambda: server.world.replies_to(asked), "a reply")
        await alice.slash("ask", question="zebra xylophone").answered()
        total = 0.0
        for verdict in ("answered", "possible", "not_in_corpus", "failed"):
            total += await watcher.value(f'dossier_questions_total{{verdict="{verdict}"}}')
        assert total == 3
        for stage in ("queue", "answer", "remember", "send"):
            count = await watcher.value(f'dossier_stage_seconds_count{{stage="{stage}"}}')
            assert count == 3

        slow = alice.slash("ask", question="How slowly does rain fall?")
        await slow.acknowledged()
        waiting = alice.slash("ask", question="How loud is a tin roof?")
        await waiting.acknowledged()
        assert await watcher.value("dossier_queue_length") == 1
        assert await watcher.value("dossier_queue_limit") == 200
        await alice.slash("ask", question="Who is asking so much?").answered()
        assert await watcher.value('dossier_refused_total{reason="too_often"}') == 1

        bot.send(signal.SIGTERM)
        await watcher.health(503, "stopping")
        await slow.answered(5)
        assert await bot.ended() == 0
        assert (await watcher.get("/healthz"))[0] == 0
        assert bot.problems == []


async def test_without_the_setting_no_port_is_open(server: DiscordServer, start: StartBot) -> None:
    """Nothing is served unless it is asked for."""
    with start() as bot:
        await server.gateway.connected()
        await bot.logged("Answering as")
        assert "Metrics are on" not in bot.log


async def test_a_port_that_is_taken_ends_the_start(start: StartBot) -> None:
    """One sentence says which port, and which setting names another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with start(DOSSIER_METRICS_PORT=str(taken.getsockname()[1])) as bot:
            assert await bot.ended() == 1
            (problem,) = bot.problems
            assert "DOSSIER_METRICS_PORT" in problem
            assert "Traceback" not in bot.log
