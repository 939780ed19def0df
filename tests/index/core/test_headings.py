"""Tests of ``index.core.passages``: which lines are headings."""

import pytest

from index.core.passages import first_heading, passages_of
from tests.conftest import document
from tests.index.core.cutting import SEGMENTER, headings_of, texts_of


def test_heading_goes_with_what_follows() -> None:
    """A Markdown heading is no passage but the heading of those below it."""
    text = "Before it.\n\n## The rain ##\n\nIt rained.\n\nIt poured.\n\n# Sun\n\nThen not."
    assert texts_of(text) == ["Before it.", "It rained.", "It poured.", "Then not."]
    assert headings_of(text) == [None, "The rain", "The rain", "Sun"]


def test_heading_without_a_blank_line() -> None:
    """A Markdown heading needs no blank line below it."""
    assert texts_of("# Rain\nIt rained.") == ["It rained."]


def test_short_line_is_a_heading() -> None:
    """One short line that is no sentence titles what follows, in a plain text."""
    assert headings_of("The rain\n\nIt rained.") == ["The rain"]


def test_long_line_is_no_heading() -> None:
    """A line over 80 columns is a passage, though nothing ends it."""
    line = "rain " * 16 + "x"
    assert len(line) == 81
    assert texts_of(f"{line}\n\nIt rained.") == [line, "It rained."]
    assert texts_of(f"{line[1:]}\n\nIt rained.") == ["It rained."]


@pytest.mark.parametrize("line", ["- a list", "| a | table |", "> a quotation", "2) second"])
def test_list_is_no_heading(line: str) -> None:
    """A short line of a list, a table or a quotation is a passage."""
    assert texts_of(f"{line}\n\nIt rained.") == [line, "It rained."]


@pytest.mark.parametrize("end", [".", "!", "?", "…", "。", ".”", '."', "?)", ".*"])
def test_short_sentence_is_no_heading(end: str) -> None:
    """A short line that ends like a sentence is a passage."""
    assert texts_of(f"The rain{end}\n\nIt rained.") == [f"The rain{end}", "It rained."]


def test_only_short_lines() -> None:
    """A text of nothing but short lines is not all headings: they are its passages."""
    assert texts_of("Anna\n\nBert\n\nCarl") == ["Anna", "Bert", "Carl"]


def test_dashes_below_a_paragraph() -> None:
    """A rule of dashes under a paragraph neither makes it a heading nor is a passage."""
    assert texts_of("It rained.\n---\n\nThen not.") == ["It rained.", "Then not."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Before.\n\n## The rain ##\n\n# Sun", "The rain"),
        ("It rained.", None),
        ("The rain\n\nIt rained.", None),
        ("#\n\nIt rained.", None),
    ],
)
def test_first_heading(text: str, expected: str | None) -> None:
    """The first heading is the first that is marked as one, without its marks."""
    assert first_heading(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "China denied every charge.[1]",
        "QUESTION: Will you indict more officers",
        "MR. PRICE: No",
        "See https://example.com/report",
        "See [the report](https://example.com)",
    ],
)
def test_one_line_that_speaks(line: str) -> None:
    """A line with a sentence, a speaker or an address in it is a passage, not a heading."""
    assert texts_of(f"{line}\n\nThen it rained.") == [line, "Then it rained."]


def test_last_line() -> None:
    """A short line with nothing below it titles nothing: it is a passage."""
    assert texts_of("It rained.\n\nSigned in Geneva") == ["It rained.", "Signed in Geneva"]


def test_underlined_heading() -> None:
    """A line underlined with equals signs is a heading, and titles its document."""
    (only,) = passages_of(document("Rain\n====\n\nIt rained."), SEGMENTER)
    assert (only.text, only.heading) == ("It rained.", "Rain")
    assert first_heading("Rain\n====\n\nIt rained.") == "Rain"
