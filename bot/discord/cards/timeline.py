"""A page of a timeline -> its card, with the picture above the list."""

from dataclasses import dataclass

import discord
from discord import ui

from bot.discord.cards.layout import (
    MAX_TEXT,
    Card,
    Item,
    Option,
    card,
    menu,
    row,
    rule,
    text,
    turning,
)
from bot.discord.cards.passage import code, document_parts, passage_text
from bot.discord.excerpt import clipped, size
from bot.mention_wording import (
    event_date,
    timeline_count,
    timeline_description,
    timeline_limits,
    timeline_more,
    timeline_undated,
)
from index.digests.timeline import Event, Timeline
from index.domain import Citation

PER_PAGE = 4
"""Dates of one page."""
PICTURE = "timeline.png"
KEY_HASH = 8
"""Characters of a key's hash, by which a button names a document."""

_LINE, _UNDATED_ROOM, _UNDATED = 220, 700, 10
_SENTENCE = 120
_COLOUR = discord.Colour.blue()


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Some of a timeline's dates."""

    found: Timeline
    listed: tuple[tuple[Event, Citation | None], ...]
    number: int  # from 1
    pages: int
    source: str  # the document that it is limited to, as the buttons name it; "-" for all


def timeline_card(page: TimelinePage, reader: int) -> Card:
    """Return the card of a page, for a message with ``PICTURE``; ``reader`` turns it."""
    found = page.found
    head = "\n".join(_head(page))
    last = page.number == page.pages
    undated = timeline_undated(found, _UNDATED) if last else None
    foot = f"-# {clipped(undated, _UNDATED_ROOM)}" if undated else None
    room = (MAX_TEXT - size(head) - size(foot or "")) // max(len(page.listed), 1)
    shown = [_shown(event, citation, room) for event, citation in page.listed]
    options: list[Option] = [
        (f"{event.number}:{citation.passage_id}", f"{event.number}", citation.window)
        for event, citation in page.listed
        if citation
    ]
    picture = discord.MediaGalleryItem(
        f"attachment://{PICTURE}", description=timeline_description(found)
    )
    pressed = (
        menu("Context of ...", options, "dated", reader) if options else None,
        _turning(page, reader),
    )
    return card(
        text(head),
        ui.MediaGallery(picture),
        *[text(one) for one in shown],
        text(foot) if foot else None,
        rule() if any(pressed) else None,
        *pressed,
        colour=_COLOUR,
    )


def _head(page: TimelinePage) -> list[str]:
    found = page.found
    lines = [f"**Timeline**: {timeline_count(found)}"]
    if limits := timeline_limits(found):
        lines.append(f"-# Only {clipped(limits, _LINE)}.")
    if more := timeline_more(found):
        lines.append(f"-# {more}")
    if page.pages > 1:
        lines.append(f"-# Page {page.number} of {page.pages}.")
    return lines


def _shown(event: Event, citation: Citation | None, room: int) -> str:
    head = f"**{event.number}**\N{EN SPACE}**{event_date(event)}**"
    if citation is None:
        known = ", ".join([*document_parts(event.source), code(event.source.key)])
        return f"{head}\n{known}"
    quoted, _ = passage_text(citation, room - size(head) - 1, _SENTENCE)
    return f"{head}\n{quoted}"


def _turning(page: TimelinePage, reader: int) -> Item | None:
    if page.pages == 1:
        return None
    back = _words(page, reader, page.number - 1) if page.number > 1 else None
    on = _words(page, reader, page.number + 1) if page.number < page.pages else None
    return row(*turning(back, on))


def _words(page: TimelinePage, reader: int, number: int) -> tuple[object, ...]:
    scope = page.found.scope
    bounds = [(bound or "-").replace("-", "") or "-" for bound in (scope.since, scope.until)]
    return "dates", reader, number, page.source, *bounds, page.found.topic or ""
