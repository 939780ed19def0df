"""Tests of ``index.engines.phrases``."""

import pytest

from index.engines.phrases import noun_phrases


def phrases(text: str) -> list[str]:
    """Return the phrases themselves."""
    return [text[start:end] for start, end in noun_phrases(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He was troubled by the recent indictments of Chinese officials.",
            [
                "recent indictments",
                "indictments",
                "Chinese officials",
                "officials",
                "recent indictments of Chinese officials",
            ],
        ),
        (
            "the ongoing U.S. China dialogue",
            ["ongoing U.S. China dialogue", "U.S. China dialogue"],
        ),
        ("the Battle of Hastings", ["Battle", "Hastings", "Battle of Hastings"]),
        ("the sources of the Rhine", ["sources", "Rhine", "sources of the Rhine"]),
        ("In Paris, London burned.", ["Paris", "London"]),
        ("Recent news reports about it", ["Recent news reports"]),
        ("It is so.", []),
        ("", []),
    ],
)
def test_noun_phrases(text: str, expected: list[str]) -> None:
    """Phrases stand there as they are returned: nouns, what is before them, and "of"."""
    assert phrases(text) == expected


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("In 1066 Duke William II of Normandy conquered England.", "Normandy conquered England"),
        ("This gives Beijing capability and room.", "Beijing capability"),
        ("The cooling towers use evaporation.", "cooling towers use"),
        ("The economist Piketty challenges the view.", "Piketty challenges"),
        ("They run high pressure engines.", "pressure engines"),
        ("Only the conservative force acts on it.", "conservative force acts"),
        ("Then the plague spread to the town.", "plague spread"),
        ("The Times reports that they left.", "Times reports"),
        ("Here the Rhine flows into the sea.", "Rhine flows"),
        ("A report by Oxfam claims that they own it.", "Oxfam claims"),
        (
            "As a result, income and economic inequality increases, and it goes on.",
            "inequality increases",
        ),
    ],
)
def test_no_noun_phrases(text: str, never: str) -> None:
    """A verb that looks like a noun is in none, and none is cut where it would mean another."""
    assert never not in phrases(text)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The price increases changed the market.", "price increases"),
        ("The price increases of 1973 were large.", "price increases"),
        ("It was hit by the price increases, too.", "price increases"),
        ("These are the territorial claims in the north.", "territorial claims"),
    ],
)
def test_a_plural_that_could_be_a_verb(text: str, phrase: str) -> None:
    """It is a noun behind an adjective, before a verb or "of", and where a preposition leads."""
    assert phrase in phrases(text)


def test_other_scripts() -> None:
    """A text that is not English does no harm."""
    for text in ("中国的网络外交", "Ça c'est l'été. " * 50, "\x00\ud800 ☃"):
        assert all(0 <= start < end <= len(text) for start, end in noun_phrases(text))
