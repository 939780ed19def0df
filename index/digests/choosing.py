"""Candidates -> points: which passages are worth reading, and which speak to the same."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from index.core.terms import words_of
from index.digests.topics import Candidate

RELEVANCE = 0.7
"""Weight of how relevant a passage is, against how much of it was said already: lambda of maximal
marginal relevance."""

SAME_TEXT = 0.5
"""Share of the shorter text's runs of three words from which on two texts are the same."""

SAME_POINT = 0.65
"""Cosine from which on passages of different documents stand side by side, as near in meaning.

Of pairs that were read, those from 0.75 on mostly speak to the same point, and not all; no more is
said of them.
"""

MOST_BESIDE = 3
"""Passages of one point."""

_RUN = 3  # words


def points_of(
    candidates: Sequence[Candidate], passages: int, beside: int = MOST_BESIDE
) -> list[list[Candidate]]:
    """Return about so many ``passages`` of the candidates, best first, as points.

    A point is one passage, or several of different documents that speak to the same, ``beside``
    at most. Each next one is that with the highest maximal marginal relevance: relevant to the
    topic, and unlike what was chosen before (Carbonell and Goldstein, "The Use of MMR,
    Diversity-Based Reranking for Reordering Documents and Producing Summaries", 1998). No text is
    in two of them.
    """
    rest = list(candidates)
    points: list[list[Candidate]] = []
    chosen: list[Candidate] = []
    while rest and len(chosen) < passages:
        first = max(rest, key=lambda one: _marginal_relevance(one, chosen))
        point = [first]
        rest = [one for one in rest if one is not first and not _same_text(one, first)]
        for other in sorted(rest, key=lambda one: -_cosine(one, first)):
            if len(point) >= beside or _cosine(other, first) < SAME_POINT:
                break
            if all(
                other.hit.passage.key != one.hit.passage.key and not _same_text(other, one)
                for one in point
            ):
                point.append(other)
        rest = [
            one
            for one in rest
            if not any(one is other or _same_text(one, other) for other in point)
        ]
        points.append(point)
        chosen += point
    return points


def _marginal_relevance(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    said = max((_cosine(candidate, one) for one in chosen), default=0.0)
    return RELEVANCE * candidate.relevance - (1 - RELEVANCE) * said


def _cosine(one: Candidate, other: Candidate) -> float:
    return float(np.dot(one.vector, other.vector))


def _same_text(one: Candidate, other: Candidate) -> bool:
    """Tell whether two passages are the same text, or nearly, or one holds the other."""
    runs, others = _runs(one.hit.passage.text), _runs(other.hit.passage.text)
    shorter = min(len(runs), len(others))
    return len(runs & others) >= SAME_TEXT * shorter


@lru_cache(maxsize=1024)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = words_of(text)
    if len(words) < _RUN:
        return frozenset([tuple(words)])
    return frozenset(zip(*(words[i:] for i in range(_RUN)), strict=False))
