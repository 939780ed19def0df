"""Tests of ``index.core.plain``."""

from dataclasses import replace

import pytest

from index.core.plain import plain_line, source_line, written_date
from tests.index.builders import cited


@pytest.mark.parametrize(
    ("iso", "written"),
    [
        ("2009-12-14", "14 December 2009"),
        ("2009-12", "December 2009"),
        ("2009", "2009"),
        ("2009-02-31", "2009-02-31"),
        (None, None),
    ],
)
def test_dates_are_written_out(iso: str | None, written: str | None) -> None:
    """A date is written out as far as it is known; one that is none stands as it is."""
    assert written_date(iso) == written


def test_what_is_unknown_is_left_out() -> None:
    """A source line has no place for an author or date that nobody knows."""
    known = cited(publisher="A journal", date="2009-12-14")
    assert source_line(known) == ["A title", "A journal", "14 December 2009"]
    assert source_line(cited()) == ["A title"]


def test_a_plain_line_ends_with_paragraph_and_address() -> None:
    """The line has the paragraph, and the address as it was published where there is one."""
    assert plain_line(cited(4)) == "A title, paragraph 4"
    known = cited(4, author="A. Writer", url="https://example.org/#top")
    assert plain_line(known) == "A title, A. Writer, paragraph 4, https://example.org/#top"


def test_a_page_stands_before_the_paragraph() -> None:
    """Where the page is known, the line has both."""
    assert plain_line(replace(cited(4), page=12)) == "A title, page 12, paragraph 4"
