"""Tests of ``index.core.context``."""

import pytest

from index.core.context import context_of, in_context, read_context_of, words_context_of
from tests.conftest import document, passage


def test_titles_stand_in_front() -> None:
    """A passage is searched with its document's title and its heading."""
    of = document("Rain fell.", title="Weather")
    text = in_context(context_of(of, passage(of, "Rain fell.", heading="May")), "Rain fell.")
    assert text == "Weather\nMay\nRain fell."
    assert context_of(of, passage(of, "Rain fell.")) == "Weather"


@pytest.mark.parametrize(
    ("fields", "read", "words"),
    [
        (
            {"author": "Richard Nixon", "date": "1971-01-22"},
            "Richard Nixon\nA title",
            "1971\nRichard Nixon\nA title",
        ),
        ({"author": "Richard Nixon"}, "Richard Nixon\nA title", "Richard Nixon\nA title"),
        ({"date": "1971"}, "A title", "1971\nA title"),
        ({}, "A title", "A title"),
    ],
)
def test_who_and_when_stand_there_too(fields: dict[str, str], read: str, words: str) -> None:
    """What is not known is left out."""
    of = document("Rain fell.", **fields)
    assert read_context_of(of, passage(of, "Rain fell.")) == read
    assert words_context_of(of, passage(of, "Rain fell.")) == words
