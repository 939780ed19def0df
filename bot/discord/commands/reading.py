"""``/cite``, ``/sources`` and ``/read``: the corpus itself, for whoever asks alone."""

from typing import Any

import discord
from discord import app_commands

from bot.discord.cards.citing import STYLES, citing_card
from bot.discord.cards.reading import reading_card
from bot.discord.cards.sources import sources_card
from bot.discord.commands.choosing import Choices, passage_choices, source_choices
from bot.discord.handling import Handler, announce
from bot.discord.naming import passage_named, source_named
from bot.discord.pages import cited, reading_from, sources_of
from bot.discord.service import Service
from index.domain import Style
from index.engines.styles import formatted

STYLE_CHOICES = [
    app_commands.Choice(name=name, value=style.value) for style, (name, _) in STYLES.items()
]


def cite_command(service: Service, handler: Handler) -> app_commands.Command[Any, ..., None]:
    """Return ``/cite``."""

    @app_commands.command(description="Get a passage's citation in a style, ready to copy.")
    @app_commands.describe(
        passage="Its id, or words of it or of its title", style="Chicago unless you choose"
    )
    @app_commands.choices(style=STYLE_CHOICES)
    async def cite(
        interaction: discord.Interaction, passage: str, style: str = Style.CHICAGO.value
    ) -> None:
        await handler.handle(interaction, _cite(service, interaction, passage, Style(style)))

    @cite.autocomplete("passage")
    async def _passages(interaction: discord.Interaction, typed: str) -> Choices:
        return await passage_choices(service, interaction, typed)

    return cite


async def _cite(
    service: Service, interaction: discord.Interaction, typed: str, style: Style
) -> None:
    await announce(interaction, private=True)
    passage_id = await service.read(passage_named, typed)
    citation = await service.read(cited, passage_id)
    written = await service.desk.read(formatted, citation, style)
    await interaction.edit_original_response(view=citing_card(citation, style, written))


def sources_command(service: Service, handler: Handler) -> app_commands.Command[Any, ..., None]:
    """Return ``/sources``."""

    @app_commands.command(description="List the documents of the corpus.")
    async def sources(interaction: discord.Interaction) -> None:
        await handler.handle(interaction, _sources(service, interaction))

    return sources


async def _sources(service: Service, interaction: discord.Interaction) -> None:
    await announce(interaction, private=True)
    sources = await service.read(sources_of)
    card = sources_card(sources, 1, interaction.user.id)
    await interaction.edit_original_response(view=card)


def read_command(service: Service, handler: Handler) -> app_commands.Command[Any, ..., None]:
    """Return ``/read``."""

    @app_commands.command(description="Read a document, page by page.")
    @app_commands.describe(source="The document", paragraph="Where to begin")
    async def read(
        interaction: discord.Interaction,
        source: str,
        paragraph: app_commands.Range[int, 1] = 1,
    ) -> None:
        await handler.handle(interaction, _read(service, interaction, source, paragraph))

    @read.autocomplete("source")
    async def _documents(interaction: discord.Interaction, typed: str) -> Choices:
        return await source_choices(service, interaction, typed)

    return read


async def _read(
    service: Service, interaction: discord.Interaction, typed: str, paragraph: int
) -> None:
    await announce(interaction, private=True)
    source = await service.read(source_named, typed)
    reading = await service.read(reading_from, source.key, paragraph)
    card = reading_card(reading, interaction.user.id)
    await interaction.edit_original_response(view=card)
