"""Passages -> how near each token of a question comes to one of theirs.

One vector of a passage tells what it is about, those of its tokens what it says (Khattab and
Zaharia, "ColBERT", 2020); the same model makes both. The second take a pass through it for every
passage and a hundred times the room: they are made for the best passages of a question alone, and
kept in memory for the next.
"""

from collections import OrderedDict

import numpy as np

from index.core import fusion
from index.core.context import context_of, in_context
from index.ports import Encoder, Floats, Halves, Rows
from index.store.snapshot import Snapshot

CACHE_BYTES = 64 * 2**20
"""Room for the token vectors of some 600 passages of 140 tokens."""


class Rescorer:
    """Compares questions with passages token by token; for one thread at a time."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder, capacity: int = CACHE_BYTES) -> None:
        self._store = snapshot.store
        self._encoder = encoder
        self._capacity = capacity  # bytes
        self._kept: OrderedDict[int, Halves] = OrderedDict()  # what was used last stands last
        self._bytes = 0

    def similarities(self, question: Floats, rows: Rows) -> Floats:
        """Return the token similarity, (len(rows),), of a question with passages.

        It is the mean, over the question's tokens, of the cosine of the passage's nearest token.
        ``question``, (tokens, dimension), are their vectors.
        """
        return np.array([near.mean() for near in self.nearest(question, rows)], dtype=np.float32)

    def nearest(self, question: Floats, rows: Rows) -> list[Floats]:
        """Return, for each passage, how near it comes to each token of a question, (tokens,)."""
        vectors = self._vectors(rows.tolist())
        # Through float16 with the cache and without: both answer the same.
        return [fusion.nearest_tokens(question, one.astype(np.float32)) for one in vectors]

    def text(self, row: int) -> str:
        """Return a passage's text as it was embedded for its vector, its titles in front."""
        passage = self._store.passage(row)
        return in_context(context_of(self._store.document(passage.key), passage), passage.text)

    def _vectors(self, rows: list[int]) -> list[Halves]:
        missing = [row for row in rows if row not in self._kept]
        made = self._encoder.token_vectors([self.text(row) for row in missing]) if missing else []
        new = {row: one.astype(np.float16) for row, one in zip(missing, made, strict=True)}
        vectors = [new[row] if row in new else self._kept[row] for row in rows]
        for row, one in zip(rows, vectors, strict=True):
            self._keep(row, one)
        return vectors

    def _keep(self, row: int, vectors: Halves) -> None:
        if row not in self._kept:
            self._bytes += vectors.nbytes
        self._kept[row] = vectors
        self._kept.move_to_end(row)
        while self._bytes > self._capacity:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.nbytes
