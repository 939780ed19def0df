"""A simulated Discord with a server, people, and the bot in it."""

import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import discord
import simcord

from bot.changes import Changes
from bot.discord.client import DossierClient
from bot.discord.corpus import Corpus
from bot.discord.service import Service
from bot.journal import Journal
from bot.settings import Access
from bot.trail import Trail
from index.library import Library
from index.serving import Serving
from tests.bot.discord.limits import problems_on_the_wire
from tests.bot.discord.seen import Shown, id_of
from tests.conftest import fake_build
from tests.wire import payloads

QUEUE = 200
PATIENCE = 30.0
"""Seconds for whatever the bot does, also for what it loads or builds on a busy machine."""
NOWHERE = Path(os.devnull) / "state"
"""A folder that cannot be made: for a bot that is not connected, and keeps nothing."""


@dataclass
class Place:
    """A server with one channel, two people in it, and the bot."""

    env: Any
    guild: Any
    channel: Any
    alice: Any
    bob: Any
    bot: DossierClient
    started: list[DossierClient] = field(default_factory=list)

    @property
    def service(self) -> Service:
        """Return what the bot answers with."""
        return self.bot.service

    @property
    def mention(self) -> str:
        """Return what Discord writes where somebody mentions the bot."""
        assert self.bot.user is not None
        return self.bot.user.mention

    @property
    def replies(self) -> list[discord.Message]:
        """Return what the bot wrote in the channel, for all to see."""
        return self.written_in(self.channel)

    def written_in(self, channel: Any) -> list[discord.Message]:  # noqa: ANN401 (untyped)
        """Return what the bot wrote in a channel, for all to see."""
        return [
            message
            for message in channel.history()
            if message.author == self.bot.user and not message.flags.ephemeral
        ]

    async def press(self, person: Any, message: Shown, pattern: str) -> Any:  # noqa: ANN401
        """Have a person press the first button of a message that means ``pattern``."""
        return await person.click(message, custom_id=id_of(message, pattern))

    async def choose(self, person: Any, message: Shown, value: str) -> Any:  # noqa: ANN401
        """Have a person choose in the one menu of a message."""
        return await person.select(message, [value])

    async def restart(self, bot: DossierClient) -> None:
        """Put another process in the bot's place."""
        await self.env.restart_bot(bot)
        self.bot = bot
        self.started.append(bot)


def client(
    library: Library | Serving,
    folder: Path = NOWHERE,
    access: Access | None = None,
    queue: int = QUEUE,
    keep_days: int = 90,
) -> DossierClient:
    """Return a bot that answers from ``library`` and remembers in ``folder``, if there is one."""
    journal = Journal(folder, 0 if folder is NOWHERE else keep_days)
    serving = library if isinstance(library, Serving) else Serving(library)
    corpus = corpus_of(serving, folder)
    return DossierClient(Service(serving, journal, access or Access(), queue, corpus))


def corpus_of(
    serving: Serving, state: Path, clock: Callable[[], float] = time.monotonic
) -> Corpus:
    """Return what changes the documents that ``serving`` was built from; builds count words."""
    snapshot = serving.library.snapshot
    index = snapshot.folder.parent
    seeds = (index / snapshot.manifest.seeds).resolve()
    update = partial(fake_build, seeds, index)
    return Corpus(serving, Changes(seeds, Trail(state, seeds)), update, clock=clock)


async def closed(bot: DossierClient) -> None:
    """Close a bot with all that it holds open."""
    await bot.close()
    bot.service.journal.close()


@asynccontextmanager
async def place(
    library: Library | Serving,
    folder: Path | None = None,
    access: Access | None = None,
    queue: int = QUEUE,
    keep_days: int = 90,
) -> AsyncIterator[Place]:
    """Give a simulated Discord; at the end, nothing that was sent may break Discord's rules.

    Without a ``folder`` the bot remembers in one of its own, for as long as the place is there.
    """
    with TemporaryDirectory() as fresh:
        bot = client(library, folder or Path(fresh), access, queue, keep_days)
        async with simcord.run(bot, approved_intents=discord.Intents.default()) as env:
            env.settle_timeout = PATIENCE
            guild = env.create_guild()
            channel = guild.create_text_channel("general")
            alice, bob = (guild.add_member(env.create_user(name)) for name in ("alice", "bob"))
            here = Place(env, guild, channel, alice, bob, bot, [bot])
            try:
                yield here
            finally:
                for started in here.started:
                    await closed(started)
        assert problems_on_the_wire(env.http_requests) == []


def role_of_bot(here: Place) -> int:
    """Return the id of the role that Discord gave to the bot when it was invited."""
    role = here.guild.create_role("TestBot")
    here.env.backend.get_role(here.guild.id, role.id).tags = {"bot_id": str(here.bot.user.id)}  # type: ignore[union-attr]
    cached = here.bot.get_guild(here.guild.id)
    assert cached is not None
    (known,) = [one for one in cached.roles if one.id == role.id]
    known.tags = discord.RoleTags({"bot_id": str(here.bot.user.id)})  # type: ignore[union-attr]
    return int(role.id)


def bot_user(here: Place) -> payloads.Payload:
    """Return what Discord tells of the bot."""
    return {**payloads.user("dossier", bot=True), "id": str(here.bot.user.id)}  # type: ignore[union-attr]


def from_gateway(
    here: Place, channel: payloads.Channel, content: str, **fields: object
) -> payloads.Payload:
    """Return what the gateway tells of a message of Alice's, in a channel that may be unknown."""
    alice = {**payloads.user("alice"), "id": str(here.alice.id)}
    sent = payloads.message(channel, alice, {"content": content})
    return {**payloads.placed(sent, channel), **fields}
