"""Question -> ranked hits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from index.core import fusion
from index.core.fusion import Scores
from index.core.question import Query, contains, understood
from index.core.stopwords import STOP_WORDS
from index.domain import Hit, Window
from index.engines.spelling import Speller
from index.ports import Encoder, Floats, LexicalIndex, Rows, VectorIndex
from index.store.snapshot import Snapshot

POOL = 400
"""Vectors, and passages by BM25, that the exact scores are computed for. On SciFact and SQuAD 100
rank the same first ten as all do."""

Order = Literal["fused", "semantic", "lexical"]

_WORD = re.compile(r"[\w'.-]+")


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of one search."""

    query: Query
    hits: tuple[Hit, ...]


class Searcher:
    """Searches one snapshot."""

    def __init__(
        self,
        snapshot: Snapshot,
        encoder: Encoder,
        vectors: VectorIndex,
        words: LexicalIndex,
        speller: Speller,
    ) -> None:
        self._snapshot = snapshot
        self._encoder = encoder
        self._vectors = vectors
        self._words = words
        self._speller = speller
        self._first_rows: Rows = snapshot.first_rows
        self._owners = snapshot.rows["passage"]

    def search(self, question: str, k: int) -> Found:
        """Return the ``k`` best passages for ``question``, fewer if there are fewer."""
        query = understood(question, self._speller.correct)
        scores = self.score(query)
        best = np.argsort(-scores.fused, kind="stable")[:k]
        hits = tuple(self._hit(scores, int(i), rank) for rank, i in enumerate(best, start=1))
        return Found(query, hits)

    def score(self, query: Query, pool: int = POOL) -> Scores:
        """Return the candidate passages of ``query`` with their exact scores, in the order of rows.

        Candidates are the owners of the ``pool`` nearest vectors, the ``pool`` best passages by
        BM25, and those that hold the quoted phrases.
        """
        vector = self._vector(query)
        terms = self._words.terms(query.text)
        lexical = self._words.scores(list(dict.fromkeys(terms)))
        quoting = self._quoting(query, pool)
        nearest = self._owners[self._vectors.search(vector, pool)[0]]
        candidates = np.unique(np.concatenate([nearest, _top(lexical, pool), quoting]))

        # All vectors of a passage stand together: itself first, then its windows.
        starts = self._first_rows[candidates]
        sizes = self._first_rows[candidates + 1] - starts
        groups = np.cumsum(sizes) - sizes
        rows = np.arange(sizes.sum()) + np.repeat(starts - groups, sizes)
        cosines = self._vectors.similarities(vector, rows)[0]
        passage = cosines[groups]
        # The passage's own row is no window, but where the passage is a single sentence.
        alone = sizes == 1
        windows = cosines.copy()
        windows[groups[~alone]] = -2
        window, positions = fusion.best_in_groups(windows, groups)

        semantic = fusion.semantic(window, passage)
        mass = sum(self._words.idf(term) for term in set(terms))
        fused = fusion.fused(semantic, lexical[candidates], mass)
        fused[np.isin(candidates, quoting)] += np.float32(fusion.PHRASE_BONUS)
        return Scores(candidates, rows[positions], semantic, lexical[candidates], fused)

    def _vector(self, query: Query) -> Floats:
        """Return the query's vector, (1, dimension): the mean of the whole and its content words.

        The content words alone bring forward what is asked about, the whole keeps how.
        """
        words = _WORD.findall(query.text)
        content = " ".join(word for word in words if word.casefold() not in STOP_WORDS)
        texts = [query.text, content] if content and content != query.text else [query.text]
        vector = self._encoder.encode_queries(texts).sum(axis=0, keepdims=True)
        normalised: Floats = vector / np.linalg.norm(vector)
        return normalised

    def _quoting(self, query: Query, pool: int) -> Rows:
        """Return the passages that hold every phrase quoted in the question."""
        if not query.phrases:
            return np.empty(0, dtype=np.int64)
        lexical = self._words.scores(self._words.terms(" ".join(query.phrases)))
        store = self._snapshot.store
        rows = [
            row
            for row in _top(lexical, pool).tolist()
            if contains(store.passage(row).text, query.phrases)
        ]
        return np.array(rows, dtype=np.int64)

    def _hit(self, scores: Scores, i: int, rank: int) -> Hit:
        _, start, end = self._snapshot.rows[int(scores.windows[i])].tolist()
        passage = self._snapshot.store.passage(int(scores.passages[i]))
        return Hit(passage, Window(start, end), float(scores.fused[i]), rank)


def _top(scores: Floats, k: int) -> Rows:
    """Return the rows of the ``k`` best scores above zero, in no order."""
    rows: Sequence[int] | Rows = np.flatnonzero(scores > 0)
    if len(rows) > k:
        rows = np.argpartition(-scores, k)[:k]
    return np.asarray(rows, dtype=np.int64)
