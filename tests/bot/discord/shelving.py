"""A bot over documents that can be changed, with somebody who may change them."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.settings import Access
from index import serving as serving_module
from index.engines.fake_encoder import WordCountEncoder
from index.library import Library
from index.serving import Follower, Serving
from index.store.snapshot import SnapshotFolder
from index.wiring import library_of
from tests.bot.discord.corpora import SHELF
from tests.bot.discord.place import Place, client, place
from tests.bot.discord.seen import text_of
from tests.conftest import corpus, fake_build

PATIENCE = 60.0
"""Seconds for a file to be read in its own process, and an index built, on a busy machine."""

MANAGER = discord.Permissions(manage_guild=True, view_channel=True, use_application_commands=True)


@dataclass
class Shelving:
    """A folder of documents, the bot over it, and Carol, who may manage the server."""

    folder: Path
    serving: Serving
    here: Place
    carol: Any

    @property
    def seeds(self) -> Path:
        """Return the folder of documents."""
        return self.folder / "seeds"

    async def corpus(self, command: str, person: Any = None, **given: Any) -> Any:  # noqa: ANN401
        """Have Carol, or somebody else, use a command of ``/corpus``."""
        return await (person or self.carol).slash(self.here.channel, f"corpus {command}", **given)

    async def preview(self, raw: bytes, name: str = "harbours.pdf") -> Any:  # noqa: ANN401
        """Return the card of a file."""
        return (await self.corpus("add", file=(name, raw))).response

    async def add(self, raw: bytes, name: str = "harbours.pdf") -> Any:  # noqa: ANN401
        """Add a file, and return the card that says so."""
        card = await self.preview(raw, name)
        await self.here.press(self.carol, card, "corpus:add:.*")
        return card

    async def asked(self, question: str) -> str:
        """Return what the bot answers."""
        answer = await self.carol.slash(self.here.channel, "ask", question=question)
        return text_of(answer.response)

    async def restart(self) -> None:
        """Put another process in the bot's place."""
        await self.here.restart(client(self.serving, self.folder / "state"))


@contextmanager
def followed(folder: Path, files: Mapping[str, str]) -> Iterator[Serving]:
    """Build over ``files``, and give what answers from the index, and from each after it."""
    index = SnapshotFolder(folder / "built")
    fake_build(corpus(folder, files), index.path)

    def opened() -> Library:
        return library_of(index.open(), WordCountEncoder())

    serving = Serving(opened())
    try:
        with Follower(serving, index, opened):
            yield serving
    finally:
        serving.close()


@asynccontextmanager
async def shelving(
    folder: Path,
    files: Mapping[str, str] = SHELF,
    access: Access | None = None,
    keep_days: int = 90,
) -> AsyncIterator[Shelving]:
    """Give a bot over ``files``, and Carol; an index that is built is looked for all the time."""
    with pytest.MonkeyPatch.context() as patch, followed_at_once(patch, folder, files) as serving:
        async with place(serving, folder / "state", access, keep_days=keep_days) as here:
            here.env.settle_timeout = PATIENCE
            role = here.guild.create_role("managers", permissions=MANAGER)
            carol = here.guild.add_member(here.env.create_user("carol"), roles=[role])
            yield Shelving(folder, serving, here, carol)


@contextmanager
def followed_at_once(
    patch: pytest.MonkeyPatch, folder: Path, files: Mapping[str, str]
) -> Iterator[Serving]:
    """Do what ``followed`` does, and look for a new index more often than a person would need."""
    patch.setattr(serving_module, "LOOK_EVERY", 0.02)
    with followed(folder, files) as serving:
        yield serving


async def removed(on: Shelving, source: str) -> Any:  # noqa: ANN401 (untyped)
    """Remove a document, and return the card that says so."""
    card = (await on.corpus("remove", source=source)).response
    await on.here.press(on.carol, card, "corpus:remove:.*")
    return card
