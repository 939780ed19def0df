"""What somebody types -> passages that they may mean, while they type."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from index.core.quotes import search_words
from index.domain import Passage, Source
from index.store.passages import PassageStore

_ENDINGS = 8
"""Words that the last, unfinished one may become: each is looked up by itself, because looking up
all that begin with "th" would read half of the index."""


def suggested(
    store: PassageStore, sources: Sequence[Source], typed: str, limit: int
) -> list[Passage]:
    """Return at most ``limit`` passages for what was ``typed`` so far, the likeliest first.

    They are those whose id begins so, those that hold the words, the last of which may be
    unfinished, and those of the documents whose title holds them.
    """
    found: dict[str, Passage] = {}
    for passage in _candidates(store, sources, typed.strip(), limit):
        found.setdefault(passage.id, passage)
        if len(found) == limit:
            break
    return list(found.values())


def _candidates(
    store: PassageStore, sources: Sequence[Source], typed: str, limit: int
) -> Iterator[Passage]:
    words = search_words(typed)
    if not words:
        yield from _openings(store, sources)
        return
    for beginning in dict.fromkeys((typed, typed.lower())):
        yield from map(store.passage_by_id, store.ids_beginning(beginning, limit))
    *whole, last = words
    for ending in dict.fromkeys((last, *store.words_beginning(last, _ENDINGS))):
        yield from map(store.passage, store.passages_with([*whole, ending], limit))
    titled = [source for source in sources if _title_holds(source, words)]
    for source in titled:
        yield from map(store.passage, islice(store.rows_of(source.key), limit))


def _openings(store: PassageStore, sources: Iterable[Source]) -> Iterator[Passage]:
    """Yield the first passage of each document: somewhere to begin."""
    for source in sources:
        yield from map(store.passage, store.rows_of(source.key)[:1])


def _title_holds(source: Source, words: Sequence[str]) -> bool:
    """Tell whether a title has the words, the last of which may be unfinished."""
    title = search_words(source.title)
    *whole, last = words
    return set(whole) <= set(title) and any(word.startswith(last) for word in title)
