"""A document, some paragraphs at a time -> its card."""

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
from bot.discord.cards.passage import document_parts, source_line
from bot.discord.excerpt import excerpt, size
from index.domain import Citation, Source

MOST = 5
"""Paragraphs of one page, though more would fit."""

_HEAD_ROOM = 700
ROOM = MAX_TEXT - _HEAD_ROOM
"""Room for the paragraphs of one page, in UTF-16 units."""

_LINE_ROOM = 400  # of a paragraph's own source line
_LINE_WITHOUT_ADDRESS = 500
_COLOUR = discord.Colour.blue()


@dataclass(frozen=True, slots=True)
class Reading:
    """Consecutive paragraphs of a document; ``around`` is the one that they are the context of."""

    source: Source
    citations: tuple[Citation, ...]
    previous: int | None  # where the page before starts
    following: int | None
    jumps: tuple[tuple[int, str], ...] = ()  # paragraphs to jump to, with how they begin
    around: int | None = None


def reading_card(reading: Reading, reader: int) -> Card:
    """Return the card of a page; ``reader`` is the person who turns it."""
    source = reading.source
    what = "Reading" if reading.around is None else f"Around paragraph {reading.around} of"
    items: list[Item | None] = []
    for citation in reading.citations:
        items += [rule(), text(_paragraph(citation, reading))]
    return card(
        text(
            f"**{what}** {', '.join(document_parts(source))}",
            f"-# {_span(reading)} of {source.passages}",
        ),
        *items,
        rule(),
        _turning(reading, reader),
        _jumping(reading, reader),
        colour=_COLOUR,
    )


def fits(citations: Sequence[Citation]) -> bool:
    """Tell whether the paragraphs can stand whole on one page."""
    return len(citations) <= MOST and sum(map(_size, citations)) <= ROOM


def _size(citation: Citation) -> int:
    quote = excerpt(citation.quote, 0, 0, 10 * len(citation.quote) + 100)
    return size(quote) + _LINE_ROOM


def _paragraph(citation: Citation, reading: Reading) -> str:
    """Return a paragraph; one that has to be cut keeps the side that is next to the middle one."""
    source = source_line(citation, _LINE_ROOM - 120, document=False)
    marked = citation.paragraph == reading.around
    head = f"{'➤ ' if marked else ''}**{citation.paragraph}**\N{EN SPACE}"
    room = ROOM // len(reading.citations) - size(head) - size(source) - len("\n-# ")
    if fits(reading.citations):
        room = ROOM
    before_it = reading.around is not None and citation.paragraph < reading.around
    place = len(citation.quote) if before_it else 0
    return f"{head}{excerpt(citation.quote, place, place, room)}\n-# {source}"


def _turning(reading: Reading, reader: int) -> Item | None:
    key, previous, following = reading.source.key, reading.previous, reading.following
    if previous is None and following is None:
        return None
    back = ("read", reader, previous, key) if previous is not None else None
    on = ("read", reader, following, key) if following is not None else None
    return row(*turning(back, on))


def _span(reading: Reading) -> str:
    first, last = reading.citations[0].paragraph, reading.citations[-1].paragraph
    return f"paragraph {first}" if first == last else f"paragraphs {first}–{last}"


def _jumping(reading: Reading, reader: int) -> Item | None:
    options: list[Option] = [
        (str(number), f"Paragraph {number}", words) for number, words in reading.jumps
    ]
    if len(options) < 2:  # noqa: PLR2004 (nowhere to jump)
        return None
    return menu("Jump to ...", options[:MAX_OPTIONS], "jump", reader, reading.source.key)


def whole_card(citation: Citation, part: int, parts: Sequence[str]) -> Card:
    """Return the card of a whole passage, of which ``parts[part - 1]`` is shown."""
    passage_id = citation.passage_id
    back = ("part", part - 1, passage_id) if part > 1 else None
    on = ("part", part + 1, passage_id) if part < len(parts) else None
    turned = row(*turning(back, on)) if len(parts) > 1 else None
    place = f"\n-# part {part} of {len(parts)}" if len(parts) > 1 else ""
    left = MAX_TEXT - size(parts[part - 1]) - _LINE_WITHOUT_ADDRESS
    return card(
        text(parts[part - 1]),
        text(f"-# {source_line(citation, min(left, _LINE_ROOM))}{place}"),
        turned,
        row(button("Context", "context", passage_id), button("Cite", "cite", passage_id)),
        colour=_COLOUR,
    )
