"""Briefing or comparison -> paper: all that a file says, in order, before it is set in a format.

Whatever comes out of a document is handed on as it is, but for control characters, which no
format takes, and directions of writing that are not ended, which would turn what follows.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.core.fragments import without_text_fragment
from index.core.plain import source_line
from index.core.telling import (
    NOTHING_ON_IT,
    count,
    limits,
    named,
    nothing_mentions,
    nothing_on_it_in,
    reading,
    something_on_it_in,
)
from index.domain import Briefing, Citation, Comparison, Source, Style, Verdict
from index.engines.bibliography import entries
from index.engines.styles import note, short_note

BRIEFING, COMPARISON = "Briefing", "Comparison"
ONE_EACH = "One passage of each document, the oldest document first."
PASSAGES_ONLY = "Every passage is quoted word for word from its source."
NEAREST = f"{NOTHING_ON_IT}. The nearest passages:"
POSSIBLE = "Nothing answers this for certain. The nearest passages:"
SAME_POINT = "Near in meaning"
NOT_COVERED = "Not covered"
ELSEWHERE = "Further documents"
NOTES = "Notes"
BIBLIOGRAPHY = "Bibliography"
OMISSION = "[…]"
"""Fixed words of ours; all else on paper is a source's."""

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

    heading: str | None  # none where all is one section, as in a comparison
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
class Listing:
    """Documents that nothing is cited of: what is said of all, some by name, and of the rest."""

    label: str
    sources: tuple[str, ...]
    more: str | None  # "and 170 more documents"


@dataclass(frozen=True, slots=True)
class Paper:
    """What a file of a briefing, or of a comparison, says."""

    kind: str
    topic: str
    told: tuple[str, ...]  # what was asked, and how it was read
    lead: str | None  # what the passages are, where they are no answer
    parts: tuple[Part, ...]
    further: Listing | None  # what has something on it, too
    missing: str | None
    silent: Listing | None
    notes: tuple[Reference, ...]  # by number
    bibliography: tuple[Reference, ...]
    date: str | None  # ISO 8601, if whoever prints gives one
    language: str


def paper_of(made: Briefing | Comparison, date: str | None = None) -> Paper:
    """Return what a file of it says; it bears a date only if one is given."""
    kind = BRIEFING if isinstance(made, Briefing) else COMPARISON
    return Paper(
        kind=kind,
        topic=inert(" ".join(made.topic.split())) or kind,
        told=tuple(map(inert, _told(made))),
        lead={Verdict.NOT_IN_CORPUS: NEAREST, Verdict.POSSIBLE: POSSIBLE}.get(made.verdict),
        parts=tuple(_parts(made)),
        further=_listing(something_on_it_in(len(made.further)), made.further),
        missing=nothing_mentions([inert(name) for name in made.missing]),
        silent=_listing(nothing_on_it_in(len(made.silent)), made.silent),
        notes=tuple(_notes(made.citations)),
        bibliography=tuple(
            _linked(written, reference.url, reference.url)
            for reference, written in entries(made.citations, Style.CHICAGO)
        ),
        date=date,
        language=_language(made.citations),
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


def _told(made: Briefing | Comparison) -> Iterator[str]:
    if read := reading([(inert(typed), inert(right)) for typed, right in made.corrections]):
        yield f"Read {read}."
    if bounds := limits(made.scope, made.among):
        yield f"Only {bounds}."
    if isinstance(made, Comparison):
        yield ONE_EACH


def _parts(made: Briefing | Comparison) -> Iterator[Part]:
    if isinstance(made, Briefing):
        for section in made.sections:
            heading = inert(" ".join(section.heading.split()))
            yield Part(heading, tuple(_quotations(point.citations) for point in section.points))
    elif made.citations:
        yield Part(None, tuple(_quotations([citation]) for citation in made.citations))


def _listing(label: str, sources: Sequence[Source]) -> Listing | None:
    if not sources:
        return None
    shown = named(len(sources))
    rest = len(sources) - shown
    more = f"and {count(rest, 'more document')}" if rest else None
    return Listing(label, tuple(map(_line, sources[:shown])), more)


def _quotations(citations: Iterable[Citation]) -> tuple[Quotation, ...]:
    return tuple(
        Quotation(
            number=citation.number,
            lines=tuple(inert(line) for line in citation.window.strip().splitlines() if line),
            begins_within=bool(citation.quote[: _offset(citation)].strip()),
            ends_within=bool(citation.quote[_offset(citation) + len(citation.window) :].strip()),
            source=_line(citation),
            language=_tag(citation.language),
        )
        for citation in citations
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
