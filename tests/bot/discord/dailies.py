"""A server with a passage every day, and a clock that is moved by hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord

from bot.discord.daily import Poster
from bot.settings import Access
from index.library import Library
from tests.bot.discord.place import Place, place
from tests.bot.discord.seen import text_of, told_alone
from tests.bot.journals import Clock

HOUR = 60 * 60
MANAGES = discord.Permissions(manage_guild=True)
REFUSED = "This command is for those who may manage the server."
FIRST = datetime(2026, 11, 25, 12, tzinfo=UTC).timestamp()


@dataclass
class Days:
    """A server with somebody who manages it, and a clock that is moved by hand."""

    here: Place
    clock: Clock
    carol: Any

    async def daily(self, name: str, person: Any = None, **options: Any) -> str:  # noqa: ANN401
        """Use a command; return what whoever used it is told."""
        result = await (person or self.carol).slash(self.here.channel, f"daily {name}", **options)
        return told_alone(result)

    async def look(self) -> None:
        """Have the bot look whether anything is due."""
        service = self.here.service
        service.daily.clock = self.clock
        await Poster(self.here.bot, service).look()

    def posted(self, channel: Any = None) -> list[str]:  # noqa: ANN401 (untyped)
        """Return what the bot posted, the first first."""
        written = self.here.written_in(channel or self.here.channel)
        return [text_of(message) for message in sorted(written, key=lambda one: one.id)]


@asynccontextmanager
async def days(
    library: Library, folder: Path | None = None, access: Access | None = None
) -> AsyncIterator[Days]:
    """Give a server at noon of a Wednesday."""
    async with place(library, folder, access) as here:
        role = here.guild.create_role("managers", permissions=MANAGES)
        carol = here.guild.add_member(here.env.create_user("carol"), roles=[role])
        on = Days(here, Clock(FIRST), carol)
        here.service.daily.clock = on.clock
        yield on
