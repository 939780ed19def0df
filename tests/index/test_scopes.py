"""Tests of ``Library.ask`` within limits: which documents are asked, however many there are."""

from collections.abc import Callable, Mapping

import pytest

from index.domain import Answer, Scope
from index.library import Library
from index.scoring import POOL

Builder = Callable[[Mapping[str, str]], Library]


def keys(answer: Answer) -> set[str]:
    """Return the documents that an answer cites."""
    return {citation.key for citation in answer.citations}


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(since="2009-12-15"), {"month", "year", "later"}),
        (Scope(since="2009-12-14"), {"day", "month", "year", "later"}),
        (Scope(since="2010"), {"later"}),
        (Scope(until="2009-12-14"), {"day", "month", "year"}),
        (Scope(until="2009-12-13"), {"month", "year"}),
        (Scope(until="2009-11"), {"year"}),
        (Scope(since="2009/12", until="2009.12"), {"day", "month", "year"}),
        (Scope("unknown"), {"unknown"}),
    ],
)
def test_dates_as_precise_as_they_are_known(
    fake_library: Builder, scope: Scope, expected: set[str]
) -> None:
    """A document is asked if it may be of the time; one of no date only where no date is asked."""
    dates = {
        "day": "date: 2009-12-14\n",
        "later": "date: 2013-01\n",
        "month": "date: 2009-12\n",
        "unknown": "",
        "year": "date: 2009\n",
    }
    library = fake_library(
        {f"{key}.md": f"---\ntitle: A\n{date}---\nThe river rose." for key, date in dates.items()}
    )
    assert keys(library.ask("the river", 10, scope)) == expected
    assert keys(library.ask("the river", 10)) == set(dates)


def test_an_answer_says_its_scope_as_it_was_read(fake_library: Builder) -> None:
    """Key and dates are written as the corpus and the standard write them."""
    library = fake_library({"rain.md": "---\ntitle: A\ndate: 2009-12-14\n---\nThe river rose."})
    answer = library.ask("river", 1, Scope(" RAIN", "2009/12", "2010.01.31"))
    assert answer.scope == Scope("rain", "2009-12", "2010-01-31")


def test_many_in_a_scope_before_one_elsewhere(fake_library: Builder) -> None:
    """The filter acts inside of the search, whatever the documents' places in the index."""
    better = "\n\n".join(f"The river rose by {n} metres at noon." for n in range(POOL + 50))
    worse = "Zebras graze.\n\nLions roar.\n\nStorks clatter."
    library = fake_library({"a.md": worse, "m.md": better, "z.md": worse})
    everywhere = library.ask("the river rose by metres at noon", 100)
    assert keys(everywhere) == {"m"}
    for key in ("a", "z"):
        answer = library.ask("the river rose by metres at noon", 100, Scope(key))
        assert sorted(one.quote for one in answer.citations) == sorted(worse.split("\n\n"))
