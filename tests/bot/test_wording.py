"""Answers and citations in words."""

from dataclasses import replace

import pytest

from bot.wording import NEAR_MISSES, headline, inert, shown, source_line, written_date
from index.domain import Answer, Citation, Verdict

CITATION = Citation(
    number=1,
    passage_id="doc-aaaaaa",
    key="doc",
    title="A title",
    publisher="A journal",
    author=None,
    date="2009-12-14",
    paragraph=3,
    heading=None,
    quote="A quote.",
    start=0,
    end=8,
    window="A quote.",
    window_start=0,
    window_end=8,
    url=None,
)


def answer(verdict: Verdict, *keys: str) -> Answer:
    """Return an answer with one citation a key."""
    return Answer("?", verdict, tuple(replace(CITATION, key=key) for key in keys))


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
    assert source_line(CITATION) == ["A title", "A journal", "14 December 2009"]
    assert source_line(replace(CITATION, date=None, publisher=None)) == ["A title"]


def test_the_headline_counts_passages_and_sources() -> None:
    """Two passages of one document are one source."""
    assert (
        headline(answer(Verdict.ANSWERED, "a", "a"))[1] == "2 passages from 1 source, best first"
    )
    assert headline(answer(Verdict.POSSIBLE, "a"))[1] == "the nearest passage"


def test_no_two_verdicts_read_alike() -> None:
    """Each verdict begins with words of its own."""
    assert len({headline(answer(verdict, "a"))[0] for verdict in Verdict}) == len(Verdict)


def test_where_nothing_answers_at_most_two_near_misses_are_shown() -> None:
    """Passages that are no answer do not fill the screen."""
    assert len(shown(answer(Verdict.NOT_IN_CORPUS, "a", "b", "c"))) == NEAR_MISSES
    assert len(shown(answer(Verdict.POSSIBLE, "a", "b", "c"))) == 3


def test_a_document_cannot_steer_the_terminal() -> None:
    """Escape sequences lose their escape, and offsets stay what they were."""
    hostile = "A\x1b[2J\x9b1mB\nC\tD"
    assert inert(hostile) == "A\ufffd[2J\ufffd1mB\nC\tD"
    assert len(inert(hostile)) == len(hostile)
