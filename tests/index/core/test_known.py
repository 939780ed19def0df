"""Tests of ``index.core.known``."""

import numpy as np
import pytest

from index.core.known import (
    ALIKE_FROM,
    CANDIDATES,
    JUDGEMENT,
    NEARER_BY,
    NONE_KNOWN,
    SAME,
    SAME_FROM,
    Known,
    Likeness,
    judged,
)
from index.domain import KnownQuestion
from index.ports import Floats, Mask, Rows

ASKED = np.array([1, 0], dtype=np.float32)
IDS = ["rain-a", "rain-b", "sun-a", "sun-b"]


def rows(*values: int) -> Rows:
    """Return rows of passages."""
    return np.array(values, dtype=np.int64)


def known(cosines: list[float], judgements: list[tuple[int, int, bool]]) -> Known:
    """Return known questions, each as like to the one ``ASKED`` as its cosine says."""
    vectors = [[cosine, np.sqrt(1 - cosine**2)] for cosine in cosines]
    return Known(np.array(vectors, dtype=np.float32), np.array(judgements, dtype=JUDGEMENT))


def likeness(cosines: list[float], judgements: list[tuple[int, int, bool]]) -> Likeness:
    """Return how like the question ``ASKED`` is to those."""
    return known(cosines, judgements).likeness(ASKED)


def list_of(floats: Floats) -> object:
    """Return scores to be compared."""
    return pytest.approx(floats.tolist(), abs=1e-6)


def test_what_is_nearer_than_the_text_counts_by_how_much() -> None:
    """A passage gets what its known question is nearer than the nearest window, less a margin."""
    like = likeness([0.9, 0.6], [(0, 3, True), (1, 7, True)])
    counted = like.answered_by(rows(3, 7), nearest=0.4)
    assert list_of(counted) == [0.5 - NEARER_BY, 0.2 - NEARER_BY]
    assert counted.dtype == np.float32


def test_what_is_not_nearer_than_the_text_counts_nothing() -> None:
    """Where the text says as much, or nearly, a known question says nothing; it takes nothing."""
    like = likeness([0.9], [(0, 3, True)])
    for nearest in (0.9 - NEARER_BY + 0.01, 0.9, 1.0):
        assert like.answered_by(rows(3), nearest).tolist() == [0]


@pytest.mark.parametrize("answers", [True, False])
def test_the_question_itself_counts_however_near_the_text_is(answers: bool) -> None:  # noqa: FBT001
    """What somebody judged holds for that very question, typed a little otherwise or not."""
    for cosine, said in ((1.0, SAME), (SAME_FROM + 0.001, SAME), (SAME_FROM - 0.001, 0)):
        like = likeness([cosine], [(0, 3, answers)])
        counted = like.answered_by if answers else like.refused_by
        assert list_of(counted(rows(3, 4), nearest=1.0)) == [said, 0]


def test_a_question_about_another_matter_counts_nothing() -> None:
    """However little the text says: it is merely the likest of those that happen to be known."""
    for cosine, said in (
        (ALIKE_FROM - 0.01, 0),
        (ALIKE_FROM + 0.01, ALIKE_FROM - 0.09 - NEARER_BY),
    ):
        like = likeness([cosine], [(0, 3, True)])
        assert list_of(like.answered_by(rows(3), nearest=0.1)) == [said]


def test_the_likest_question_counts() -> None:
    """Of several questions that a passage answers, that which is most like the one asked."""
    for order in ([0.7, 0.9], [0.9, 0.7]):
        like = likeness(order, [(0, 3, True), (1, 3, True)])
        assert list_of(like.answered_by(rows(3), 0.0)) == [0.9 - NEARER_BY]


def test_a_question_may_have_several_passages() -> None:
    """Each passage that answers a question gets as much for it."""
    like = likeness([0.9], [(0, 3, True), (0, 5, True)])
    assert list_of(like.answered_by(rows(5, 3), 0.0)) == [0.9 - NEARER_BY] * 2


def test_for_and_against_are_two_things() -> None:
    """What is known against a passage takes nothing from what is known for it, and is told."""
    like = likeness([0.9, 0.7], [(0, 3, False), (1, 3, True), (1, 4, False)])
    assert list_of(like.answered_by(rows(3, 4), 0.0)) == [0.7 - NEARER_BY, 0]
    assert list_of(like.refused_by(rows(3, 4), 0.0)) == [0.9 - NEARER_BY, 0.7 - NEARER_BY]


@pytest.mark.parametrize("row", [0, 4, 6, 99])
def test_of_other_passages_nothing_is_known(row: int) -> None:
    """A passage that nobody judged gets nothing, before, between and behind those that are."""
    like = likeness([0.9, 0.9], [(0, 3, True), (1, 5, False)])
    assert like.answered_by(rows(row), 0.0).tolist() == [0]
    assert like.refused_by(rows(row), 0.0).tolist() == [0]


def test_candidates_are_those_that_answer_the_likest_first() -> None:
    """Passages that answer something, by how like; those that do not are none."""
    like = likeness([0.2, 0.9, 0.5], [(0, 3, True), (1, 8, True), (2, 1, True), (1, 4, False)])
    assert like.candidates().tolist() == [8, 1, 3]


def test_no_more_candidates_than_the_limit() -> None:
    """However many questions are known, a few passages more are looked at."""
    many = CANDIDATES + 5
    like = likeness([i / 100 for i in range(many)], [(i, i, True) for i in range(many)])
    assert like.candidates().tolist() == [*range(many - 1, 4, -1)]


def test_candidates_within_a_scope() -> None:
    """Passages outside of it take no place from those inside, however like their questions."""
    many = CANDIDATES + 5
    like = likeness([i / 100 for i in range(many)], [(i, i, True) for i in range(many)])
    among: Mask = np.zeros(many, dtype=np.bool_)
    among[[0, 2]] = True
    assert like.candidates(among).tolist() == [2, 0]


def test_nothing_known() -> None:
    """Without a known question there is no candidate, and nothing is known of any passage."""
    like = NONE_KNOWN.likeness(ASKED)
    assert like.candidates().tolist() == []
    assert like.candidates(np.ones(4, dtype=np.bool_)).tolist() == []
    assert like.answered_by(rows(0, 3), -1.0).tolist() == [0, 0]
    assert like.refused_by(rows(0, 3), -1.0).tolist() == [0, 0]


def test_judgements_are_of_rows() -> None:
    """Each judgement names its question and its passage by their places."""
    questions, judgements = judged(
        [
            KnownQuestion("Does it rain?", ("rain-b", "rain-a"), ("sun-b",)),
            KnownQuestion("Is it dark?", (), ("sun-a",)),
        ],
        IDS,
    )
    assert questions == ["Does it rain?", "Is it dark?"]
    assert judgements.dtype == JUDGEMENT
    assert judgements.tolist() == [(0, 1, True), (0, 0, True), (0, 3, False), (1, 2, False)]


def test_a_judgement_of_a_passage_that_is_gone_lapses() -> None:
    """The other judgements of a question stay; one without any is left out, and shifts none."""
    questions, judgements = judged(
        [
            KnownQuestion("Is it gone?", ("rain-z",), ("rain-y",)),
            KnownQuestion("Does it rain?", ("rain-z", "rain-b")),
        ],
        IDS,
    )
    assert questions == ["Does it rain?"]
    assert judgements.tolist() == [(0, 1, True)]


@pytest.mark.parametrize("questions", [[], [KnownQuestion("Is it gone?", ("rain-z",))]])
def test_no_judgement_is_left(questions: list[KnownQuestion]) -> None:
    """Then there are no questions, and an empty array of the right kind."""
    left, judgements = judged(questions, IDS)
    assert left == []
    assert (judgements.dtype, judgements.shape) == (JUDGEMENT, (0,))
