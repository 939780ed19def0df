"""Topic -> the passages that are on it, and which sources have none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.core.content import content_words
from index.core.question import checked
from index.core.verdict import answerability, verdict_of
from index.domain import Hit, Scope, Source, Verdict
from index.errors import NotFoundError, QuestionError
from index.library import Library
from index.ports import Floats, Mask
from index.search import Found

POOL = 1000
"""Vectors, and passages by BM25, that are looked at: also a source that says little is found."""

RELEVANT_SHARE = 0.7
"""Share of the best passage's score from which on another is on the topic, too."""

LEAST_COSINE = 0.2
"""What names the whole topic is on it from this cosine on: below, the words mean something
else."""

NEAR_COSINE = 0.45
"""From here on a passage is on a topic that it does not name, perhaps."""

MOST = 150
"""Passages that are looked at closer, and the best of each source that has none among them."""

_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that is on the topic."""

    hit: Hit  # its score that of the search, before any closer reading
    relevance: float  # 1 for the best, less for the others
    vector: Floats  # (dimension,), of the passage as a whole


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the corpus has on a topic."""

    topic: str
    verdict: Verdict
    candidates: tuple[Candidate, ...]  # best first; under ``not_in_corpus`` the nearest
    silent: tuple[Source, ...]  # of the scope, that have nothing on the topic, ordered by key
    missing: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]
    scope: Scope


def gathered(library: Library, topic: str, scope: Scope, sources: Sequence[str] = ()) -> Gathered:
    """Return what the corpus has on ``topic``, within the scope and, if any, these ``sources``.

    Raises:
        QuestionError: if the topic is empty, too long, or says nothing, or a bound is no date.
        NotFoundError: if there is no such source, or none within the bounds.

    """
    among, scope, admitted = _within(library, scope, sources)
    searcher = library.searcher
    query = searcher.understand(checked(topic))
    if not content_words(query.text):
        msg = (
            f"Every text has {topic.strip()!r} in it; name a person, a place or a subject"
            " (`dossier sources` lists what there is to read)."
        )
        raise QuestionError(msg)
    (encoded,) = searcher.encoded([query])
    scores = searcher.scorer.score(query, encoded.vector, POOL, among)
    found = searcher.find(query, encoded, 1, among)
    idf = searcher.scorer.idf(query)
    order = np.argsort(-scores.fused, kind="stable")
    best = float(scores.fused[order[0]])

    hits: list[Hit] = []
    places: list[int] = []
    heard: set[str] = set()
    named = False
    for i in order.tolist():
        passage = library.snapshot.store.passage(int(scores.passages[i]))
        names_it = searcher.share(passage.text, idf) > 1 - _ROUNDING
        named = named or names_it
        near = names_it and scores.semantic[i] >= LEAST_COSINE
        if not near and scores.fused[i] < RELEVANT_SHARE * best:
            continue
        if len(hits) < MOST or passage.key not in heard:
            hits.append(searcher.hit(scores, i, len(hits) + 1, idf))
            places.append(i)
        heard.add(passage.key)
    missing = searcher.missing(query)
    verdict = _verdict(found, named=named, missing=bool(missing))
    if verdict is Verdict.NOT_IN_CORPUS:
        heard = set()
    vectors = searcher.scorer.vectors(scores.passages[places])
    return Gathered(
        topic,
        verdict,
        tuple(
            Candidate(hit, hit.score / best if best > 0 else 1.0, vector)
            for hit, vector in zip(hits, vectors, strict=True)
        ),
        tuple(source for source in admitted if source.key not in heard),
        missing,
        query.corrections,
        scope,
    )


def _within(
    library: Library, scope: Scope, sources: Sequence[str]
) -> tuple[Mask | None, Scope, list[Source]]:
    """Return which passages may be found, the scope as it is read, and the documents in it."""
    scope, admitted = library.within(scope)
    keys = {library.source(key).key for key in sources if key.strip()}
    if len(keys) == 1 and scope.source is None:
        scope = replace(scope, source=next(iter(keys)))
    if keys:
        admitted = [source for source in admitted if source.key in keys]
    if not admitted:
        msg = "No document that was named lies within these limits; set others, or none."
        raise NotFoundError(msg)
    whole = len(admitted) == len(library.sources())
    return (None if whole else library.passages_among(admitted)), scope, admitted


def _verdict(found: Found, *, named: bool, missing: bool) -> Verdict:
    """Return what the corpus has on a topic.

    The model that judges answers was made for questions; of a topic it doubts too much. What a
    passage names as a whole is in the corpus, and what one is near to in meaning may be, unless
    the topic names what nothing mentions.
    """
    judged = verdict_of(answerability(found.evidence))
    if found.quotes or (named and not missing):
        return Verdict.ANSWERED
    if judged is Verdict.NOT_IN_CORPUS and not missing and found.evidence.cosine >= NEAR_COSINE:
        return Verdict.POSSIBLE
    return judged
