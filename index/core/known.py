"""Questions that somebody has judged -> what they say of a question that is like one of them.

Whoever looks after a corpus keeps a list of questions that are asked of it, with the passages that
answer each, or do not. A question is near to another in other words where it is far from its
passage: both ask, in one sentence, and the model was taught to see what such sentences share.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.ports import Floats, Rows

ALIKE_FROM = 0.4
"""Cosine of two questions from which on one says something of the other. At 0.3 and at 0.5 the
ranking is as good (docs/evaluation.md); below, any two questions about one matter are alike."""

JUDGEMENT = np.dtype([("question", "<i4"), ("passage", "<i4"), ("answers", "?")])
"""That a passage (row in the store) answers a known question, or does not."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a question is to those that are known, by what was judged of them.

    Numbers are 0 where it is like none, and at most ``1 - ALIKE_FROM``.
    """

    passages: Rows  # that anything was judged of, in order
    answering: Floats  # (passages,): likeness to the likest question that each answers
    refused: Floats  # (passages,): likeness to the likest that each does not answer

    def answered_by(self, passages: Rows) -> Floats:
        """Return ``answering`` for passages by their rows, (len(passages),)."""
        return self._of(passages, self.answering)

    def not_answered_by(self, passages: Rows) -> Floats:
        """Return ``refused`` for passages by their rows, (len(passages),)."""
        return self._of(passages, self.refused)

    def _of(self, passages: Rows, values: Floats) -> Floats:
        places = np.searchsorted(self.passages, passages)
        places[places == len(self.passages)] = 0
        found = self.passages[places] == passages if len(self.passages) else np.False_
        return np.where(found, values[places] if len(values) else 0, np.float32(0))


@dataclass(frozen=True)
class Known:
    """The known questions of one snapshot: their vectors, and what was judged of them."""

    vectors: Floats  # (questions, dimension), of length one
    judgements: NDArray[np.void]  # of JUDGEMENT

    def likeness(self, vector: Floats) -> Likeness:
        """Return how like the question of ``vector``, (dimension,), is to each that is known."""
        passages, places = self._judged
        answering, refused = (np.zeros(len(passages), dtype=np.float32) for _ in range(2))
        if len(self.judgements):
            alike = np.maximum(self.vectors @ vector - np.float32(ALIKE_FROM), 0)
            each = alike[self.judgements["question"]]
            yes = self.judgements["answers"]
            np.maximum.at(answering, places[yes], each[yes])
            np.maximum.at(refused, places[~yes], each[~yes])
        return Likeness(passages, answering, refused)

    @cached_property
    def _judged(self) -> tuple[Rows, Rows]:
        """Return the judged passages in order, and the place of each judgement's among them."""
        passages, places = np.unique(
            self.judgements["passage"].astype(np.int64), return_inverse=True
        )
        return passages, places


NONE_KNOWN = Known(np.empty((0, 0), dtype=np.float32), np.empty(0, dtype=JUDGEMENT))
