"""What an answer or a briefing goes with, in words: the same in every front end and every file."""

from collections.abc import Sequence

from index.core.plain import written_date
from index.domain import Scope

FURTHER = "Further passages"
"""Heads the passages of a briefing that no words of theirs fit; the last section."""
NOTHING_ON_IT = "Nothing in the corpus is on this"
"""What a briefing or comparison is told with there."""
NEAREST = "Nearest passages"
"""Heads those of a briefing on what the corpus does not have."""
NAMED = 10
"""Documents of a list that are named, where they are many; how many more there are follows."""
_ALL_UP_TO = NAMED + 2  # "and 1 more" would take as long as its title


def reading(corrections: Sequence[tuple[str, str]]) -> str | None:
    """Return how misspelt words were read: "captin as captain, renalt as renault"."""
    return ", ".join(f"{typed} as {right}" for typed, right in corrections) or None


def no_document(key: str, near: str | None) -> str:
    """Return that no document has the key, and which may have been meant."""
    meant = f", but there is {near!r}" if near else ""
    return f"There is no document with the key {key!r}{meant}; `dossier sources` lists them all."


def nothing_mentions(missing: Sequence[str]) -> str | None:
    """Return in words what is missing: "Nothing in the corpus mentions Salt Typhoon."."""
    if not missing:
        return None
    *others, last = missing
    names = f"{', '.join(others)} or {last}" if others else last
    return f"Nothing in the corpus mentions {names}."


def named(number: int) -> int:
    """Return how many of a list of so many documents are named."""
    return number if number <= _ALL_UP_TO else NAMED


def nothing_on_it_in(number: int) -> str:
    """Return what stands over the documents that have nothing on a topic."""
    return (
        f"Nothing on this in {count(number, 'document')}" if number > 1 else "Nothing on this in"
    )


def something_on_it_in(number: int) -> str:
    """Return what stands over those that have something on it and are not cited."""
    verb = "has" if number == 1 else "have"
    return f"{count(number, 'further document')} {verb} something on this"


def limits(scope: Scope, among: Sequence[str] = ()) -> str | None:
    """Return what part of the corpus was asked: "renault, since 2009"."""
    since, until = written_date(scope.since), written_date(scope.until)
    parts = [
        *(among or [scope.source or ""]),
        f"since {since}" * bool(since),
        f"until {until}" * bool(until),
    ]
    if since or until:
        parts.append("documents without a date left out")
    return ", ".join(part for part in parts if part) or None


def count(number: int, noun: str, several: str | None = None) -> str:
    """Return "1 passage", "1,200 passages"; ``several`` is a plural of its own."""
    return f"{number:,} {noun if number == 1 else several or f'{noun}s'}"
