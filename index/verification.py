"""Quote -> where it stands in the corpus, and whether it stands there as it is quoted."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from index.core.alignment import occurrences
from index.core.citations import cite
from index.core.comparison import Comparison, compared, difference
from index.core.quotes import Quote, Token, quote_of, search_words, tokens_of
from index.core.shingles import Ask, broken, parts, whole
from index.domain import (
    Citation,
    Document,
    Hit,
    Passage,
    QuoteStatus,
    Run,
    Verification,
    Window,
)
from index.store.passages import PassageStore

MAX_OTHERS = 9
"""Further places that are told for a quote that stands in several."""

_WHOLE_ASKS = 3
_WHOLE_ROWS = 100
_PART_ASKS = 8
_PART_ROWS = 60
_CANDIDATES = 8
_LONG = 400
"""Tokens above which fewer candidates are compared."""
_CANDIDATES_OF_LONG = 3
_GAP_CHARACTERS = 2000
"""As much as a gap may leave out: a passage of the greatest length."""
_MARGIN = 80
_MANY_PHRASES = 60
"""Tokens above which a phrase of ``_BY_CHANCE`` words in common says nothing."""
_BY_CHANCE = 3
_BESIDE = 8
"""Passages on either side into which a long quote may run."""
_OUTVOTED = 2
"""A passage with so many times fewer votes than the first is not compared once one is found."""
# A quote was meant for a place if few enough of its words differ, and if those that agree are too
# rare to do so by chance. Chosen with benchmarks/verify.py on SciFact and SQuAD.
_WORDS_PER_CHANGE = 3
_SURE = 8
_AGREEMENT = 0.5
_CHANCE = 1.0


@dataclass(frozen=True, slots=True)
class _Place:
    """A document with what a quote compared to in it."""

    document: Document
    passage: Passage  # that the words led to
    comparison: Comparison


class Verifier:
    """Looks quotes up in the passages of a store."""

    def __init__(self, store: PassageStore) -> None:
        self._store = store
        self._size = store.size()

    def verify(self, text: str) -> Verification:
        """Return what the quote ``text`` turns out to be.

        Raises:
            QuestionError: if it is empty, too short to say anything, or too long.
            QuoteMismatchError: if a passage is not what stands in its document.

        """
        quote = quote_of(text)
        search = _Search(self._store, self._size, quote)
        places = search.verbatim() or search.nearest()
        if not places:
            return Verification(text, QuoteStatus.NOT_FOUND)
        verbatim = places[0].comparison.verbatim
        return self._told(quote, QuoteStatus.VERBATIM if verbatim else QuoteStatus.ALTERED, places)

    def _told(self, quote: Quote, status: QuoteStatus, places: list[_Place]) -> Verification:
        best = places[0]
        comparison, document = best.comparison, best.document
        runs: tuple[Run, ...] = ()
        if comparison.gaps or not comparison.verbatim:
            runs = difference(comparison, quote.text, document.text)
        citations = [self._cited(place, number) for number, place in enumerate(places, start=1)]
        start, end = comparison.quoted
        return Verification(
            quote.text[start:end],
            status,
            citations[0],
            runs,
            comparison.gaps,
            tuple(passage.id for passage in self._passages(best)),
            tuple(citations[1:]),
        )

    def _passages(self, place: _Place) -> list[Passage]:
        """Return the passages that the quote runs over."""
        span = place.comparison.span or (0, 0)
        return self._store.passages_between(place.document.key, *span) or [place.passage]

    def _cited(self, place: _Place, number: int) -> Citation:
        passage = self._passages(place)[0]
        start, end = place.comparison.span or (0, 0)
        window = Window(max(start, passage.start), min(end, passage.end))
        if window.start >= window.end:  # only a heading beside the passage was quoted
            window = Window(passage.start, passage.end)
        return cite(Hit(passage, window, 1.0, number), place.document)


class _Search:
    """Looks one quote up."""

    def __init__(self, store: PassageStore, size: int, quote: Quote) -> None:
        self._store = store
        self._size = size
        self._quote = quote
        self._segments = quote.segments()
        self._counts = store.counts(word for words in self._segments for word in words)
        self._votes: defaultdict[int, float] = defaultdict(float)  # by the passage's row
        self._hits: defaultdict[int, set[Ask]] = defaultdict(set)
        self._best: _Place | None = None
        self._highest = 0.0

    def verbatim(self) -> list[_Place]:
        """Return the places at which all of the quote stands as it is quoted."""
        if not all(word in self._counts for words in self._segments for word in words):
            return []
        seen: dict[tuple[str, tuple[int, int] | None], _Place] = {}
        most = _CANDIDATES if self._quote.gaps else _WHOLE_ROWS
        tried: set[int] = set()
        for ask in whole(self._segments, self._counts, _WHOLE_ASKS):
            self._ask([ask], _WHOLE_ROWS)
            for place in self._exact(row for row in self._leading(most) if row not in tried):
                seen.setdefault((place.document.key, place.comparison.span), place)
                if len(seen) > MAX_OTHERS:
                    break
            if seen or 0 < len(self._votes) < _WHOLE_ROWS:
                break  # every passage with the phrase was looked at
            tried.update(self._votes)
        return list(seen.values()) or self._over_a_break()

    def _over_a_break(self) -> list[_Place]:
        """Return the first place of a short quote of which no passage holds a whole phrase."""
        if self._votes:
            return []
        for ask in broken(self._segments, self._counts):
            for row in self._store.passages_with(ask.phrases, _CANDIDATES):
                for place in self._exact([row]):
                    return [place]
        return []

    def nearest(self) -> list[_Place]:
        """Return the place that agrees with the quote most, if it agrees enough to be meant."""
        most = _CANDIDATES if len(self._quote.tokens) < _LONG else _CANDIDATES_OF_LONG
        tried: set[int] = set()
        # First the passages that are known already: they hold a long phrase of the quote.
        for asks in chain([[]], parts(self._segments, self._counts, _PART_ASKS)):
            self._ask(asks, _PART_ROWS)
            rows = [r for r in self._leading(most) if r not in tried and self._is_likely(r)]
            self._compare(rows)
            tried.update(rows)
            if self._best is not None and _is_sure(self._best.comparison):
                break
        return [self._best] if self._best else []

    def _ask(self, asks: Iterable[Ask], limit: int) -> None:
        """Give each passage that comes back what it says that it, and not another, came back."""
        for ask in asks:
            rows = self._store.passages_with(ask.phrases, limit, ask.apart)
            for row in rows:
                self._votes[row] += math.log((self._size + 1) / len(rows))
                self._hits[row].add(ask)

    def _leading(self, most: int) -> list[int]:
        return sorted(self._votes, key=lambda row: (-self._votes[row], row))[:most]

    def _exact(self, rows: Iterable[int]) -> Iterator[_Place]:
        quote = self._quote
        for row in rows:
            passage, document, tokens = self._stretch(row)
            for start in (0,) if quote.gaps else occurrences(quote.tokens, tokens):
                # With the two tokens before it, as far as a negation may be cut off.
                comparison = compared(quote, document.text, tokens[max(start - 2, 0) :])
                if comparison.verbatim:
                    yield _Place(document, passage, comparison)

    def _compare(self, rows: Iterable[int]) -> None:
        """Compare the quote with the passages; keep the best of those that can be meant."""
        for row in rows:
            if self._best and self._votes[row] * _OUTVOTED < max(self._votes.values()):
                break
            passage, document, tokens = self._stretch(row)
            comparison = compared(self._quote, document.text, tokens)
            agreed, share = comparison.agreement(self._weights(comparison))
            if agreed * share > self._highest and self._is_meant(comparison, agreed, share):
                self._best, self._highest = _Place(document, passage, comparison), agreed * share

    def _is_likely(self, row: int) -> bool:
        """Tell whether a long quote has more than one short phrase in the passage or beside it.

        Of a quote that was meant for a place most phrases are there, though changed ones are not.
        """
        if len(self._quote.tokens) < _MANY_PHRASES:
            return True
        near = (self._hits[at] for at in range(row - _BESIDE, row + _BESIDE) if at in self._hits)
        phrases = [phrase for ask in set().union(*near) for phrase in ask.phrases]
        return len(" ".join(phrases).split()) > _BY_CHANCE

    def _is_meant(self, comparison: Comparison, agreed: float, share: float) -> bool:
        changed, words = comparison.changed
        return (
            changed <= max(words / _WORDS_PER_CHANGE, 1)
            and share >= _AGREEMENT
            and agreed >= math.log(self._size) - _CHANCE
        )

    def _stretch(self, row: int) -> tuple[Passage, Document, list[Token]]:
        """Return the passage, its document, and the tokens as far around as the quote may go."""
        quote = self._quote
        around = len(quote.text) * 5 // 4 + quote.gaps * _GAP_CHARACTERS + _MARGIN
        passage = self._store.passage(row)
        document = self._store.document(passage.key)
        start = max(passage.start - around, 0)
        end = min(passage.end + around, len(document.text))
        tokens = tokens_of(document.text, start, end)
        # The first and the last may be cut through.
        return passage, document, tokens[start > 0 : len(tokens) - (end < len(document.text))]

    def _weights(self, comparison: Comparison) -> Callable[[Token], float]:
        """Return how much each word of the comparison says: the rarer, the more."""
        words = {
            token.key: search_words(token.key)
            for piece in comparison.pieces
            for token in (piece.source, piece.quote)
            if token
        }
        counts = self._store.counts(word for some in words.values() for word in some)

        def weight(token: Token) -> float:
            rarest = min((counts.get(word, 1) for word in words[token.key]), default=self._size)
            return math.log(1 + self._size / rarest)

        return weight


def _is_sure(comparison: Comparison) -> bool:
    """Tell whether so few words of so many are changed that no other place can be meant."""
    changed, words = comparison.changed
    return changed * _SURE <= words
