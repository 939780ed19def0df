"""Question -> ranked hits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from index.core import fusion
from index.core.content import content_words
from index.core.evidence import Evidence
from index.core.fusion import Scores
from index.core.known import NONE_KNOWN, Known, Likeness
from index.core.missing import missing_from
from index.core.question import Query, understood
from index.core.quotes import MIN_QUOTE_WORDS
from index.domain import Hit, Passage, Window
from index.engines.spelling import Speller
from index.nearby import Nearby
from index.ports import (
    Encoder,
    Floats,
    LexicalIndex,
    Likelihood,
    Mask,
    Reading,
    Reranker,
    Rows,
    VectorIndex,
)
from index.rescoring import Rescorer
from index.scoring import Scorer
from index.store.snapshot import Snapshot
from index.weighing import Weigher


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of one search."""

    query: Query
    hits: tuple[Hit, ...]
    evidence: Evidence  # for the first
    known: float  # what known questions say for the first, less what they say against it
    quotes: bool  # the first holds, word for word, what the question quotes


@dataclass(frozen=True, slots=True)
class Encoded:
    """A query as the model reads it."""

    vector: Floats  # (1, dimension)
    whole: Reading  # of the query's own text
    before: Reading | None = None  # of the question before a follow-up


@dataclass(frozen=True, slots=True)
class Engines:
    """What a search needs."""

    encoder: Encoder
    vectors: VectorIndex
    words: LexicalIndex
    speller: Speller
    common: Callable[[str], bool]  # tells a lower-case word of English from a name


class Searcher:
    """Searches one snapshot."""

    def __init__(
        self,
        snapshot: Snapshot,
        engines: Engines,
        reranker: Reranker | Likelihood | None = None,
        known: Known = NONE_KNOWN,
    ) -> None:
        self._snapshot = snapshot
        self._known = known
        self._encoder = engines.encoder
        self._vectors = engines.vectors
        self._words = engines.words
        self._speller = engines.speller
        self._common = engines.common
        self._reranker = reranker
        nearby = Nearby(snapshot.near_words, engines.encoder, engines.words)
        self.scorer = Scorer(snapshot, engines.vectors, engines.words, nearby)
        self._rescorer = Rescorer(snapshot, engines.encoder)
        self._weigher = Weigher(self._rescorer, engines.words)

    def correct(self, word: str) -> str:
        """Return a lower-case word as the corpus spells it, or unchanged."""
        return self._speller.correct(word)

    def knows(self, word: str) -> bool:
        """Tell whether a passage has the word, in whatever form, or its titles or author."""
        return any(map(self._words.has, self._words.terms(word)))

    def terms(self, text: str) -> list[str]:
        """Return the terms of ``text`` that carry meaning, as the corpus is searched by them."""
        return self._words.terms(text)

    def rarity(self, term: str) -> float:
        """Return how few passages have a term: near 0 where all have it, 1 where none has."""
        return self._words.idf(term) / self._words.idf(" ")

    def embedded(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of texts as the model reads a query, (len(texts), dimension)."""
        return self._encoder.encode_queries(texts)

    def missing(self, query: Query) -> tuple[str, ...]:
        """Return what the query names and nothing in the corpus mentions."""
        return missing_from(query.text, self._may_have, self._common)

    def _may_have(self, word: str) -> bool:
        """Tell whether a passage has the word, or it is none that could be looked for ("it's")."""
        whole = self._words.terms(word)
        stem = self._words.terms(word.partition("'")[0])
        return not stem or any(map(self._words.has, (*whole, *stem)))

    def vectors(self, questions: Sequence[str]) -> Floats:
        """Return what each question means, (questions, dimension), to compare them by."""
        return self._encoder.encode_queries([self.understand(text).text for text in questions])

    def passage_vectors(self, passages: Rows) -> Floats:
        """Return the vectors, (len(passages), dimension), of whole passages by their rows."""
        return self._vectors.vectors(self._snapshot.first_rows[passages])

    def similarity(self, texts: Sequence[str], passages: Rows) -> Floats:
        """Return the cosine, (len(texts),), of each text with the passage in the same place."""
        vectors = self._encoder.encode_queries(texts)
        return np.asarray((vectors * self.passage_vectors(passages)).sum(axis=1), dtype=np.float32)

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
        likeness = self._likeness(encoded)
        also = likeness.candidates(among)
        scores = self.scorer.score(query, encoded.vector, among=among, also=also)
        scores = self.ranked(query, scores, encoded)
        nearest = max(float(windows.max()) for windows in scores.windows)
        answered = likeness.answered_by(scores.passages, nearest)
        scores = replace(scores, fused=fusion.known(scores.fused, answered))
        scores = self.likelier(query, scores, encoded)
        best = np.argsort(-scores.fused, kind="stable")[:k].tolist()
        idf = self.scorer.idf(query)
        hits = tuple(self.hit(scores, i, rank, idf) for rank, i in enumerate(best, start=1))
        first = best[0]
        evidence = self._weigher.evidence(
            [(query.text, encoded.whole), (query.before, encoded.before)]
            if encoded.before
            else [(query.text, encoded.whole)],
            (int(scores.passages[first]), scores.windows[first]),
            hits[0].passage,
            float(scores.semantic[first]),
        )
        refused = likeness.refused_by(scores.passages[[first]], nearest)
        # Quotation marks around a word or a name do not make it a quotation.
        phrase = any(len(words.split()) >= MIN_QUOTE_WORDS for words in query.phrases)
        return Found(
            query,
            hits,
            evidence,
            float(answered[first] - refused[0]),
            bool(scores.quotes[first]) and phrase,
        )

    def _likeness(self, encoded: Encoded) -> Likeness:
        """Return how like the query is to known questions; a follow-up says too little."""
        known = self._known if encoded.before is None else NONE_KNOWN
        return known.likeness(encoded.whole.vector)

    def ranked(self, query: Query, scores: Scores, encoded: Encoded) -> Scores:
        """Return ``scores`` with the best passages read once more, by tokens or a cross-encoder.

        The few tokens of a follow-up say too little by themselves, and a reranker that reads it
        alone would judge by as little.
        """
        if encoded.before is not None:
            return scores
        if self._reranker is None or isinstance(self._reranker, Likelihood):
            return self._rescored(scores, encoded)
        best, texts = self._best(scores, fusion.RERANKED)
        answers = self._reranker.scores(query.text, texts)
        scored = fusion.reranked(scores.fused, scores.quotes, best, answers)
        return replace(scores, fused=scored)

    def likelier(self, query: Query, scores: Scores, encoded: Encoded) -> Scores:
        """Return ``scores`` with what a language model says, where one is asked."""
        model = self._reranker
        if (
            not isinstance(model, Likelihood)
            or encoded.before is not None
            or scores.quotes.any()
            or not fusion.is_close(scores.fused)
        ):
            return scores
        best, texts = self._best(scores, fusion.LIKELY)
        likely = model.likelihoods(query.text, texts)
        return replace(scores, fused=fusion.likelier(scores.fused, scores.quotes, best, likely))

    def _best(self, scores: Scores, n: int) -> tuple[Rows, list[str]]:
        """Return the places of the ``n`` best passages in ``scores``, and their texts."""
        best = np.argsort(-scores.fused, kind="stable")[:n]
        return best, [self._rescorer.text(row) for row in scores.passages[best].tolist()]

    def _rescored(self, scores: Scores, encoded: Encoded) -> Scores:
        """Return ``scores`` with the best passages compared with the question by tokens."""
        if not self._rescorer.reads_whole:  # a window alone says too little to order them by
            return scores
        best = np.argsort(-scores.fused, kind="stable")[: fusion.RESCORED]
        spans = self._snapshot.rows[self._snapshot.first_rows[scores.passages[best]]]
        read = spans["end"] - spans["start"] <= fusion.SHORT
        read[: fusion.OF_ANY_LENGTH] = True
        best = best[read]
        passages = [(int(scores.passages[i]), scores.windows[i]) for i in best.tolist()]
        tokens = self._rescorer.similarities(encoded.whole.tokens, passages)
        return replace(scores, fused=fusion.rescored(scores.fused, scores.quotes, best, tokens))

    def encoded(self, queries: Sequence[Query]) -> list[Encoded]:
        """Return the queries as the model reads them, all in one pass.

        A vector is the mean of the whole query and of its content words: the content words alone
        bring forward what is asked about, the whole keeps how. The question before a follow-up is
        added. The tokens are those of the whole.
        """
        views = [(_views(query.text), _views(query.before)) for query in queries]
        texts = [text for pair in views for each in pair for text in each]
        read = iter(self._encoder.read_queries(texts))
        return [
            _encoded(list(islice(read, len(own))), list(islice(read, len(before))))
            for own, before in views
        ]

    def hit(self, scores: Scores, i: int, rank: int, idf: dict[str, float]) -> Hit:
        """Return the candidate in place ``i`` of ``scores`` with its best window.

        ``idf`` is that of the query's terms, as the scorer returns it.
        """
        row = int(scores.passages[i])
        passage = self._snapshot.store.passage(row)
        first = int(self._snapshot.first_rows[row])
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


def _encoded(own: Sequence[Reading], before: Sequence[Reading]) -> Encoded:
    """Return a query as the model read it: its views, and those of the question before it."""
    total = np.mean([view.vector for view in own], axis=0, keepdims=True)
    if before:
        total += fusion.BEFORE_WEIGHT * np.mean([view.vector for view in before], axis=0)
    vector: Floats = total / np.linalg.norm(total)
    return Encoded(vector, own[0], before[0] if before else None)


def _views(text: str) -> list[str]:
    """Return ``text`` and, where that is something else, its content words; none of no text."""
    content = " ".join(word.text for word in content_words(text))
    return [text, content] if content and content != text else [text] if text else []
