"""A simulated Discord with a server, people, and the bot in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import discord
import simcord

from bot.discord.client import DossierClient
from bot.discord.service import Service
from bot.journal import Journal
from bot.settings import Access
from index.library import Library
from tests.bot.discord.limits import problems_on_the_wire
from tests.bot.discord.seen import Shown, id_of

QUEUE = 200


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
    library: Library,
    folder: Path | None = None,
    access: Access | None = None,
    queue: int = QUEUE,
) -> DossierClient:
    """Return a bot that answers from ``library`` and remembers in ``folder``, or in memory."""
    journal = Journal(folder or Path(), 90 if folder else 0)
    return DossierClient(Service(library, journal, access or Access(), queue))


@asynccontextmanager
async def place(
    library: Library,
    folder: Path | None = None,
    access: Access | None = None,
    queue: int = QUEUE,
) -> AsyncIterator[Place]:
    """Give a simulated Discord; at the end, nothing that was sent may break Discord's rules."""
    bot = client(library, folder, access, queue)
    async with simcord.run(bot, approved_intents=discord.Intents.default()) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("general")
        alice, bob = (guild.add_member(env.create_user(name)) for name in ("alice", "bob"))
        here = Place(env, guild, channel, alice, bob, bot, [bot])
        try:
            yield here
        finally:
            for started in here.started:
                await started.close()
                started.service.journal.close()
    assert problems_on_the_wire(env.http_requests) == []
