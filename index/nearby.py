"""Query -> how much the passages say it in words that are near to its own."""

from collections.abc import Sequence

import numpy as np

from index.core.near_words import NearWords, meaningful
from index.core.question import Query
from index.ports import Encoder, Floats, LexicalIndex


class Nearby:
    """Scores the passages of one corpus by words that stand for those of a question."""

    def __init__(self, near: NearWords, encoder: Encoder, words: LexicalIndex) -> None:
        self._near = near
        self._rows = {term: row for row, term in enumerate(near.terms)}
        self._encoder = encoder
        self._words = words

    def scores(self, query: Query) -> Floats | None:
        """Return a score of every passage on BM25's scale, (passages,); None where there is none.

        A passage gets, for each word of the question that it does not have, the BM25 score of the
        word of its own that stands for it, as far as that does: of several the greatest.
        """
        asked = self._asked(query.text) if self._rows else {}
        if not asked:
            return None
        standing = self._near.of(asked, self._vectors(asked))
        total: Floats | None = None
        for term, others in zip(asked, standing, strict=True):
            if others:
                added = self._standing_in(term, others)
                total = added if total is None else total + added
        return total

    def _asked(self, text: str) -> dict[str, str]:
        """Return the distinct terms of ``text`` that may have others near, with their words."""
        asked: dict[str, str] = {}
        for word in meaningful(text):
            for term in self._words.terms(word):
                asked.setdefault(term, word)
        return asked

    def _vectors(self, asked: dict[str, str]) -> Floats:
        """Return the vectors of words, (words, dimension); those of the corpus are there."""
        unknown = [term for term in asked if term not in self._rows]
        made = dict(zip(unknown, self._encoded([asked[term] for term in unknown]), strict=True))
        return np.array(
            [made[t] if t in made else self._near.vectors[self._rows[t]] for t in asked],
            dtype=np.float32,
        )

    def _encoded(self, words: Sequence[str]) -> Sequence[Floats]:
        return list(self._encoder.encode_queries(words)) if words else []

    def _standing_in(self, term: str, others: dict[str, float]) -> Floats:
        own = self._words.scores([term])
        scores = np.zeros_like(own)
        for other, weight in others.items():
            np.maximum(scores, np.float32(weight) * self._words.scores([other]), out=scores)
        scores[own > 0] = 0
        return scores
