"""Tests of ``index.core.quotations``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.quotations import quotations_in
from index.core.quotes import MIN_QUOTE_WORDS


def texts(message: str) -> list[str]:
    """Return what a message quotes."""
    return [quotation.text for quotation in quotations_in(message)]


@pytest.mark.parametrize(
    "message",
    [
        'He said "it rained on us" there',
        "He said “it rained on us” there",
        "Il dit «it rained on us» ici",
        "Er sagte „it rained on us“ dort",
        "Er sagte »it rained on us« dort",
        "He said ‘it rained on us’ there",
        "He said 'it rained on us' there",
        "他说「it rained on us」。",
        "他说『it rained on us』。",
        "> it rained on us\nreally?",
        "Look:\n>>> it rained on us",
    ],
)
def test_every_kind_of_mark(message: str) -> None:
    """A quotation is found between whatever marks, and where it says it is."""
    (quotation,) = quotations_in(message)
    assert quotation.text == "it rained on us"
    assert message[quotation.start : quotation.end] in {quotation.text, "> it rained on us"}


@pytest.mark.parametrize(
    "message",
    [
        "",
        "it's the dog's life and the cats' too, isn't it",
        "the '90s were the Russians' best time by far",
        'a 5" pipe and another 6" pipe are two pipes',
        '"three words only"',
        "“it rained on us and never ended",
        'it "never rained on us here',
        '```\nprint("it rained on us")\n```',
        "five > four and 4 > 3, as all of us know",
    ],
)
def test_what_is_no_quotation(message: str) -> None:
    """Apostrophes, inches, fewer than four words, code, and marks without a partner."""
    assert texts(message) == []


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("“he said ‘it rained on us’ there”", ["he said ‘it rained on us’ there"]),
        ('"he said "it rained" to me"', ['he said "it rained" to me']),
        ("‘the Russians’ efforts are vast’ they say", ["the Russians’ efforts are vast"]),
        ("'I don't want to go' she said", ["I don't want to go"]),
        (
            "“One long paragraph.\n\n“And another one.”",
            ["One long paragraph.\n\n“And another one."],
        ),
        ('“unbalanced "it rained on us" here', ["it rained on us"]),
        (
            '"one two three four" and "five six seven eight"',
            ["one two three four", "five six seven eight"],
        ),
        (
            "> it rained\n> on us\n\n> and it snowed there",
            ["it rained\non us", "and it snowed there"],
        ),
        ('> he said "it rained on us" there', ['he said "it rained on us" there']),
    ],
)
def test_nested_long_and_unbalanced(message: str, found: list[str]) -> None:
    """The outermost quotation counts, apostrophes do not end it, lines of a block are one."""
    assert texts(message) == found


@given(st.text(alphabet="\"'“”‘’«»「」> \n`ab.", max_size=80))
def test_any_message(message: str) -> None:
    """Whatever a message holds, its quotations are in order, apart, and in it."""
    end = 0
    for quotation in quotations_in(message):
        assert end <= quotation.start < quotation.end <= len(message)
        end = quotation.end


@pytest.mark.parametrize("mark", ["“", '"a ', "'a ", "> ", ">", "«", "s' ", "“a”"])
def test_thousands_of_marks(mark: str) -> None:
    """A text made to take long is gone through like any: a search for pairs would not end."""
    for quotation in quotations_in(mark * 20_000):
        assert len(quotation.text.split()) >= MIN_QUOTE_WORDS
