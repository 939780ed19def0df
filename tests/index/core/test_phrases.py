"""Tests of ``index.core.phrases``."""

import pytest

from index.core.phrases import phrases_of

TEXT = (
    "The exodus of Huguenots from France created a brain drain, and the British defeat of New"
    " France had significantly influenced colonies in the years 1759–60."
)
NOUNS = ["exodus of Huguenots", "brain drain", "British defeat of New France"]


def test_phrases_stand_so_in_the_text() -> None:
    """Every phrase is words of the text, as they stand there, each once; verbs are no part."""
    assert phrases_of(TEXT) == NOUNS
    assert phrases_of(f"{TEXT} {TEXT.upper()} {TEXT}")[:3] == NOUNS


def test_what_the_title_says_is_no_phrase() -> None:
    """A phrase that the title has half of tells nothing more, unless there is no other."""
    assert phrases_of(TEXT, "The Huguenot") == NOUNS[1:]
    assert phrases_of("The exodus of Huguenots.", "Huguenots") == ["exodus of Huguenots"]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("", []),
        ("It is what it is.", []),
        ("In the 19th century, in 2009, of a number.", []),
        ("The housing-bubble 2001–2007 of the Camisards' towns.", ["towns"]),
        ("Rain fell.", ["Rain fell"]),
        ("The purified complex remodels chromatin in the cell.", ["cell"]),
        (
            "It gave the towns substantial religious, political and legal rights of a city.",
            ["city"],
        ),
        ("Increases in education first decrease, then a crane.", ["crane"]),
        ("Der Hafen wurde erweitert.", ["Der Hafen wurde erweitert"]),
        ("A line\nbreak parts the old quay\nand harbour.", ["old quay"]),
    ],
)
def test_what_makes_no_phrase(text: str, phrases: list[str]) -> None:
    """Grammar, dates, words that every text has and parts of longer words make none."""
    assert phrases_of(text) == phrases
