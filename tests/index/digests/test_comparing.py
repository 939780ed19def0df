"""Tests of ``index.digests.comparing``, with the real model."""

import pytest

from index.digests import comparing
from index.digests.comparing import compare
from index.domain import Scope, Verdict
from index.errors import QuestionError
from index.library import Library
from tests.index.digests.corpora import check


def test_one_passage_a_source(harbour: Library) -> None:
    """Each source says one thing, oldest first, undated last; who has nothing is told."""
    comparison = compare(harbour, "harbour strike")
    check(harbour, comparison.citations)
    assert [one.key for one in comparison.citations] == ["union", "gazette", "wire", "history"]
    assert [source.key for source in comparison.silent] == ["kitchen"]
    assert comparison.verdict is Verdict.ANSWERED


def test_prose_before_tables(harbour: Library) -> None:
    """A source speaks in sentences where it has any on the topic."""
    comparison = compare(harbour, "harbour strike", Scope("gazette"))
    assert not comparison.citations[0].quote.startswith("|")


def test_more_sources_than_are_shown(harbour: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A source that has something and is not shown is told, and not called silent."""
    monkeypatch.setattr(comparing, "MOST_SOURCES", 2)
    comparison = compare(harbour, "harbour strike")
    assert [one.key for one in comparison.citations] == ["gazette", "wire"]
    assert [source.key for source in comparison.further] == ["union", "history"]
    assert [source.key for source in comparison.silent] == ["kitchen"]


@pytest.mark.parametrize("topic", ["China", "indictments", "Donilon", "Russia and Tea"])
def test_what_holds_for_every_comparison(real_library: Library, topic: str) -> None:
    """Numbered, checked, one passage a source, and every source cited or silent."""
    comparison = compare(real_library, topic)
    check(real_library, comparison.citations)
    cited = [one.key for one in comparison.citations]
    silent = [source.key for source in comparison.silent]
    assert sorted(cited + silent) == ["embassy", "renault"]
    assert comparison.further == ()


def test_what_no_source_has(real_library: Library) -> None:
    """All are silent, what is missing is told, and the nearest are labelled by the verdict."""
    comparison = compare(real_library, "Salt Typhoon")
    assert comparison.verdict is Verdict.NOT_IN_CORPUS
    assert comparison.missing == ("Salt Typhoon",)
    assert len(comparison.silent) == 2
    assert comparison.further == ()


def test_among_sources(harbour: Library) -> None:
    """Only the sources that are named are compared."""
    comparison = compare(harbour, "harbour strike", sources=["wire", "kitchen"])
    assert [one.key for one in comparison.citations] == ["wire"]
    assert [source.key for source in comparison.silent] == ["kitchen"]
    assert comparison.among == ("kitchen", "wire")


def test_a_topic_that_says_nothing(real_library: Library) -> None:
    """One sentence says what to name."""
    with pytest.raises(QuestionError, match="name a person, a place or a subject"):
        compare(real_library, "the")
