"""One sentence from the bot -> a card."""

import discord

from bot.discord.cards.layout import Card, card, text
from bot.discord.excerpt import clipped

_ROOM = 2000


def notice(sentence: str) -> Card:
    """Return a card that says one thing, shown as it is written."""
    return card(text(clipped(sentence, _ROOM)), colour=discord.Colour.light_grey())


def marked_notice(markup: str) -> Card:
    """Return a card of our own words, in Discord's markup."""
    return card(text(markup), colour=discord.Colour.light_grey())
