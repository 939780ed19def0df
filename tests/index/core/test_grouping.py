"""What is near to one another becomes a group."""

import numpy as np

from index.core.grouping import grouped, names_in
from index.ports import Floats


def at(*degrees: float) -> Floats:
    """Return a vector of length one for each angle."""
    angles = np.radians(np.array(degrees))
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


NEAR = float(np.cos(np.radians(20.5)))


def groups_of(vectors: Floats, weights: list[int]) -> list[list[int]]:
    """Return the groups of questions without a name."""
    return grouped(["why"] * len(weights), vectors, weights, NEAR)


def test_what_is_near_is_together_around_its_middle() -> None:
    """The middle comes first, whatever the order, and what is far is by itself."""
    assert groups_of(at(10, 90, 20, 0), [1, 1, 1, 1]) == [[0, 2, 3], [1]]


def test_no_chain_leads_away_from_the_middle() -> None:
    """One that is near to a member, and not to the middle, is in another group."""
    assert groups_of(at(0, 20, 40, 60), [1, 1, 1, 1]) == [[1, 0, 2], [3]]


def test_what_is_asked_more_often_weighs_more() -> None:
    """The middle is where most is asked, not where most wordings are."""
    first, second = groups_of(at(0, 20, 40, 60), [1, 1, 1, 9])
    assert first == [2, 1, 3]
    assert second == [0]


def test_of_equals_the_first_is_the_middle() -> None:
    """The outcome is the same each time."""
    assert groups_of(at(5, 5, 5), [1, 1, 1]) == [[0, 1, 2]]


def test_everything_is_in_one_group() -> None:
    """Of many rows none is lost and none comes twice; of none there is no group."""
    rng = np.random.default_rng(7)
    vectors = rng.normal(size=(400, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    groups = grouped(["q"] * 400, vectors, [1] * 400, 0.6)
    assert sorted(row for group in groups for row in group) == list(range(400))
    assert len(groups) < 400
    for middle, *others in groups:
        assert all(vectors[middle] @ vectors[other] >= 0.6 - 1e-6 for other in others)
    assert grouped([], vectors[:0], [], 0.6) == []


def test_two_names_are_two_questions() -> None:
    """However near they are: each has a name that the other has not, also in lower case."""
    questions = ["What is Salt Typhoon?", "What is Volt Typhoon?", "whats volt typhoon"]
    assert grouped(questions, at(0, 1, 2), [2, 1, 1], NEAR) == [[0], [1, 2]]


def test_two_names_are_not_together_around_one_without() -> None:
    """A middle that names nothing takes what is nearest to it, and not the other name."""
    questions = [
        "What is Salt Typhoon?",
        "What is Volt Typhoon?",
        "whats volt typhoon",
        "what is it",
    ]
    assert grouped(questions, at(0, 1, 2, 9), [3, 1, 1, 1], NEAR) == [[3, 2, 1], [0]]


def test_a_name_more_is_no_other_question() -> None:
    """One that only says more than the other may ask the same."""
    questions = [
        "Was Google hacked by China?",
        "did china hack google in 2010",
        "who hacked google",
    ]
    assert len(grouped(questions, at(0, 1, 2), [1, 1, 1], NEAR)) == 1


def test_names() -> None:
    """A capital within a sentence, or a digit; not a headline's, nor a sentence's first."""
    assert names_in(
        ["Who is Segal?", "segal on f35", "Where Did The Dialogue End", "Why?", ""]
    ) == [
        {"segal"},
        {"segal", "f35"},
        set(),
        set(),
        set(),
    ]
