"""Tests of ``index.core.fragments``."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.fragments import with_text_fragment, without_text_fragment

PAGE = "https://example.org/page"
MARK = "#:~:text="

texts = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from(list(" ,-&#%\u00a0\n"))), min_size=1
).filter(str.split)


def decoded(url: str) -> list[str]:
    """Return the start, and the end if there is one, that a text fragment names."""
    return [unquote(part, errors="strict") for part in url.split(":~:text=")[1].split(",")]


def test_short_quote() -> None:
    """A short quote stands whole in the address."""
    assert with_text_fragment(PAGE, "Shocked, shocked") == f"{PAGE}{MARK}Shocked%2C%20shocked"


def test_hyphen() -> None:
    """A hyphen is encoded: in a text directive it marks a prefix."""
    assert with_text_fragment(PAGE, "arm-length") == f"{PAGE}{MARK}arm%2Dlength"


def test_long_quote() -> None:
    """A quote over 80 characters is named by its first and last five words."""
    words = [f"word{i}" for i in range(20)]
    url = with_text_fragment(PAGE, " ".join(words))
    assert decoded(url) == [" ".join(words[:5]), " ".join(words[-5:])]


def test_limit() -> None:
    """Eighty characters stand whole, eighty-one do not."""
    text = "rain " * 15 + "falls"
    assert len(text) == 80
    assert decoded(with_text_fragment(PAGE, text)) == [text]
    assert len(decoded(with_text_fragment(PAGE, f"{text}!"))) == 2


def test_quote_over_two_lines() -> None:
    """A quote with a line break is named by its ends: a page may part its words otherwise."""
    assert decoded(with_text_fragment(PAGE, "It rained\nall day.")) == ["It rained", "all day."]


def test_fragment_is_kept() -> None:
    """A fragment that the address has stays in front of the directive."""
    assert with_text_fragment(f"{PAGE}#part", "rain") == f"{PAGE}#part:~:text=rain"


def test_directive_is_replaced() -> None:
    """A text directive that the address has gives way."""
    assert with_text_fragment(f"{PAGE}#:~:text=sun", "rain") == f"{PAGE}{MARK}rain"


@pytest.mark.parametrize("query", ["?a=1&b=2", ""])
def test_address_is_kept(query: str) -> None:
    """The address before the fragment is untouched."""
    assert with_text_fragment(PAGE + query, "rain").startswith(f"{PAGE}{query}#")


@pytest.mark.parametrize("fragment", ["", "#part", "#a%20b"])
def test_a_directive_is_taken_off_again(fragment: str) -> None:
    """Without its directive an address is what it was, its own fragment included."""
    url = f"{PAGE}?a=1{fragment}"
    assert without_text_fragment(with_text_fragment(url, "rain")) == url
    assert without_text_fragment(url) == url


@given(texts)
def test_decodes_back(text: str) -> None:
    """Decoded, the directive is the quote, or words that it begins and ends with."""
    url = with_text_fragment(PAGE, text)
    assert url.isascii()
    parts = decoded(url)
    words = text.split()
    if len(parts) == 1:
        assert parts[0].split() == words
    else:
        start, end = (part.split() for part in parts)
        assert words[: len(start)] == start
        assert words[-len(end) :] == end
        assert len(start) + len(end) <= len(words)


@given(texts)
def test_only_what_a_directive_may_hold(text: str) -> None:
    """Nothing of the quote can be mistaken for the directive's own signs."""
    directive = with_text_fragment(PAGE, text).split(":~:text=")[1]
    assert not set(directive) & set("-&# \n")
    assert directive.count(",") <= 1
