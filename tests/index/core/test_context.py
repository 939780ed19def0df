"""Tests of ``index.core.context``."""

import pytest

from index.core.context import context_of, in_context, words_context_of
from tests.conftest import document, passage


def test_titles_stand_in_front() -> None:
    """A passage is searched with its document's title and its heading."""
    of = document("Rain fell.", title="Weather")
    text = in_context(context_of(of, passage(of, "Rain fell.", heading="May")), "Rain fell.")
    assert text == "Weather\nMay\nRain fell."
    assert context_of(of, passage(of, "Rain fell.")) == "Weather"


@pytest.mark.parametrize(
    ("fields", "byline"),
    [
        ({"author": "Richard Nixon", "date": "1971-01-22"}, "Richard Nixon 1971\n"),
        ({"author": "Richard Nixon"}, "Richard Nixon\n"),
        ({"date": "1971"}, "1971\n"),
        ({}, ""),
    ],
)
def test_the_byline_says_who_and_when(fields: dict[str, str], byline: str) -> None:
    """What is not known is left out."""
    of = document("Rain fell.", **fields)
    assert words_context_of(of, passage(of, "Rain fell.")) == f"{byline}A title"
