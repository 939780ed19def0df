"""A bibliography -> the card that carries its file, and shows how it begins."""

import discord
from discord import ui

from bot.discord.cards.citing import STYLES
from bot.discord.cards.layout import Card, Option, card, menu, text
from bot.discord.escape import escape
from bot.discord.excerpt import size
from bot.wording import count
from index.domain import Style

_ROOM = 1800
_OMITTED = "[…]"


def bibliography_card(style: Style, written: str, documents: int, name: str) -> Card:
    """Return the card of a bibliography, ``written`` in ``style`` and attached as ``name``."""
    label, _ = STYLES[style]
    options: list[Option] = [(one.value, *STYLES[one]) for one in STYLES]
    return card(
        text(f"**Bibliography**, {label}: {count(documents, 'document')}"),
        text(_beginning(written)),
        ui.File(f"attachment://{name}"),
        menu("Another style ...", options, "list"),
        colour=discord.Colour.blue(),
    )


def _beginning(written: str) -> str:
    """Return the entries that fit, whole ones, and a mark if there are more."""
    shown, room = [], _ROOM
    entries = written.split("\n\n")
    for entry in entries:
        escaped = escape(entry)
        room -= size(escaped) + 2
        if room < 0:
            break
        shown.append(escaped)
    if len(shown) < len(entries):
        shown.append(_OMITTED)
    return "\n\n".join(shown).strip() or _OMITTED
