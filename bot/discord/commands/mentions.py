"""``/who``, ``/term`` and ``/timeline``: who is named, what is mentioned, and when."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.discord.cards.mentions import mentions_card, names_card
from bot.discord.commands.choosing import Choices, name_choices, source_choices
from bot.discord.handling import Handler, announce
from bot.discord.mention_pages import mentions_page, names_page
from bot.discord.mention_presses import show_timeline
from bot.discord.naming import source_named
from bot.discord.service import Service
from index.core.scope import checked_scope
from index.digests.timeline import topic_words
from index.domain import Scope

_Command = app_commands.Command[Any, ..., None]


def who_command(service: Service, handler: Handler) -> _Command:
    """Return ``/who``."""

    @app_commands.command(description="Where a person or organisation is mentioned; or who is.")
    @app_commands.describe(name="A person, an organisation or a place; nothing lists who is named")
    async def who(interaction: discord.Interaction, name: str | None = None) -> None:
        await handler.handle(interaction, _who(service, interaction, name))

    @who.autocomplete("name")
    async def _names(interaction: discord.Interaction, typed: str) -> Choices:
        return await name_choices(service, interaction, typed)

    return who


async def _who(service: Service, interaction: discord.Interaction, name: str | None) -> None:
    await announce(interaction, private=True)
    if name is None:
        named = await service.read(names_page, 1)
        card = names_card(*named, interaction.user.id)
    else:
        page = await service.read(mentions_page, "who", name, 1)
        card = mentions_card(page, interaction.user.id)
    await interaction.edit_original_response(view=card)


def term_command(service: Service, handler: Handler) -> _Command:
    """Return ``/term``."""

    @app_commands.command(description="Where a word or phrase is mentioned, in all its forms.")
    @app_commands.describe(words="A word or a phrase: attribution, patriotic hackers")
    async def term(interaction: discord.Interaction, words: str) -> None:
        await handler.handle(interaction, _term(service, interaction, words))

    return term


async def _term(service: Service, interaction: discord.Interaction, words: str) -> None:
    await announce(interaction, private=True)
    page = await service.read(mentions_page, "term", words, 1)
    await interaction.edit_original_response(view=mentions_card(page, interaction.user.id))


def timeline_command(service: Service, handler: Handler) -> _Command:
    """Return ``/timeline``."""

    @app_commands.command(description="A picture of the documents and of the dates they speak of.")
    @app_commands.describe(
        source="Of this document only",
        since="Dates from then on: 2009, 2009-12 or 2009-12-14",
        until="Dates up to then: 2009, 2009-12 or 2009-12-14",
        topic="Of passages with these words only",
        private="Show it to you alone, which it is unless you say otherwise",
    )
    async def timeline(  # noqa: PLR0913, PLR0917 (the options of the command)
        interaction: discord.Interaction,
        source: str | None = None,
        since: str | None = None,
        until: str | None = None,
        topic: str | None = None,
        private: bool = True,  # noqa: FBT001, FBT002 (so discord.py wants options)
    ) -> None:
        scope = Scope(source, since, until)
        await handler.handle(
            interaction, _timeline(service, interaction, scope, topic, private=private)
        )

    @timeline.autocomplete("source")
    async def _documents(interaction: discord.Interaction, typed: str) -> Choices:
        return await source_choices(service, interaction, typed)

    return timeline


async def _timeline(
    service: Service,
    interaction: discord.Interaction,
    scope: Scope,
    topic: str | None,
    *,
    private: bool,
) -> None:
    # What cannot be shown is told before all see that something is under way.
    scope = checked_scope(scope)
    if topic is not None:
        topic_words(topic)
    await announce(interaction, private=private)
    # The titles of a large corpus are not gone through on the event loop.
    source = await service.read(source_named, scope.source) if scope.source else None
    key = source.key if source else None
    await show_timeline(service, interaction, replace(scope, source=key), topic, 1)
