"""Questions that somebody has judged -> what they say of a question that is like one of them.

Whoever looks after a corpus keeps a list of questions that are asked of it, with the passages that
answer each, or do not. A question is near to another in other words where it is far from its
passage: both ask, in one sentence, and the model was taught to see what such sentences share.

But two questions about one matter are alike, too, though another passage answers each. So a known
question says something only as far as it is nearer than anything that stands in the corpus: then
the text itself has little to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.core.typography import plain
from index.domain import KnownQuestion
from index.ports import Floats, Mask, Rows

NEARER_BY = 0.1
"""How much nearer, by the cosine, a known question must be than the nearest window. Without it
questions to paragraphs of SQuAD lose 20 points in 100 to known ones about other facts in them,
where half of all are known; with it 3, and none where a tenth is (docs/evaluation.md)."""

ALIKE_FROM = 0.6
"""Cosine from which on a known question says anything. Questions about other matters reach 0.4 to
some known one, and more to it than to the text."""

SAME_FROM = 0.999
"""Cosine from which on a question is the known one itself: case and marks change nothing, and the
vectors are those of 16 bits. "The second round" and "the third round" are at 0.984."""

SAME = 0.5
"""What a known question says of itself, however near the text is: enough to bring its passage
before any other, and to settle the verdict."""

CANDIDATES = 10
"""Passages that are looked at because they answer the likest known questions."""

JUDGEMENT = np.dtype([("question", "<i4"), ("passage", "<i4"), ("answers", "?")])
"""That a passage (row in the store) answers a known question, or does not."""

_UNLIKE = -1.0  # the least cosine


def same_question(question: str) -> str:
    """Return what two ways to write one question have in common: no case, no closing marks."""
    return plain(question).casefold().rstrip("?!.。 ")


@dataclass(frozen=True, slots=True)
class Likeness:
    """The cosines of a question with those that are known, by what was judged of them."""

    passages: Rows  # that anything was judged of, in order
    answered: Floats  # (passages,): with the likest question that each answers, or -1
    refused: Floats  # (passages,): with the likest that each does not answer, or -1

    def candidates(self, among: Mask | None = None) -> Rows:
        """Return the passages that answer the likest known questions, ``CANDIDATES`` at most.

        ``among``, (all passages,), says which may be any; without it all may.
        """
        answered = self.answered
        if among is not None:
            answered = np.where(among[self.passages], answered, np.float32(_UNLIKE))
        best = np.argsort(-answered, kind="stable")[:CANDIDATES]
        return self.passages[best[answered[best] > _UNLIKE]]

    def answered_by(self, passages: Rows, nearest: float) -> Floats:
        """Return, (len(passages),), how much is known for each passage: 0 or more.

        ``nearest`` is the cosine of the window that is nearest to the question.
        """
        return self._beyond(self.answered, passages, nearest)

    def refused_by(self, passages: Rows, nearest: float) -> Floats:
        """Return, (len(passages),), how much is known against each passage: 0 or more."""
        return self._beyond(self.refused, passages, nearest)

    def _beyond(self, cosines: Floats, passages: Rows, nearest: float) -> Floats:
        if not len(self.passages):
            return np.zeros(len(passages), dtype=np.float32)
        places = np.searchsorted(self.passages, passages).clip(max=len(self.passages) - 1)
        judged = self.passages[places] == passages
        alike = cosines[places]
        beyond = np.maximum(alike - nearest - NEARER_BY, 0)
        said = np.where(alike >= SAME_FROM, SAME, np.where(alike >= ALIKE_FROM, beyond, 0))
        return np.where(judged, said, 0).astype(np.float32)


@dataclass(frozen=True)
class Known:
    """The known questions of one snapshot: their vectors, and what was judged of them."""

    vectors: Floats  # (questions, dimension), of length one
    judgements: NDArray[np.void]  # of JUDGEMENT

    def likeness(self, vector: Floats) -> Likeness:
        """Return how like the question of ``vector``, (dimension,), is to those that are known."""
        passages, places = self._judged
        answered, refused = (np.full(len(passages), _UNLIKE, dtype=np.float32) for _ in range(2))
        if len(self.judgements):
            each = (self.vectors @ vector)[self.judgements["question"]]
            yes = self.judgements["answers"]
            np.maximum.at(answered, places[yes], each[yes])
            np.maximum.at(refused, places[~yes], each[~yes])
        return Likeness(passages, answered, refused)

    @cached_property
    def _judged(self) -> tuple[Rows, Rows]:
        """Return the judged passages in order, and the place of each judgement's among them."""
        passages, places = np.unique(
            self.judgements["passage"].astype(np.int64), return_inverse=True
        )
        return passages, places


NONE_KNOWN = Known(np.empty((0, 0), dtype=np.float32), np.empty(0, dtype=JUDGEMENT))


def judged(
    known: Sequence[KnownQuestion], ids: Sequence[str]
) -> tuple[list[str], NDArray[np.void]]:
    """Return the questions of which any passage is there, and what was judged of them.

    ``ids`` are those of all passages, by row. A judgement of a passage that is not there lapses.
    """
    named = {each for one in known for each in (*one.answered_by, *one.not_answered_by)}
    rows = {each: row for row, each in enumerate(ids) if each in named}
    questions: list[str] = []
    judgements: list[tuple[int, int, bool]] = []
    for one in known:
        own = [
            (len(questions), rows[each], answers)
            for given, answers in ((one.answered_by, True), (one.not_answered_by, False))
            for each in given
            if each in rows
        ]
        if own:
            questions.append(one.question)
            judgements += own
    return questions, np.array(judgements, dtype=JUDGEMENT)
