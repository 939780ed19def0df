"""Dates of a corpus in order."""

from collections.abc import Callable, Mapping

import pytest

from index.digests import timeline as module
from index.digests.marks import drawn
from index.digests.timeline import MAX_TOPIC, NoDatesError, Timeline, listed_events, timeline
from index.domain import Scope
from index.engines.words import stems
from index.errors import NotFoundError, QuestionError
from index.library import Library

Build = Callable[[Mapping[str, str]], Library]

FILES = {
    "quay.md": "---\ndate: 1921-03\n---\n\nBuilt from 1874 to 1879. In May 1902 a storm came, and"
    " in May 1902 it went.\n\nNothing was said of 2000 people.\n",
    "crane.md": "---\ndate: 1974\n---\n\nThe storms of the 1880s broke cranes.\n",
    "tide.md": "The tide of 14 December 2009 was high.\n",
}


@pytest.fixture
def library(fake_library: Build) -> Library:
    """Return a library over documents with dates and without."""
    return fake_library(FILES)


def told(found: Timeline) -> list[tuple[str, str, bool]]:
    """Return each event's document, its first date, and whether a text speaks of it."""
    return [(one.source.key, one.first, one.spoken is not None) for one in found.events]


def test_documents_and_dates_come_in_one_order(library: Library) -> None:
    """The earliest first, each date of a passage once, numbered; undated documents stand apart."""
    found = timeline(library, Scope(), stems)
    assert told(found) == [
        ("quay", "1874", True),
        ("crane", "1880", True),
        ("quay", "1902-05", True),
        ("quay", "1921-03", False),
        ("crane", "1974", False),
        ("tide", "2009-12-14", True),
    ]
    assert [one.number for one in found.events] == [1, 2, 3, 4, 5, 6]
    assert (found.documents, found.spoken) == (2, 4)
    assert [source.key for source in found.undated] == ["tide"]


def test_a_fiscal_year_is_a_date_without_another_beside_it(fake_library: Build) -> None:
    """A passage that has a year only as "FY2016" is read as well."""
    found = timeline(fake_library({"quay.md": "The FY2016 budget.\n"}), Scope(), stems)
    assert told(found) == [("quay", "2016", True)]


def test_a_range_over_the_new_year_is_found_in_the_old_one(fake_library: Build) -> None:
    """Only the year in which it ends is written."""
    library = fake_library({"quay.md": "It was shut from December 30 to January 2, 2015.\n"})
    found = timeline(library, Scope(until="2014"), stems)
    assert told(found) == [("quay", "2014-12-30", True)]


def test_a_date_is_cited_with_its_sentence(library: Library) -> None:
    """The citation has the event's number, and marks the sentence; a document needs none."""
    listed = listed_events(library, timeline(library, Scope(), stems).events)
    assert [citation and citation.window for _, citation in listed] == [
        "Built from 1874 to 1879.",
        "The storms of the 1880s broke cranes.",
        "In May 1902 a storm came, and in May 1902 it went.",
        None,
        None,
        "The tide of 14 December 2009 was high.",
    ]
    assert all(citation is None or citation.number == event.number for event, citation in listed)


@pytest.mark.parametrize(
    ("scope", "first"),
    [
        (Scope("quay"), ["1874", "1902-05", "1921-03"]),
        (Scope(since="1950"), ["1974", "2009-12-14"]),
        (Scope(until="1876"), ["1874"]),
        (Scope(since="1885", until="1902-05-03"), ["1880", "1902-05"]),
    ],
)
def test_a_document_and_a_time_limit_the_dates(
    library: Library, scope: Scope, first: list[str]
) -> None:
    """Both bounds belong to the time; a month may be any day of it, a range any of its years."""
    assert [one.first for one in timeline(library, scope, stems).events] == first


def test_a_topic_limits_the_passages_and_the_documents(library: Library) -> None:
    """The topic "storm" finds "storms"; a document counts if one of its passages has the words."""
    found = timeline(library, Scope(), stems, "storm")
    assert {one.source.key for one in found.events} == {"quay", "crane"}
    assert "2009-12-14" not in [one.first for one in found.events]


@pytest.mark.parametrize(
    ("scope", "topic", "error", "sentence"),
    [
        (Scope(since="2010", until="2009"), None, QuestionError, "exchange the two"),
        (Scope(since="soon"), None, QuestionError, "write a year"),
        (Scope("quai"), None, NotFoundError, "but there is 'quay'"),
        (Scope("zzzzz"), None, NotFoundError, "no document with the key 'zzzzz'"),
        (Scope(since="2030"), None, NoDatesError, "No date lies within these limits"),
        (Scope(), "the", QuestionError, "has no word to look for"),
        (Scope(), "x" * (MAX_TOPIC + 1), QuestionError, "shorten it"),
        (Scope(), "zebra", NoDatesError, "No passage with the words 'zebra'"),
    ],
)
def test_what_cannot_be_shown_is_said(
    library: Library, scope: Scope, topic: str | None, error: type[Exception], sentence: str
) -> None:
    """Reversed dates, an unknown document, a time or a topic without a date."""
    with pytest.raises(error) as raised:
        timeline(library, scope, stems, topic)
    assert sentence in str(raised.value)


def test_a_corpus_without_any_date_says_so(fake_library: Build) -> None:
    """There is nothing to draw."""
    library = fake_library({"tea.md": "Tea is poured for 2000 people.\n"})
    with pytest.raises(NoDatesError, match="No document has a date, and no text speaks of one"):
        timeline(library, Scope(), stems)


def test_that_not_all_was_read_is_said(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of very many passages with a year, those of the earliest documents are read."""
    monkeypatch.setattr(module, "MOST_READ", 1)
    found = timeline(library, Scope(), stems)
    assert found.more
    assert {one.source.key for one in found.events if one.spoken} == {"quay"}


def test_a_timeline_is_drawn(library: Library) -> None:
    """A month ends on its last day, whatever month it is."""
    assert drawn(timeline(library, Scope(), stems)).startswith(b"\x89PNG")
