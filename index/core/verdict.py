"""Ranking -> verdict, by a plain rule on absolute scales."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from index.domain import Verdict

COVERAGE_WEIGHT = 0.3
ANSWERED_AT = 0.44
POSSIBLE_AT = 0.24
"""Set on hand-written questions to the two seed documents: 19 in 20 answerable ones reach
``POSSIBLE_AT``, and greetings and questions on other matters hardly do."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the best passage."""

    semantic: float  # mean of the cosines of its best window and of the whole of it
    coverage: float  # its BM25 as a share of the most that the question's terms could give, 0-1
    quoted: bool = False  # it holds, word for word, what the question quotes


def verdict_of(evidence: Evidence) -> Verdict:
    """Return the verdict that the evidence for one passage supports."""
    strength = evidence.semantic + COVERAGE_WEIGHT * evidence.coverage
    if evidence.quoted or strength >= ANSWERED_AT:
        return Verdict.ANSWERED
    if strength >= POSSIBLE_AT:
        return Verdict.POSSIBLE
    return Verdict.NOT_IN_CORPUS


def relevant(evidence: Sequence[Evidence]) -> int:
    """Return how many passages, from the first on, support the verdict of the first as it does."""
    verdict = verdict_of(evidence[0])
    return sum(1 for _ in takewhile(lambda one: verdict_of(one) is verdict, evidence))
