"""The index is built anew while the bot runs."""

import asyncio
import signal
from pathlib import Path

from bot.discord.cards.answer import GONE
from bot.discord.run import STOPPED
from index.store.snapshot import SnapshotFolder
from tests.conftest import corpus, fake_build
from tests.wire.conftest import StartBot
from tests.wire.discord_server import DiscordServer
from tests.wire.people import Person
from tests.wire.seen import text_of

QUESTION = "When is tea served?"


async def test_a_running_bot_follows(
    server: DiscordServer, start: StartBot, tmp_path: Path
) -> None:
    """It answers from the new index by itself, and the old one is gone; its cards say so."""
    seeds = corpus(tmp_path, {"tea.md": "Tea is served at noon."})
    index = SnapshotFolder(tmp_path / "built")
    fake_build(seeds, index.path)
    old = index.used()
    alice = Person(server, "alice")
    with start(DOSSIER_SEEDS=str(seeds), DOSSIER_INDEX=str(index.path)) as bot:
        await server.gateway.connected()
        first = await alice.slash("ask", question=QUESTION).answered()
        assert "at noon" in text_of(first)
        corpus(tmp_path, {"tea.md": "Tea is served at four."})
        await asyncio.to_thread(fake_build, seeds, index.path)
        await bot.logged("Answering from a new index: 1 documents, 1 passages.")
        second = await alice.slash("ask", question=QUESTION).answered()
        assert "at four" in text_of(second)
        assert "at noon" not in text_of(second)
        assert GONE in text_of(await alice.presses("Context", first).answered())
        assert not old.exists()
        bot.send(signal.SIGTERM)
        assert await bot.ended() == STOPPED
        assert bot.problems == []
