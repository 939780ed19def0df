"""Tests of ``index.core.verdict``."""

import math
from dataclasses import fields

import pytest

from index.core.coefficients import BIAS, WEIGHTS
from index.core.evidence import MOST_UNKNOWN, MOST_WORDS, NO_WORD, Evidence
from index.core.verdict import (
    ANSWERED_AT,
    POSSIBLE_AT,
    RELEVANT_SHARE,
    answerability,
    relevant,
    verdict_of,
)
from index.domain import Verdict

HAIR = 1e-6


def evidence(**values: float) -> Evidence:
    """Return evidence that is 0 but for the values given."""
    return Evidence(**{field.name: 0.0 for field in fields(Evidence)} | values)


def test_there_is_a_weight_for_each_piece_of_evidence() -> None:
    """The weights are told by the names of the evidence, in its order."""
    assert list(WEIGHTS) == [field.name for field in fields(Evidence)]


@pytest.mark.parametrize("name", list(WEIGHTS))
def test_a_piece_of_evidence_counts_by_its_weight(name: str) -> None:
    """The log odds are the bias and, for each piece, its value times its weight."""
    likelihood = answerability(evidence(**{name: 0.5}))
    odds = math.log(likelihood / (1 - likelihood))
    assert odds == pytest.approx(BIAS + WEIGHTS[name] / 2)


def test_what_speaks_for_a_passage_does() -> None:
    """Nearness in meaning and words that the corpus has speak for it; strange names do not."""
    positive = ("cosine", "near", "known")
    assert all(WEIGHTS[name] > 0 for name in positive)
    assert WEIGHTS["farthest"] + WEIGHTS["two_farthest"] > 0
    assert all(WEIGHTS[name] < 0 for name in ("strange", "one_thing", "no_such_thing"))


def test_unknown_words_alone_make_no_answer() -> None:
    """However many words nobody knows, where none comes near the passage is hardly an answer."""
    page = evidence(
        cosine=0.2,
        near=0.2,
        near_known=NO_WORD,
        unknown=MOST_UNKNOWN,
        length=math.log1p(MOST_WORDS),
    )
    assert answerability(page) < ANSWERED_AT / 2


@pytest.mark.parametrize(
    ("likelihood", "verdict"),
    [
        (1.0, Verdict.ANSWERED),
        (ANSWERED_AT, Verdict.ANSWERED),
        (ANSWERED_AT - HAIR, Verdict.POSSIBLE),
        (POSSIBLE_AT, Verdict.POSSIBLE),
        (POSSIBLE_AT - HAIR, Verdict.NOT_IN_CORPUS),
        (0.0, Verdict.NOT_IN_CORPUS),
    ],
)
def test_thresholds(likelihood: float, verdict: Verdict) -> None:
    """The verdict goes by the answerability, each threshold included."""
    assert verdict_of(likelihood) is verdict


@pytest.mark.parametrize(
    ("scores", "count"),
    [
        ([0.8], 1),
        ([-0.1, -0.2], 1),
        ([0.8, 0.8 * RELEVANT_SHARE + HAIR, 0.8 * RELEVANT_SHARE - HAIR], 2),
        ([1.0, RELEVANT_SHARE], 2),
        ([0.8, 0.5, 0.8], 1),
        ([0.8, 0.8, 0.8], 3),
    ],
)
def test_relevant(scores: list[float], count: int) -> None:
    """Those passages count that score nearly as the first, up to one that does not."""
    assert relevant(scores) == count
