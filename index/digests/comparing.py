"""Topic -> what each source says on it, side by side: one passage each, oldest first."""

from collections.abc import Sequence

from index.core.citations import cite
from index.digests.excerpts import is_prose, shown_of
from index.digests.topics import Candidate, gathered
from index.domain import EVERYTHING, Comparison, Hit, Scope
from index.engines.sentences import SentencexSegmenter
from index.library import Library

MOST_SOURCES = 25
"""Sources of a comparison, the most relevant; those beyond are named, and not called silent."""

_UNDATED = "~"  # sorts behind every digit


def compare(
    library: Library, topic: str, scope: Scope = EVERYTHING, *, sources: Sequence[str] = ()
) -> Comparison:
    """Return what each source of the scope, or each of these ``sources``, says on ``topic``.

    Raises:
        QuestionError: if the topic is empty, too long, or says nothing, or a bound is no date.
        NotFoundError: if there is no such source, or none within the bounds.
        QuoteMismatchError: if a passage is not what stands in its document.

    """
    found = gathered(library, topic, scope, sources)
    best: dict[str, Candidate] = {}
    for prose in (True, False):  # what is no prose stands for a source only if nothing else does
        for one in found.candidates:
            if is_prose(one.hit.passage.text) is prose:
                best.setdefault(one.hit.passage.key, one)
    chosen = sorted(best.values(), key=lambda one: -one.relevance)[:MOST_SOURCES]
    dates = {source.key: source.date or _UNDATED for source in library.sources()}
    chosen.sort(key=lambda one: (dates[one.hit.passage.key], one.hit.passage.key))
    segmenter = SentencexSegmenter()
    citations = []
    for number, one in enumerate(chosen, start=1):
        passage = one.hit.passage
        document = library.document(passage.key)
        shown = shown_of(passage, one.hit.window, document.language, segmenter)
        citations.append(cite(Hit(passage, shown, one.hit.score, number), document))
    return Comparison(
        topic=found.topic,
        verdict=found.verdict,
        citations=tuple(citations),
        silent=found.silent,
        missing=found.missing,
        corrections=found.corrections,
        scope=found.scope,
        among=found.among,
        further=found.beyond({one.key for one in citations}),
    )
