"""Answers and citations in words, the same in every front end."""

import re
from datetime import date

from index.domain import Answer, Citation, Document, Verdict

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

NEAR_MISSES = 2
"""Passages shown, labelled as near misses, where the corpus has no answer."""


def headline(answer: Answer) -> tuple[str, str]:
    """Return the verdict in words, and what is shown with it."""
    citations = shown(answer)
    passages = _count(len(citations), "passage")
    nearest = passages.removeprefix("1 ")
    match answer.verdict:
        case Verdict.ANSWERED:
            sources = _count(len({citation.key for citation in citations}), "source")
            return "Found in the corpus", f"{passages} from {sources}, best first"
        case Verdict.POSSIBLE:
            return "Nothing answers this for certain", f"the nearest {nearest}"
        case Verdict.NOT_IN_CORPUS:
            return "Nothing in the corpus answers this", f"the nearest {nearest}, no answer"


def reading(answer: Answer) -> str | None:
    """Return how misspelt words were read: "captin as captain, renalt as renault"."""
    return ", ".join(f"{typed} as {right}" for typed, right in answer.corrections) or None


def shown(answer: Answer) -> tuple[Citation, ...]:
    """Return the citations to show: all, or the nearest two where nothing answers."""
    if answer.verdict is Verdict.NOT_IN_CORPUS:
        return answer.citations[:NEAR_MISSES]
    return answer.citations


def source_line(source: Citation | Document) -> list[str]:
    """Return what is known of a source, in the order of a citation: title, publisher, ..."""
    known = (source.title, source.publisher, source.author, written_date(source.date))
    return [part for part in known if part]


def written_date(iso: str | None) -> str | None:
    """Return "14 December 2009" for "2009-12-14", "December 2009" for "2009-12"; else ``iso``."""
    parts = (iso or "").split("-")
    try:
        if len(parts) == 3:  # noqa: PLR2004 (year, month, day)
            day = date(*map(int, parts))
            return f"{day.day} {day:%B} {day.year}"
        if len(parts) == 2:  # noqa: PLR2004 (year, month)
            return f"{date(int(parts[0]), int(parts[1]), 1):%B} {parts[0]}"
    except ValueError:  # the 31st of a month of 30 days: shown as it was written
        pass
    return iso


def inert(text: str) -> str:
    """Return ``text``, as long as it was, without the control characters that steer a terminal."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
