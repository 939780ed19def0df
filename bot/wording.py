"""Answers and citations in words, the same in every front end."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import metadata

from index.core.telling import NOTHING_ON_IT, count, limits, nothing_mentions, reading
from index.domain import Answer, Citation, QuoteStatus, Verdict, Verification

__all__ = ["count", "limits", "nothing_mentions", "reading"]  # what files are told in, too

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


def digest_headline(verdict: Verdict, keys: Sequence[str]) -> str:
    """Return what a briefing or comparison is made of, in words: passages of ``keys``."""
    passages, sources = count(len(keys), "passage"), count(len(set(keys)), "source")
    nearest = passages.removeprefix("1 ")
    match verdict:
        case Verdict.ANSWERED:
            return f"{passages} from {sources}"
        case Verdict.POSSIBLE:
            return f"Nothing answers this for certain: the nearest {nearest}"
        case Verdict.NOT_IN_CORPUS:
            return f"{NOTHING_ON_IT}: the nearest {nearest}"


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


def day(at: float) -> str:
    """Return the day of a moment, in seconds since the epoch and in UTC: "2009-12-14"."""
    return datetime.fromtimestamp(at, UTC).date().isoformat()


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
