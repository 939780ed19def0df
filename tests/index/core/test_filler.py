"""Tests of ``index.core.filler``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.filler import without_filler


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("hey guys, who is Captain Renault?", "who is Captain Renault?"),
        ("Hi! does anyone know who Donilon is", "who Donilon is"),
        ("can you tell me about the indictments", "about the indictments"),
        ("quick question: who met the counselor", "who met the counselor"),
        ("i was wondering if China responded", "China responded"),
        ("just curious, who met the counselor", "who met the counselor"),
        ("find the part where they had lunch", "they had lunch"),
        ("who met the counselor lol", "who met the counselor"),
        ("who met the counselor? thanks!", "who met the counselor"),
        ("hey - who met the counselor", "who met the counselor"),
        ("who met the counselor, does anyone know", "who met the counselor"),
        ("who idk met the counselor", "who met the counselor"),
        ("lol so hey who met him tho", "who met him"),
    ],
)
def test_stripped(typed: str, asked: str) -> None:
    """What only opens or closes a turn of chat goes."""
    assert without_filler(typed) == asked


@pytest.mark.parametrize(
    "typed",
    [
        "who is Captain Renault?",
        "What was the email's opening?",
        "Manhattan project",
        "also-rans of the talks",
        "so-called cyberterrorism",
        "well-known hackers in China",
        "thanks",
        "hey lol",
        "Sorry",
    ],
)
def test_left_alone(typed: str) -> None:
    """A question without filler, or of nothing else, comes back as it was."""
    assert without_filler(typed) == typed


def test_two_words_are_kept() -> None:
    """Stripping stops before fewer than two words are left."""
    assert without_filler("tell me about lunch") == "about lunch"
    assert without_filler("hey lunch") == "hey lunch"


@given(st.text())
def test_any_text(text: str) -> None:
    """Every word that is left was there, in its order."""
    left, words = without_filler(text).split(), iter(text.split())
    assert all(any(word.endswith(kept) for word in words) for kept in left)
