"""``/brief``, ``/compare`` and ``/bibliography``: what is put together of passages."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from bot.discord.cards.digest import digest_card
from bot.discord.commands.choosing import Choices, source_choices
from bot.discord.commands.reading import STYLE_CHOICES
from bot.discord.digest_presses import show_bibliography
from bot.discord.digests import digest_of
from bot.discord.gate import MAKING, visitor_of
from bot.discord.handling import Handler, announce
from bot.discord.naming import scope_named, source_named
from bot.discord.service import Service
from bot.discord.typed import question_in
from index.core.scope import checked_scope
from index.core.topic import checked_topic
from index.digests.briefing import brief
from index.digests.comparing import compare
from index.domain import Briefing, Comparison, Length, Scope, Source, Style
from index.library import Library

logger = logging.getLogger(__name__)

_SINCE = "Use documents from then on: 2009, 2009-12 or 2009-12-14"
_UNTIL = "Use documents up to then: 2009, 2009-12 or 2009-12-14"
_PRIVATE = "Show it to you alone"
_LENGTHS = [
    app_commands.Choice(name="short: about 5 passages", value=Length.SHORT.value),
    app_commands.Choice(name="medium: about 10 passages", value=Length.MEDIUM.value),
    app_commands.Choice(name="long: about 20 passages", value=Length.LONG.value),
]

Maker = Callable[[Library, str, Scope, Sequence[str]], Briefing | Comparison]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants put together."""

    topic: str
    scope: Scope
    sources: tuple[str, ...]  # as they were typed or chosen
    private: bool
    make: Maker


def brief_command(service: Service, handler: Handler) -> app_commands.Command[Any, ..., None]:
    """Return ``/brief``."""

    @app_commands.command(name="brief", description="Get a briefing on a topic: passages, cited.")
    @app_commands.describe(
        topic="What it is to be on: a person, a place, a subject",
        source="Use this document only, or those that you name beside it",
        source2="And this one",
        source3="And this one",
        since=_SINCE,
        until=_UNTIL,
        length="How many passages; about 10 unless you choose",
        private=_PRIVATE,
    )
    @app_commands.choices(length=_LENGTHS)
    async def brief_(  # noqa: PLR0913, PLR0917 (the options of the command)
        interaction: discord.Interaction,
        topic: str,
        source: str | None = None,
        source2: str | None = None,
        source3: str | None = None,
        since: str | None = None,
        until: str | None = None,
        length: str = Length.MEDIUM.value,
        private: bool = False,  # noqa: FBT001, FBT002 (so discord.py wants options)
    ) -> None:
        def make(library: Library, on: str, scope: Scope, sources: Sequence[str]) -> Briefing:
            return brief(library, on, Length(length), scope, sources=sources)

        named = tuple(one for one in (source, source2, source3) if one)
        wanted = Wanted(topic, Scope(None, since, until), named, private, make)
        await handler.handle(interaction, _put_together(service, interaction, wanted))

    async def _sources(interaction: discord.Interaction, typed: str) -> Choices:
        return await source_choices(service, interaction, typed)

    for option in ("source", "source2", "source3"):
        brief_.autocomplete(option)(_sources)
    return brief_


def compare_command(service: Service, handler: Handler) -> app_commands.Command[Any, ..., None]:
    """Return ``/compare``."""

    @app_commands.command(
        name="compare", description="See what each document says on a topic, oldest first."
    )
    @app_commands.describe(
        topic="A person, a place, a subject", since=_SINCE, until=_UNTIL, private=_PRIVATE
    )
    async def compare_(
        interaction: discord.Interaction,
        topic: str,
        since: str | None = None,
        until: str | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 (so discord.py wants options)
    ) -> None:
        def make(library: Library, on: str, scope: Scope, sources: Sequence[str]) -> Comparison:
            return compare(library, on, scope, sources=sources)

        wanted = Wanted(topic, Scope(None, since, until), (), private, make)
        await handler.handle(interaction, _put_together(service, interaction, wanted))

    return compare_


async def _put_together(
    service: Service, interaction: discord.Interaction, wanted: Wanted
) -> None:
    # What cannot be made is told before all see that something is under way.
    topic = checked_topic(question_in(wanted.topic))
    checked_scope(wanted.scope)
    visitor = visitor_of(interaction)
    service.desk.admit()
    service.desk.admit_to_make()
    service.gate.check_rate(visitor, MAKING)
    await announce(interaction, private=wanted.private)
    # The titles of a large corpus are not gone through on the event loop.
    scope, keys = await service.read(_named, wanted)
    service.desk.admit_to_make()
    service.gate.spend(visitor, MAKING)
    began = time.perf_counter()

    def made(library: Library) -> tuple[Briefing | Comparison, list[Source]]:
        return wanted.make(library, topic, scope, keys), library.sources()

    one, sources = await service.make(made)
    record = await service.desk.keep(service.journal.digests.keep, one, visitor.user)
    logger.info(
        "Put together.",
        extra={
            "kind": record.kind.value,
            "verdict": one.verdict.value,
            "ms": round((time.perf_counter() - began) * 1000),
            **({"question": topic} if service.log_questions else {}),
        },
    )
    card = digest_card(digest_of(record, one, sources), 1, private=wanted.private)
    await interaction.edit_original_response(view=card)


def _named(library: Library, wanted: Wanted) -> tuple[Scope, tuple[str, ...]]:
    """Return the scope, and the keys of the documents that were named, each once."""
    keys = [source_named(library, typed).key for typed in wanted.sources]
    return scope_named(library, wanted.scope), tuple(dict.fromkeys(keys))


def bibliography_command(
    service: Service, handler: Handler
) -> app_commands.Command[Any, ..., None]:
    """Return ``/bibliography``."""

    @app_commands.command(
        name="bibliography", description="Get the documents of the corpus as a bibliography."
    )
    @app_commands.describe(style="Chicago unless you choose")
    @app_commands.choices(style=STYLE_CHOICES)
    async def bibliography_(
        interaction: discord.Interaction, style: str = Style.CHICAGO.value
    ) -> None:
        await handler.handle(interaction, _bibliography(service, interaction, Style(style)))

    return bibliography_


async def _bibliography(service: Service, interaction: discord.Interaction, style: Style) -> None:
    await announce(interaction, private=True)
    await show_bibliography(service, interaction, style)
