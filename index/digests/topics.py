"""Topic -> the passages that are on it, and which sources have none."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np

from index.core.mention import equivalents
from index.core.missing import known_part
from index.core.question import Query, as_phrase, contains
from index.core.topic import checked_topic
from index.core.verdict import answerability, verdict_of
from index.digests.mentioning import mentioning
from index.domain import Hit, Passage, Scope, Source, Verdict
from index.errors import NotFoundError
from index.library import Library
from index.ports import Floats, Mask
from index.search import Found, Searcher

POOL = 1000
"""Vectors, and passages by BM25, that are looked at: also a source that says little is found."""

RELEVANT_SHARE = 0.7
"""Share of the best passage's score from which on another is on the topic, too."""

NAMING_WEIGHT = 0.4
"""Weight of the share of the topic's words that the passage itself has. The search lets a title
speak for every passage below it: in a document on Warsaw all are near to "Warsaw uprising"."""

IN_ANOTHER_FORM = 0.8
"""What a word counts that a passage has in another form only: "Russian" for "Russia"."""

NOT_VERBATIM = 0.75
"""What the words of a topic count in other places where it stands in some as it was typed."""

NAMED_BY_TITLE = 0.75
"""What it counts for a passage that its document's title names the topic: of Martin Luther most
that is written on him says "Luther"."""

LEAST_COSINE = 0.2
"""What names the whole topic is on it from this cosine on: below, the words mean something
else."""

NEAR_COSINE = 0.45
"""From here on a passage is on a topic that it does not name, perhaps."""

MOST = 150
"""Passages that are looked at closer, and the best of each source that has none among them."""

_ROUNDING = 1e-6
_VOWELS = "aeiouy"
_SHORTEST_STEM = 4
_LONGEST_ENDING = 3
_BEFORE_A_TOPIC = "about "


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
    heard: tuple[Source, ...]  # of the scope, that have something on it, ordered by key
    silent: tuple[Source, ...]  # the others: they do not even mention it
    missing: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]
    scope: Scope
    among: tuple[str, ...]  # keys of the documents that were named, where these are several

    def beyond(self, cited: AbstractSet[str]) -> tuple[Source, ...]:
        """Return what else has something on the topic, the most relevant document first."""
        if self.verdict is Verdict.NOT_IN_CORPUS:  # then none has
            return ()
        order = dict.fromkeys(one.hit.passage.key for one in self.candidates)
        places = {key: place for place, key in enumerate(order)}
        others = [source for source in self.heard if source.key not in cited]
        # What only mentions the topic is no candidate.
        return tuple(sorted(others, key=lambda one: places.get(one.key, len(places))))


def gathered(library: Library, topic: str, scope: Scope, sources: Sequence[str] = ()) -> Gathered:
    """Return what the corpus has on ``topic``, within the scope and, if any, these ``sources``.

    Raises:
        QuestionError: if the topic is empty, too long, or says nothing, or a bound is no date.
        NotFoundError: if there is no such source, or none within the bounds.

    """
    text = checked_topic(topic)
    keys = {library.source(key).key for key in sources if key.strip()}
    among, scope, admitted = _within(library, scope, keys)
    searcher = library.searcher
    query = searcher.understand(text)
    missing = _missing(library, query)
    if known := known_part(query.text, missing):
        part = gathered(library, known, scope, sources)
        part = replace(part, topic=topic, missing=missing, corrections=query.corrections)
        sure = part.verdict is Verdict.ANSWERED
        return replace(part, verdict=Verdict.POSSIBLE) if sure else part
    (encoded,) = searcher.encoded([query])
    scores = searcher.scorer.score(query, encoded.vector, POOL, among)
    found = searcher.find(query, encoded, 1, among)
    idf = searcher.scorer.idf(query)
    passages = [library.snapshot.store.passage(row) for row in scores.passages.tolist()]
    shares = _shares(searcher, query, idf, passages, admitted)
    named = shares >= IN_ANOTHER_FORM
    worth = scores.fused * (1 - NAMING_WEIGHT + NAMING_WEIGHT * shares)
    best = float(worth.max())
    relevance = worth / best if best > 0 else (worth == best).astype(np.float32)
    on_it = (relevance >= RELEVANT_SHARE) | (named & (scores.semantic >= LEAST_COSINE))
    order = np.argsort(-worth, kind="stable")

    heard: set[str] = set()
    chosen: list[int] = []
    for i in order[on_it[order]].tolist():
        if len(chosen) < MOST or passages[i].key not in heard:
            chosen.append(i)
        heard.add(passages[i].key)
    verdict = _verdict(found, named=bool(named.any()), missing=missing)
    if verdict is Verdict.NOT_IN_CORPUS:
        heard = set()
    heard |= mentioning(library, query.text)
    vectors = searcher.scorer.vectors(scores.passages[chosen])
    return Gathered(
        topic,
        verdict,
        tuple(
            Candidate(searcher.hit(scores, i, rank, idf), float(relevance[i]), vector)
            for rank, (i, vector) in enumerate(zip(chosen, vectors, strict=True), start=1)
        ),
        tuple(source for source in admitted if source.key in heard),
        tuple(source for source in admitted if source.key not in heard),
        missing,
        query.corrections,
        scope,
        tuple(sorted(keys)) if len(keys) > 1 else (),
    )


def _missing(library: Library, query: Query) -> tuple[str, ...]:
    """Return what the topic names and nothing in the corpus mentions."""
    # Whoever types a topic begins it with a capital or does not: neither makes a name of it.
    names = library.searcher.missing(replace(query, text=f"{_BEFORE_A_TOPIC}{query.text}"))
    # "USA" is the "United States".
    return tuple(name for name in names if not (equivalents(name) and mentioning(library, name)))


def _shares(
    searcher: Searcher,
    query: Query,
    idf: Mapping[str, float],
    passages: Sequence[Passage],
    admitted: Sequence[Source],
) -> Floats:
    """Return how much of the topic each passage names, (passages,), from 0 to 1."""
    shares = np.array([naming(idf, set(searcher.terms(one.text))) for one in passages])
    phrase = as_phrase(query.text)
    verbatim = np.array([contains(one.text, (phrase,)) for one in passages])
    if " " in phrase and verbatim.any():  # "Doctor Who" is more than a doctor
        shares = np.where(verbatim, 1.0, shares * NOT_VERBATIM)
    titled = {
        source.key
        for source in admitted
        if naming(idf, set(searcher.terms(source.title))) >= IN_ANOTHER_FORM
    }
    by_title = np.array([one.key in titled for one in passages])
    return np.where(by_title, np.maximum(shares, NAMED_BY_TITLE), shares)


def naming(idf: Mapping[str, float], terms: AbstractSet[str]) -> float:
    """Return how much of a topic some ``terms`` name, its own weighted by their ``idf``, 0 to 1.

    It is at least ``IN_ANOTHER_FORM`` only where they name all of it.
    """
    total = sum(idf.values())
    found = {term: _form(term, terms) for term in idf}
    if total <= 0:
        return float(all(found.values()))
    share = sum(idf[term] * form for term, form in found.items()) / total
    return share if all(found.values()) else min(share, IN_ANOTHER_FORM - _ROUNDING)


def _form(term: str, terms: AbstractSet[str]) -> float:
    """Return 1 where the term is among ``terms``, less where another form of it is, else 0."""
    if term in terms:
        return 1.0
    own = term.rstrip(_VOWELS)
    if len(own) < _SHORTEST_STEM:
        return 0.0
    for other in terms:
        short, long = sorted((own, other.rstrip(_VOWELS)), key=len)
        if (
            len(short) >= _SHORTEST_STEM
            and len(long) - len(short) <= _LONGEST_ENDING
            and long.startswith(short)
        ):
            return IN_ANOTHER_FORM
    return 0.0


def _within(
    library: Library, scope: Scope, keys: AbstractSet[str]
) -> tuple[Mask | None, Scope, list[Source]]:
    """Return which passages may be found, the scope as it is read, and the documents in it."""
    if len(keys) == 1 and scope.source is None:
        scope = replace(scope, source=next(iter(keys)))
    scope, admitted = library.within(scope)
    if keys:
        admitted = [source for source in admitted if source.key in keys]
    if not admitted:
        msg = (
            "None of the documents that were named lies within these limits; set others, or none."
        )
        raise NotFoundError(msg)
    whole = len(admitted) == len(library.sources())
    return (None if whole else library.passages_among(admitted)), scope, admitted


def _verdict(found: Found, *, named: bool, missing: Sequence[str]) -> Verdict:
    """Return what the corpus has on a topic.

    The model that judges answers was made for questions; of a topic it doubts too much. What a
    passage names as a whole is in the corpus, and what one is near to in meaning may be, unless
    the topic names what nothing mentions.
    """
    judged = verdict_of(answerability(found.evidence))
    if set(missing) == {found.query.text}:  # all of it is a name that nothing mentions
        return Verdict.NOT_IN_CORPUS
    if found.quotes or (named and not missing):
        return Verdict.ANSWERED
    if judged is Verdict.NOT_IN_CORPUS and not missing and found.evidence.cosine >= NEAR_COSINE:
        return Verdict.POSSIBLE
    return judged
