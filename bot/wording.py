"""Answers and citations in words, the same in every front end."""

import re
from collections.abc import Sequence
from importlib import metadata

from index.core.plain import written_date
from index.domain import Answer, Citation, QuoteStatus, Scope, Verdict, Verification

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

FETCHING_IS_OFF = (
    "Fetching addresses is switched off here: save the page and add the file, or set"
    " DOSSIER_FETCH=on."
)
NEAR_MISSES = 2
"""Passages shown, labelled as near misses, where the corpus has no answer."""


def headline(verdict: Verdict, keys: Sequence[str]) -> tuple[str, str]:
    """Return the verdict in words, and what is shown with it: passages of documents ``keys``."""
    passages = count(len(keys), "passage")
    nearest = passages.removeprefix("1 ")
    match verdict:
        case Verdict.ANSWERED:
            sources = count(len(set(keys)), "source")
            return "Found in the corpus", f"{passages} from {sources}, best first"
        case Verdict.POSSIBLE:
            return "Nothing answers this for certain", f"the nearest {nearest}"
        case Verdict.NOT_IN_CORPUS:
            return "Nothing in the corpus answers this", f"the nearest {nearest}, no answer"


def reading(corrections: Sequence[tuple[str, str]]) -> str | None:
    """Return how misspelt words were read: "captin as captain, renalt as renault"."""
    return ", ".join(f"{typed} as {right}" for typed, right in corrections) or None


def nothing_mentions(missing: Sequence[str]) -> str | None:
    """Return in words what is missing: "Nothing in the corpus mentions Salt Typhoon."."""
    if not missing:
        return None
    *others, last = missing
    names = f"{', '.join(others)} or {last}" if others else last
    return f"Nothing in the corpus mentions {names}."


def limits(scope: Scope) -> str | None:
    """Return what part of the corpus was asked: "renault, since 2009"."""
    since, until = written_date(scope.since), written_date(scope.until)
    parts = [scope.source, f"since {since}" * bool(since), f"until {until}" * bool(until)]
    if since or until:
        parts.append("documents without a date left out")
    return ", ".join(part for part in parts if part) or None


def shown(answer: Answer) -> tuple[Citation, ...]:
    """Return the citations to show: all, or the nearest two where nothing answers."""
    if answer.verdict is Verdict.NOT_IN_CORPUS:
        return answer.citations[:NEAR_MISSES]
    return answer.citations


def quote_line(verification: Verification) -> tuple[str, str]:
    """Return what became of a quote in words, and what is shown with it."""
    match verification.status:
        case QuoteStatus.VERBATIM:
            places = 1 + len(verification.others)
            where = "once" if places == 1 else f"in {places} places"
            gaps = f", with {count(verification.gaps, 'gap')}" if verification.gaps else ""
            return "Verbatim", f"the corpus has this word for word{gaps}, {where}"
        case QuoteStatus.ALTERED:
            return "Altered", "the corpus has this, but not in these words"
        case QuoteStatus.NOT_FOUND:
            return "Not found", "nothing in the corpus is near to these words"


def inert(text: str) -> str:
    """Return ``text``, as long as it was, without the control characters that steer a terminal."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def version() -> str:
    """Return Dossier's version, as it was installed."""
    try:
        return metadata.version("dossier")
    except metadata.PackageNotFoundError:  # a copy of the code that was not installed
        return "unknown"


def http_address(host: str, port: int, path: str) -> str:
    """Return the address of a path at a port; an IPv6 address stands in brackets there."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{path}"


def count(number: int, noun: str) -> str:
    """Return "1 passage", "1,200 passages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
