"""What a command or a button asks for -> a page of names, of mentions, of a timeline."""

import hashlib
import io

import discord

from bot.discord.cards.mentions import NAMES_PER_PAGE, PER_PAGE, MentionsPage
from bot.discord.cards.timeline import KEY_HASH, PICTURE, TimelinePage
from bot.discord.cards.timeline import PER_PAGE as DATES_PER_PAGE
from bot.mention_wording import timeline_description
from index.core.name_list import Name
from index.core.typography import plain
from index.digests.marks import drawn
from index.digests.mentions import cited, names, term, who
from index.digests.timeline import Timeline, listed_events, timeline
from index.domain import Scope
from index.engines.words import stems
from index.errors import NotFoundError
from index.library import Reader

ANYWHERE = "-"
"""Stands for no document in what a button carries along."""


def mentions_page(reader: Reader, command: str, asked: str, number: int) -> MentionsPage:
    """Return a page, from 1, of the mentions of a name ("who") or of a term.

    Raises:
        QuestionError, NotFoundError: see ``who`` and ``term``.

    """
    found = who(reader, asked) if command == "who" else term(reader, asked, stems)
    pages = -(-len(found.passages) // PER_PAGE)
    number = min(max(number, 1), pages)
    first = (number - 1) * PER_PAGE
    citations = cited(reader, found.passages[first : first + PER_PAGE], first + 1)
    return MentionsPage(command, plain(asked), found, tuple(citations), number, pages)


def names_page(reader: Reader, number: int) -> tuple[list[Name], int, int]:
    """Return a page of who is named, how many names there are, and the page's number."""
    _, total = names(reader, 0, 0)
    number = min(max(number, 1), max(-(-total // NAMES_PER_PAGE), 1))
    shown, _ = names(reader, (number - 1) * NAMES_PER_PAGE, NAMES_PER_PAGE)
    return shown, total, number


def timeline_page(reader: Reader, scope: Scope, topic: str | None, number: int) -> TimelinePage:
    """Return a page, from 1, of a timeline.

    Raises:
        QuestionError, NotFoundError: see ``timeline``.

    """
    found = timeline(reader, scope, stems, topic)
    pages = -(-len(found.events) // DATES_PER_PAGE)
    number = min(max(number, 1), pages)
    first = (number - 1) * DATES_PER_PAGE
    listed = listed_events(reader, found.events[first : first + DATES_PER_PAGE])
    key = found.scope.source
    return TimelinePage(found, tuple(listed), number, pages, _hash(key) if key else ANYWHERE)


def source_hashed(reader: Reader, hashed: str) -> str | None:
    """Return the key of the document that a button names; ``None`` for no document.

    Raises:
        NotFoundError: if the document is not in the corpus any more.

    """
    if hashed == ANYWHERE:
        return None
    for source in reader.sources():
        if _hash(source.key) == hashed:
            return source.key
    msg = "This document is no longer in the corpus."
    raise NotFoundError(msg)


def picture_of(found: Timeline) -> discord.File:
    """Return the picture of a timeline, described for those who do not see it."""
    return discord.File(io.BytesIO(drawn(found)), PICTURE, description=timeline_description(found))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:KEY_HASH]
