"""Scope and topic -> a page of their timeline with its picture, kept for whoever turns pages.

To make one reads thousands of passages, and draws; to turn a page of it reads four.
"""

from dataclasses import dataclass

from bot.discord.cards.timeline import PER_PAGE, TimelinePage
from bot.discord.mention_pages import hashed
from index.core.typography import plain
from index.digests.marks import drawn
from index.digests.timeline import Timeline, listed_events, timeline
from index.domain import Scope
from index.engines.words import stems
from index.library import Reader

MOST_KEPT = 8
"""Timelines that are kept, those made last: each may take some megabytes."""

_Key = tuple[str, Scope, str | None]
"""The snapshot's fingerprint, the scope and the topic."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A timeline and its picture, a PNG."""

    found: Timeline
    picture: bytes


class Timelines:
    """Keeps what was made last; one thread makes, another may read meanwhile."""

    def __init__(self) -> None:
        self._kept: dict[_Key, Drawn] = {}

    def page(
        self, reader: Reader, scope: Scope, topic: str | None, number: int
    ) -> tuple[TimelinePage, bytes] | None:
        """Return a page, from 1, with the picture, if it is kept; the scope is a checked one."""
        kept = self._kept.get(_key(reader, scope, topic))
        return (_page(reader, kept.found, number), kept.picture) if kept else None

    def made_page(
        self, reader: Reader, scope: Scope, topic: str | None, number: int
    ) -> tuple[TimelinePage, bytes]:
        """Return the same of a timeline that is made now, unless somebody else had it made.

        Raises:
            QuestionError, NotFoundError: see ``timeline``.

        """
        key = _key(reader, scope, topic)
        made = self._kept.get(key)
        if made is None:
            found = timeline(reader, scope, stems, topic)
            made = self._kept[key] = Drawn(found, drawn(found))
            while len(self._kept) > MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
        return _page(reader, made.found, number), made.picture


def _key(reader: Reader, scope: Scope, topic: str | None) -> _Key:
    return reader.snapshot.manifest.fingerprint, scope, plain(topic) if topic else topic


def _page(reader: Reader, found: Timeline, number: int) -> TimelinePage:
    pages = -(-len(found.events) // PER_PAGE)
    number = min(max(number, 1), pages)
    first = (number - 1) * PER_PAGE
    listed = listed_events(reader, found.events[first : first + PER_PAGE])
    return TimelinePage(found, tuple(listed), number, pages, hashed(found.scope.source))
