"""What the corpus holds, and how its index is -> cards for administrators."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.discord.cards.changes import turned
from bot.discord.cards.layout import Card, card, rule, text
from bot.discord.cards.passage import code
from bot.discord.excerpt import clipped
from bot.trail import Change
from bot.wording import count
from index.domain import Source
from index.store.manifest import Manifest

PER_PAGE = 7
"""Documents of one page."""

_TITLE, _FILE = 160, 100


@dataclass(frozen=True, slots=True)
class Holding:
    """A document of the corpus, with its file and how it came in."""

    source: Source
    file: str  # relative to the folder of documents
    edited: bool  # its text was changed since it was taken from its original
    added: Change | None  # as far as the log knows


@dataclass(frozen=True, slots=True)
class Holdings:
    """The state of the corpus."""

    manifest: Manifest
    current: bool  # the index is that of the documents in the folder
    changing: int  # changes under way, or waiting for one another
    waiting: int  # previews
    changes: Sequence[Change]


def holdings_card(holdings: Sequence[Holding], page: int) -> Card:
    """Return the card of one page, from 1, of the documents."""
    pages = max(-(-len(holdings) // PER_PAGE), 1)
    page = min(max(page, 1), pages)
    shown = holdings[(page - 1) * PER_PAGE : page * PER_PAGE]
    passages = count(sum(holding.source.passages for holding in holdings), "passage")
    return card(
        text(
            f"**{count(len(holdings), 'document')}**, {passages}",
            f"-# page {page} of {pages}" if pages > 1 else None,
        ),
        rule(),
        text(*map(_line, shown)) if shown else None,
        turned(page, pages, "list"),
        colour=discord.Colour.blue(),
    )


def _line(holding: Holding) -> str:
    source, added = holding.source, holding.added
    parts = [code(source.key), count(source.passages, "passage"), clipped(holding.file, _FILE)]
    if holding.edited:
        parts.append("text edited since it was taken in")
    if added is not None:
        who = "in the terminal" if added.who is None else f"by <@{added.who}>"
        parts.append(f"{added.what.value} <t:{int(added.at)}:d> {who}")
    return f"{clipped(source.title, _TITLE)}\n-# {', '.join(parts)}"


def corpus_status_card(holdings: Holdings) -> Card:
    """Return the card of ``/corpus status``."""
    manifest = holdings.manifest
    size = sum(file.size for file in manifest.files.values()) / 1024 / 1024
    state = "up to date with the folder" if holdings.current else "behind the folder of documents"
    edited = sum(entry.edited for entry in manifest.documents)
    last = holdings.changes[0] if holdings.changes else None
    return card(
        text(
            f"**Corpus** {count(len(manifest.documents), 'document')},"
            f" {count(manifest.passages, 'passage')}, {edited} edited since they were taken in",
            f"**Index** {state}; {code(manifest.fingerprint)}, {size:,.1f} MB,"
            f" model {code(manifest.model)}",
            f"**Under way** {count(holdings.changing, 'change')};"
            f" {count(holdings.waiting, 'preview')} waiting",
            f"**Log** {count(len(holdings.changes), 'change')}"
            + (f", the last <t:{int(last.at)}:R>" if last else ""),
        ),
        colour=discord.Colour.blue(),
    )
