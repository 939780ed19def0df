"""Briefing -> paper: all that a file of it says, in order, before it is set in any format.

Whatever comes out of a document is handed on as it is, but for control characters, which no
format takes, and directions of writing that are not ended, which would turn what follows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.core.fragments import without_text_fragment
from index.core.plain import source_line
from index.core.telling import NOTHING_ON_IT, count, limits, nothing_mentions, reading
from index.domain import Briefing, Citation, Point, Source, Style, Verdict
from index.engines.bibliography import entries
from index.engines.styles import note, short_note

KIND = "Briefing"
PASSAGES_ONLY = "Every passage is quoted word for word from its source."
NEAREST = f"{NOTHING_ON_IT}. The nearest passages:"
POSSIBLE = "Nothing answers this for certain. The nearest passages:"
SAME_POINT = "Near in meaning"
NOT_COVERED = "Not covered"
SILENT = "Nothing on this in"
NOTES = "Notes"
BIBLIOGRAPHY = "Bibliography"
OMISSION = "[…]"
"""Fixed words of ours; all else on paper is a source's."""
MOST_SILENT = 10
"""Sources without a word on the topic that are named; of a large corpus it is most of it."""

_PAGE = re.compile("https?://[^/]", re.IGNORECASE)
_LANGUAGE = re.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c")
_TURNS |= dict.fromkeys("\u2066\u2067\u2068", "\u2069")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage on paper, or the sentences of it that are shown."""

    number: int  # of its note, from 1
    lines: tuple[str, ...]
    begins_within: bool  # something of the passage is left out in front of it
    ends_within: bool  # and behind it
    source: str  # title, publisher, author, date
    language: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its heading, and points of one quotation or several that stand together."""

    heading: str
    points: tuple[tuple[Quotation, ...], ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A note or an entry of the bibliography; the words of it that can be followed, and where."""

    text: str
    linked: str = ""  # these words of it, as they stand in it last
    target: str | None = None

    @property
    def pieces(self) -> tuple[str, str, str]:
        """The text in front of the words that lead somewhere, these, and what follows them."""
        if self.target is None:
            return self.text, "", ""
        return self.text.rpartition(self.linked)


@dataclass(frozen=True, slots=True)
class Paper:
    """What a file of a briefing says."""

    topic: str
    told: tuple[str, ...]  # what was asked, and how it was read
    lead: str | None  # what the passages are, where they are no answer
    parts: tuple[Part, ...]
    missing: str | None
    silent: tuple[str, ...]
    notes: tuple[Reference, ...]  # by number
    bibliography: tuple[Reference, ...]
    date: str | None  # ISO 8601, if whoever prints gives one
    language: str


def paper_of(briefing: Briefing, date: str | None = None) -> Paper:
    """Return what a file of the briefing says; it bears a date only if one is given."""
    missing = nothing_mentions([inert(name) for name in briefing.missing])
    return Paper(
        topic=inert(" ".join(briefing.topic.split())) or KIND,
        told=tuple(map(inert, _told(briefing))),
        lead={Verdict.NOT_IN_CORPUS: NEAREST, Verdict.POSSIBLE: POSSIBLE}.get(briefing.verdict),
        parts=tuple(
            Part(inert(" ".join(section.heading.split())), tuple(map(_point, section.points)))
            for section in briefing.sections
        ),
        missing=missing,
        silent=tuple(_silent(briefing.silent)),
        notes=tuple(_notes(briefing.citations)),
        bibliography=tuple(
            _linked(written, reference.url, reference.url)
            for reference, written in entries(briefing.citations, Style.CHICAGO)
        ),
        date=date,
        language=_language(briefing.citations),
    )


def inert(text: str) -> str:
    """Return ``text`` without control characters, every turn of its direction ended in it."""
    shown = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
    open_turns: list[str] = []
    for character in shown:
        if character in _TURNS:
            open_turns.append(_TURNS[character])
        elif open_turns and character == open_turns[-1]:
            open_turns.pop()
    return shown + "".join(reversed(open_turns))


def _told(briefing: Briefing) -> list[str]:
    told = []
    if read := reading([(inert(typed), inert(right)) for typed, right in briefing.corrections]):
        told.append(f"Read {read}.")
    if bounds := limits(briefing.scope, briefing.among):
        told.append(f"Only {bounds}.")
    return told


def _silent(sources: Sequence[Source]) -> Iterator[str]:
    """Yield the sources that have nothing, or of many only how many they are."""
    if len(sources) > MOST_SILENT:
        yield count(len(sources), "document")
    else:
        yield from map(_line, sources)


def _point(point: Point) -> tuple[Quotation, ...]:
    return tuple(
        Quotation(
            number=citation.number,
            lines=tuple(inert(line) for line in citation.window.strip().splitlines() if line),
            begins_within=bool(citation.quote[: _offset(citation)].strip()),
            ends_within=bool(citation.quote[_offset(citation) + len(citation.window) :].strip()),
            source=_line(citation),
            language=_tag(citation.language),
        )
        for citation in point.citations
    )


def _offset(citation: Citation) -> int:
    return citation.window_start - citation.start


def _line(source: Source | Citation) -> str:
    known = [inert(" ".join(part.split())) for part in source_line(source)]
    return ", ".join(part for part in known if part) or source.key


def _notes(citations: Sequence[Citation]) -> Iterator[Reference]:
    """Yield the notes: in full where a document is cited first, and short after that."""
    seen: set[str] = set()
    for citation in citations:
        address = without_text_fragment(citation.url or "")
        if citation.key in seen:
            text, place = short_note(citation)
            yield _linked(text, place, citation.url)
        else:
            yield _linked(note(citation), "".join(address.split()), citation.url)
        seen.add(citation.key)


def _linked(text: str, words: str | None, target: str | None) -> Reference:
    """Return a reference whose ``words`` lead to the target, if a browser opens it as a page."""
    shown = inert(" ".join(text.split()))
    if not words or not target or words not in shown:
        return Reference(shown)
    if not _PAGE.match(target) or _CONTROLS.search(target):
        return Reference(shown)
    return Reference(shown, words, "".join(target.split()))


def _tag(language: str | None) -> str | None:
    """Return the language if it has the form of one: files name it where no text may stand."""
    return language if language and _LANGUAGE.fullmatch(language) else None


def _language(citations: Sequence[Citation]) -> str:
    """Return the language of most of the passages; English where it is not known."""
    known = [_tag(citation.language) or "en" for citation in citations]
    return max(sorted(set(known)), key=known.count, default="en")
