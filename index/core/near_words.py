"""Words of a question -> the words of the corpus that are near to them in meaning.

Who asks about "lowering what investors owe" means the passage that says "cut" and "shareholders".
The vectors of windows know that, but in a large corpus too many windows are near; words know it
one by one (a translation of the question, as Berger and Lafferty, "Information Retrieval as
Statistical Translation", 1999, have it, with the model's cosine in place of a probability).
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from index.core.stopwords import STOP_WORDS
from index.core.terms import words_of
from index.ports import Floats

NEAR_FROM = 0.5
"""Cosine from which on a word stands for another, by little at first."""

SLOPE = 3.0
"""How much of a word one stands for, times what its cosine has beyond ``NEAR_FROM``: all of it
from 0.83 on. With 2 the ranking of speeches is about as good; with 4, of more words, it is better
and that of SciFact worse (docs/evaluation.md)."""

MOST = 5
"""Words that stand for one, the nearest. With 10 and 20 it is about as good."""

IN_PASSAGES = 2
"""Passages that must have a word before it stands for others: what one has is mostly a name."""


@dataclass(frozen=True, slots=True)
class NearWords:
    """The terms of a corpus with their vectors; none where none are looked for."""

    terms: tuple[str, ...]  # stemmed
    vectors: Floats  # (terms, dimension), of length one: those of each term's commonest word

    def of(self, asked: Collection[str], vectors: Floats) -> list[dict[str, float]]:
        """Return, for each of the terms ``asked``, what stands for it, and for how much of it.

        ``vectors``, (len(asked), dimension), are those of their words. From just above 0 to 1; no
        term that is asked stands for another.
        """
        cosines = vectors @ self.vectors.T
        return [self._nearest(asked, row) for row in cosines]

    def _nearest(self, asked: Collection[str], cosines: Floats) -> dict[str, float]:
        near = np.flatnonzero(cosines > NEAR_FROM)  # a few of many: the others need no order
        best = near[np.argsort(-cosines[near], kind="stable")].tolist()
        others = [place for place in best if self.terms[place] not in asked][:MOST]
        return {
            self.terms[place]: min(SLOPE * (float(cosines[place]) - NEAR_FROM), 1.0)
            for place in others
        }


NO_WORDS = NearWords((), np.empty((0, 0), dtype=np.float32))


def meaningful(text: str) -> list[str]:
    """Return the words of ``text`` that may have others near: of letters alone, no stop words."""
    return [word for word in words_of(text) if word.isalpha() and word not in STOP_WORDS]
