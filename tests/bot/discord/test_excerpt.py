"""Passage -> as much of it as there is room for, in Discord's markup."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.discord.excerpt import _tail, clipped, excerpt, parts_of, size
from tests.bot.discord.hostile import HOSTILE, LONG, without_markup


def test_a_long_passage_is_cut_around_its_match() -> None:
    """What is left out of a long passage is at sentences' ends, and the match is kept."""
    before = "".join(f"Sentence number {n} stands in front. " for n in range(50))
    after = "".join(f" Sentence number {n} follows." for n in range(50))
    match = "Here is the match."
    quote = before + match + after
    shown = excerpt(quote, len(before), len(before) + len(match), 300)
    assert re.fullmatch(
        r"… (Sentence number \d+ stands in front\. )+"
        r"\*\*Here is the match\.\*\*"
        r"( Sentence number \d+ follows\.)+ …",
        shown,
    )
    assert 200 < size(shown) <= 300


def test_a_part_of_a_passage_is_marked() -> None:
    """The match is bold, with the white space outside of the marks."""
    assert excerpt("He was shocked. Shocked!", 15, 24, 100) == "He was shocked. **Shocked!**"


def test_what_is_all_of_a_passage_is_not_marked() -> None:
    """A match that is the whole has nothing to be told from."""
    assert excerpt("He was shocked.", 0, 15, 100) == "He was shocked."


def test_a_long_match_is_cut_at_a_word() -> None:
    """A match that does not fit by itself ends after a whole word."""
    quote = "Before. " * 100 + "word " * 200
    shown = excerpt(quote, 800, len(quote), 100)
    assert re.fullmatch(r"… \*\*word( word)+\*\* …", shown)


def test_a_text_without_spaces_is_cut_too() -> None:
    """A long Chinese passage is cut at its own punctuation."""
    quote = "她说，这是真的。" * 100
    shown = excerpt(quote, 400, 408, 60, "zh")
    assert "**她说，这是真的。**" in shown
    assert re.fullmatch(r"… (她说，这是真的。|\*\*她说，这是真的。\*\*)+ …", shown)


def test_the_side_of_a_place_is_kept() -> None:
    """Around a place rather than a match, what stands next to it is kept."""
    quote = "".join(f"Sentence {n} is here. " for n in range(100)).strip()
    assert excerpt(quote, 0, 0, 200).startswith("Sentence 0 is here.")
    assert excerpt(quote, 0, 0, 200).endswith(" …")
    assert excerpt(quote, len(quote), len(quote), 200).endswith("Sentence 99 is here.")
    assert excerpt(quote, len(quote), len(quote), 200).startswith("… ")


@given(LONG, st.data())
def test_an_excerpt_is_a_part_of_its_quote(quote: str, data: st.DataObject) -> None:
    """What is shown of a quote stands in it, character for character."""
    start = data.draw(st.integers(0, len(quote) - 1))
    end = data.draw(st.integers(start + 1, len(quote)))
    room = data.draw(st.integers(60, 2000))
    shown = excerpt(quote, start, end, room)
    assert size(shown) <= room
    kept = without_markup(shown).replace("@\u200b", "@")
    source = quote.replace("@\u200b", "@")
    assert kept.removeprefix("… ").removesuffix(" …") in source or kept in source


@given(HOSTILE, st.data())
def test_a_quote_that_fits_is_shown_whole(quote: str, data: st.DataObject) -> None:
    """A passage that fits is recoverable to the character from what Discord shows."""
    start = data.draw(st.integers(0, len(quote) - 1))
    end = data.draw(st.integers(start + 1, len(quote)))
    shown = excerpt(quote, start, end, 2000)
    assert without_markup(shown) == quote.replace("@\u200b", "@")


@given(LONG.filter(str.strip), st.integers(10, 3000))
@example("a" + " " * 7000 + "b", 3300)
@example("x" * 5000, 50)
def test_parts_are_the_whole(quote: str, room: int) -> None:
    """No part is empty or too long, and together they are all that is not white space."""
    parts = parts_of(quote, room)
    assert all(part.strip() and size(part) <= room for part in parts)
    shown = "".join(without_markup(part) for part in parts).replace("@\u200b", "@")
    assert "".join(shown.split()) == "".join(quote.replace("@\u200b", "@").split())


def test_a_part_ends_with_a_sentence() -> None:
    """Where it can, a part ends where a sentence does."""
    parts = parts_of("He was shocked. " * 10, 100)
    assert len(parts) > 1
    assert all(part.endswith("shocked.") for part in parts)


@given(LONG, st.integers(10, 500))
def test_what_is_clipped_is_one_line_that_fits(text: str, room: int) -> None:
    """A title or a question is one line, escaped, and no longer than there is room."""
    shown = clipped(text, room)
    assert size(shown) <= room
    assert "\n" not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A title", "A title"),
        (" A\n\ttitle ", "A title"),
        ("A *starred* title", r"A \*starred\* title"),
        ("One word after another, and so on and on", "One word after another, and …"),
        ("", ""),
    ],
)
def test_what_fits_is_not_clipped(text: str, shown: str) -> None:
    """Only what is too long loses words, at its end."""
    assert clipped(text, 30) == shown


@pytest.mark.parametrize(
    ("room", "end"),
    [
        (100, "One two. Three four five. Six seven."),
        (29, "Three four five. Six seven."),  # each full stop may have to be escaped
        (28, "four five. Six seven."),
        (23, "four five. Six seven."),
        (22, "Six seven."),
        (21, "Six seven."),
        (13, "Six seven."),
        (11, "Six seven."),
        (10, "seven."),
        (7, "seven."),
        (6, ""),
    ],
)
def test_the_end_of_a_text_begins_with_a_sentence_or_else_a_word(room: int, end: str) -> None:
    """As much as fits, but for a sentence's start that would leave half of the room empty."""
    assert _tail("One two. Three four five. Six seven.", room) == end


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        (20, "… word20 word21 word22 word23 word24 …"),
        (100, "… word95 word96 word97 word98 word99"),
    ],
)
def test_around_a_place_in_a_long_sentence_stand_words(word: int, shown: str) -> None:
    """Where no sentence fits, what follows the place is shown, and at the end what is before."""
    words = " ".join(f"word{n:02}" for n in range(100))
    place = min(7 * word, len(words))
    assert excerpt(words, place, place, 45) == shown


def test_an_end_is_not_cut_where_half_of_the_room_would_be_empty() -> None:
    """A word's start is nearer than a sentence's."""
    assert (
        _tail("One two three four five six seven. Eight.", 36)
        == "three four five six seven. Eight."
    )


def test_what_is_bold_is_the_match_itself() -> None:
    """White space stands outside of the marks, on both sides, whatever repeats."""
    assert excerpt("so and so it was", 2, 7, 100) == "so **and** so it was"
    assert excerpt("it was so so good", 6, 13, 100) == "it was **so so** good"
