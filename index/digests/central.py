"""Library -> its central passages, spread over subtopics and documents.

Passages are grouped by their vectors, a group for each subtopic, and those nearest to their
group's middle say best what it is about (Radev, Jing, Styś and Tam, "Centroid-based summarization
of multiple documents", 2004). Of a large corpus a sample is looked at, spread evenly over it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.core.openings import stands_alone
from index.core.prose import is_prose
from index.domain import Passage
from index.library import Library
from index.ports import Floats, Rows

SAMPLE = 2000
"""Passages that are looked at: to read and to group as many takes half a second."""
LEAST_WORDS = 12
"""Of a passage: a sentence says something by itself."""
_KEPT = 12
"""Passages of a group that are worth a trial."""

_POINTS_BACK, _FURTHER_ON, _LONG = 0.1, 0.06, 0.06
"""What is taken from the cosine of a passage that begins with what stands before it, of one that
is not among the first of its document, where the general stands, and of a long one."""
_FIRST, _LONG_FROM = 2, 1000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with its row in the store."""

    row: int
    passage: Passage


def central(library: Library, count: int) -> list[list[Candidate]]:
    """Return at most ``count`` groups, the largest first; in each its passages, central first."""
    from index.engines.clusters import clusters

    found = _prose(library)
    if not found:
        return []
    vectors = library.searcher.passage_vectors(
        np.array([one.row for one in found], dtype=np.int64)
    )
    labels = clusters(vectors, min(count, len(found)))
    groups = []
    for label, _ in sorted(Counter(labels.tolist()).items(), key=lambda pair: (-pair[1], pair[0])):
        members = np.flatnonzero(labels == label).astype(np.int64)
        order = np.argsort(-_centrality(found, vectors, members), kind="stable")[:_KEPT]
        groups.append([found[i] for i in members[order].tolist()])
    return groups


def _prose(library: Library) -> list[Candidate]:
    store, size = library.snapshot.store, library.snapshot.manifest.passages
    rows = np.unique(np.linspace(0, size - 1, min(size, SAMPLE)).astype(np.int64)).tolist()
    passages = (Candidate(row, store.passage(row)) for row in rows)
    return [one for one in passages if is_prose(one.passage.text, LEAST_WORDS)]


def _centrality(found: Sequence[Candidate], vectors: Floats, members: Rows) -> Floats:
    """Return how near each member is to the middle of them, and how well it stands alone."""
    middle = vectors[members].mean(axis=0)
    cosines = vectors[members] @ middle / (np.linalg.norm(middle) or 1.0)
    passages = [found[i].passage for i in members.tolist()]
    back = np.array([not stands_alone(one.text) for one in passages])
    further = np.array([one.number > _FIRST for one in passages])
    long = np.array([len(one.text) > _LONG_FROM for one in passages])
    taken = _POINTS_BACK * back + _FURTHER_ON * further + _LONG * long
    return np.asarray(cosines - taken, dtype=np.float32)
