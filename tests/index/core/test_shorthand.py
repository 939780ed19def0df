"""Tests of ``index.core.shorthand``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.shorthand import expanded


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("how r u", "how are you"),
        ("why do u care", "why do you care"),
        ("what r they", "what are they"),
        ("y does china care", "why does china care"),
        ("what do ppl say", "what do people say"),
        ("b4 the talks", "before the talks"),
        ("talks w/ russia", "talks with russia"),
        ("talks w/russia", "talks with russia"),
        ("talks w/o russia", "talks without russia"),
        ("talks b/w them b/c why", "talks between them because why"),
        ("ppl went 2 talk", "people went to talk"),
        ("made 4 us", "made for us"),
        ("made 2 help", "made to help"),
        ("thats wat he said", "that is what he said"),
        ("Dont go", "do not go"),
        ("ppl n govs", "people and governments"),
    ],
)
def test_written_out(typed: str, meant: str) -> None:
    """Shorthand is written out."""
    assert expanded(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "what is R",
        "the U boat",
        "vitamin U",
        "phase 2 talks",
        "table 4 shows",
        "4 indictments",
        "in chapter 2",
        "2 4 6",
        "an x y plot",
        "the n word",
        "US vs China",
        "What did Captain Renault say?",
        "b4c and w3c",
    ],
)
def test_left_alone(typed: str) -> None:
    """What may mean itself stays, unless something else is shorthand too."""
    assert expanded(typed) == typed


def test_doubtful_beside_a_sign_of_chat() -> None:
    """What may mean itself is shorthand beside something that cannot."""
    assert expanded("ppl vs the govt n u") == "people versus the government and you"


def test_an_acronym_stays() -> None:
    """Capitals are an acronym: "IM" is a product, "im" is "i am"."""
    assert expanded("IM and im") == "IM and i am"


@given(st.text())
def test_any_text(text: str) -> None:
    """A text without letters and digits comes back as it was, and none fails."""
    result = expanded(text)
    if not any(c.isalnum() for c in text):
        assert result == text
