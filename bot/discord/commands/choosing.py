"""What somebody types into an option -> what they may choose."""

import logging
from collections.abc import Iterable

import discord
from discord import app_commands

from bot.discord.cards.layout import MAX_OPTIONS, clipped_plain
from bot.discord.excerpt import size
from bot.discord.gate import visitor_of
from bot.discord.pages import sources_of
from bot.discord.service import Service
from bot.mention_wording import name_note
from index.core.plain import source_line
from index.digests.mentions import MAX_ASKED, names_beginning
from index.errors import DossierError

logger = logging.getLogger(__name__)

Choices = list[app_commands.Choice[str]]


async def source_choices(
    service: Service, interaction: discord.Interaction, typed: str
) -> Choices:
    """Return the documents whose title, key, publisher or author holds what was typed."""
    words = typed.casefold().split()
    try:
        service.gate.admit(visitor_of(interaction))
        sources = await service.read(sources_of)
    except DossierError:
        return []
    lines = [(", ".join([*source_line(source), source.key]), source.key) for source in sources]
    return _choices(
        (line, key) for line, key in lines if all(word in line.casefold() for word in words)
    )


async def passage_choices(
    service: Service, interaction: discord.Interaction, typed: str
) -> Choices:
    """Return the passages whose id, words or title hold what was typed."""
    try:
        service.gate.admit(visitor_of(interaction))
        passages = await service.read(lambda library: library.suggest(typed, MAX_OPTIONS))
    except DossierError:
        return []
    return _choices((f"{passage.id}: {passage.text}", passage.id) for passage in passages)


async def name_choices(service: Service, interaction: discord.Interaction, typed: str) -> Choices:
    """Return the names that hold what was typed, the most mentioned first."""
    try:
        service.gate.admit(visitor_of(interaction))
        names = await service.read(names_beginning, typed, MAX_OPTIONS)
    except DossierError:
        return []
    short = [name for name in names if size(name.text) <= MAX_ASKED]
    return _choices((f"{name.text} ({name_note(name)})", name.text) for name in short)


def _choices(named: Iterable[tuple[str, str]]) -> Choices:
    return [
        app_commands.Choice(name=clipped_plain(name), value=value)
        for name, value in list(named)[:MAX_OPTIONS]
    ]
