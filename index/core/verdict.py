"""Ranking -> verdict, by a plain rule on absolute scales."""

from index.domain import Verdict

ANSWERED_AT = 0.50
POSSIBLE_AT = 0.33


def verdict_of(best: float) -> Verdict:
    """Return the verdict for a question whose best passage has the fused score ``best``."""
    if best >= ANSWERED_AT:
        return Verdict.ANSWERED
    if best >= POSSIBLE_AT:
        return Verdict.POSSIBLE
    return Verdict.NOT_IN_CORPUS
