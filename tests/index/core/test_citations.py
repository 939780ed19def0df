"""Tests of ``index.core.citations``."""

from dataclasses import replace

import pytest

from index.core.citations import cite, stands_in
from index.domain import Document, Hit, Window
from index.errors import QuoteMismatchError
from tests.conftest import document, passage, whole

TEXT = "The sun rose.\n\nIt rained all day. Then it stopped.\n\nThe end came."
QUOTE = "It rained all day. Then it stopped."


def source(**fields: str) -> Document:
    """Return the document that is quoted from."""
    return document(TEXT, **fields)


def hit(of: Document, text: str = QUOTE) -> Hit:
    """Return a hit on the passage ``text``, matched by its first sentence."""
    found = passage(of, text, number=2, heading="Rain")
    return Hit(found, Window(found.start, found.start + 18), score=0.5, rank=3)


def test_quote_and_window() -> None:
    """A citation has the passage and the matching part of it, each with its offsets."""
    citation = cite(hit(source()), source())
    assert citation.quote == TEXT[citation.start : citation.end] == QUOTE
    assert citation.window == TEXT[citation.window_start : citation.window_end]
    assert citation.window == "It rained all day."


def test_where_it_stands() -> None:
    """A citation names its document, paragraph, heading and rank."""
    known = source(publisher="P", author="A", date="2009-12")
    found = cite(hit(known), known)
    assert (found.number, found.key, found.title) == (3, "doc", "A title")
    assert (found.publisher, found.author, found.date) == ("P", "A", "2009-12")
    assert (found.paragraph, found.heading, found.passage_id) == (2, "Rain", "doc-aaaaaa")


def test_address_opens_at_the_window() -> None:
    """The address of a citation opens its source at the words that matched."""
    known = source(url="https://example.org/")
    url = cite(hit(known), known).url
    assert url == "https://example.org/#:~:text=It%20rained%20all%20day."


def test_no_address() -> None:
    """A document without an address is cited without one."""
    assert cite(hit(source()), source()).url is None


def test_altered_document() -> None:
    """A quote that differs in one character from its document is not sent."""
    altered = replace(source(), text=TEXT.replace("rained", "reined"))
    with pytest.raises(QuoteMismatchError, match="doc-aaaaaa is not what stands in its document"):
        cite(hit(source()), altered)


def test_moved_passage() -> None:
    """A quote that stands elsewhere than its offsets say is not sent."""
    with pytest.raises(QuoteMismatchError):
        cite(hit(source()), document(f" {TEXT}"))


def test_another_document() -> None:
    """A quote is not cited from another document, even one with the same text."""
    with pytest.raises(QuoteMismatchError):
        cite(hit(source()), source(key="other"))


@pytest.mark.parametrize(("before", "after"), [(-1, 0), (0, 1)])
def test_window_outside(before: int, after: int) -> None:
    """A window that sticks out of its passage is not sent."""
    found = hit(source())
    window = Window(found.passage.start + before, found.passage.end + after)
    with pytest.raises(QuoteMismatchError):
        cite(replace(found, window=window), source())


def test_empty_window() -> None:
    """A window without text is not sent."""
    found = hit(source())
    window = Window(found.passage.start, found.passage.start)
    with pytest.raises(QuoteMismatchError):
        cite(replace(found, window=window), source())


def test_stands_in() -> None:
    """A passage stands in its document; an empty one stands in none."""
    found = passage(source(), QUOTE)
    assert stands_in(found, source())
    assert not stands_in(replace(found, text="", end=found.start), source())


def test_whole_passage() -> None:
    """A window may span the whole passage."""
    found = passage(source(), QUOTE)
    assert cite(Hit(found, whole(found), 1.0, 1), source()).window == QUOTE
