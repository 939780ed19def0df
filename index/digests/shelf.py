"""Phrases -> the passages that hold one of them, the earliest document first."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from index.domain import Source
from index.library import Reader

MOST = 1000
"""Passages that are looked through; where more hold the words, it is said that there are."""

_ALL_ROWS = 20_000
"""Rows that are ordered by their document's date; with more, the documents are gone through."""


def rows_with(reader: Reader, groups: Sequence[Sequence[str]]) -> tuple[list[int], bool]:
    """Return at most ``MOST`` rows with a phrase of each group, and whether there are more."""
    store = reader.snapshot.store
    shelf = Shelf(reader)
    rows = store.passages_holding(groups, _ALL_ROWS + 1)
    if len(rows) <= _ALL_ROWS:
        rows.sort(key=lambda row: (shelf.place(row), row))
        return rows[:MOST], len(rows) > MOST
    rows = []
    for among in shelf.in_order():
        rows += store.passages_holding(groups, MOST + 1 - len(rows), among)
        if len(rows) > MOST:
            break
    return rows[:MOST], len(rows) > MOST


class Shelf:
    """The documents by date, and whose passage a row is."""

    def __init__(self, reader: Reader) -> None:
        # A document's passages follow one another, and the documents go by key.
        self._sources = reader.sources()
        self._ends = list(accumulate(source.passages for source in self._sources))
        order = sorted(self._sources, key=lambda one: (one.date is None, one.date or "", one.key))
        self._places = {source.key: place for place, source in enumerate(order)}
        self._order = order

    def owner(self, row: int) -> Source:
        """Return the document of a row."""
        return self._sources[bisect_right(self._ends, row)]

    def place(self, row: int) -> int:
        """Return where the document of a row stands among all, the earliest first."""
        return self._places[self.owner(row).key]

    def rows(self, source: Source) -> range:
        """Return a document's rows."""
        at = [one.key for one in self._sources].index(source.key)
        return range(self._ends[at] - source.passages, self._ends[at])

    def in_order(self) -> Iterable[range]:
        """Yield each document's rows, the earliest document first."""
        pairs = zip(self._sources, self._ends, strict=True)
        ranges = {source.key: range(end - source.passages, end) for source, end in pairs}
        return (ranges[source.key] for source in self._order)
