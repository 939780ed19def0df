"""Tests of ``index.core.scope``."""

import pytest

from index.core.scope import admits, checked_scope, dates_told
from index.domain import EVERYTHING, Scope, Source
from index.errors import QuestionError


def dated(date: str | None, key: str = "doc") -> Source:
    """Return a source of the date."""
    return Source(key, "A title", None, None, date, None, None, 1)


@pytest.mark.parametrize("date", ["2009", "2009-12", "2009-12-14", None])
def test_no_bound_admits_every_date(date: str | None) -> None:
    """Without a bound a document is admitted whatever is known of its date."""
    assert admits(EVERYTHING, dated(date))


@pytest.mark.parametrize(
    ("date", "since", "admitted"),
    [
        ("2009", "2009", True),
        ("2009", "2008", True),
        ("2009", "2010", False),
        ("2009", "2009-12", True),
        ("2009", "2009-12-31", True),
        ("2009", "2010-01", False),
        ("2009", "2010-01-01", False),
        ("2009-12", "2009", True),
        ("2009-12", "2009-12", True),
        ("2009-12", "2009-12-31", True),
        ("2009-12", "2010-01-01", False),
        ("2009-11", "2009-12", False),
        ("2009-11", "2009-12-01", False),
        ("2009-12-14", "2009", True),
        ("2009-12-14", "2009-12", True),
        ("2009-12-14", "2009-12-14", True),
        ("2009-12-14", "2009-12-15", False),
        ("2009-12-14", "2010", False),
        (None, "0001", False),
    ],
)
def test_since(date: str | None, since: str, *, admitted: bool) -> None:
    """A document is admitted if its latest possible day is the bound's first or later."""
    assert admits(Scope(since=since), dated(date)) is admitted


@pytest.mark.parametrize(
    ("date", "until", "admitted"),
    [
        ("2009", "2009", True),
        ("2009", "2010", True),
        ("2009", "2008", False),
        ("2009", "2009-01", True),
        ("2009", "2009-01-01", True),
        ("2009", "2008-12", False),
        ("2009", "2008-12-31", False),
        ("2009-12", "2009", True),
        ("2009-12", "2009-12", True),
        ("2009-12", "2009-12-01", True),
        ("2009-12", "2009-11", False),
        ("2009-12", "2009-11-30", False),
        ("2009-12-14", "2009", True),
        ("2009-12-14", "2009-12", True),
        ("2009-12-14", "2009-12-14", True),
        ("2009-12-14", "2009-12-13", False),
        ("2009-12-14", "2009-11", False),
        ("2009-12-14", "2008", False),
        (None, "9999", False),
    ],
)
def test_until(date: str | None, until: str, *, admitted: bool) -> None:
    """A document is admitted if its earliest possible day is the bound's last or earlier."""
    assert admits(Scope(until=until), dated(date)) is admitted


@pytest.mark.parametrize(
    ("date", "admitted"),
    [
        ("2009-12-13", False),
        ("2009-12-14", True),
        ("2009-12-20", True),
        ("2009-12-31", True),
        ("2010-01-01", False),
        ("2009-12", True),
        ("2009", True),
        (None, False),
    ],
)
def test_both_bounds_belong_to_the_scope(date: str | None, *, admitted: bool) -> None:
    """Between two bounds lie their own days, and whatever may be of a day between them."""
    assert admits(Scope(since="2009-12-14", until="2009-12"), dated(date)) is admitted


def test_source() -> None:
    """A source's scope admits that document alone, dated or not."""
    assert admits(Scope("renault"), dated(None, "renault"))
    assert not admits(Scope("renault"), dated(None, "renault-2"))
    assert not admits(Scope("renault"), dated("2009", "embassy"))


def test_source_and_date() -> None:
    """A document must be within every bound that is set."""
    assert admits(Scope("renault", since="2009"), dated("2009-12-14", "renault"))
    assert not admits(Scope("renault", since="2010"), dated("2009-12-14", "renault"))
    assert not admits(Scope("renault", since="2009"), dated(None, "renault"))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2009", "2009"),
        ("2009-12", "2009-12"),
        ("2009-12-14", "2009-12-14"),
        ("2009/12/14", "2009-12-14"),
        ("2009.12.14", "2009-12-14"),
        ("2009/12", "2009-12"),
        ("2009.12", "2009-12"),
        (" 2009-12-14 ", "2009-12-14"),
        ("2008-02-29", "2008-02-29"),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_forms_of_a_date(typed: str | None, written: str | None) -> None:
    """A year, month or day is taken with any of three separators, and written with hyphens."""
    assert checked_scope(Scope(since=typed)) == Scope(since=written)
    assert checked_scope(Scope(until=typed)) == Scope(until=written)


@pytest.mark.parametrize(
    "typed",
    [
        "yesterday",
        "09",
        "20091214",
        "14-12-2009",
        "14.12.2009",
        "2009-13",
        "2009-00",
        "2009-1",
        "2009-12-32",
        "2009-12-00",
        "2009-02-29",
        "2009-04-31",
        "0000",
        "2009-",
        "2009.",
        "-2009",
        "2009 12",
        "2009-12-14T10:00",
        "٢٠٠٩",
        "2009\x00",
        "2009\ud800",
        "2009-12\n2010",
    ],
)
@pytest.mark.parametrize("bound", ["since", "until"])
def test_no_date(typed: str, bound: str) -> None:
    """What no calendar has is refused, with the bound, what was typed, and how to write one."""
    with pytest.raises(QuestionError) as raised:
        checked_scope(Scope(**{bound: typed}))
    told = str(raised.value)
    assert told.startswith(f"The date {bound} is {typed!r}; write a year")
    told.encode()  # can be printed


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2010", "2009"),
        ("2010", "2009-12"),
        ("2010", "2009-12-31"),
        ("2010-01", "2009"),
        ("2010-01-01", "2009"),
        ("2009-12", "2009-11"),
        ("2009-12", "2009-11-30"),
        ("2009-12-01", "2009-11"),
        ("2009-12-15", "2009-12-14"),
        ("2009/12/15", "2009.12.14"),
    ],
)
def test_since_after_until(since: str, until: str) -> None:
    """Bounds between which there is no day are refused."""
    with pytest.raises(QuestionError, match="Nothing is both since .* and until .*; exchange"):
        checked_scope(Scope(since=since, until=until))


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2009", "2009"),
        ("2009", "2010"),
        ("2009-12-14", "2009-12-14"),
        ("2009-12-14", "2009-12"),
        ("2009-12-14", "2009"),
        ("2009-12", "2009"),
        ("2009", "2009-12"),
        ("2009", "2009-01-01"),
        ("2009-12", "2009-12-01"),
    ],
)
def test_bounds_with_a_day_between(since: str, until: str) -> None:
    """Bounds of which one lies in the other have a day between them, and stay as they are."""
    assert checked_scope(Scope("key", since, until)) == Scope("key", since, until)


@pytest.mark.parametrize("source", [None, ""])
def test_no_source(source: str | None) -> None:
    """An empty source sets no bound."""
    assert checked_scope(Scope(source)) == EVERYTHING


@pytest.mark.parametrize(
    ("scope", "dates", "told"),
    [
        (Scope(since="2010"), ["2009-12", "2001", None], "lie between 2001 and December 2009"),
        (Scope(since="2010"), ["2009-12-14", None], "are of 14 December 2009"),
        (Scope(since="2010"), ["2009"], "and those without are left out"),
        (Scope(until="2010"), [None], "A document without a date is left out"),
    ],
)
def test_when_the_documents_are_from(scope: Scope, dates: list[str | None], told: str) -> None:
    """It is told where a time leaves none of them; without a time nothing is."""
    sources = [dated(date, f"d{number}") for number, date in enumerate(dates)]
    assert told in dates_told(scope, sources)
    assert dates_told(Scope("d0"), sources) == ""
