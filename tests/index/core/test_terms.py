"""Tests of ``index.core.terms``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.terms import words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Getting Past Captain Renault", ["getting", "past", "captain", "renault"]),
        ("the U.S. and the U.S.A", ["the", "us", "and", "the", "usa"]),
        ("China’s arm’s-length", ["china", "arm", "length"]),
        ("don't", ["don't"]),
        ("a b 2 I", ["2"]),
        ("Café", ["cafe"]),
        ("snake_case", ["snake", "case"]),
        ("网络 security", ["网", "络", "security"]),
        ("Россия и", ["россия"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """Words are lower case, without accents and possessives; ideographs stand alone."""
    assert words_of(text) == expected


@given(st.text())
def test_same_words_in_capitals(text: str) -> None:
    """No word has a capital, a space or nothing in it."""
    for word in words_of(text):
        assert word
        assert not any(c.isspace() for c in word)
        assert word == word.casefold()
