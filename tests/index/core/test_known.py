"""Tests of ``index.core.known``."""

import numpy as np
import pytest
from sklearn.kernel_ridge import KernelRidge

from index.core.known import (
    ALIKE_FROM,
    CANDIDATES,
    CLEARLY,
    JUDGEMENT,
    NEIGHBOURS,
    NONE_KNOWN,
    RIDGE,
    SAME,
    SAME_FROM,
    SHARPNESS,
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


def alone(cosine: float) -> float:
    """Return what one known question says, as like as that, with no other beside it."""
    return float(np.exp(SHARPNESS * (cosine - 1)) / (1 + RIDGE))


def test_what_is_clearly_nearer_than_the_text_counts_in_full() -> None:
    """A known question's passage gets what its likeness says."""
    like = likeness([0.8], [(0, 3, True)])
    counted = like.answered_by(rows(3), nearest=0.8 - CLEARLY)
    assert list_of(counted) == [alone(0.8)]
    assert counted.dtype == np.float32
    assert list_of(like.answered_by(rows(3), nearest=-0.5)) == [alone(0.8)]


def test_what_is_a_little_nearer_counts_in_part() -> None:
    """It grows from nothing, where the text says as much, without a step."""
    like = likeness([0.8], [(0, 3, True)])
    for share in (0.0, 0.25, 0.5):
        counted = like.answered_by(rows(3), nearest=0.8 - share * CLEARLY)
        assert list_of(counted) == [share * alone(0.8)]


def test_what_is_not_nearer_than_the_text_counts_nothing() -> None:
    """Where the text says as much, a known question says nothing; it takes nothing."""
    like = likeness([0.9], [(0, 3, True)])
    for nearest in (0.91, 1.0):
        assert like.answered_by(rows(3), nearest).tolist() == [0]


@pytest.mark.parametrize("answers", [True, False])
def test_the_question_itself_counts_however_near_the_text_is(answers: bool) -> None:  # noqa: FBT001
    """What somebody judged holds for that very question, typed a little otherwise or not."""
    for cosine, said in ((1.0, SAME), (SAME_FROM + 0.001, SAME), (SAME_FROM - 0.001, 0)):
        like = likeness([cosine], [(0, 3, answers)])
        counted = like.answered_by if answers else like.refused_by
        assert list_of(counted(rows(3, 4), nearest=1.0)) == [said, 0]
        other = like.refused_by if answers else like.answered_by
        assert list_of(other(rows(3, 4), nearest=1.0)) == [0, 0]


def test_a_question_about_another_matter_counts_nothing() -> None:
    """However little the text says: it is merely the likest of those that happen to be known."""
    for cosine, says in ((ALIKE_FROM - 0.01, False), (ALIKE_FROM + 0.01, True)):
        like = likeness([cosine], [(0, 3, True)])
        assert list_of(like.answered_by(rows(3), nearest=-0.5)) == [says * alone(cosine)]


def test_a_question_that_is_known_twice_counts_little_more() -> None:
    """Two ways to write one question are one judgement, not two."""
    like = likeness([0.9, 0.9], [(0, 3, True), (1, 3, True)])
    (said,) = like.answered_by(rows(3), 0.0).tolist()
    assert alone(0.9) < said < 1.1 * alone(0.9)


def test_each_counts_by_how_like_it_is() -> None:
    """Between questions that differ, the passage of the likest comes first, in whatever order."""
    for order in ([0.9, 0.6], [0.6, 0.9]):
        nearer, farther = (3, 4) if order[0] > order[1] else (4, 3)
        like = likeness(order, [(0, 3, True), (1, 4, True)])
        first, second = like.answered_by(rows(nearer, farther), 0.0).tolist()
        assert first > second + 0.3


def test_many_that_agree_outweigh_one_that_is_as_like() -> None:
    """A question amid several of one passage belongs to it, though another's is no farther."""
    asked = np.array([1, 0, 0, 0], dtype=np.float32)
    around = np.array(
        [[0.8, 0.6, 0, 0], [0.8, -0.6, 0, 0], [0.8, 0, 0.6, 0], [0.8, 0, 0, 0.6]],
        dtype=np.float32,
    )
    judgements = [(0, 3, True), (1, 3, True), (2, 3, True), (3, 4, True)]
    like = Known(around, np.array(judgements, dtype=JUDGEMENT)).likeness(asked)
    many, one = like.answered_by(rows(3, 4), 0.0).tolist()
    assert many > 2 * one > 0


def test_only_the_likest_are_read() -> None:
    """What is farther than the likest ones changes nothing of what they say."""
    many = NEIGHBOURS + 3
    cosines = [0.9 - i / 1000 for i in range(many)]
    like = likeness(cosines, [(i, 3 if i < NEIGHBOURS else 4, True) for i in range(many)])
    assert like.passages.tolist() == [3]
    near = likeness(cosines[:NEIGHBOURS], [(i, 3, True) for i in range(NEIGHBOURS)])
    assert list_of(like.answered_by(rows(3), 0.0)) == near.answered_by(rows(3), 0.0).tolist()


def test_it_is_what_ridge_regression_predicts() -> None:
    """The sum over the judgements is the regression's, with each passage as one target."""
    generator = np.random.default_rng(5)
    vectors = generator.normal(size=(12, 6)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    asked, others = vectors[0], vectors[1:]
    owners = generator.integers(0, 3, size=11)
    judgements = np.array([(i, int(p), True) for i, p in enumerate(owners)], dtype=JUDGEMENT)
    said = Known(others, judgements).likeness(asked).answered.weight
    model = KernelRidge(alpha=RIDGE, kernel="rbf", gamma=SHARPNESS / 2)
    model.fit(others, np.eye(3)[owners])
    assert said.tolist() == pytest.approx(model.predict(asked[None])[0].tolist(), abs=1e-5)


def test_a_question_may_have_several_passages() -> None:
    """Each passage that answers a question gets as much for it."""
    like = likeness([0.9], [(0, 3, True), (0, 5, True)])
    assert list_of(like.answered_by(rows(5, 3), 0.0)) == [alone(0.9)] * 2


def test_for_and_against_are_two_things() -> None:
    """What is known against a passage is told apart from what is known for it."""
    like = likeness([0.9], [(0, 3, False), (0, 4, True)])
    assert list_of(like.answered_by(rows(3, 4), 0.0)) == [0, alone(0.9)]
    assert list_of(like.refused_by(rows(3, 4), 0.0)) == [alone(0.9), 0]


def test_what_is_known_against_one_passage_takes_nothing_from_another() -> None:
    """That somebody called one passage no answer does not say which is."""
    before = likeness([0.85], [(0, 3, True)]).answered_by(rows(3), 0.0)
    like = likeness([0.85, 0.9], [(0, 3, True), (1, 5, False)])
    assert list_of(like.answered_by(rows(3, 5), 0.0)) == [*before.tolist(), 0]
    assert like.refused_by(rows(5), 0.0)[0] > 0.3


def test_what_is_known_against_a_passage_counts_against_it() -> None:
    """Of a passage that one question has and another has not, the likelier one decides."""
    for cosines, more in (([0.7, 0.9], False), ([0.9, 0.7], True)):
        like = likeness(cosines, [(0, 3, True), (1, 3, False)])
        said = like.answered_by(rows(3), 0.0)[0] > like.refused_by(rows(3), 0.0)[0]
        assert said == more


@pytest.mark.parametrize("row", [0, 4, 6, 99])
def test_of_other_passages_nothing_is_known(row: int) -> None:
    """A passage that nobody judged gets nothing, before, between and behind those that are."""
    like = likeness([0.9, 0.9], [(0, 3, True), (1, 5, False)])
    assert like.answered_by(rows(row), 0.0).tolist() == [0]
    assert like.refused_by(rows(row), 0.0).tolist() == [0]


def apart(cosines: list[float]) -> Floats:
    """Return questions each as like to the first axis as told, and as little as may be to others.

    All but that axis is their own, (questions, questions + 1).
    """
    vectors = np.zeros((len(cosines), len(cosines) + 1), dtype=np.float32)
    for i, cosine in enumerate(cosines):
        vectors[i, 0], vectors[i, i + 1] = cosine, np.sqrt(1 - cosine**2)
    return vectors


def likeness_apart(cosines: list[float], judgements: list[tuple[int, int, bool]]) -> Likeness:
    """Return how like a question is to some that have nothing else in common."""
    vectors = apart(cosines)
    asked = np.eye(1, vectors.shape[1], dtype=np.float32)[0]
    return Known(vectors, np.array(judgements, dtype=JUDGEMENT)).likeness(asked)


def test_candidates_are_those_that_answer_the_likest_first() -> None:
    """Passages that answer something, by how like; those that do not are none."""
    like = likeness_apart(
        [0.4, 0.9, 0.6], [(0, 3, True), (1, 8, True), (2, 1, True), (1, 4, False)]
    )
    assert like.candidates().tolist() == [8, 1, 3]


def test_no_more_candidates_than_the_limit() -> None:
    """However many questions are known, a few passages more are looked at."""
    many = CANDIDATES + 5
    like = likeness_apart(
        [0.3 + i / 100 for i in range(many)], [(i, i, True) for i in range(many)]
    )
    assert like.candidates().tolist() == [*range(many - 1, 4, -1)]


def test_the_very_question_brings_its_passage_among_the_candidates() -> None:
    """However many others are nearly as like."""
    many = CANDIDATES + 5
    judgements = [(i, i, True) for i in range(many)]
    like = likeness([SAME_FROM - 0.003] * (many - 1) + [1.0], judgements)
    assert like.answered_by(rows(many - 1), 0.0).tolist() == [SAME]
    assert like.candidates()[0] == many - 1


def test_candidates_within_a_scope() -> None:
    """Passages outside of it take no place from those inside, however like their questions."""
    many = CANDIDATES + 5
    like = likeness_apart(
        [0.3 + i / 100 for i in range(many)], [(i, i, True) for i in range(many)]
    )
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
