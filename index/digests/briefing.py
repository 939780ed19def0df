"""Topic -> a briefing: passages in an order to be read in, and nothing but passages.

What is on the topic is looked for (``topics``); what is worth reading is chosen from it, and what
is near to it in meaning put side by side (``choosing``); the points are grouped by what they are
about (``engines.clusters``), each group headed by words of its own (``headings``); and of long
passages whole sentences are shown (``excerpts``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count

import numpy as np

from index.core.citations import cite
from index.core.telling import FURTHER, NEAREST
from index.digests.choosing import points_of
from index.digests.excerpts import is_prose, shown_of
from index.digests.headings import Draft, Reading, headings_of
from index.digests.topics import Candidate, gathered
from index.domain import (
    EVERYTHING,
    Briefing,
    Citation,
    Hit,
    Length,
    Point,
    Scope,
    Section,
    Verdict,
)
from index.engines.sentences import SentencexSegmenter
from index.library import Library
from index.ports import Floats

PASSAGES = {Length.SHORT: 5, Length.MEDIUM: 10, Length.LONG: 20}

MOST_NEAREST = 3
"""Passages that are shown, labelled as such, where the corpus has nothing on the topic."""

MORE_THAN_A_MENTION = 0.55
"""Relevance, of that of the best, below which a passage names the topic in passing."""

FEWEST_POINTS, MOST_POINTS = 3, 4
"""Points, on average, of which a section is made."""

_ENOUGH_TO_PART = 4
_SMALL = 1e-6
_UNDATED = "~"  # sorts behind every digit


def brief(
    library: Library,
    topic: str,
    length: Length,
    scope: Scope = EVERYTHING,
    *,
    sources: Sequence[str] = (),
) -> Briefing:
    """Return a briefing on ``topic`` from the scope and, if any are named, these ``sources``.

    Raises:
        QuestionError: if the topic is empty, too long, or says nothing, or a bound is no date.
        NotFoundError: if there is no such source, or none within the bounds.
        QuoteMismatchError: if a passage is not what stands in its document.

    """
    found = gathered(library, topic, scope, sources)
    candidates = _key_passages(found.candidates)
    nothing = found.verdict is Verdict.NOT_IN_CORPUS
    points = (
        points_of(candidates, MOST_NEAREST, beside=1)
        if nothing
        else points_of(candidates, PASSAGES[length])
    )
    sections = _sections(library, None if nothing else found.topic, points)
    cited = {
        one.key for section in sections for point in section.points for one in point.citations
    }
    return Briefing(
        topic=found.topic,
        verdict=found.verdict,
        sections=sections,
        sources=tuple(source for source in library.sources() if source.key in cited),
        silent=found.silent,
        missing=found.missing,
        corrections=found.corrections,
        scope=found.scope,
        among=found.among,
        further=found.beyond(cited),
    )


def _key_passages(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return those worth reading: prose, and no mention in passing unless there are few."""
    prose = [one for one in candidates if is_prose(one.hit.passage.text)] or candidates
    key = [one for one in prose if one.relevance >= MORE_THAN_A_MENTION]
    few = PASSAGES[Length.SHORT]
    return key if len(key) >= few else prose[:few]


def _sections(
    library: Library, topic: str | None, points: Sequence[Sequence[Candidate]]
) -> tuple[Section, ...]:
    """Return the points by subtopic; as one section, under a label, if they are on no topic."""
    vectors = np.array([np.mean([one.vector for one in point], axis=0) for point in points])
    relevance = np.array([max(one.relevance for one in point) for point in points])
    parted = _groups(vectors) if topic is not None else [list(range(len(points)))]
    groups = _in_order(parted, vectors, relevance)
    segmenter = SentencexSegmenter()
    dates = {source.key: source.date or _UNDATED for source in library.sources()}

    def cited(candidate: Candidate) -> Citation:
        hit = candidate.hit
        document = library.document(hit.passage.key)
        shown = shown_of(hit.passage, hit.window, document.language, segmenter)
        return cite(Hit(hit.passage, shown, hit.score, hit.rank), document)

    def place(candidate: Candidate) -> tuple[str, str, int]:
        passage = candidate.hit.passage
        return dates[passage.key], passage.key, passage.number

    made: list[tuple[Point, ...]] = []
    for rows in groups:
        ordered = sorted(
            (sorted(points[row], key=place) for row in rows), key=lambda p: place(p[0])
        )
        made.append(tuple(Point(tuple(map(cited, point))) for point in ordered))
    if topic is None:
        return tuple(_numbered([Section(NEAREST, own) for own in made]))
    drafts = [
        Draft(tuple(one for point in own for one in point.citations), vectors[rows].mean(axis=0))
        for own, rows in zip(made, groups, strict=True)
    ]
    from index.engines.phrases import noun_phrases

    searcher = library.searcher
    reading = Reading(
        noun_phrases,
        searcher.terms,
        searcher.embedded,
        searcher.rarity,
        lambda phrase: len(library.snapshot.store.passages_with([phrase], 2)),
    )
    pairs = list(zip(headings_of(drafts, topic, reading), made, strict=True))
    headed = [Section(heading, own) for heading, own in pairs if heading is not None]
    rest = [point for heading, own in pairs if heading is None for point in own]

    def by_date(point: Point) -> tuple[str, str, int]:
        first = point.citations[0]
        return first.date or _UNDATED, first.key, first.paragraph

    if not rest:
        return tuple(_numbered(headed))
    rest.sort(key=by_date)
    label = FURTHER
    if not headed:  # then there are none that these would be further to
        together = tuple(one for point in rest for one in point.citations)
        (heading,) = headings_of([Draft(together, vectors.mean(axis=0))], topic, reading)
        label = heading or FURTHER
    return tuple(_numbered([*headed, Section(label, tuple(rest))]))


def _numbered(sections: Iterable[Section]) -> Iterable[Section]:
    """Yield the sections with their citations numbered as they are read."""
    number = count(1)
    for section in sections:
        yield Section(
            section.heading,
            tuple(
                Point(tuple(replace(one, number=next(number)) for one in point.citations))
                for point in section.points
            ),
        )


def _groups(vectors: Floats) -> list[list[int]]:
    """Return the points, (points, dimension), by subtopic."""
    points = len(vectors)
    if points < _ENOUGH_TO_PART:
        return [list(range(points))]
    from index.engines.clusters import groups_of

    # What all have in common is the topic; they are parted by the rest.
    apart = vectors - vectors.mean(axis=0)
    apart /= np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), _SMALL)
    fewest = -(-points // MOST_POINTS)
    return groups_of(apart, fewest, max(fewest, points // FEWEST_POINTS, 2))


def _in_order(groups: list[list[int]], vectors: Floats, relevance: Floats) -> list[list[int]]:
    """Return the groups with the most relevant, and most like all of them, first.

    What a topic is in general is like all that is said of it; a detail may be as relevant.
    """
    middle = vectors.mean(axis=0)

    def worth(rows: list[int]) -> float:
        own = vectors[rows].mean(axis=0)
        length = max(float(np.linalg.norm(own)), _SMALL)
        return float(relevance[rows].mean() * (own @ middle) / length)

    return sorted(groups, key=worth, reverse=True)
