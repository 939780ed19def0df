"""Tests of ``index.core.verdict``."""

import pytest

from index.core.verdict import (
    ANSWERED_AT,
    COVERAGE_WEIGHT,
    POSSIBLE_AT,
    Evidence,
    relevant,
    verdict_of,
)
from index.domain import Verdict

HAIR = 1e-6


@pytest.mark.parametrize(
    ("semantic", "verdict"),
    [
        (1.0, Verdict.ANSWERED),
        (ANSWERED_AT, Verdict.ANSWERED),
        (ANSWERED_AT - HAIR, Verdict.POSSIBLE),
        (POSSIBLE_AT, Verdict.POSSIBLE),
        (POSSIBLE_AT - HAIR, Verdict.NOT_IN_CORPUS),
        (-1.0, Verdict.NOT_IN_CORPUS),
    ],
)
def test_thresholds(semantic: float, verdict: Verdict) -> None:
    """Without shared words the verdict goes by the cosine, each threshold included."""
    assert verdict_of(Evidence(semantic, coverage=0.0)) is verdict


def test_shared_words() -> None:
    """Shared words raise the strength by their weight."""
    semantic = ANSWERED_AT - COVERAGE_WEIGHT * 0.5
    assert verdict_of(Evidence(semantic + HAIR, coverage=0.5)) is Verdict.ANSWERED
    assert verdict_of(Evidence(semantic - HAIR, coverage=0.5)) is Verdict.POSSIBLE


def test_quotation() -> None:
    """A passage that holds what is quoted answers, whatever else speaks for it."""
    assert verdict_of(Evidence(-1.0, coverage=0.0, quoted=True)) is Verdict.ANSWERED


@pytest.mark.parametrize(
    ("strengths", "count"),
    [
        ([ANSWERED_AT], 1),
        ([0.9, ANSWERED_AT, POSSIBLE_AT, 0.0], 2),
        ([0.9, POSSIBLE_AT, 0.9], 1),
        ([POSSIBLE_AT, POSSIBLE_AT, 0.0], 2),
        ([0.0, 0.0], 2),
    ],
)
def test_relevant(strengths: list[float], count: int) -> None:
    """Those passages count that support the verdict of the first, up to one that does not."""
    assert relevant([Evidence(strength, coverage=0.0) for strength in strengths]) == count
