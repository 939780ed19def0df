"""What presses have in common: who turns a card, what was chosen, where a card is shown."""

from typing import Any, TypeAlias

import discord

from bot.discord.cards.layout import Card
from bot.discord.handling import announce
from index.errors import DossierError

Press: TypeAlias = discord.Interaction


class ExpiredError(DossierError):
    """What a button belongs to is not remembered, or not known, any more."""


async def turned(interaction: Press, owner: int) -> bool:
    """Acknowledge that a card is turned; return whether what will be shown is private."""
    message = interaction.message
    private = message is not None and message.flags.ephemeral
    if private or interaction.user.id == owner:
        await interaction.response.defer()
        return private
    await announce(interaction, private=True)
    return True


async def show(interaction: Press, card: Card) -> None:
    """Show a card in place of the one that was pressed, or where a new one was announced."""
    await interaction.edit_original_response(view=card)


def chosen(interaction: Press) -> str:
    """Return what was chosen in a menu."""
    data: Any = interaction.data or {}
    values = data.get("values") or [""]
    return str(values[0])
