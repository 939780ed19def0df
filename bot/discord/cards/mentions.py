"""Mentions of a name or a term, and the list of names -> cards."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.discord.cards.layout import (
    MAX_OPTIONS,
    MAX_TEXT,
    Card,
    Item,
    Option,
    button,
    card,
    menu,
    row,
    rule,
    text,
    turning,
)
from bot.discord.cards.passage import passage_text
from bot.discord.excerpt import clipped, size
from bot.mention_wording import (
    NO_NAMES,
    first_mention,
    mention_count,
    mention_forms,
    mention_order,
    mention_others,
    name_note,
)
from bot.wording import count
from index.core.name_list import Name
from index.digests.mentions import MAX_ASKED, Mentions
from index.domain import Citation

PER_PAGE = 4
"""Passages of one page."""
NAMES_PER_PAGE = 20

_LINE, _NAME = 220, 120
_QUOTE = 250
_NOTE_ROOM = 80
_COLOUR = discord.Colour.blue()


@dataclass(frozen=True, slots=True)
class MentionsPage:
    """Some of the passages that mention a name or a term."""

    command: str  # "who" or "term"
    asked: str  # as it was typed: what the buttons carry along
    found: Mentions
    citations: tuple[Citation, ...]
    number: int  # from 1
    pages: int


def mentions_card(page: MentionsPage, reader: int) -> Card:
    """Return the card of a page; ``reader`` is the person who turns it."""
    head = "\n".join(_head(page))
    room = (MAX_TEXT - size(head)) // max(len(page.citations), 1)
    items: list[Item | None] = []
    first = (page.number - 1) * PER_PAGE
    for citation, one in zip(page.citations, page.found.passages[first:], strict=False):
        notes = [first_mention(page.found)] if citation.number == 1 else []
        notes += [f"{count(one.times, 'mention')} in this passage"] if one.times > 1 else []
        shown, _ = passage_text(citation, room - _NOTE_ROOM, _QUOTE, citation.number)
        note = f"-# {'; '.join(notes)}" if notes else None
        context = button("Context", "context", citation.passage_id)
        cite = button("Cite", "cite", citation.passage_id)
        items += [rule(), text(note, shown), row(context, cite)]
    return card(text(head), *items, _turning(page, reader), colour=_COLOUR)


def _head(page: MentionsPage) -> list[str]:
    found = page.found
    note = f" ({clipped(name_note(found.name, found.asked), _NAME)})" if found.name else ""
    lines = [f"**{clipped(found.asked, _NAME)}**{note}", mention_count(found)]
    if found.corrected:
        read = f"{clipped(found.corrected, _NAME)} as {clipped(found.asked, _NAME)}"
        lines.append(f"-# Read {read}.")
    notes = (mention_order(found), mention_forms(found), mention_others(found))
    lines += [f"-# {clipped(line, _LINE)}" for line in notes if line]
    if page.pages > 1:
        lines.append(f"-# Page {page.number} of {page.pages}.")
    return lines


def _turning(page: MentionsPage, reader: int) -> Item | None:
    if page.pages == 1:
        return None
    words = (page.command, reader)
    back = (*words, page.number - 1, page.asked) if page.number > 1 else None
    on = (*words, page.number + 1, page.asked) if page.number < page.pages else None
    return row(*turning(back, on))


def names_card(names: Sequence[Name], total: int, number: int, reader: int) -> Card:
    """Return the card of one page, from 1, of who is named; ``reader`` turns it."""
    if not names:
        return card(text(NO_NAMES), colour=_COLOUR)
    pages = -(-total // NAMES_PER_PAGE)
    page = f"-# Page {number} of {pages}." if pages > 1 else None
    head = f"**{count(total, 'name')}** of people and organisations, the most mentioned first"
    options: list[Option] = [
        (name.text, name.text, f"{name_note(name)}, {count(name.mentions, 'mention')}")
        for name in names
        if size(name.text) <= MAX_ASKED
    ]
    back = ("names", reader, number - 1) if number > 1 else None
    on = ("names", reader, number + 1) if number < pages else None
    return card(
        text(head, page),
        rule(),
        text(*map(_line, names)),
        menu("Mentions of ...", options[:MAX_OPTIONS], "named", reader) if options else None,
        row(*turning(back, on)) if pages > 1 else None,
        colour=_COLOUR,
    )


def _line(name: Name) -> str:
    note = clipped(name_note(name), _NOTE_ROOM // 2)
    return f"{name.mentions:,}\N{EN SPACE}**{clipped(name.text, _NOTE_ROOM)}** ({note})"
