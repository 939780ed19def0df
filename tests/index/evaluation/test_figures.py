"""Outcomes become figures, against numbers worked out by hand."""

import pytest

from index.domain import Verdict
from tests.index.evaluation.builders import figures, outcome, unanswerable


def test_mrr_is_the_mean_of_one_over_the_rank() -> None:
    """Ranks 1, 4 and none, of the answerable questions alone: (1 + 1/4 + 0) / 3."""
    told = figures(outcome(), outcome(rank=4), outcome(rank=None), unanswerable())
    assert told.mrr == pytest.approx(1.25 / 3)
    assert [hit.count for hit in told.hits] == [1, 1, 1, 2, 2, 2, 2, 2, 2, 2]


def test_verdicts_are_counted_for_each_kind_of_question_by_itself() -> None:
    """Two of three answerable questions are answered, one of two unanswerable ones is refused."""
    told = figures(
        outcome(),
        outcome(),
        outcome(verdict=Verdict.NOT_IN_CORPUS),
        unanswerable(),
        unanswerable(verdict=Verdict.ANSWERED),
    )
    counts = {
        verdict: tuple((share.count, share.total) for share in pair if share)
        for verdict, pair in told.verdicts.items()
    }
    assert counts == {
        Verdict.ANSWERED: ((2, 3), (1, 2)),
        Verdict.POSSIBLE: ((0, 3), (0, 2)),
        Verdict.NOT_IN_CORPUS: ((1, 3), (1, 2)),
    }


def test_what_went_wrong_is_listed_by_how() -> None:
    """Not first, told that there is nothing, called answered: a question may be in two lists."""
    second = outcome(rank=2)
    refused = outcome(rank=None, verdict=Verdict.NOT_IN_CORPUS)
    wrong = unanswerable(verdict=Verdict.ANSWERED)
    told = figures(outcome(), second, refused, unanswerable(), wrong)
    assert told.missed == [second, refused]
    assert told.refused == [refused]
    assert told.wrongly_answered == [wrong]


def test_a_split_is_told_as_a_whole_and_then_kind_by_kind() -> None:
    """Each group has the shares of its own questions, and none of those that it lacks."""
    told = figures(
        outcome(kind="chat", split="b"),
        outcome(rank=3, kind="chat", split="b", verdict=Verdict.POSSIBLE),
        outcome(rank=None, kind="typo", split="b"),
        unanswerable(kind="none", split="b", verdict=Verdict.ANSWERED),
        outcome(kind="chat", split="a"),
    )
    counts = {
        (group.split, group.kind): [
            share and (share.count, share.total)
            for share in (group.hit_at_1, group.hit_at_3, group.answered, group.wrongly_answered)
        ]
        for group in told.groups
    }
    assert counts == {
        ("a", None): [(1, 1), (1, 1), (1, 1), None],
        ("a", "chat"): [(1, 1), (1, 1), (1, 1), None],
        ("b", None): [(1, 3), (2, 3), (2, 3), (1, 1)],
        ("b", "chat"): [(1, 2), (2, 2), (1, 2), None],
        ("b", "none"): [None, None, None, (1, 1)],
        ("b", "typo"): [(0, 1), (0, 1), (1, 1), None],
    }
    assert list(counts) == sorted(counts, key=lambda pair: (pair[0], pair[1] or ""))


def test_kinds_alone_are_told_without_a_whole() -> None:
    """Where there is no split the whole is what all the other figures are of."""
    told = figures(outcome(kind="chat"), outcome(kind="typo"))
    assert [(group.split, group.kind) for group in told.groups] == [(None, "chat"), (None, "typo")]
    assert figures(outcome()).groups == ()


def test_what_needs_a_question_that_is_not_there_is_left_out() -> None:
    """Unanswerable noise alone has no ranking and no time, but its verdict is told."""
    told = figures(outcome(rank=None, milliseconds=None))
    assert told.latency is None
    told = figures(unanswerable())
    assert (told.hits, told.mrr) == ((), None)
    answerable, of_unanswerable = told.verdicts[Verdict.NOT_IN_CORPUS]
    assert answerable is None
    assert of_unanswerable is not None
    assert of_unanswerable.value == 1
