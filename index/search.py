"""Question -> ranked hits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from index.core import fusion
from index.core.fusion import Scores
from index.core.question import Query, contains, understood
from index.core.stopwords import STOP_WORDS
from index.core.verdict import Evidence
from index.domain import Hit, Passage, Window
from index.engines.spelling import Speller
from index.ports import Encoder, Floats, LexicalIndex, Mask, Rows, VectorIndex
from index.rescoring import Rescorer
from index.store.snapshot import Snapshot

POOL = 400
"""Vectors, and passages by BM25, that the exact scores are computed for. On SciFact and SQuAD 100
rank the same first ten as all do."""

MAX_RESCORED = 50_000
"""Passages of a corpus above which none is compared token by token: nearly every question would
find others that the model must read first, which takes it most of a second."""

_ROWS_OF_TWO_SENTENCES = 3
_NO_WINDOW = -2.0  # below every cosine

_WORD = re.compile(r"[^\W_]+(?:['.-]+[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of one search."""

    query: Query
    hits: tuple[Hit, ...]
    evidence: tuple[Evidence, ...]  # for each hit


@dataclass(frozen=True, slots=True)
class Encoded:
    """A query as the model reads it."""

    vector: Floats  # (1, dimension)
    tokens: Floats | None  # (tokens, dimension); of a follow-up none, for its few say too little


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
        few = snapshot.manifest.passages <= MAX_RESCORED
        self._rescorer = Rescorer(snapshot, encoder) if few else None

    def correct(self, word: str) -> str:
        """Return a lower-case word as the corpus spells it, or unchanged."""
        return self._speller.correct(word)

    def knows(self, word: str) -> bool:
        """Tell whether a passage has the word, in whatever form."""
        return bool(self._words.scores(self._words.terms(word)).any())

    def search(self, question: str, k: int, among: Mask | None = None) -> Found:
        """Return the ``k`` best passages for ``question``, fewer if there are fewer.

        ``among``, (passages,), says which passages may be found; without it all may.
        """
        query = self.understand(question)
        return self.find(query, self.encoded([query])[0], k, among)

    def understand(self, question: str, before: str = "") -> Query:
        """Return the query that ``question`` means, as a follow-up of ``before`` if it is one."""
        query = understood(question, self.correct)
        return replace(query, before=understood(before, self.correct).text) if before else query

    def find(self, query: Query, encoded: Encoded, k: int, among: Mask | None = None) -> Found:
        """Return the ``k`` best passages for ``query``, of which ``encoded`` was made."""
        scores = self.rescored(self.score(query, vector=encoded.vector, among=among), encoded)
        best = np.argsort(-scores.fused, kind="stable")[:k].tolist()
        idf = self._idf(query)
        hits = tuple(self._hit(scores, i, rank, idf) for rank, i in enumerate(best, start=1))
        mass = sum(idf.values())
        # One word between quotation marks may be anywhere; two together are a quotation.
        phrase = any(" " in words for words in query.phrases)
        evidence = tuple(
            Evidence(
                float(scores.semantic[i]),
                float(scores.lexical[i]) / mass if mass else 0.0,
                bool(scores.quotes[i]) and phrase,
            )
            for i in best
        )
        return Found(query, hits, evidence)

    def score(
        self,
        query: Query,
        pool: int = POOL,
        vector: Floats | None = None,
        among: Mask | None = None,
    ) -> Scores:
        """Return the candidate passages of ``query`` with their exact scores, ordered by row.

        Candidates are the owners of the ``pool`` nearest vectors, the ``pool`` best passages by
        BM25, and those that hold the quoted phrases; ``among`` says which passages may be any.
        """
        vector = self.encoded([query])[0].vector if vector is None else vector
        idf = self._idf(query)
        lexical = self._lexical(query)
        quoting = self._quoting(query, pool, among)
        if among is None:
            nearest = self._owners[self._vectors.search(vector, pool)[0]]
        else:
            lexical = np.where(among, lexical, np.float32(0))
            nearest = self._owners[self._vectors.search(vector, pool, among[self._owners])[0]]
        candidates = np.unique(np.concatenate([nearest, _top(lexical, pool), quoting]))

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
        fused = fusion.fused(semantic, lexical[candidates], sum(idf.values()))
        quotes = np.isin(candidates, quoting)
        fused[quotes] += np.float32(fusion.PHRASE_BONUS)
        spans = [windows[a : a + n] for a, n in zip(groups, sizes, strict=True)]
        return Scores(candidates, spans, semantic, lexical[candidates], fused, quotes)

    def rescored(self, scores: Scores, encoded: Encoded) -> Scores:
        """Return ``scores`` with the best passages compared with the question token by token."""
        if self._rescorer is None or encoded.tokens is None:
            return scores
        best = np.argsort(-scores.fused, kind="stable")[: fusion.RESCORED]
        tokens = self._rescorer.similarities(encoded.tokens, scores.passages[best])
        return replace(scores, fused=fusion.rescored(scores.fused, scores.quotes, best, tokens))

    def encoded(self, queries: Sequence[Query]) -> list[Encoded]:
        """Return the queries as the model reads them, all in one pass.

        A vector is the mean of the whole query and of its content words: the content words alone
        bring forward what is asked about, the whole keeps how. The question before a follow-up is
        added. The tokens are those of the whole.
        """
        views = [(_views(query.text), _views(query.before)) for query in queries]
        texts = [text for pair in views for each in pair for text in each]
        read = zip(*self._encoder.read_queries(texts), strict=True)
        return [
            _encoded(list(islice(read, len(own))), list(islice(read, len(before))))
            for own, before in views
        ]

    def _quoting(self, query: Query, pool: int, among: Mask | None) -> Rows:
        """Return the passages that hold every phrase quoted in the question."""
        if not query.phrases:
            return np.empty(0, dtype=np.int64)
        lexical = self._words.scores(self._words.terms(" ".join(query.phrases)))
        if among is not None:
            lexical = np.where(among, lexical, np.float32(0))
        store = self._snapshot.store
        rows = [
            row
            for row in _top(lexical, pool).tolist()
            if contains(store.passage(row).text, query.phrases)
        ]
        return np.array(rows, dtype=np.int64)

    def _idf(self, query: Query) -> dict[str, float]:
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

    def _hit(self, scores: Scores, i: int, rank: int, idf: dict[str, float]) -> Hit:
        row = int(scores.passages[i])
        passage = self._snapshot.store.passage(row)
        first = int(self._first_rows[row])
        spans = [
            Window(start, end)
            for _, start, end in self._snapshot.rows[
                first : first + len(scores.windows[i])
            ].tolist()
        ]
        window = spans[self._marked(passage, spans, scores.windows[i], idf)]
        return Hit(passage, window, float(scores.fused[i]), rank)

    def _marked(
        self, passage: Passage, spans: list[Window], cosines: Floats, idf: dict[str, float]
    ) -> int:
        """Return which window to mark: the nearest in meaning that shares the question's words.

        The ranking goes by the cosine alone, but titles go with every window's text, so that
        among the windows of one passage a word of the question says more than a hair of cosine.
        """
        mass = sum(idf.values())
        marks = cosines.copy()
        for i, span in enumerate(spans):
            text = passage.text[span.start - passage.start : span.end - passage.start]
            shared = sum(idf.get(term, 0.0) for term in set(self._words.terms(text)))
            marks[i] += fusion.MARK_WEIGHT * shared / mass if mass else 0.0
        return int(marks.argmax())


def _encoded(
    own: Sequence[tuple[Floats, Floats]], before: Sequence[tuple[Floats, Floats]]
) -> Encoded:
    """Return a query as the model read it: vector and tokens of its views, of those before it."""
    total = np.mean([vector for vector, _ in own], axis=0, keepdims=True)
    if before:
        total += fusion.BEFORE_WEIGHT * np.mean([vector for vector, _ in before], axis=0)
    vector: Floats = total / np.linalg.norm(total)
    return Encoded(vector, None if before else own[0][1])


def _views(text: str) -> list[str]:
    """Return ``text`` and, where that is something else, its content words; none of no text."""
    words = _WORD.findall(text)
    content = " ".join(word for word in words if word.casefold() not in STOP_WORDS)
    return [text, content] if content and content != text else [text] if text else []


def _top(scores: Floats, k: int) -> Rows:
    """Return the rows of the ``k`` best scores above zero, in no order."""
    rows = np.flatnonzero(scores > 0)
    if len(rows) > k:
        rows = np.argpartition(-scores, k)[:k]
    return np.asarray(rows, dtype=np.int64)
