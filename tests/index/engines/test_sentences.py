"""Tests of ``index.engines.sentences``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.sentences import SentencexSegmenter


def sentences(text: str, language: str | None = "en") -> list[str]:
    """Return the sentences of ``text``."""
    return [text[start:end] for start, end in SentencexSegmenter().sentences(text, language)]


@pytest.mark.parametrize(
    "expected",
    [
        ["It rained.", "Then it stopped!", "Why?"],
        ["Dr. Smith met Mr. Jones of the U.S. government.", "They had tea."],
        ["“Shocked,” he said.", "Nobody was."],
        ["How could I say “no?”", "So I went to lunch the other day."],
        ["He also argued (correctly!) that it was so.", "It was not."],
    ],
)
def test_sentences(expected: list[str]) -> None:
    """Sentences end where they end, not at an abbreviation or inside brackets."""
    assert sentences("  ".join(expected)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I am pretty sure I know the answer … but …. it is difficult to achieve cooperation.",
        "He paused … and went on.",
        "He paused.. and went on.",
    ],
)
def test_trailing_off(text: str) -> None:
    """Dots that trail off into a small letter end no sentence."""
    assert sentences(text) == [text]


def test_trailing_off_at_the_end() -> None:
    """Dots before a capital end a sentence."""
    assert sentences("He paused ... Then he went.") == ["He paused ...", "Then he went."]


@pytest.mark.parametrize("language", ["zh", "zh-Hant", None])
def test_full_width_stops(language: str | None) -> None:
    """Chinese sentences end at their own stops, with the language told or not."""
    assert sentences("你好。我很好！再见？", language) == ["你好。", "我很好！", "再见？"]


@pytest.mark.parametrize("language", ["en-GB", "xx", "nonsense", ""])
def test_any_language(language: str) -> None:
    """A region is ignored, and a language that nobody knows is cut like English."""
    assert sentences("It rained. Then not.", language) == ["It rained.", "Then not."]


def test_blank_lines() -> None:
    """White space between sentences, blank lines included, is no sentence."""
    assert sentences("It rained.\n\nThen not.\n \n") == ["It rained.", "Then not."]


@pytest.mark.parametrize("text", ["", "  \n\n "])
def test_no_text(text: str) -> None:
    """A text of nothing or white space has no sentences."""
    assert sentences(text) == []


@given(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(list(" .…!?\n\"”'a")))))
def test_every_text(text: str) -> None:
    """Sentences follow one another without overlap, and leave out white space alone."""
    end = 0
    for first, last in SentencexSegmenter().sentences(text, "en"):
        assert first < last
        assert not text[end:first].strip()
        assert text[first:last] == text[first:last].strip()
        assert first >= end
        end = last
    assert not text[end:].strip()
