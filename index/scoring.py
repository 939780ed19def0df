"""A query -> its candidate passages with their exact scores."""

import numpy as np

from index.core import fusion
from index.core.fusion import Scores
from index.core.question import Query, contains
from index.nearby import Nearby
from index.ports import Floats, LexicalIndex, Mask, Rows, VectorIndex
from index.store.snapshot import Snapshot

POOL = 200
"""Vectors, and passages by BM25, that the exact scores are computed for. On SciFact and SQuAD 100
rank the same first ten as all do."""

NO_ROWS: Rows = np.empty(0, dtype=np.int64)

_ROWS_OF_TWO_SENTENCES = 3
_NO_WINDOW = -2.0  # below every cosine


class Scorer:
    """Scores the passages of one snapshot."""

    def __init__(
        self, snapshot: Snapshot, vectors: VectorIndex, words: LexicalIndex, nearby: Nearby
    ) -> None:
        self._store = snapshot.store
        self._nearby = nearby
        self._vectors = vectors
        self._words = words
        self._first_rows: Rows = snapshot.first_rows
        self._owners = snapshot.rows["passage"]

    def score(
        self,
        query: Query,
        vector: Floats,
        pool: int = POOL,
        among: Mask | None = None,
        also: Rows = NO_ROWS,
    ) -> Scores:
        """Return the candidate passages of ``query`` with their exact scores, ordered by row.

        ``vector``, (1, dimension), is that of the query.
        Candidates are the owners of the ``pool`` nearest vectors, the ``pool`` best passages by
        BM25, words that are near to the question's included, and those that hold the quoted
        phrases; ``among`` says which passages may be any.
        The passages ``also`` are candidates in any case.
        """
        idf = self.idf(query)
        lexical = self._lexical(query)
        nearby = self._nearby.scores(query)
        worded = lexical if nearby is None else lexical + nearby
        quoting = self._quoting(query, pool, among)
        if among is None:
            rows = self._vectors.search(vector, pool)[0]
        else:
            worded = np.where(among, worded, np.float32(0))
            rows = self._vectors.search(vector, pool, among[self._owners])[0]
        nearest = self._owners[rows[rows >= 0]]
        candidates = np.unique(np.concatenate([nearest, _top(worded, pool), quoting, also]))

        # All vectors of a passage stand together: itself first, then its windows.
        starts = self._first_rows[candidates]
        sizes = self._first_rows[candidates + 1] - starts
        groups = np.cumsum(sizes) - sizes
        rows = np.arange(sizes.sum()) + np.repeat(starts - groups, sizes)
        cosines = self._vectors.similarities(vector, rows)[0]
        passage = cosines[groups]
        # The passage's own row is no window, but where the passage is one or two sentences: it is
        # their only row, or stands for the pair beside the two.
        alone = sizes <= _ROWS_OF_TWO_SENTENCES
        windows = cosines.copy()
        windows[groups[~alone]] = _NO_WINDOW
        window = np.maximum.reduceat(windows, groups)

        semantic = fusion.semantic(window, passage)
        fused = fusion.fused(semantic, worded[candidates], sum(idf.values()))
        quotes = np.isin(candidates, quoting)
        fused[quotes] += np.float32(fusion.PHRASE_BONUS)
        spans = [windows[a : a + n] for a, n in zip(groups, sizes, strict=True)]
        return Scores(candidates, spans, semantic, lexical[candidates], fused, quotes)

    def vectors(self, passages: Rows) -> Floats:
        """Return the vector of each passage as a whole, (len(passages), dimension)."""
        return self._vectors.vectors(self._first_rows[passages])

    def _quoting(self, query: Query, pool: int, among: Mask | None) -> Rows:
        """Return the passages that hold every phrase quoted in the question."""
        if not query.phrases:
            return NO_ROWS
        lexical = self._words.scores(self._words.terms(" ".join(query.phrases)))
        if among is not None:
            lexical = np.where(among, lexical, np.float32(0))
        rows = [
            row
            for row in _top(lexical, pool).tolist()
            if contains(self._store.passage(row).text, query.phrases)
        ]
        return np.array(rows, dtype=np.int64)

    def idf(self, query: Query) -> dict[str, float]:
        """Return the query's distinct terms with their inverse document frequency.

        That of terms which only the question before has is weighted.
        """
        before = {term: self._words.idf(term) for term in self._words.terms(query.before)}
        return {
            **{term: fusion.BEFORE_WEIGHT * idf for term, idf in before.items()},
            **{term: self._words.idf(term) for term in self._words.terms(query.text)},
        }

    def _lexical(self, query: Query) -> Floats:
        """Return the BM25 score of every passage, (passages,)."""
        own = dict.fromkeys(self._words.terms(query.text))
        scores = self._words.scores(list(own))
        before = [
            term for term in dict.fromkeys(self._words.terms(query.before)) if term not in own
        ]
        if before:
            scores = scores + np.float32(fusion.BEFORE_WEIGHT) * self._words.scores(before)
        return scores


def _top(scores: Floats, k: int) -> Rows:
    """Return the rows of the ``k`` best scores above zero, in no order."""
    rows = np.flatnonzero(scores > 0)
    if len(rows) > k:
        rows = np.argpartition(-scores, k)[:k]
    return np.asarray(rows, dtype=np.int64)
