"""Counts and times."""

import pytest

from index.evaluation.shares import hits_of, latency_of, share_of


def test_a_share_has_the_interval_of_wilson() -> None:
    """Of 8 in 10 it is (0.8 + z²/20 ± z·√(0.016 + z²/400)) / (1 + z²/10), z = 1.959964."""
    share = share_of(8, 10)
    assert (share.count, share.total, share.value) == (8, 10, 0.8)
    assert share.low == pytest.approx(0.4902, abs=1e-4)
    assert share.high == pytest.approx(0.9433, abs=1e-4)


def test_all_of_a_few_is_not_certain() -> None:
    """Of 10 in 10 the interval goes from 1 / (1 + z²/10) to 1."""
    share = share_of(10, 10)
    assert share.low == pytest.approx(0.7225, abs=1e-4)
    assert share.high == pytest.approx(1.0)


def test_hits_count_what_stands_within_k() -> None:
    """Ranks 1, 3, 11 and none: one of four is first, two are within three and within ten."""
    hits = hits_of([1, 3, 11, None])
    assert [hit.count for hit in hits] == [1, 1, 2, 2, 2, 2, 2, 2, 2, 2]
    assert all(hit.total == 4 for hit in hits)


def test_no_rank_makes_no_hit() -> None:
    """Without a question there is no share to tell."""
    assert hits_of([]) == ()


def test_latency_tells_the_middle_and_what_19_in_20_stay_below() -> None:
    """Of 1 to 101 milliseconds the median is 51, the 95th percentile 96."""
    latency = latency_of([float(ms) for ms in range(1, 102)])
    assert (latency.p50, latency.p95) == (51, 96)
