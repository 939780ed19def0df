"""Tests of ``index.core.typography``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.typography import folded, plain


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("‘it’ ʼs", "'it' 's"),
        ("“it” «is»", '"it" "is"'),
        ("a–b—c‐d", "a-b-c-d"),
        ("but …", "but ..."),
        ("a\u00a0b \n\t c ", "a b c"),
        ("dos\u00adsier\u200b \ufeffnow", "dossier now"),
        ("ﬁle Ｎｏ", "file No"),
        ("Café", "Café"),
    ],
)
def test_plain(typed: str, expected: str) -> None:
    """Quotes, dashes, dots and spaces become plain ones, and what is invisible goes."""
    assert plain(typed) == expected


def test_half_a_character() -> None:
    """Half of a surrogate pair, as a broken terminal sends it, is no character."""
    assert plain("rain\udcff now\ud83d") == "rain now"


@pytest.mark.parametrize(("one", "other"), [("CAFÉ", "cafe"), ("Straße", "STRASSE"), ("Ü", "u")])
def test_folded(one: str, other: str) -> None:
    """Texts that differ in case and accents alone are equal when folded."""
    assert folded(one) == folded(other)


def test_folded_keeps_other_marks() -> None:
    """Only accents go: the marks that other scripts write their vowels with stay."""
    assert folded("हिन्दी") == "हिन्दी"


@given(st.text())
def test_plain_twice(text: str) -> None:
    """No white space is left but single spaces between words."""
    assert plain(text).split() == plain(text).split(" ") or plain(text) == ""
