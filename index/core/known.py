"""Questions that somebody has judged -> what they say of a question that is like some of them.

Whoever looks after a corpus keeps a list of questions that are asked of it, with the passages that
answer each, or do not. A question is near to another in other words where it is far from its
passage: both ask, in one sentence, and the model was taught to see what such sentences share.

The likest alone is a poor guide: two questions about one matter are alike, though another passage
answers each. So the likest ones are read together, by a kernel ridge regression: what twenty say
alike counts as one thing, and where they disagree about a matter that lies between them, each
counts as far as the question is on its side. And they count as far only as the question is nearer
to one of them than to anything that stands in the corpus: else the text speaks for itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.core.typography import plain
from index.domain import KnownQuestion
from index.ports import Floats, Mask, Rows

NEIGHBOURS = 200
"""Known questions that are read together, the likest. With 100 the ranking is a little worse, with
300 as good (docs/evaluation.md)."""

SHARPNESS = 2.0
"""Of the kernel ``exp(SHARPNESS * (cosine - 1))``: with 2 that is ``exp(-d**2)`` of the distance
``d`` of two vectors of length one. From 1 to 3 the ranking is as good, with 8 it is worse."""

RIDGE = 0.1
"""Added to the kernel's diagonal: how far one judgement is believed against those around it. From
0.03 to 0.5 the ranking is about as good."""

CLEARLY = 0.3
"""How much nearer than the nearest window the likest known question must be to count in full; one
that is no nearer counts nothing. Without it questions to paragraphs of SQuAD lose 10 points in 100
to known ones about other facts in them, where half of all are known; with it 3, and none where a
tenth is (docs/evaluation.md)."""

ALIKE_FROM = 0.5
"""Cosine from which on a known question says anything. Questions about other matters reach 0.4 to
some known one, and more to it than to the text."""

SAME_FROM = 0.999
"""Cosine from which on a question is the known one itself: case and marks change nothing, and the
vectors are those of 16 bits. "The second round" and "the third round" are at 0.984."""

SAME = 2.0
"""What a known question says of itself, however near the text is: enough to bring its passage
before any other, and to settle the verdict. All other questions together reach 1."""

CANDIDATES = 10
"""Passages that are looked at because they answer the likest known questions."""

JUDGEMENT = np.dtype([("question", "<i4"), ("passage", "<i4"), ("answers", "?")])
"""That a passage (row in the store) answers a known question, or does not."""


def same_question(question: str) -> str:
    """Return what two ways to write one question have in common: no case, no closing marks."""
    return plain(question).casefold().rstrip("?!.。 ")


@dataclass(frozen=True, slots=True)
class Said:
    """What the likest known questions say of the passages they were judged of, (passages,)."""

    weight: Floats  # about 0 to 1; a little below 0 where they say that it is another passage
    same: Mask  # whether one of them is the very question


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the known questions say of a question."""

    passages: Rows  # that any of the likest was judged of, in order
    answered: Said  # that they answer
    refused: Said  # that they do not
    likest: float  # cosine of the likest known question, or -1

    def candidates(self, among: Mask | None = None) -> Rows:
        """Return the passages that are said to answer, ``CANDIDATES`` at most, the likest first.

        ``among``, (all passages,), says which may be any; without it all may.
        """
        said = np.where(self.answered.same, np.float32(SAME), self.answered.weight)
        if among is not None:
            said = np.where(among[self.passages], said, np.float32(0))
        best = np.argsort(-said, kind="stable")[:CANDIDATES]
        return self.passages[best[said[best] > 0]]

    def answered_by(self, passages: Rows, nearest: float) -> Floats:
        """Return, (len(passages),), how much is known for each passage, up to ``SAME``.

        ``nearest`` is the cosine of the window that is nearest to the question.
        """
        return self._beyond(self.answered, passages, nearest)

    def refused_by(self, passages: Rows, nearest: float) -> Floats:
        """Return, (len(passages),), how much is known against each passage, up to ``SAME``."""
        return self._beyond(self.refused, passages, nearest)

    def _beyond(self, said: Said, passages: Rows, nearest: float) -> Floats:
        if not len(self.passages):
            return np.zeros(len(passages), dtype=np.float32)
        alike = self.likest >= ALIKE_FROM
        counts = min(max((self.likest - nearest) / CLEARLY, 0), 1) if alike else 0
        places = np.searchsorted(self.passages, passages).clip(max=len(self.passages) - 1)
        judged = self.passages[places] == passages
        weight = np.where(said.same, SAME, counts * said.weight)[places]
        return np.where(judged, weight, 0).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Known:
    """The known questions of one snapshot: their vectors, and what was judged of them."""

    vectors: Floats  # (questions, dimension), of length one
    judgements: NDArray[np.void]  # of JUDGEMENT

    def likeness(self, vector: Floats) -> Likeness:
        """Return what the questions that are likest to that of ``vector``, (dimension,), say."""
        if not len(self.judgements):
            none = Said(np.empty(0, dtype=np.float32), np.empty(0, dtype=np.bool_))
            return Likeness(np.empty(0, dtype=np.int64), none, none, likest=-1.0)
        cosines = self.vectors @ vector
        near = np.argsort(-cosines, kind="stable")[:NEIGHBOURS]
        place_of = np.full(len(cosines), -1)
        place_of[near] = np.arange(len(near))
        places = place_of[self.judgements["question"]]
        read, places = self.judgements[places >= 0], places[places >= 0]
        passages, owners = np.unique(read["passage"].astype(np.int64), return_inverse=True)
        yes, no = (np.zeros((len(near), len(passages)), dtype=np.bool_) for _ in range(2))
        yes[places[read["answers"]], owners[read["answers"]]] = True
        no[places[~read["answers"]], owners[~read["answers"]]] = True
        said = _said(self.vectors[near], cosines[near], yes, no)
        same = cosines[near] >= SAME_FROM
        answered, refused = (
            Said(weight.astype(np.float32), np.any(judged[same], axis=0, keepdims=False))
            for weight, judged in zip(said, (yes, no), strict=True)
        )
        return Likeness(passages, answered, refused, float(cosines[near[0]]))


def _said(
    vectors: Floats, cosines: Floats, yes: Mask, no: Mask
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what known questions say for each passage, and against it, both (passages,).

    ``vectors``, (questions, dimension), are the questions', ``cosines`` those with the one that is
    asked; ``yes`` and ``no``, (questions, passages), tell what was judged. Both are predicted by
    kernel ridge regression: the mean of a Gaussian process (Rasmussen and Williams, 2006, equation
    2.25).

    A question that some passage answers tells of all others that they do not. One of which it is
    known only that some do not answer tells nothing of the others, and has no part in theirs.
    """
    kernel = _kernel(vectors @ vectors.T)
    kernel[np.diag_indices(len(kernel))] = 1 + RIDGE
    asked = _kernel(cosines)
    telling = no | yes.any(axis=1, keepdims=True)
    alike: dict[bytes, list[int]] = {}  # passages of which the same questions tell
    for passage, column in enumerate(np.packbits(telling, axis=0).T):
        alike.setdefault(column.tobytes(), []).append(passage)
    said_for, said_against = np.zeros(yes.shape[1]), np.zeros(yes.shape[1])
    for passages in map(np.array, alike.values()):
        of = np.flatnonzero(telling[:, passages[0]])
        weights = np.linalg.solve(kernel[np.ix_(of, of)], asked[of])
        said_for[passages] = weights @ yes[np.ix_(of, passages)]
        said_against[passages] = weights @ no[np.ix_(of, passages)]
    return said_for, said_against


def _kernel(cosines: Floats) -> NDArray[np.float64]:
    return np.exp(SHARPNESS * (cosines.astype(np.float64) - 1))


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
