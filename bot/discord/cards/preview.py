"""What a file would become in the corpus -> a card, to be corrected and confirmed."""

import discord

from bot.discord.cards.layout import Card, Item, button, card, row, rule, text
from bot.discord.cards.passage import code, passage_text
from bot.discord.excerpt import clipped
from bot.wording import count
from index.core.citations import cite
from index.core.plain import written_date
from index.domain import Hit, Window
from index.formats.kinds import NAMES
from index.intake import Preview

CORRECTED = ("title", "author", "date", "publisher", "url")
"""What can be corrected, in the order of the form; Discord takes five fields."""

_NAME, _TITLE, _FIELD = 120, 250, 180
_PROBLEM = 400
_WARNINGS, _WARNING = 4, 180
_PASSAGE, _QUOTE = 1200, 450
_UNKNOWN = "not known"
_IN_THE_TERMINAL, _HERE = "say so with --date", "correct the date to"


def preview_card(
    found: Preview, id_: str, problem: str | None, *, may_add: bool, may_replace: bool
) -> Card:
    """Return the card of a file; ``id_`` is that of the preview that waits.

    A ``problem`` is why what was typed last cannot be used, or why it could not be taken in.
    """
    pages = f", {count(found.pages, 'page')}" if found.pages is not None else ""
    size = f"{NAMES[found.kind]}{pages}, {count(found.passages, 'passage')}"
    head = text(
        f"**Preview** of {clipped(found.name, _NAME)}",
        f"-# {size}; nothing is in the corpus yet",
        f"⚠️ {clipped(problem, _PROBLEM)}" if problem else None,
    )
    return card(
        head,
        rule(),
        _known(found),
        rule(),
        text("-# The first passage, as it would be quoted", _first(found)),
        *_warned(found),
        rule(),
        row(
            button("Correct ...", "corpus", "correct", id_),
            button("Key ...", "corpus", "key", id_),
            button(
                "Put it in its place",
                "corpus",
                "replace",
                id_,
                style=discord.ButtonStyle.danger,
            )
            if may_replace
            else button(
                "Add to the corpus",
                "corpus",
                "add",
                id_,
                style=discord.ButtonStyle.success,
                disabled=not may_add,
            ),
            button("Cancel", "corpus", "cancel", id_),
        ),
        colour=discord.Colour.gold() if problem else discord.Colour.blue(),
    )


def _known(found: Preview) -> Item:
    document = found.document
    known = (
        ("Title", document.title, _TITLE),
        ("Author", document.author, _FIELD),
        ("Date", written_date(document.date), _FIELD),
        ("Publisher", document.publisher, _FIELD),
        ("Address", document.url, _FIELD),
        ("Language", document.language, _FIELD),
    )
    lines = [f"**{name}** {clipped(value or _UNKNOWN, room)}" for name, value, room in known]
    return text(*lines, f"**Key** {code(document.key)}")


def _first(found: Preview) -> str:
    whole = Window(found.first.start, found.first.end)
    citation = cite(Hit(found.first, whole, 1.0, 1), found.document)
    return passage_text(citation, _PASSAGE, _QUOTE)[0]


def _warned(found: Preview) -> list[Item]:
    if not found.warnings:
        return []
    notes = [note.replace(_IN_THE_TERMINAL, _HERE) for note in found.warnings]
    told = [f"-# Note: {clipped(note, _WARNING)}" for note in notes[:_WARNINGS]]
    if more := len(notes) - len(told):
        told.append(f"-# and {count(more, 'further note')}")
    return [rule(), text(*told)]
