"""Text -> the dates that it speaks of, by plain rules of English.

Each has a year of four figures. A year alone counts only where nothing says that it is a quantity,
a page, a number of something or part of a longer figure: "in 1999", not "1999 people".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from index.core.quantities import (
    BEFORE_CHRIST,
    DASH,
    LOOKED_AT,
    is_counted,
    is_numbered,
    is_paged,
    is_quantity,
)

FIRST_YEAR, LAST_YEAR = 1400, 2100
"""Years that a number of four figures may be; others stand for something else too often."""

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_SHORT_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split()
_ANY_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:{'|'.join(_SHORT_MONTHS)})\.?)"
_MONTH = rf"(?P<month>{_ANY_MONTH})"
_FIRST_MONTH = rf"(?P<first_month>{_ANY_MONTH})"
_YEAR = r"(?P<year>1[4-9]\d\d|20\d\d|2100)"
_DAY_OF_MONTH = r"[12]\d|3[01]|0?[1-9]"
_DAY = (
    rf"(?:(?P<from>{_DAY_OF_MONTH})(?:st|nd|rd|th)?(?:\s?{DASH}\s?|\s(?:to|until|through|(?P<and>and))\s))?"
    rf"(?P<day>{_DAY_OF_MONTH})(?:st|nd|rd|th)?"
)
_FIRST_DAY = rf"(?P<from>{_DAY_OF_MONTH})(?:st|nd|rd|th)?"
_LAST_DAY = rf"(?P<day>{_DAY_OF_MONTH})(?:st|nd|rd|th)?"
_UNTIL = rf"\s?(?:{DASH}|\s(?:to|until|through)\s)\s?"
_BEFORE = (
    rf"(?:(?<=\bmid-)|(?<=\bpre-)|(?<=\bpost-)|(?<=\bFY)|(?<![\w.,$€£¥#/:=+*%§])(?<!\w{DASH}))"
)
_AFTER = r"(?![\w%°/]|[,:]\d|\.\d(?!\d?\s[A-Z])|-\d)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_BEFORE}{_YEAR}-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?{_AFTER}",
        rf"(?<![\w/.-])(?P<one>\d\d?)/(?P<other>\d\d?)/{_YEAR}{_AFTER}",
        rf"(?:(?<=\()|(?<=[,.;] )){_YEAR}[a-e]\b",
        rf"\b{_FIRST_DAY}\s+{_FIRST_MONTH}{_UNTIL}{_LAST_DAY}\s+{_MONTH},?\s+{_YEAR}{_AFTER}",
        rf"\b{_FIRST_MONTH}\s+{_FIRST_DAY}{_UNTIL}{_MONTH}\s+{_LAST_DAY},?\s+{_YEAR}{_AFTER}",
        rf"\b{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}{_AFTER}",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}{_AFTER}",
        rf"\b{_FIRST_MONTH}(?:\s+(?P<first_year>1[4-9]\d\d|20\d\d))?{_UNTIL}{_MONTH},?\s+{_YEAR}{_AFTER}",
        rf"\b{_FIRST_MONTH}\s+and\s+{_MONTH},?\s+{_YEAR}{_AFTER}",
        rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}{_AFTER}",
        rf"{_BEFORE}{_YEAR}{_UNTIL}(?P<last>1[4-9]\d\d|20\d\d|2100|\d\d?){_AFTER}",
        rf"{_BEFORE}{_YEAR}/(?P<last>\d\d(?:\d\d)?){_AFTER}",
        rf"{_BEFORE}{_YEAR}['’]?s\b",
        rf"{_BEFORE}{_YEAR}{_AFTER}",
    )
)
_ANY_YEAR = re.compile(_YEAR)
_REACH, _MARGIN = 40, 16
"""Characters before a year in which its month and day stand, and after it, in which more may."""
_THIS_CENTURY = 2000
_FIGURES, _CITED = _PATTERNS[1:3]
_RANGE, _SLASH, _DECADE, _BARE = _PATTERNS[-4:]

_PART = re.compile(r"\b(early|mid|late)(?:\s|-)\Z", re.IGNORECASE)
_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
"""First and last year of a decade's part, or first and last decade of a century's."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A date that a text speaks of, ``text[start:end]``; ISO 8601, as precise as it is told."""

    start: int
    end: int
    first: str  # "2009-12-14", "2009-12", "2009"
    last: str  # the same, but of a range: "1999" and "2001" of "1999-2001"


def dates_in(text: str) -> list[Spoken]:
    """Return the dates in ``text``, in order; none overlap, the most precise reading counts."""
    found: list[Spoken] = []
    taken: list[tuple[int, int]] = []
    for first, last in _stretches(text):
        for pattern in _PATTERNS:
            for match in pattern.finditer(text, first, last):
                start, end = match.span()
                if any(start < after and before < end for before, after in taken):
                    continue
                if spoken := _read(pattern, match, text):
                    found.append(spoken)
                if spoken or (pattern is _RANGE and is_counted(text, start, end)):
                    taken.append((start, end))  # the pages of a range are no years one by one
    return sorted(found, key=lambda one: one.start)


def _stretches(text: str) -> list[tuple[int, int]]:
    """Return where years stand, with what is around them: only there can be a date."""
    stretches: list[tuple[int, int]] = []
    for match in _ANY_YEAR.finditer(text):
        first, last = max(match.start() - _REACH, 0), min(match.end() + _MARGIN, len(text))
        if stretches and first <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], last
        else:
            stretches.append((first, last))
    return stretches


def _read(pattern: re.Pattern[str], match: re.Match[str], text: str) -> Spoken | None:
    readers = {
        _FIGURES: _figures,
        _CITED: _cited,
        _RANGE: _years,
        _SLASH: _years,
        _DECADE: _decade,
        _BARE: _year,
    }
    return readers.get(pattern, _day_or_month)(match, text)


def _year(match: re.Match[str], text: str) -> Spoken | None:
    return None if is_quantity(text, *match.span()) else _cited(match, text)


def _cited(match: re.Match[str], _text: str) -> Spoken:
    """Return a year that nothing can make a quantity: "(Smith 1997a)"."""
    return Spoken(*match.span(), match["year"], match["year"])


def _day_or_month(match: re.Match[str], _text: str) -> Spoken | None:
    given = match.groupdict()
    year = int(given["year"])
    if _is_season(given):
        return Spoken(*match.span(), str(year), str(year + 1))
    last = _iso(year, given["month"], given.get("day"))
    if last is None:
        return None
    first = _first(year, given) or last
    return Spoken(*match.span(), min(first, last), last)


def _figures(match: re.Match[str], _text: str) -> Spoken | None:
    """Return "25/09/2015" or "09/25/2015", if a number says which one is the day."""
    month, day = sorted((int(match["one"]), int(match["other"])))
    if day <= len(_MONTHS) or not 1 <= month <= len(_MONTHS):
        return None
    iso = _iso(int(match["year"]), str(month), str(day))
    return Spoken(*match.span(), iso, iso) if iso else None


def _is_season(given: Mapping[str, str | None]) -> bool:
    """Tell whether "1806-07" is two years: written with a hyphen, that is no month but of ISO."""
    year, month = given["year"] or "", given["month"] or ""
    follows = month.isdigit() and int(month) == int(year[2:]) + 1
    return follows and not given.get("day") and int(year) < LAST_YEAR


def _first(year: int, given: Mapping[str, str | None]) -> str | None:
    """Return the first day or month of a range, if it is one of the calendar."""
    month, day = given.get("first_month") or given["month"], given.get("from")
    if month is None or not (day or given.get("first_month")):
        return None
    if given.get("and") and int(given["day"] or 0) != int(day or 0) + 1:
        return None  # "25 and 28 September" are two days, not four
    if first_year := given.get("first_year"):
        year = int(first_year)
    elif _number(month) > _number(given["month"] or month):
        year -= 1  # "December 30 to January 2, 2015"
    return _iso(year, month, day) if year >= FIRST_YEAR else None


def _years(match: re.Match[str], text: str) -> Spoken | None:
    start, end = match.span()
    year, last = int(match["year"]), match["last"]
    # Of "2003-04" the century is that of the first year, of "2003-7" the decade.
    after = int(str(year)[: -len(last)] + last)
    slash = "/" in match[0]
    if after <= year or (slash and after != year + 1):
        return None
    season = after == year + 1 and len(last) < len("2003")  # hardly a quantity
    counted = is_paged(text, start) or is_numbered(text, start)
    if counted or (not season and is_quantity(text, start, end)):
        return None
    return Spoken(start, end, str(year), str(after))


def _decade(match: re.Match[str], text: str) -> Spoken | None:
    (start, end), year = match.span(), int(match["year"])
    if year % 10 or BEFORE_CHRIST.match(text, end):
        return None
    # "The 1800s" are a century, "the 2000s" hardly ever are.
    scale = 10 if year % 100 == 0 and year < _THIS_CENTURY else 1
    part = _PART.search(text[max(start - LOOKED_AT, 0) : start])
    first, last = _PARTS[part[1].lower()] if part else (0, 9)
    return Spoken(
        start, end, str(year + first * scale), str(min(year + (last + 1) * scale - 1, LAST_YEAR))
    )


def _iso(year: int, month: str, day: str | None) -> str | None:
    number = int(month) if month.isdigit() else _number(month)
    if day is None:
        return f"{year}-{number:02}"
    try:
        return date(year, number, int(day)).isoformat()
    except ValueError:  # the 31st of February
        return None


def _number(month: str) -> int:
    return next(i for i, name in enumerate(_MONTHS, start=1) if name.startswith(month[:3]))
