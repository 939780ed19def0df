"""The fake Discord, the bot, and the people who ask it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pytest
import pytest_asyncio

from tests.conftest import corpus, fake_build
from tests.wire import launcher
from tests.wire.bot_process import BotProcess, bot_process
from tests.wire.discord_server import TOKEN, DiscordServer, discord_server
from tests.wire.people import Person

SLOW = 5.0
"""Seconds that a question with the word "slowly" takes."""

_SEEDS: dict[str, str | bytes] = {
    "rain.md": (
        "---\ntitle: On Rain\ndate: 2020-01-02\nurl: https://example.org/rain\n---\n\n"
        "Rain falls from clouds when the drops in them grow heavy.\n\n"
        "Snow is rain that froze on its way.\n\n"
        "A rain gauge measures how much rain has fallen in a day.\n\n"
        "Rain on a tin roof is loud.\n"
    ),
    "tea.md": (
        "---\ntitle: On Tea\n---\n\nTea is poured over leaves and left to stand.\n\n"
        "Black tea is left to stand for longer than green tea.\n"
    ),
}

_SEEDS["bread.md"] = "---\ntitle: On Bread\n---\n\n" + "\n\n".join(
    f"To bake bread, first {step}."
    for step in "weigh flour,add water,add salt,knead,wait,fold,shape,heat the oven".split(",")
)

RunBot: TypeAlias = Callable[..., AbstractContextManager[BotProcess]]
StartBot: TypeAlias = Callable[..., AbstractContextManager[BotProcess]]


@pytest.fixture(scope="package")
def run_bot(tmp_path_factory: pytest.TempPathFactory) -> RunBot:
    """Run the bot with ``run_bot(server, folder, NAME=value, ...)``, over a corpus of a few words.

    What it logs and keeps goes into ``folder``.
    """
    seeds = corpus(tmp_path_factory.mktemp("wire"), _SEEDS)
    index = seeds.parent / "built"
    fake_build(seeds, index)

    def run(
        server: DiscordServer, folder: Path, **settings: str
    ) -> AbstractContextManager[BotProcess]:
        known: dict[str, str | Path] = {
            "DISCORD_TOKEN": TOKEN,
            "DOSSIER_SEEDS": seeds,
            "DOSSIER_INDEX": index,
            "DOSSIER_MODEL": "word-counts",
            "DOSSIER_STATE": folder / "state",
            launcher.API: server.api,
            launcher.GATEWAY: server.gateway.url + "/gateway",
            launcher.FAKE_ENCODER: str(SLOW),
        }
        return bot_process(folder / "log", **{**known, **settings})

    return run


@pytest_asyncio.fixture
async def server() -> AsyncIterator[DiscordServer]:
    """Run a fake Discord for one test."""
    async with discord_server() as server:
        yield server


@pytest.fixture
def start(server: DiscordServer, run_bot: RunBot, tmp_path: Path) -> StartBot:
    """Run a bot of the test's own with ``start(NAME=value, ...)``."""
    return partial(run_bot, server, tmp_path)


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def shared_server() -> AsyncIterator[DiscordServer]:
    """Run a fake Discord for the scenarios that do not disturb one another."""
    async with discord_server() as server:
        yield server


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def shared_bot(
    shared_server: DiscordServer, run_bot: RunBot, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotProcess]:
    """Run one bot for them, which logs all that it can and does not answer in every guild."""
    world = shared_server.world
    settings = {
        "DOSSIER_LOG_LEVEL": "DEBUG",
        "DISCORD_USER_RATE": "off",
        "DISCORD_GUILD_RATE": "off",
        "DISCORD_PRESS_RATE": "off",
        "DISCORD_ALLOWED_GUILDS": f"{world.channel.guild},{world.away.guild}",
        "DISCORD_DIRECT_MESSAGES": "on",
    }
    with run_bot(shared_server, tmp_path_factory.mktemp("bot"), **settings) as bot:
        await shared_server.gateway.connected()
        yield bot


@pytest.fixture
def alice(shared_server: DiscordServer, shared_bot: BotProcess) -> Person:
    """Return somebody who asks the shared bot."""
    del shared_bot  # it runs
    return Person(shared_server, "alice")
