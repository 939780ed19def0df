"""What the answerability tells, against numbers worked out by hand."""

import pytest

from index.evaluation.calibration import answerability_of
from tests.index.evaluation.builders import outcome, unanswerable

FOUR = (outcome(0.9), outcome(0.4, rank=2), unanswerable(0.6), unanswerable(0.1))


def test_auroc_is_the_share_of_pairs_in_the_right_order() -> None:
    """Of the pairs (0.9, 0.6), (0.9, 0.1), (0.4, 0.6), (0.4, 0.1) three are; of the first, all."""
    told = answerability_of(FOUR)
    assert told.corpus.auroc == pytest.approx(3 / 4)
    assert told.first.auroc == pytest.approx(1)


def test_the_interval_of_the_auroc() -> None:
    """Hanley and McNeil's variance of 3/4 from two and two: 0.0763; of 1 it is none."""
    told = answerability_of(FOUR)
    assert told.corpus.auroc_interval == pytest.approx((0.75 - 1.96 * 0.0763393**0.5, 1), abs=1e-4)
    assert told.first.auroc_interval == (1, 1)


def test_the_interval_shrinks_with_more_questions() -> None:
    """Of ten times as many it is about a third, on both sides of the area."""
    low, high = answerability_of(FOUR * 10).corpus.auroc_interval or (0, 0)
    assert 0.5 < low < 0.75 < high < 0.95
    assert high - 0.75 == pytest.approx(0.75 - low)


def test_the_brier_score_is_the_mean_squared_difference() -> None:
    """(0.1² + 0.6² + 0.6² + 0.1²) / 4; for the first passage 0.4² in place of the second."""
    told = answerability_of(FOUR)
    assert told.corpus.brier == pytest.approx(0.185)
    assert told.first.brier == pytest.approx(0.135)


def test_the_calibration_error_is_taken_bin_by_bin() -> None:
    """Four questions in four bins: (0.1 + 0.6 + 0.6 + 0.1) / 4."""
    assert answerability_of(FOUR).corpus.ece == pytest.approx(0.35)


def test_within_a_bin_answerability_and_share_are_means() -> None:
    """0.42 answered and 0.48 not are 0.45 beside a half; 1 answered is the last bin's."""
    told = answerability_of([outcome(0.42), unanswerable(0.48), outcome(1.0), outcome(1.0)])
    first, last = told.bins
    assert (first.low, first.high, last.low, last.high) == (0.4, 0.5, 0.9, 1.0)
    assert first.mean == pytest.approx(0.45)
    assert (first.corpus.value, first.corpus.total) == (0.5, 2)
    assert (last.mean, last.corpus.value, last.corpus.total) == (1, 1, 2)
    assert told.corpus.ece == pytest.approx(0.05 / 2)


def test_the_curve_tells_what_each_threshold_would_give() -> None:
    """From 0.6 on two are answered, one of them rightly, and one of two answers is given."""
    curve = answerability_of(FOUR).curve
    assert curve is not None
    assert curve.thresholds.tolist() == [0.1, 0.4, 0.6, 0.9]
    assert curve.corpus.tolist() == pytest.approx([2 / 4, 2 / 3, 1 / 2, 1])
    assert curve.first.tolist() == pytest.approx([1 / 4, 1 / 3, 1 / 2, 1])
    assert curve.recall.tolist() == pytest.approx([1, 1, 1 / 2, 1 / 2])


def test_one_kind_of_questions_alone_cannot_be_told_apart() -> None:
    """Where all are answerable, or none, there is no AUROC; where none, no curve."""
    all_of_them = answerability_of([outcome(0.9), outcome(0.8, rank=None)])
    assert (all_of_them.corpus.auroc, all_of_them.first.auroc) == (None, 1)
    assert all_of_them.corpus.brier == pytest.approx((0.1**2 + 0.2**2) / 2)
    none = answerability_of([unanswerable(0.3)])
    assert (none.corpus.auroc, none.corpus.auroc_interval, none.curve) == (None, None, None)
    assert none.corpus.brier == pytest.approx(0.09)


def test_a_curve_without_a_right_passage_is_zero() -> None:
    """Where no first passage answers, none is right from any threshold on."""
    curve = answerability_of([outcome(0.9, rank=2), outcome(0.4, rank=None)]).curve
    assert curve is not None
    assert curve.first.tolist() == [0, 0]
    assert curve.recall.tolist() == [1, 0.5]
