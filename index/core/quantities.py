"""Text with a number of four figures -> whether that counts or numbers something, by plain rules.

Else it is a year: "in 1999", not "1999 people" or "page 1999".
"""

import re

DASH = "[-\u2010-\u2015]"
LOOKED_AT = 80
"""Characters on either side that tell what a number is."""
_FAR = 2050
"""Later years are spoken of with "in" or "by"; as other numbers they are more frequent."""

_COUNTED = re.compile(
    r"\b(?:p|pp|page|pages|no|nos|number|numbers|paragraph|section|article|vol|volume|line|room|item"
    r"|figure|table|approximately|nearly|almost|over|exceed|exceeding|least|most|only"
    r"|some|than|another|these|those|all|resolution|regulation|directive|model|version|flight|notes?"
    r"|rule|docket|route|highway|exit|suite|box|channel)\.?\s(?:\d{4},?\s(?:(?:and|or)\s)?)*\Z"
    r"|[§#]\s\Z",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:Windows(?:\sServer)?|(?:Microsoft|MS|and|in|of|for|with|to)\sOffice|(?:Exchange|SQL)\sServer"
    r"|Project|H\.R\.|S\.|P\.L\.|U\.\s?S\.\s?C\.|USC|C\.\s?F\.\s?R\.|CFR|RFC|ISO(?:/IEC)?|IEC|SP"
    r"|[Pp]orts?|TCP|UDP|Unit|Public\sLaw|Boeing|Airbus)\s\Z"
)
_SINCE = re.compile(
    r"\b(?:since|until|through)\s(?:at\s(?:least|most)|only)\s\Z|\b(?:later|earlier)\sthan\s\Z",
    re.IGNORECASE,
)
"""What leads to a year, though "at least" alone leads to a number of things."""
_SCORED = re.compile(
    r"\bscores?\s(?:of|above|below|at)\s\Z|\bscores?\b[^.;]{0,50}\s(?:was|were|is|are|averaged)\s\Z"
)
_BEFORE_PAGES = re.compile(r"(?<!hapter )(?<!art )(?<!\d)\d{1,3}\)?,\s\Z")
"""As a journal's volume stands before them: "8, 1488-1500"."""
_ADDRESS = re.compile(
    r"\s(?:[A-Z][\w.'’]*\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Drive|Lane)\b"
)
_AT, _NAME = re.compile(r"(?:\b(?:at|near)|[A-Za-z],)\s\Z"), re.compile(r"\s[A-Z][a-z]")
BEFORE_CHRIST = re.compile(rf"\s?(?:{DASH}\s?\d+\s?)?(?:BCE?\b|B\.\s?C\.)")
_OF_SOMETHING = re.compile(
    r"\s(?:people|persons|guests|citations|men|women|children|students|patients|participants|subjects|cases|members"
    r"|employees|workers|soldiers|troops|seats|copies|words|pages|years|months|weeks|days|hours"
    r"|minutes|seconds|times|miles|kilometres|kilometers|metres|meters|feet|ft|km|kg|mg|ml|lb|tons"
    r"|tonnes|dollars|euros|pounds|square|acres|hectares|million|billion|percent|per|degrees|units"
    r"|items|deaths|votes|points|residents|inhabitants|households|families|schools|companies|ships"
    r"|aircraft|vehicles|cars|homes|genes|cells|samples|species|sites|computers|machines|attacks"
    r"|bytes|bits|MB|GB|Hz|MHz|amino|bp|nucleotides|residues|kcal|calories|consecutive|RPM|rpm|IU|GMT|UTC|local\stime|hrs|Euros?|more|other|in\stotal|or\smore|km²|m)\b"
    r"|-(?:well|miles?|page|foot|member|bed|word|seat|ton|pound|strong|bit|km|mg)\b|\s?[%°€$£]"
)
_THE_ATTACKS = re.compile(r"\bthe\s\Z", re.IGNORECASE), re.compile(r"\sattacks\b")
"""As in "the 2014 attacks", which are not that many."""
_EVENTS = (
    re.compile(
        r"(?:\A|[.,:;!?(\"“”]\s?|\b(?:and|but|that|when|where)\s)(?:in|by|since)\s\Z",
        re.IGNORECASE,
    ),
    re.compile(
        r"\s(?:more\s|fewer\s)?[a-z]+s\s(?:began|came|continued|declined|decreased|doubled|fell"
        r"|grew|had|have|increased|peaked|rose|were)\b"
    ),
)
"""As in "In 2013 attacks rose", which begins something: "those in 1500 patients were" does not."""
_ONE = re.compile(r"\ban?\s\Z", re.IGNORECASE)
_WRITTEN = re.compile(
    r"\s(?:act|article|book|charter|edict|law|letter|map|publication|report|treaty|work)\b"
)
_OF_A_NAME = re.compile(r"[a-z]\s[A-Z]\w+\s\Z")
"""As before the year in "The Scotland Act 2012 extends"."""
_PLURAL = re.compile(r"\s(?!levels|was|is|has|as|its|this|thus|census)[a-z]+s\b")
_SAYS_A_YEAR = re.compile(
    r"\b(?:in|since|until|till|by|from|of|during|before|after|early|late|mid|between|and|to|the"
    r"|circa|c\.|ca\.|year|fiscal|spring|summer|autumn|fall|winter|around|about|through)\s\Z|[(\[]\Z",
    re.IGNORECASE,
)


def is_counted(text: str, start: int, end: int) -> bool:
    """Tell whether a range is one of pages or quantities."""
    return is_paged(text, start) or is_quantity(text, start, end)


def is_paged(text: str, start: int) -> bool:
    """Tell whether a volume stands before a range of pages."""
    return _BEFORE_PAGES.search(text[max(start - LOOKED_AT, 0) : start]) is not None


def is_numbered(text: str, start: int) -> bool:
    """Tell whether it is the number of a page, a law, a version or the like."""
    before = text[max(start - LOOKED_AT, 0) : start]
    if _SINCE.search(before):
        return False
    return any(pattern.search(before) for pattern in (_COUNTED, _NUMBERED, _SCORED))


def is_quantity(text: str, start: int, end: int) -> bool:
    """Tell whether a number of four figures counts or numbers something, rather than years."""
    before, after = text[max(start - LOOKED_AT, 0) : start], text[end : end + LOOKED_AT]
    if any(
        led.search(before) and follows.match(after) for led, follows in (_THE_ATTACKS, _EVENTS)
    ):
        return False
    old = text[start] == "1" and text[start + 1] < "8"
    says_a_year = _SAYS_A_YEAR.search(before) is not None
    return (
        any(pattern.match(after) for pattern in (_OF_SOMETHING, BEFORE_CHRIST, _ADDRESS))
        or is_numbered(text, start)
        or (int(text[start : start + 4]) > _FAR and not says_a_year)
        or bool(_AT.search(before) and _NAME.match(after))  # "at 1401 Fulton"
        # "A 1417 base pair fragment", but "a 1999 report", "a 1751 article".
        or (old and bool(_ONE.search(before)) and not _WRITTEN.match(after))
        or (bool(_PLURAL.match(after)) and not says_a_year and not _OF_A_NAME.search(before))
    )
