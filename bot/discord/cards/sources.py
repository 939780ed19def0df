"""The corpus -> a card that lists its documents."""

from collections.abc import Sequence

import discord

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
from bot.discord.cards.passage import code, document_parts
from bot.wording import count
from index.core.plain import written_date
from index.domain import Source

PER_PAGE = 8
"""Documents of one page."""


def sources_card(sources: Sequence[Source], page: int, reader: int) -> Card:
    """Return the card of one page, from 1; ``reader`` is the person who turns it."""
    pages = max(-(-len(sources) // PER_PAGE), 1)
    page = min(max(page, 1), pages)
    shown = sources[(page - 1) * PER_PAGE : page * PER_PAGE]
    passages = count(sum(source.passages for source in sources), "passage")
    head = f"**{count(len(sources), 'document')}**, {passages}"
    if pages > 1:
        head += f"\n-# page {page} of {pages}"
    options: list[Option] = [
        (source.key, source.title or source.key, _known(source)) for source in shown
    ]
    return card(
        text(head),
        rule(),
        text("\n\n".join(map(_line, shown))[: MAX_TEXT - len(head)]) if shown else None,
        menu("Read ...", options, "open", reader) if options else None,
        _turning(page, pages, reader),
        colour=discord.Colour.blue(),
    )


def _line(source: Source) -> str:
    known = document_parts(source)
    passages = count(source.passages, "passage")
    return f"{', '.join(known[:1])}\n-# {', '.join([*known[1:], passages, code(source.key)])}"


def _known(source: Source) -> str | None:
    known = (source.publisher, source.author, written_date(source.date))
    return ", ".join(part for part in known if part) or None


def _turning(page: int, pages: int, reader: int) -> Item | None:
    if pages == 1:
        return None
    back = ("sources", reader, page - 1) if page > 1 else None
    on = ("sources", reader, page + 1) if page < pages else None
    return row(*turning(back, on))
