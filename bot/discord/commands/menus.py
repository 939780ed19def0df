"""What can be done with any message: find its sources, check its quotes."""

import discord
from discord import app_commands

from bot.discord.cards.quotes import quotes_card
from bot.discord.commands.asking import Asked, answer_to
from bot.discord.gate import visitor_of
from bot.discord.handling import Handler, announce
from bot.discord.service import Service
from bot.discord.typed import question_in, text_of
from bot.journal import LONG_MESSAGE, MESSAGE
from index.core.question import MAX_QUESTION_CHARACTERS
from index.core.quotations import quotations_in
from index.domain import Verification
from index.errors import DossierError, QuestionError
from index.library import Library

NO_TEXT = "This message has no text of its own to look for."
NO_QUOTES = (
    "This message has no quotation of four words or more; I look for words between quotation marks"
    " and for lines that begin with >."
)
MOST_QUOTES = 5
"""Quotations of one message that are checked: more could not be read on a card."""


def find_sources_menu(service: Service, handler: Handler) -> app_commands.ContextMenu:
    """Return "Find sources"."""

    @app_commands.context_menu(name="Find sources")
    async def find_sources(interaction: discord.Interaction, message: discord.Message) -> None:
        await handler.handle(interaction, _find_sources(service, interaction, text_of(message)))

    return find_sources


async def _find_sources(service: Service, interaction: discord.Interaction, text: str) -> None:
    if not text.strip():
        raise QuestionError(NO_TEXT)
    typed = question_in(text)
    told_as = LONG_MESSAGE if len(typed) > MAX_QUESTION_CHARACTERS else MESSAGE
    asked = Asked(typed[:MAX_QUESTION_CHARACTERS], private=True, told_as=told_as)
    await answer_to(service, interaction, asked)


def check_quotes_menu(service: Service, handler: Handler) -> app_commands.ContextMenu:
    """Return "Check quotes"."""

    @app_commands.context_menu(name="Check quotes")
    async def check_quotes(interaction: discord.Interaction, message: discord.Message) -> None:
        await handler.handle(interaction, _check_quotes(service, interaction, text_of(message)))

    return check_quotes


async def _check_quotes(service: Service, interaction: discord.Interaction, text: str) -> None:
    if not text.strip():
        raise QuestionError(NO_TEXT)
    quotations = [quotation.text for quotation in quotations_in(text)]
    if not quotations:
        raise QuestionError(NO_QUOTES)
    service.gate.spend(visitor_of(interaction))
    await announce(interaction, private=True)
    checked = await service.read(_verified, quotations[:MOST_QUOTES])
    card = quotes_card(checked, left_out=len(quotations) - len(checked))
    await interaction.edit_original_response(view=card)


def _verified(library: Library, quotations: list[str]) -> list[Verification | str]:
    """Return what each quotation turned out to be, or why it cannot be told."""
    verified: list[Verification | str] = []
    for quotation in quotations:
        try:
            verified.append(library.verify(quotation))
        except DossierError as error:
            verified.append(str(error))
    return verified
