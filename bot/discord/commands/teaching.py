"""``/teach``: which passage answers a question, or that those shown do not; for administrators."""

from typing import Any

import discord
from discord import app_commands

from bot.discord.cards.changes import taught_card
from bot.discord.commands.choosing import Choices, passage_choices
from bot.discord.corpus_presses import check_may_change
from bot.discord.gate import RefusedError, visitor_of
from bot.discord.handling import Handler, announce
from bot.discord.naming import passage_named
from bot.discord.pages import MOST, kept
from bot.discord.service import Service
from index.core.question import checked
from index.domain import Inquiry, KnownQuestion
from index.errors import QuestionError
from index.teaching import judgement

ONE_OF_THEM = (
    "Choose the passage that answers the question, or set nothing to True if none of those that I"
    " show for it does."
)


def teach_command(service: Service, handler: Handler) -> app_commands.Command[Any, ..., None]:
    """Return ``/teach``, which Discord shows to those who may manage the server."""

    @app_commands.command(
        description="Teach me which passage answers a question, or that those shown do not."
    )
    @app_commands.describe(
        question="The question, as people ask it",
        passage="What answers it: a passage's id, or words of it or of its title",
        nothing="The passages that I show for it now do not answer it",
    )
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def teach(
        interaction: discord.Interaction,
        question: str,
        passage: str | None = None,
        nothing: bool = False,  # noqa: FBT001, FBT002 (so discord.py wants options)
    ) -> None:
        work = _teach(service, interaction, question, passage, nothing=nothing)
        await handler.handle(interaction, work)

    @teach.autocomplete("passage")
    async def _passages(interaction: discord.Interaction, typed: str) -> Choices:
        try:
            check_may_change(service, interaction)
        except RefusedError:
            return []
        return await passage_choices(service, interaction, typed)

    return teach


async def _teach(
    service: Service,
    interaction: discord.Interaction,
    typed: str,
    passage: str | None,
    *,
    nothing: bool,
) -> None:
    check_may_change(service, interaction)
    if nothing == (passage is not None):
        raise QuestionError(ONE_OF_THEM)
    question = checked(typed)
    if passage is None:
        service.desk.admit()
        service.gate.spend(visitor_of(interaction))
    await announce(interaction, private=True)
    known = await _judgement(service, question, passage)
    corpus = service.corpus
    made = await corpus.change(corpus.changes.teach, known, interaction.user.id)
    await interaction.edit_original_response(view=taught_card(made, known))


async def _judgement(service: Service, question: str, passage: str | None) -> KnownQuestion:
    """Return the question with the passage that answers it, or with those that do not."""
    if passage is not None:
        passage_id = await service.read(passage_named, passage)
        return await service.read(judgement, question, [passage_id])
    answer = await service.desk.ask(Inquiry(question, MOST))
    shown = [citation.passage_id for citation in answer.citations[: kept(answer)]]
    return await service.read(judgement, question, (), shown)
