"""A page of a briefing or comparison -> its card; and the card that offers it as a file."""

from collections.abc import Iterator
from dataclasses import replace

import discord

from bot.digest_records import Kind
from bot.discord.cards.answer import GONE
from bot.discord.cards.layout import (
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
from bot.discord.cards.passage import document_parts, passage_text
from bot.discord.digests import Digest, Leaf, Numbered
from bot.discord.excerpt import clipped, size
from bot.wording import count, digest_headline, limits, nothing_mentions, reading
from index.core.telling import named, nothing_on_it_in, something_on_it_in
from index.core.typography import plain
from index.domain import Citation, Source, Verdict
from index.printing.files import Format

SAME_POINT = "Near in meaning:"
NOT_COVERED = "**Not covered**"
ELSEWHERE = "**Further documents**"
HOW_TO_SEE = "-# `/brief` with one of them as `source` shows what it says."
SOURCES = "**Sources**"
ENDS = "Not covered, and sources"
FORMATS = {
    Format.MARKDOWN: "Markdown",
    Format.WORD: "Word",
    Format.PDF: "PDF",
    Format.HTML: "HTML",
}
KINDS = {Kind.BRIEFING: "Briefing", Kind.COMPARISON: "Comparison"}

_LINE_ROOM, _TOPIC_ROOM = 300, 200
_LIST_ROOM, _MORE_ROOM = 1500, 40
_OMITTED = "[…]"
_MOST_JUMPS = 25

_COLOURS = {
    Verdict.ANSWERED: discord.Colour.green(),
    Verdict.POSSIBLE: discord.Colour.gold(),
    Verdict.NOT_IN_CORPUS: discord.Colour.light_grey(),
}


def digest_card(digest: Digest, page: int, *, private: bool, shared_by: int | None = None) -> Card:
    """Return the card of one page, from 1; a number out of range is the nearest page."""
    record = digest.record
    page = min(max(page, 1), digest.pages)
    head = "\n".join(_head(digest, page, shared_by))
    if page <= len(digest.leaves):
        items = _passages(digest.leaves[page - 1], MAX_TEXT - size(head))
    else:
        items = list(_closing(digest, MAX_TEXT - size(head)))
    file = button("File", "file", record.id)
    share = button("Share with everybody", "tell", record.id, page) if private else None
    pressed = [row(*_turning(digest, page), file, share), _jumping(digest)]
    return card(
        text(head),
        *items,
        rule() if any(pressed) else None,
        *pressed,
        colour=_COLOURS[record.verdict],
    )


def file_card(digest: Digest) -> Card:
    """Return the card on which a format is chosen."""
    record = digest.record
    left_out = f"-# {count(digest.gone, 'passage')} no longer in the corpus: left out."
    return card(
        text(
            f"**{clipped(plain(record.topic), _TOPIC_ROOM)}** as a file:",
            left_out if digest.gone else None,
        ),
        row(*(button(label, "print", record.id, one.value) for one, label in FORMATS.items())),
        colour=discord.Colour.blue(),
    )


def printed_card(digest: Digest, name: str) -> Card:
    """Return the card that carries the file ``name``, and offers the other formats."""
    card_ = file_card(digest)
    container = card_.children[0]
    assert isinstance(container, discord.ui.Container)  # noqa: S101 (every card is one)
    container.add_item(discord.ui.File(f"attachment://{name}"))
    return card_


def _head(digest: Digest, page: int, shared_by: int | None) -> list[str]:
    record = digest.record
    keys = [shown.key for _, points in record.sections for point in points for shown in point]
    shared = f", shared by <@{shared_by}>" if shared_by is not None else ""
    lines = [
        f"-# {KINDS[record.kind]}{shared}",
        f"**{clipped(plain(record.topic), _TOPIC_ROOM)}**",
        f"-# {digest_headline(record.verdict, keys)}",
    ]
    if digest.pages > 1:
        lines[-1] += f"; page {page} of {digest.pages}"
    if read := reading(record.corrections):
        lines.append(f"-# Read {clipped(read, _LINE_ROOM)}.")
    if bounds := limits(record.scope, record.among):
        lines.append(f"-# Only {clipped(bounds, _LINE_ROOM)}.")
    return lines


def _passages(leaf: Leaf, room: int) -> list[Item | None]:
    items: list[Item | None] = []
    if leaf.heading.strip():
        heading = f"### {clipped(leaf.heading, _LINE_ROOM)}"
        items.append(text(heading))
        room -= size(heading)
    each = (room - len(leaf.points) * len(SAME_POINT)) // sum(map(len, leaf.points))
    for point in leaf.points:
        items.append(rule())
        if len(point) > 1:
            items.append(text(f"-# {SAME_POINT}"))
        for one in point:
            items += _passage(one, each - len("-# "))
    return items


def _passage(one: Numbered, room: int) -> list[Item | None]:
    number, citation = one
    if citation is None:
        return [text(f"**{number}** {GONE}")]
    shown, cut = passage_text(_window_alone(citation), room, room, number)
    whole = button("Whole passage", "whole", citation.passage_id) if cut else None
    context = button("Context", "context", citation.passage_id)
    return [text(shown), row(context, button("Cite", "cite", citation.passage_id), whole)]


def _window_alone(citation: Citation) -> Citation:
    """Return the citation as if what is shown were all of it, what is left out marked."""
    start = citation.window_start - citation.start
    before = citation.quote[:start].strip()
    after = citation.quote[start + len(citation.window) :].strip()
    shown = f"{f'{_OMITTED} ' * bool(before)}{citation.window}{f' {_OMITTED}' * bool(after)}"
    return replace(
        citation,
        quote=shown,
        start=0,
        end=len(shown),
        window=shown,
        window_start=0,
        window_end=len(shown),
    )


def _closing(digest: Digest, room: int) -> Iterator[Item | None]:
    missing = nothing_mentions(digest.record.missing)
    further = [ELSEWHERE, f"{something_on_it_in(len(digest.further))}:", HOW_TO_SEE]
    uncovered = [NOT_COVERED, clipped(plain(missing), _LINE_ROOM) if missing else None]
    if digest.silent:
        uncovered.append(f"{nothing_on_it_in(len(digest.silent))}:")
    room -= sum(size(line) + 1 for line in (*further, *uncovered, SOURCES) if line)
    if digest.further:
        listed = list(_listed(digest.further, room // 3, named(len(digest.further))))
        room -= sum(size(line) + 1 for line in listed)
        yield rule()
        yield text(*further[:2], *listed, HOW_TO_SEE)
    if missing or digest.silent:
        listed = list(_listed(digest.silent, room // 2, named(len(digest.silent))))
        room -= sum(size(line) + 1 for line in listed)
        yield rule()
        yield text(*uncovered, *listed)
    if digest.sources and digest.record.kind is Kind.BRIEFING:
        yield rule()
        yield text(SOURCES, *_listed(digest.sources, room, len(digest.sources)))
        options: list[Option] = [
            (source.key, source.title or source.key, None) for source in digest.sources
        ]
        yield menu("Read ...", options, "open", digest.record.asker)


def _listed(sources: tuple[Source, ...], room: int, most: int) -> Iterator[str]:
    """Yield a line a document, as many as fit, and how many more there are."""
    room = min(room, _LIST_ROOM) - _MORE_ROOM
    for number, source in enumerate(sources):
        line = f"- {', '.join(document_parts(source)) or clipped(source.key, _LINE_ROOM)}"
        room -= size(line) + 1
        if room < 0 or number == most:
            yield f"-# and {count(len(sources) - number, 'more document')}"
            return
        yield line


def _turning(digest: Digest, page: int) -> list[Item]:
    if digest.pages == 1:
        return []
    record = digest.record
    back = ("leaf", record.asker, record.id, page - 1) if page > 1 else None
    on = ("leaf", record.asker, record.id, page + 1) if page < digest.pages else None
    return turning(back, on)


def _jumping(digest: Digest) -> Item | None:
    """Return a menu of the sections; there is none where there is but one."""
    pages: list[Option] = [
        (str(page), leaf.heading, None)
        for page, leaf in enumerate(digest.leaves, start=1)
        if leaf.opens and leaf.heading.strip()
    ]
    if len(pages) < 2:  # noqa: PLR2004 (nowhere to jump)
        return None
    pages = pages[: _MOST_JUMPS - 1]
    if digest.closes:
        pages.append((str(digest.pages), ENDS, None))
    return menu("Jump to ...", pages, "turn", digest.record.asker, digest.record.id)
