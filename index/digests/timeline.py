"""Documents by their date, and the dates that their texts speak of -> one order of both."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.core.dates import FIRST_YEAR, LAST_YEAR, dates_in
from index.core.quotes import search_words
from index.core.scope import checked_scope
from index.core.stopwords import STOP_WORDS
from index.core.typography import plain
from index.digests.inflections import Stems, inflected
from index.digests.mentions import Mentioned, cited
from index.digests.shelf import Shelf
from index.domain import Citation, Scope, Source
from index.errors import NotFoundError, QuestionError
from index.library import Reader

MAX_TOPIC = 40
"""Characters of a topic: as much as a button can carry along beside the rest."""
MOST_READ = 5000
"""Passages with a year that are read; where there are more, it is said."""

_LATER = "~"  # sorts behind every digit and hyphen: "2009~" is the end of 2009
_WORDS = 5000
_CENTURY = 100
_FISCAL = "fy"  # "FY2016" is one word
_LETTER = re.compile(r"(?<=\d{4})[a-e]\Z")  # "Smith 1997a"


class NoDatesError(NotFoundError):
    """There is no date to show."""


@dataclass(frozen=True, slots=True)
class Event:
    """A date on the timeline: a document's own, or one that a passage speaks of."""

    number: int  # from 1, the earliest first
    first: str  # ISO 8601, as precise as it is known
    last: str  # the same, but of a range
    source: Source
    spoken: Mentioned | None = None  # where a passage speaks of it; a document's own date has none


@dataclass(frozen=True, slots=True)
class Timeline:
    """All dates of a part of the corpus."""

    events: tuple[Event, ...]
    undated: tuple[Source, ...]  # documents without a date, ordered by key: never placed
    more: bool  # further passages have a year in them, and were not read
    scope: Scope
    topic: str | None = None

    @property
    def documents(self) -> int:
        """How many documents are placed by their date."""
        return sum(event.spoken is None for event in self.events)

    @property
    def spoken(self) -> int:
        """How many dates are spoken of."""
        return len(self.events) - self.documents


def timeline(reader: Reader, scope: Scope, stems: Stems, topic: str | None = None) -> Timeline:
    """Return the dates of a document or of all; since and until bound the dates themselves.

    With a ``topic`` only passages that hold its words count, and documents that have such.

    Raises:
        QuestionError: if a bound is no date, or the topic is empty, too long or too common.
        NotFoundError: if there is no such document, or no date.

    """
    scope = checked_scope(scope)
    source = reader.source(scope.source) if scope.source else None
    scope = Scope(source.key if source else None, scope.since, scope.until)
    about = _topic(reader, topic, stems)
    shelf = Shelf(reader)
    among = shelf.rows(source) if source else None
    rows, more = _rows(reader, shelf, scope, about, among)
    found = list(_spoken(reader, shelf, rows))
    sources = [source] if source else reader.sources()
    if about:
        having = {shelf.owner(row).key for row in _holding(reader, about, among)}
        sources = [one for one in sources if one.key in having]
    found += [(one.date, one.date, one, None) for one in sources if one.date]
    kept = [one for one in found if _within(scope, one[0], one[1])]
    if not kept:
        raise NoDatesError(_no_dates(scope, topic))
    kept.sort(key=lambda one: (one[0], one[1], one[3] is not None, one[2].key, _place(one[3])))
    events = tuple(Event(number, *one) for number, one in enumerate(kept, start=1))
    undated = tuple(one for one in sources if one.date is None)
    return Timeline(events, undated, more, scope, plain(topic) if topic is not None else None)


def listed_events(reader: Reader, events: Iterable[Event]) -> list[tuple[Event, Citation | None]]:
    """Return events with the citations of those that are spoken of, the date's sentence marked."""
    return [
        (one, cited(reader, [one.spoken], one.number)[0] if one.spoken else None) for one in events
    ]


def topic_words(topic: str) -> list[str]:
    """Return the words of a topic that are looked for.

    Raises:
        QuestionError: if there is none but such as stand everywhere, or the topic is too long.

    """
    text = plain(topic)
    words = [word for word in search_words(text) if word not in STOP_WORDS]
    if len(text.encode("utf-16-le")) > 2 * MAX_TOPIC:
        msg = f"A topic may have {MAX_TOPIC} characters and this has {len(text)}; shorten it."
        raise QuestionError(msg)
    if not words:
        msg = f"The topic {text!r} has no word to look for; name one, or leave it out."
        raise QuestionError(msg)
    return words


_Found = tuple[str, str, Source, Mentioned | None]


def _topic(reader: Reader, topic: str | None, stems: Stems) -> list[list[str]]:
    """Return the words of a topic, each in all its forms."""
    if topic is None:
        return []
    return [sorted(inflected(reader, word, stems)) for word in topic_words(topic)]


def _rows(
    reader: Reader,
    shelf: Shelf,
    scope: Scope,
    about: Sequence[Sequence[str]],
    among: range | None,
) -> tuple[list[int], bool]:
    """Return the passages that have a year in them, those of the earliest documents first."""
    groups = [_years(reader, scope), *about]
    rows = reader.snapshot.store.passages_holding(groups, 4 * MOST_READ, among)
    rows.sort(key=lambda row: (shelf.place(row), row))
    return rows[:MOST_READ], len(rows) > MOST_READ


def _holding(reader: Reader, about: Sequence[Sequence[str]], among: range | None) -> list[int]:
    return reader.snapshot.store.passages_holding(about, 4 * MOST_READ, among)


def _years(reader: Reader, scope: Scope) -> list[str]:
    """Return the words of the corpus that are years or decades, as far as the bounds allow."""
    since = int(scope.since[:4]) - _CENTURY if scope.since else FIRST_YEAR  # ranges begin before
    # "December 30 to January 2, 2015" begins in the year before the one that is written.
    until = int(scope.until[:4]) + 1 if scope.until else LAST_YEAR
    years = {
        word: _LETTER.sub("", word.removeprefix(_FISCAL).removesuffix("s"))
        for century in range(FIRST_YEAR // _CENTURY, LAST_YEAR // _CENTURY + 1)
        for beginning in (f"{century}", f"{_FISCAL}{century}")
        for word in reader.snapshot.store.words_beginning(beginning, _WORDS)
    }
    return [
        word
        for word, year in years.items()
        if len(year) == len("1999") and year.isdecimal()
        if max(since, FIRST_YEAR) <= int(year) <= until
    ]


def _spoken(reader: Reader, shelf: Shelf, rows: Iterable[int]) -> Iterator[_Found]:
    """Yield the dates that passages speak of, each once a passage."""
    for row in rows:
        seen: set[tuple[str, str]] = set()
        for one in dates_in(reader.snapshot.store.passage(row).text):
            if (one.first, one.last) not in seen:
                seen.add((one.first, one.last))
                place = Mentioned(row, one.start, one.end, 1)
                yield one.first, one.last, shelf.owner(row), place


def _within(scope: Scope, first: str, last: str) -> bool:
    """Tell whether a date is within the bounds, or may be: a year may be any day of it."""
    return (scope.since is None or last + _LATER >= scope.since) and (
        scope.until is None or first <= scope.until + _LATER
    )


def _place(spoken: Mentioned | None) -> tuple[int, int]:
    return (spoken.row, spoken.start) if spoken else (-1, 0)


def _no_dates(scope: Scope, topic: str | None) -> str:
    what = "This document has no date, and" if scope.source else "No document has a date, and"
    if topic is not None:
        return f"No passage with the words {topic!r} speaks of a date; try fewer words, or none."
    if scope.since or scope.until:
        return "No date lies within these limits; set others, or none."
    return f"{what} no text speaks of one."
