"""Text -> the dates that it speaks of, by plain rules of English.

Each has a year of four figures. A year alone counts only where nothing says that it is a quantity,
a page, a number of something or part of a longer figure: "in 1999", not "1999 people".
"""

import re
from dataclasses import dataclass
from datetime import date

FIRST_YEAR, LAST_YEAR = 1400, 2100
"""Years that a number of four figures may be; others stand for something else too often."""

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_SHORT_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split()
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|(?:{'|'.join(_SHORT_MONTHS)})\.?)"
_YEAR = r"(?P<year>1[4-9]\d\d|20\d\d|2100)"
_DASH = "[-\u2010-\u2015]"
_DAY_OF_MONTH = r"[12]\d|3[01]|0?[1-9]"
_DAY = (
    rf"(?:(?P<from>{_DAY_OF_MONTH})(?:st|nd|rd|th)?(?:\s?{_DASH}\s?|\s(?:to|until|through)\s))?"
    rf"(?P<day>{_DAY_OF_MONTH})(?:st|nd|rd|th)?"
)
_UNTIL = rf"\s?(?:{_DASH}|\s(?:to|until|through)\s)\s?"
_BEFORE = (
    rf"(?:(?<=\bmid-)|(?<=\bpre-)|(?<=\bpost-)|(?<=\bFY)|(?<![\w.,$€£¥#/:=+*%§])(?<!\w{_DASH}))"
)
_AFTER = r"(?![\w%°/]|[.,:]\d|-\d)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_BEFORE}{_YEAR}-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?{_AFTER}",
        rf"\b{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}{_AFTER}",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}{_AFTER}",
        rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}{_AFTER}",
        rf"{_BEFORE}{_YEAR}{_UNTIL}(?P<last>1[4-9]\d\d|20\d\d|2100|\d\d){_AFTER}",
        rf"{_BEFORE}{_YEAR}['’]?s\b",
        rf"{_BEFORE}{_YEAR}{_AFTER}",
    )
)
_ANY_YEAR = re.compile(_YEAR)
_REACH, _MARGIN = 40, 16
"""Characters before a year in which its month and day stand, and after it, in which more may."""
_LOOKED_AT = 80
"""Characters on either side that tell what a number is."""
_THIS_CENTURY = 2000
_DECADE = _PATTERNS[5]
_BARE = _PATTERNS[6]
_RANGE = _PATTERNS[4]

_COUNTED = re.compile(
    r"\b(?:p|pp|page|pages|no|nos|number|numbers|paragraph|section|article|vol|volume|line|room|item"
    r"|figure|table|approximately|nearly|almost|over|exceed|exceeding|least|most|only"
    r"|some|than|another|these|those|all|resolution|regulation|directive|model|version|flight)\.?\s\Z",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:Windows(?:\sServer)?|(?:Microsoft|MS|and|in|of|for|with|to)\sOffice|(?:Exchange|SQL)\sServer"
    r"|RFC|ISO(?:/IEC)?|IEC|SP|[Pp]orts?|TCP|UDP|Unit|Public\sLaw|Boeing|Airbus)\s\Z"
)
_SCORED = re.compile(
    r"\bscores?\s(?:of|above|below|at)\s\Z|\bscores?\b[^.;]{0,50}\s(?:was|were|is|are|averaged)\s\Z"
)
_BEFORE_PAGES = re.compile(r"(?<!hapter )(?<!art )(?<!\d)\d{1,3}\)?,\s\Z")
"""As a journal's volume stands before them: "8, 1488-1500"."""
_ADDRESS = re.compile(
    r"\s(?:[A-Z][\w.'’]*\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Drive|Lane)\b"
)
_AT, _NAME = re.compile(r"(?:\b(?:at|near)|[A-Za-z],)\s\Z"), re.compile(r"\s[A-Z][a-z]")
_BC = re.compile(rf"\s?(?:{_DASH}\s?\d+\s?)?(?:BCE?\b|B\.\s?C\.)")
_PART = re.compile(r"\b(early|mid|late)(?:\s|-)\Z", re.IGNORECASE)
_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
"""First and last year of a decade's part, or first and last decade of a century's."""
_OF_SOMETHING = re.compile(
    r"\s(?:people|persons|guests|citations|men|women|children|students|patients|participants|subjects|cases|members"
    r"|employees|workers|soldiers|troops|seats|copies|words|pages|years|months|weeks|days|hours"
    r"|minutes|seconds|times|miles|kilometres|kilometers|metres|meters|feet|ft|km|kg|mg|ml|lb|tons"
    r"|tonnes|dollars|euros|pounds|square|acres|hectares|million|billion|percent|per|degrees|units"
    r"|items|deaths|votes|points|residents|inhabitants|households|families|schools|companies|ships"
    r"|aircraft|vehicles|cars|homes|genes|cells|samples|species|sites|computers|machines|attacks"
    r"|bytes|bits|MB|GB|Hz|MHz|amino|bp|nucleotides|residues|kcal|calories|consecutive|RPM|rpm|IU|Euros?|more|other|in\stotal|or\smore|km²|m)\b|\s?[%°€$£]"
)
_ONE = re.compile(r"\ban?\s\Z", re.IGNORECASE)
_PLURAL = re.compile(r"\s(?!was|is|has|as|its|this|thus|census)[a-z]+s\b")
_SAYS_A_YEAR = re.compile(
    r"\b(?:in|since|until|till|by|from|of|during|before|after|early|late|mid|between|and|to|the"
    r"|circa|c\.|ca\.|year|fiscal|spring|summer|autumn|fall|winter|around|about|through)\s\Z|[(\[]\Z",
    re.IGNORECASE,
)


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
                if spoken or (pattern is _RANGE and _is_counted(text, start, end)):
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
    start, end = match.span()
    given = match.groupdict()
    year = int(given["year"])
    if pattern is _DECADE:
        return _decade(year, start, end, text)
    if pattern is _RANGE:
        last = given["last"]
        # Of "2003-04" the century is that of the first year.
        year_after = int(last) if len(last) == len("2003") else year // 100 * 100 + int(last)
        if year_after <= year or _is_counted(text, start, end):
            return None
        return Spoken(start, end, str(year), str(year_after))
    if pattern is _BARE:
        return None if _is_quantity(text, start, end) else Spoken(start, end, str(year), str(year))
    last_day = _iso(year, given["month"], given.get("day"))
    if last_day is None:
        return None
    first_day = _iso(year, given["month"], given["from"]) if given.get("from") else None
    return Spoken(start, end, min(first_day or last_day, last_day), last_day)


def _decade(year: int, start: int, end: int, text: str) -> Spoken | None:
    if year % 10 or _BC.match(text, end):
        return None
    # "The 1800s" are a century, "the 2000s" hardly ever are.
    scale = 10 if year % 100 == 0 and year < _THIS_CENTURY else 1
    part = _PART.search(text[max(start - _LOOKED_AT, 0) : start])
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


def _is_counted(text: str, start: int, end: int) -> bool:
    """Tell whether a range is one of pages or quantities."""
    paged = _BEFORE_PAGES.search(text[max(start - _LOOKED_AT, 0) : start])
    return bool(paged) or _is_quantity(text, start, end)


def _is_quantity(text: str, start: int, end: int) -> bool:
    """Tell whether a number of four figures counts or numbers something, rather than years."""
    before, after = text[max(start - _LOOKED_AT, 0) : start], text[end : end + _LOOKED_AT]
    if _OF_SOMETHING.match(after) or _BC.match(after) or _ADDRESS.match(after):
        return True
    if any(pattern.search(before) for pattern in (_COUNTED, _NUMBERED, _SCORED)):
        return True
    if _AT.search(before) and _NAME.match(after):
        return True  # "at 1401 Fulton"
    if text[start] == "1" and text[start + 1] < "8" and _ONE.search(before):
        return True  # "a 1417 base pair fragment", but "a 1999 report"
    return not _SAYS_A_YEAR.search(before) and bool(_PLURAL.match(after))
