"""Passages -> how near each token of a question comes to one of theirs.

One vector of a passage tells what it is about, those of its tokens what it says (Khattab and
Zaharia, "ColBERT", 2020); the same model makes both. The second take a pass through it for every
passage and a hundred times the room: they are made for the best passages of a question alone, and
kept in memory for the next.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from index.core import fusion
from index.core.context import in_context, read_context_of
from index.ports import Encoder, Floats, Halves, Span
from index.store.snapshot import Snapshot

CACHE_BYTES = 64 * 2**20
"""Room for the token vectors of some 600 passages of 140 tokens."""

MAX_PASSAGES = 50_000
"""Passages of a corpus above which of each only the best window is read: nearly every question
finds others, which the model must read first, and the whole of one takes it five times as long as
the question."""

MAX_CHARACTERS = 300
"""Of a window that is read in place of its passage, if the passage has one as short."""

Place: TypeAlias = tuple[int, Floats]
"""A passage's row, and the cosines of its vectors."""

_Key: TypeAlias = tuple[int, int, int]  # a passage's row, and the span of what is read of it


class Rescorer:
    """Compares questions with passages token by token; for one thread at a time."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder, capacity: int = CACHE_BYTES) -> None:
        self._snapshot = snapshot
        self.reads_whole = snapshot.manifest.passages <= MAX_PASSAGES
        self._encoder = encoder
        self._capacity = capacity  # bytes
        self._kept: OrderedDict[_Key, Halves] = OrderedDict()  # what was used last stands last
        self._bytes = 0

    def similarities(self, question: Floats, passages: Sequence[Place]) -> Floats:
        """Return the token similarity, (len(passages),), of a question with passages.

        It is the mean, over the question's tokens, of the cosine of the passage's nearest token.
        ``question``, (tokens, dimension), are their vectors.
        """
        near = self.nearest(question, passages)
        return np.array([one.mean() for one in near], dtype=np.float32)

    def nearest(self, question: Floats, passages: Sequence[Place]) -> list[Floats]:
        """Return, for each passage, how near it comes to each token of a question, (tokens,)."""
        vectors = self._vectors([(row, *self._span(row, cosines)) for row, cosines in passages])
        # Through float16 with the cache and without: both answer the same.
        return [fusion.nearest_tokens(question, one.astype(np.float32)) for one in vectors]

    def text(self, row: int, span: Span | None = None) -> str:
        """Return a passage, or a span of it, with its titles and author in front."""
        passage = self._snapshot.store.passage(row)
        context = read_context_of(self._snapshot.store.document(passage.key), passage)
        if span is None:
            return in_context(context, passage.text)
        start, end = (offset - passage.start for offset in span)
        return in_context(context, passage.text[start:end])

    def _span(self, row: int, cosines: Floats) -> Span:
        """Return what is read of a passage, as offsets in its document."""
        first = int(self._snapshot.first_rows[row])
        rows = self._snapshot.rows[first : first + len(cosines)]
        if self.reads_whole:
            return int(rows[0]["start"]), int(rows[0]["end"])
        short = rows["end"] - rows["start"] <= MAX_CHARACTERS
        best = rows[np.where(short, cosines + 2, cosines).argmax()]  # cosines differ by 2 at most
        return int(best["start"]), int(best["end"])

    def _vectors(self, keys: list[_Key]) -> list[Halves]:
        missing = [key for key in keys if key not in self._kept]
        texts = [self.text(row, (start, end)) for row, start, end in missing]
        made = self._encoder.token_vectors(texts) if texts else []
        new = {key: one.astype(np.float16) for key, one in zip(missing, made, strict=True)}
        vectors = [new[key] if key in new else self._kept[key] for key in keys]
        for key, one in zip(keys, vectors, strict=True):
            self._keep(key, one)
        return vectors

    def _keep(self, key: _Key, vectors: Halves) -> None:
        if key not in self._kept:
            self._bytes += vectors.nbytes
        self._kept[key] = vectors
        self._kept.move_to_end(key)
        while self._bytes > self._capacity:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.nbytes
