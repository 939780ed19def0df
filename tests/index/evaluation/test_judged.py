"""What a right passage is."""

import pytest

from index.evaluation.judged import AtParagraph, Gold, InDocument, WithWords, is_right
from tests.index.builders import cited

CITATION = cited(2, key="tea")  # "It rained."


@pytest.mark.parametrize(
    "gold", [AtParagraph("tea", 2), InDocument("tea"), WithWords("it\n RAINED"), WithWords("rain")]
)
def test_a_citation_is_right_where_it_is_what_was_expected(gold: Gold) -> None:
    """A place or a document is compared as it is, words whatever their case and breaks."""
    assert is_right(CITATION, (InDocument("rail"), gold))


@pytest.mark.parametrize(
    "gold",
    [AtParagraph("tea", 1), AtParagraph("rail", 2), InDocument("rail"), WithWords("It snowed.")],
)
def test_a_citation_of_something_else_is_not(gold: Gold) -> None:
    """Another paragraph, another document, other words."""
    assert not is_right(CITATION, (gold,))


def test_nothing_is_right_where_nothing_answers() -> None:
    """A question without an answer has no right passage."""
    assert not is_right(CITATION, ())
