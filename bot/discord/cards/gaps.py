"""What was asked in vain -> a card for administrators, and a table."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.discord.cards.layout import (
    MAX_TEXT,
    Card,
    Item,
    button,
    card,
    row,
    rule,
    text,
    turning,
)
from bot.discord.cards.passage import source_line
from bot.discord.escape import escape
from bot.discord.excerpt import clipped, size
from bot.gaps import ASKED_AGAIN, MOST, Gap
from bot.wording import count, day
from index.core.plain import written_date
from index.core.typography import plain
from index.domain import Citation

PER_PAGE = 4
"""Groups of one page: more could not be told apart on a phone."""

TABLE = "gaps.csv"

_HEAD, _ADDRESS, _QUESTION, _LINE = 300, 150, 300, 200
_ROOM = (MAX_TEXT - _HEAD) // PER_PAGE
_OTHERS = 3


def pages_of(gaps: Sequence[Gap]) -> int:
    """Return how many pages there are."""
    return max(-(-len(gaps) // PER_PAGE), 1)


def page_of(gaps: Sequence[Gap], page: int) -> tuple[int, Sequence[Gap]]:
    """Return the number of the page that is nearest to ``page``, and what is on it."""
    page = min(max(page, 1), pages_of(gaps))
    return page, gaps[(page - 1) * PER_PAGE : page * PER_PAGE]


def gaps_card(gaps: Sequence[Gap], page: int, found: Sequence[Citation | None]) -> Card:
    """Return the card of a page, with the passages ``found`` that answer what is on it now."""
    page, shown = page_of(gaps, page)
    pages = pages_of(gaps)
    asked = sum(gap.times for gap in gaps)
    wordings = sum(1 + len(gap.others) for gap in gaps)
    what = "that the corpus did not answer, or not well"
    head = [
        f"**Gaps**: {count(asked, 'question')} {what}, in {count(len(gaps), 'group')}",
        f"-# The latest {asked:,} questions." if wordings >= MOST else None,
        "-# `/teach` tells me which passage answers one of them, or that those shown do not.",
        f"-# Page {page} of {pages}." if pages > 1 else None,
    ]
    items: list[Item | None] = []
    seen: set[str] = set()
    first = (page - 1) * PER_PAGE + 1
    for number, (gap, citation) in enumerate(zip(shown, found, strict=True), start=first):
        items += [rule(), text(*_lines(number, gap, citation))]
        # Discord takes no two buttons of a message that mean the same.
        if citation and citation.passage_id not in seen:
            seen.add(citation.passage_id)
            of = citation.passage_id
            items.append(row(button("Context", "context", of), button("Cite", "cite", of)))
    back = ("gaps", page - 1) if page > 1 else None
    on = ("gaps", page + 1) if page < pages else None
    turned = turning(back, on) if pages > 1 else []
    return card(
        text(*head),
        *items,
        rule(),
        row(*turned, button("As a table (CSV)", "gaps", "table")),
        colour=discord.Colour.blue(),
    )


def table_card(groups: int) -> Card:
    """Return the card that the table of all groups is attached to."""
    again = f"-# The {ASKED_AGAIN} most asked were asked again." if groups > ASKED_AGAIN else None
    return card(
        text(f"**Gaps**: {count(groups, 'group')} as a table", again),
        ui.File(f"attachment://{TABLE}"),
        colour=discord.Colour.blue(),
    )


def _lines(number: int, gap: Gap, citation: Citation | None) -> list[str]:
    """Return the lines on a group, those that there is room for, the most telling first."""
    first, last = (written_date(day(at)) for at in (gap.first, gap.last))
    when = f"on {last}" if first == last else f"from {first} to {last}"
    down = f", {gap.disliked} 👎" if gap.disliked else ""
    lines = [
        f"**{number}**\N{EN SPACE}**{clipped(plain(gap.question), _QUESTION)}**",
        f"-# Asked {count(gap.times, 'time')}, {when}{down}",
    ]
    more = []
    if citation:
        more.append(f"✅ **Answered since**: {source_line(citation, _ADDRESS)}")
    elif gap.missing:
        more.append(f"-# Not in the corpus then: {clipped(plain(', '.join(gap.missing)), _LINE)}")
    more += [f"-# Looked for: {clipped(plain(one), _LINE)}" for one in gap.wanted[:_OTHERS]]
    more += [f"-# Also: {clipped(plain(one), _LINE)}" for one in gap.others[:_OTHERS]]
    if further := len(gap.others) - _OTHERS:
        more += [f"-# {escape('+')}{further} more wordings"] if further > 0 else []
    for line in more:
        if size("\n".join([*lines, line])) <= _ROOM:
            lines.append(line)
    return lines
