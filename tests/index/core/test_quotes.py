"""Tests of ``index.core.quotes``."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.core.quotes import (
    MAX_QUOTE_CHARACTERS,
    Kind,
    quote_of,
    search_words,
    tokens_of,
    words_in,
)
from index.errors import QuestionError


def keys(text: str) -> list[str]:
    """Return what the tokens of a text are compared by."""
    return [token.key for token in tokens_of(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It rained,” he said", '"It rained," he said'),
        ("‘It rained’", '"It rained"'),
        ("«It rained»", "„It rained“"),
        ("don’t", "don't"),
        ("rain — and snow", "rain--and snow"),
        ("2009–2010", "2009-2010"),
        ("rain\r\n  and\u00a0\u2009snow", "rain and snow"),
        ("rain\n\nand snow", "rain and snow"),
        ("rain … snow", "rain . . . snow"),
        ("rain …. snow", "rain .... snow"),
        ("cyber\u00adsecurity\u200b", "cybersecurity"),
        ("caf\u0065\u0301", "caf\u00e9"),
        ("\ufb01nal", "final"),
        ("**never** [say](https://example.org/a_b) _so_ `again`", "never say so again"),
        ("> it rained\n> and snowed", "it rained\nand snowed"),
        ("- it rained\n- it snowed", "it rained it snowed"),
        ("it <em>rained</em>", "it rained"),
        ("it rained [sic] there", "it rained there"),
        ("−5 degrees", "-5 degrees"),
    ],
)
def test_typography_makes_no_difference(one: str, other: str) -> None:
    """What only a typesetter, a mail program or Markdown changes is the same."""
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("it rained, there", "it rained there"),
        ("the US", "the us"),
        ("naïve", "naive"),
        ("do", "don't"),
        ("5 degrees", "-5 degrees"),
        ("1.5", "15"),
        ("1,000", "1.000"),
        ("co-operate", "cooperate"),
        ("it rained.", "it rained?"),
        ("$5", "5"),
        ("“patriotic hackers” there", "patriotic hackers there"),
    ],
)
def test_everything_else_does(one: str, other: str) -> None:
    """A comma, a capital, an accent, a sign, a decimal point: another text."""
    assert keys(one) != keys(other)


def test_a_cut_number_or_contraction_is_another_word() -> None:
    """No "1" is the beginning of "1.5", no "do" that of "don't"."""
    assert keys("grew 1.5% and don’t") == ["grew", "1.5", "%", "and", "don't"]


@given(st.text())
@example("\x00 \ud800 [.[..]] >>> # \u0301\u200b ..")
@example("[a](b(c) <a <b> [T]he [x] […")
def test_tokens_stand_where_they_say(text: str) -> None:
    """Whatever the text, tokens are in order, apart, inside it, and not empty."""
    tokens = tokens_of(text)
    end = 0
    for token in tokens:
        assert end <= token.start < token.end <= len(text)
        assert token.key
        end = token.end


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_offsets_are_those_of_the_whole_text(text: str, start: int, length: int) -> None:
    """Tokens of a part have the offsets that they have in the whole."""
    for token in tokens_of(text, start, start + length):
        assert start <= token.start < token.end <= start + length


@given(st.text())
def test_search_words_have_no_mark_in_them(text: str) -> None:
    """What is searched with cannot be taken for a query's own signs."""
    assert all(word.isalnum() or word[0].isalnum() for word in search_words(text))
    assert not set("".join(search_words(text))) & set("\"'*^(){}:+-\x00 ")


def test_ideographs_are_words() -> None:
    """A line of Chinese is no single word."""
    assert words_in("网络安全") == 4
    assert search_words("网络 security") == ["网", "络", "security"]


def test_a_quote_loses_what_its_sentence_brought_along() -> None:
    """Marks and ellipses at its ends are none of it."""
    quote = quote_of("... “It rained on us there,” ...")
    assert [token.key for token in quote.tokens] == ["It", "rained", "on", "us", "there"]
    assert quote.gaps == 0


def test_a_sign_is_not_lost_at_the_beginning() -> None:
    """A number keeps its minus and its point."""
    assert quote_of("-5 degrees in the shade").tokens[0].key == "-5"
    assert quote_of(".5 percent of all people").tokens[0].key == ".5"


@pytest.mark.parametrize("gap", ["...", "…", "[...]", "[…]", "(...)", ". . ."])
def test_gaps(gap: str) -> None:
    """Every way to write that something is left out is a gap, and any case may follow it."""
    quote = quote_of(f"It rained on us {gap} There was snow")
    assert quote.gaps == 1
    assert quote.segments() == [["it", "rained", "on", "us"], ["there", "was", "snow"]]
    assert [t.key for t in quote.tokens if t.any_case] == ["It", "There"]


def test_a_collage_has_no_gaps() -> None:
    """Words torn out one by one are no quote with gaps: then an ellipsis is only itself."""
    assert quote_of("it ... rained ... on ... us").gaps == 0


def test_an_initial_in_brackets_is_part_of_its_word() -> None:
    """What is written "[T]he" is "the", in either case."""
    first, second = tokens_of("[T]he rain")
    assert (first.key, first.any_case, second.kind) == ("The", True, Kind.WORD)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "The quote is empty"),
        (" \n", "The quote is empty"),
        ("three words only", "at least 4 words .* has 3"),
        ("😀 … “” -- !!", "at least 4 words .* has 0"),
        ("word " * MAX_QUOTE_CHARACTERS, "100,000 characters and the limit is 20,000"),
    ],
)
def test_what_cannot_be_verified_is_told_in_a_sentence(text: str, told: str) -> None:
    """Nothing, too little and too much are refused."""
    with pytest.raises(QuestionError, match=told):
        quote_of(text)
