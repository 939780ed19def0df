"""A page of an answer -> its card."""

from dataclasses import dataclass

import discord

from bot.discord.cards.layout import MAX_TEXT, Card, Item, button, card, row, rule, text, turning
from bot.discord.cards.passage import passage_text
from bot.discord.excerpt import clipped, size
from bot.journal import Entry
from bot.wording import headline, limits, nothing_mentions, reading
from index.core.typography import plain
from index.domain import Citation, Verdict

PER_PAGE = 3
"""Passages of one page: with more, too little of each would be left to read on a phone."""

GONE = "This passage is no longer in the corpus: its document was changed or removed."

ASKED = "-# Asked"
"""What the line of a card begins with that tells the question."""
NO_LONGER_KEPT = f"{ASKED} more than a day ago; I no longer keep the words."

_LINE_ROOM = 300
_FIRST_QUOTE, _NEXT_QUOTE = 700, 450
"""Characters of the first quote of an answer and of those behind it: a card should be read at a
glance, and the whole passage is one press away."""

_COLOURS = {
    Verdict.ANSWERED: discord.Colour.green(),
    Verdict.POSSIBLE: discord.Colour.gold(),
    Verdict.NOT_IN_CORPUS: discord.Colour.light_grey(),
}


@dataclass(frozen=True, slots=True)
class Page:
    """Some of an answer's passages; one that the corpus no longer has is ``None``."""

    entry: Entry
    number: int  # from 1
    pages: int
    citations: tuple[Citation | None, ...]
    owner: int  # who turns the card that all see
    asked: str | None = None  # the line with the question, where it stands on the card alone


def answer_card(page: Page, *, private: bool, shared_by: int | None = None) -> Card:
    """Return the card of one page; ``shared_by`` is the person who shows it to all."""
    entry = page.entry
    head = "\n".join(_head(page, shared_by))
    passages = _passages(page, MAX_TEXT - size(head))
    return card(
        text(head),
        *passages,
        rule(),
        row(*_turning(page), *_voting(entry)),
        row(button("Share with everybody", "share", entry.id, page.number)) if private else None,
        colour=_COLOURS[entry.verdict],
    )


def _head(page: Page, shared_by: int | None) -> list[str]:
    entry = page.entry
    verdict, what = headline(entry.verdict, [passage.key for passage in entry.shown])
    shared = f", shared by <@{shared_by}>" if shared_by is not None else ""
    lines = [
        f"{_asked(page)}{shared}",
        f"**{verdict}**: {what}",
    ]
    if missing := nothing_mentions(entry.missing):
        lines.append(clipped(plain(missing), _LINE_ROOM))
    if page.pages > 1:
        lines.append(f"-# Page {page.number} of {page.pages}.")
    if read := reading(entry.corrections):
        lines.append(f"-# Read {clipped(read, _LINE_ROOM)}.")
    if entry.before:
        lines.append(f"-# Read as a follow-up to: {clipped(plain(entry.before), _LINE_ROOM)}")
    if bounds := limits(entry.scope):
        lines.append(f"-# Only {clipped(bounds, _LINE_ROOM)}.")
    return lines


def _asked(page: Page) -> str:
    """Return the line with the question; a command's reply does not show what was typed."""
    if page.entry.question is not None:
        return f"{ASKED}: {clipped(plain(page.entry.question), _LINE_ROOM)}"
    return page.asked or NO_LONGER_KEPT


def _passages(page: Page, room: int) -> list[Item | None]:
    items: list[Item | None] = []
    room_each = room // max(len(page.citations), 1)
    first = (page.number - 1) * PER_PAGE + 1
    for number, citation in enumerate(page.citations, start=first):
        items.append(rule())
        if citation is None:
            items.append(text(f"**{number}** {GONE}"))
            continue
        leads = number == 1 and page.entry.verdict is not Verdict.NOT_IN_CORPUS
        most = _FIRST_QUOTE if leads else _NEXT_QUOTE
        shown, cut = passage_text(citation, room_each, most, number)
        whole = button("Whole passage", "whole", citation.passage_id) if cut else None
        context = button("Context", "context", citation.passage_id)
        items += [text(shown), row(context, button("Cite", "cite", citation.passage_id), whole)]
    return items


def _turning(page: Page) -> list[Item]:
    if page.pages == 1:
        return []
    number, of = page.number, ("page", page.owner, page.entry.id)
    back = (*of, number - 1) if number > 1 else None
    on = (*of, number + 1) if number < page.pages else None
    return turning(back, on)


def _voting(entry: Entry) -> list[Item]:
    return [button(None, "up", entry.id, emoji="👍"), button(None, "down", entry.id, emoji="👎")]
