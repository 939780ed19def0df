"""Which documents a question is put to."""

import re
from collections.abc import Iterable
from datetime import date

from index.core.plain import written_date
from index.domain import Scope, Source
from index.errors import QuestionError

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_LATER = "~"  # sorts behind every digit and hyphen: "2009~" is the end of 2009


def checked_scope(scope: Scope) -> Scope:
    """Return ``scope`` with its dates in ISO 8601.

    Raises:
        QuestionError: if a bound is no date, or the first is later than the last.

    """
    since, until = _date(scope.since, "since"), _date(scope.until, "until")
    if since and until and since > until + _LATER:
        msg = f"Nothing is both since {since} and until {until}; exchange the two."
        raise QuestionError(msg)
    return Scope(scope.source or None, since, until)


def admits(scope: Scope, source: Source) -> bool:
    """Tell whether the document is in the scope, or may be: a year may be any day of it.

    Of one without a date nothing is known, so it is in the scope of no date.
    """
    if scope.source is not None and source.key != scope.source:
        return False
    if scope.since is None and scope.until is None:
        return True
    if source.date is None:
        return False
    return (scope.since is None or source.date + _LATER >= scope.since) and (
        scope.until is None or source.date <= scope.until + _LATER
    )


def dates_told(scope: Scope, sources: Iterable[Source]) -> str:
    """Return in a sentence when the documents are from, where a time leaves none of them."""
    if scope.since is None and scope.until is None:
        return ""
    asked = [one for one in sources if scope.source in (None, one.key)]
    dates = sorted(one.date for one in asked if one.date is not None)
    if not dates:
        return "A document without a date is left out where a time is set, and no other was asked."
    first, last = written_date(dates[0]), written_date(dates[-1])
    time = f"are of {first}" if first == last else f"lie between {first} and {last}"
    return f"Those with a date {time}, and those without are left out."


def _date(text: str | None, name: str) -> str | None:
    written = (text or "").strip().replace("/", "-").replace(".", "-")
    if not written:
        return None
    if not _DATE.fullmatch(written) or not _in_calendar(written):
        msg = (
            f"The date {name} is {text!r}; write a year, or a date such as 2009-12 or 2009-12-14."
        )
        raise QuestionError(msg)
    return written


def _in_calendar(written: str) -> bool:
    """Tell whether a calendar has the date; the first of month or year stands for the whole."""
    try:
        date.fromisoformat(f"{written}-01-01"[: len("2009-12-14")])
    except ValueError:
        return False
    return True
