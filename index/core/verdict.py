"""Evidence -> verdict: how likely it is that a passage answers, in three steps.

The likelihood is that of a logistic regression over the evidence. Its weights are in
``coefficients.py``, which ``benchmarks/fit_verdict.py`` writes.
"""

import math
from collections.abc import Sequence
from itertools import takewhile

from index.core.coefficients import ANSWERED_AT, BIAS, POSSIBLE_AT, WEIGHTS
from index.core.evidence import Evidence, features
from index.domain import Verdict

RELEVANT_SHARE = 0.9
"""Share of the first passage's score from which on another is about as good an answer."""

__all__ = [
    "ANSWERED_AT",
    "POSSIBLE_AT",
    "RELEVANT_SHARE",
    "answerability",
    "relevant",
    "verdict_of",
]


KNOWN_WEIGHT = 6.0
"""Weight of what known questions say for a passage, less what they say against it. Found by
``benchmarks/fit_known.py`` on the known questions to the seeds, each held back in turn."""


def answerability(evidence: Evidence, known: float = 0.0) -> float:
    """Return how likely it is that the passage answers, 0 to 1.

    It is calibrated for questions of which every other has an answer. ``known`` is what known
    questions say for the passage, less what they say against it.
    """
    total = BIAS + sum(
        weight * value for weight, value in zip(WEIGHTS.values(), features(evidence), strict=True)
    )
    return 1 / (1 + math.exp(-(total + KNOWN_WEIGHT * known)))


def verdict_of(likelihood: float) -> Verdict:
    """Return the verdict that goes with an answerability."""
    if likelihood >= ANSWERED_AT:
        return Verdict.ANSWERED
    if likelihood >= POSSIBLE_AT:
        return Verdict.POSSIBLE
    return Verdict.NOT_IN_CORPUS


def relevant(scores: Sequence[float]) -> int:
    """Return how many passages, from the first on, answer about as well as the first.

    ``scores`` are those that they are ranked by, best first.
    """
    alike = takewhile(lambda score: score >= RELEVANT_SHARE * scores[0], scores[1:])
    return 1 + sum(1 for _ in alike)
