"""``/ask``: a question, and where to look."""

from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from bot.discord.cards.answer import answer_card
from bot.discord.cards.notice import marked_notice
from bot.discord.commands.choosing import source_choices
from bot.discord.gate import visitor_of
from bot.discord.handling import Handler, announce
from bot.discord.naming import scope_named
from bot.discord.service import Conversation, Service
from bot.discord.typed import is_greeting, question_in
from index.core.question import checked
from index.domain import EVERYTHING, Scope

HOW_TO_ASK = (
    "Put a question behind `/ask`, and I answer with the passages that fit."
    " `/help` shows what else I can do."
)


def ask_command(service: Service, handler: Handler) -> app_commands.Command[Any, ..., None]:
    """Return ``/ask``."""

    @app_commands.command(description="Ask the corpus; get the passages that answer, cited.")
    @app_commands.describe(
        question="What you would like to know",
        source="Look in this document only",
        since="Look in documents from then on: 2009, 2009-12 or 2009-12-14",
        until="Look in documents up to then: 2009, 2009-12 or 2009-12-14",
        private="Show the answer to you alone",
    )
    async def ask(  # noqa: PLR0913, PLR0917 (the options of the command)
        interaction: discord.Interaction,
        question: str,
        source: str | None = None,
        since: str | None = None,
        until: str | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 (so discord.py wants options)
    ) -> None:
        asked = Asked(question, Scope(source, since, until), private)
        await handler.handle(interaction, answer_to(service, interaction, asked))

    @ask.autocomplete("source")
    async def _sources(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await source_choices(service, interaction, typed)

    return ask


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks with a command."""

    typed: str
    scope: Scope = EVERYTHING
    private: bool = False
    told_as: str | None = None  # see ``Conversation``


async def answer_to(service: Service, interaction: discord.Interaction, asked: Asked) -> None:
    """Answer what somebody asks; in public it may lean on the question before it."""
    question = question_in(asked.typed)
    visitor = visitor_of(interaction)
    if asked.told_as is None and is_greeting(question):
        service.gate.spend(visitor)
        await interaction.response.send_message(view=marked_notice(HOW_TO_ASK), ephemeral=True)
        return
    # What cannot be answered is told before all see that something is under way.
    checked(question)
    scope = scope_named(service.library, asked.scope)
    service.desk.admit()
    service.gate.spend(visitor)
    private = asked.private
    await announce(interaction, private=private)
    conversation = Conversation(
        None if private else interaction.channel_id,
        leans=not private and is_of_its_own(interaction),
        told_as=asked.told_as,
    )
    page = await service.answer(question, visitor, conversation, scope)
    card = answer_card(page, private=private)
    with service.metrics.timed("send"):
        message = await interaction.edit_original_response(view=card)
    if not private:
        await service.sent(page, message)


def is_of_its_own(event: discord.Interaction | discord.Message) -> bool:
    """Tell whether the place is a conversation of its own: a thread, or a direct message."""
    channel = event.channel
    return isinstance(channel, discord.Thread | discord.DMChannel)
