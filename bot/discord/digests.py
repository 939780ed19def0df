"""Record of a briefing or comparison -> its pages, and the briefing itself, read and checked anew.

What is gone from the corpus since is shown as gone on its page, and left out of a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from bot.digest_records import Kind, Record, Shown
from index.core.telling import FURTHER, NEAREST
from index.domain import Briefing, Citation, Comparison, Point, Section, Source
from index.errors import NotFoundError
from index.library import Reader

PER_PAGE = 3
"""Passages of one page, as of an answer's."""

Numbered = tuple[int, Citation | None]
"""A passage with its number, from 1; one that the corpus no longer has is ``None``."""
Points = tuple[tuple[Numbered, ...], ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page that holds passages: some points of one section."""

    heading: str
    points: Points
    opens: bool  # whether the section begins on it


@dataclass(frozen=True, slots=True)
class Digest:
    """A briefing or comparison as the corpus has it now."""

    record: Record
    leaves: tuple[Leaf, ...]
    sources: tuple[Source, ...]  # that are cited, ordered by key
    silent: tuple[Source, ...]
    further: tuple[Source, ...] = ()  # that have something on it and are not cited

    @property
    def pages(self) -> int:
        """How many pages it has: those with passages, and one of what it does not cover."""
        return len(self.leaves) + self.closes

    @property
    def closes(self) -> bool:
        """Whether there is anything to say behind the passages."""
        is_briefing = self.record.kind is Kind.BRIEFING
        uncited = self.silent or self.further or self.record.missing
        return is_briefing or bool(uncited) or not self.leaves

    @property
    def gone(self) -> int:
        """How many of its passages the corpus no longer has."""
        numbered = [one for leaf in self.leaves for point in leaf.points for one in point]
        return sum(citation is None for _, citation in numbered)


def digest_of(record: Record, made: Briefing | Comparison, sources: list[Source]) -> Digest:
    """Return what was just made, and kept as ``record``; ``sources`` is all of the corpus."""
    cited = {one.key for one in made.citations}
    sections: list[tuple[str, Points]]
    if isinstance(made, Comparison):
        sections = [("", tuple(((one.number, one),) for one in made.citations))]
    else:
        sections = [(one.heading, tuple(map(_numbered, one.points))) for one in made.sections]
    return Digest(
        record,
        tuple(_leaves(sections)),
        tuple(source for source in sources if source.key in cited),
        made.silent,
        made.further,
    )


def reopened(reader: Reader, record: Record) -> Digest:
    """Return what was kept as ``record``, each of its passages read and checked again."""
    number = count(1)
    known = {source.key: source for source in reader.sources()}

    def cited(shown: Shown) -> Numbered:
        place = next(number)
        try:
            return place, reader.cite(shown.passage_id, (shown.start, shown.end), place)
        except NotFoundError:
            return place, None

    read = [
        (heading, tuple(tuple(map(cited, point)) for point in points))
        for heading, points in record.sections
    ]
    sections = [(_standing(heading, points), points) for heading, points in read]
    keys = {shown.key for _, points in record.sections for point in points for shown in point}
    return Digest(
        record,
        tuple(_leaves(sections)),
        tuple(source for key, source in known.items() if key in keys),
        tuple(known[key] for key in record.silent if key in known),
        tuple(known[key] for key in record.further if key in known),
    )


def made_of(digest: Digest) -> Briefing | Comparison:
    """Return what was made, numbered anew, without what the corpus no longer has."""
    record = digest.record
    sections = tuple(_sections(digest))
    if record.kind is Kind.COMPARISON:
        return Comparison(
            topic=record.topic,
            verdict=record.verdict,
            citations=tuple(
                one for section in sections for point in section.points for one in point.citations
            ),
            silent=digest.silent,
            missing=record.missing,
            corrections=record.corrections,
            scope=record.scope,
            among=record.among,
            further=digest.further,
        )
    return Briefing(
        topic=record.topic,
        verdict=record.verdict,
        sections=sections,
        sources=digest.sources,
        silent=digest.silent,
        missing=record.missing,
        corrections=record.corrections,
        scope=record.scope,
        among=record.among,
        further=digest.further,
    )


def _sections(digest: Digest) -> Iterator[Section]:
    """Yield the sections with what is still there, its citations numbered from 1."""
    number = count(1)
    sections: dict[int, tuple[str, list[Point]]] = {}
    at = -1
    for leaf in digest.leaves:
        at += leaf.opens
        _, points = sections.setdefault(at, (leaf.heading, []))
        for point in leaf.points:
            present = [citation for _, citation in point if citation is not None]
            if present:
                points.append(Point(tuple(replace(one, number=next(number)) for one in present)))
    for heading, points in sections.values():
        if points:
            yield Section(heading, tuple(points))


def _leaves(sections: list[tuple[str, Points]]) -> Iterator[Leaf]:
    """Yield the pages: as few as there can be, and about equally full."""
    for heading, points in sections:
        filled = [_filled(points, most) for most in range(1, PER_PAGE + 1)]
        fewest = next(pages for pages in filled if len(pages) == len(filled[-1]))
        for number, page in enumerate(fewest):
            yield Leaf(heading, page, opens=not number)


def _filled(points: Points, most: int) -> list[Points]:
    """Return pages of at most ``most`` passages, or more where they speak to the same point."""
    pages: list[Points] = []
    for point in points:
        for first in range(0, len(point), PER_PAGE):
            part = point[first : first + PER_PAGE]
            if pages and sum(map(len, pages[-1])) + len(part) <= most:
                pages[-1] = (*pages[-1], part)
            else:
                pages.append((part,))
    return pages


def _numbered(point: Point) -> tuple[Numbered, ...]:
    return tuple((one.number, one) for one in point.citations)


def _standing(heading: str, points: Points) -> str:
    """Return the heading if its words still stand with a passage; else a document's title."""
    if heading in (FURTHER, NEAREST):
        return heading
    present = [one for point in points for _, one in point if one is not None]
    texts = [text for one in present for text in (one.quote, one.heading or "", one.title)]
    if not present or any(_spaced(heading) in _spaced(text) for text in texts):
        return heading
    return present[0].title


def _spaced(text: str) -> str:
    return " ".join(text.split()).casefold()
