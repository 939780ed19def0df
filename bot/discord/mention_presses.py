"""Buttons and menus under names, mentions and timelines -> what they do."""

import io

import discord

from bot.discord.actions import Actions
from bot.discord.cards.mentions import mentions_card, names_card
from bot.discord.cards.reading import reading_card
from bot.discord.cards.timeline import PICTURE, timeline_card
from bot.discord.gate import MAKING, visitor_of
from bot.discord.handling import announce
from bot.discord.mention_pages import (
    mentions_page,
    names_page,
    source_hashed,
)
from bot.discord.pages import context_of
from bot.discord.pressing import Press, chosen, show, turned
from bot.discord.service import Service
from bot.mention_wording import timeline_description
from index.domain import Scope

actions = Actions()
_on = actions.on


@_on(r"(who|term):(\d+):(\d+):(.+)")
async def _mentions(  # noqa: PLR0913, PLR0917 (what the button says)
    service: Service, interaction: Press, command: str, reader: str, number: str, asked: str
) -> None:
    await turned(interaction, int(reader))
    page = await service.read(mentions_page, command, asked, int(number))
    await show(interaction, mentions_card(page, interaction.user.id))


@_on(r"names:(\d+):(\d+)")
async def _names(service: Service, interaction: Press, reader: str, number: str) -> None:
    await turned(interaction, int(reader))
    page = await service.read(names_page, int(number))
    await show(interaction, names_card(*page, interaction.user.id))


@_on(r"named:\d+")
async def _named(service: Service, interaction: Press) -> None:
    await announce(interaction, private=True)
    page = await service.read(mentions_page, "who", chosen(interaction), 1)
    await show(interaction, mentions_card(page, interaction.user.id))


@_on(r"dated:\d+")
async def _dated(service: Service, interaction: Press) -> None:
    await announce(interaction, private=True)
    passage_id = chosen(interaction).partition(":")[2]
    reading = await service.read(context_of, passage_id)
    await show(interaction, reading_card(reading, interaction.user.id))


@_on(r"dates:(\d+):(\d+):([0-9a-f]+|-):(\d+|-):(\d+|-):(.*)")
async def _dates(  # noqa: PLR0913, PLR0917 (what the button says)
    service: Service,
    interaction: Press,
    reader: str,
    number: str,
    source: str,
    since: str,
    until: str,
    topic: str,
) -> None:
    await turned(interaction, int(reader))
    key = await service.read(source_hashed, source)
    scope = Scope(key, _date(since), _date(until))
    await show_timeline(service, interaction, scope, topic or None, int(number))


async def show_timeline(
    service: Service, interaction: Press, scope: Scope, topic: str | None, number: int
) -> None:
    """Show a page of a timeline with its picture; the interaction is acknowledged.

    To make it counts as several questions; whoever turns its pages has them for nothing.
    """
    shown = await service.read(service.timelines.page, scope, topic, number)
    if shown is None:
        service.desk.admit_to_make()
        service.gate.spend(visitor_of(interaction), MAKING)
        shown = await service.make(service.timelines.made_page, scope, topic, number)
    page, drawn = shown
    picture = discord.File(
        io.BytesIO(drawn), PICTURE, description=timeline_description(page.found)
    )
    card = timeline_card(page, interaction.user.id)
    await interaction.edit_original_response(view=card, attachments=[picture])


def _date(digits: str) -> str | None:
    """Return the date of "20091214", "200912" or "2009"; none for a hyphen."""
    parts = [digits[:4], digits[4:6], digits[6:]]
    return "-".join(part for part in parts if part) if digits.isdecimal() else None
