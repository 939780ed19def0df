"""A set in BEIR layout -> the figures of the ranking and of its two halves.

The layout is that of Thakur et al., "BEIR" (2021): ``corpus.jsonl`` {_id, title, text},
``queries.jsonl`` {_id, text}, ``qrels.tsv`` (a header; query-id, corpus-id, score). A document is
cut into passages like any other and scores as its best passage.
"""

import csv
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import ir_measures
import numpy as np
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

from index.core.fusion import Scores
from index.core.question import understood
from index.domain import Document
from index.errors import EvaluationError
from index.evaluation.corpora import Corpus, library_over
from index.evaluation.figures import Subject, subject_of
from index.evaluation.lines import texts_in
from index.evaluation.shares import Latency, Share, hits_of, latency_of
from index.library import Library
from index.ports import Floats, Progress, silent
from index.store.manifest import sha256_of

_MEASURES = (nDCG @ 10, R @ 10, R @ 100, RR @ 10)
_NAMES = {"nDCG@10": "nDCG@10", "R@10": "recall@10", "R@100": "recall@100", "RR@10": "MRR@10"}
_DEPTH = 100
_POOL = 2000
"""Candidates a half may rank here, so that its recall@100 is its own and not the pool's."""
_WARM_UP = 3


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Documents, the questions that have a judgement, and the judgements."""

    corpus: Corpus
    questions: dict[str, str]
    judgements: list[Qrel]


@dataclass(frozen=True, slots=True)
class RankingFigures:
    """How good the ranking is beside its halves; shares and times are of the full ranking."""

    subject: Subject
    questions: int
    rankings: Mapping[str, Mapping[str, float]]  # bm25, dense, full: measures by name, 0 to 1
    hits: tuple[Share, ...]  # hit@1 to hit@10: a right document is among the first k
    latency: Latency


def evaluate_beir(
    folder: Path,
    indexes: Path,
    model: str,
    progress: Progress = silent,
    *,
    reranker: str | None = None,
) -> RankingFigures:
    """Return the figures for the set in ``folder``; its index is kept below ``indexes``.

    Raises:
        EvaluationError: if the set cannot be read.

    """
    judged = read_beir(folder)
    library = library_over(judged.corpus, indexes, model, progress, reranker)
    try:
        return _evaluated(judged, library, progress)
    finally:
        library.close()


def read_beir(folder: Path) -> JudgedSet:
    """Return the set in ``folder``; its questions are those that have a judgement above zero.

    Raises:
        EvaluationError: if a file is missing or a line cannot be read.

    """
    documents = read_documents(folder / "corpus.jsonl")
    judgements = read_judgements(folder)
    wanted = {judgement.query_id for judgement in judgements if judgement.relevance > 0}
    questions = {
        line["_id"]: line["text"]
        for line in texts_in(folder / "queries.jsonl", "_id", "text")
        if line["_id"] in wanted
    }
    if not questions:
        msg = f"The set in {folder} has no judged question; name another."
        raise EvaluationError(msg)
    judgements = [judgement for judgement in judgements if judgement.query_id in questions]
    return JudgedSet(documents, questions, judgements)


def read_documents(file: Path) -> Corpus:
    """Return the documents in a ``corpus.jsonl``, without those that have no text.

    A name other than this one goes into that of the corpus: a set may have several.

    Raises:
        EvaluationError: if it cannot be read, has no document, or two with one ``_id``.

    """
    documents = [
        Document(key=line["_id"], title=line.get("title") or "", text=text)
        for line in texts_in(file, "_id", "text")
        if (text := line["text"].strip() or (line.get("title") or "").strip())
    ]
    if not documents:
        msg = f"{file} has no document; name another set."
        raise EvaluationError(msg)
    if len({document.key for document in documents}) < len(documents):
        msg = f"{file} has two documents with one _id; give each its own."
        raise EvaluationError(msg)
    name = file.resolve().parent.name
    if file.stem != "corpus":
        name = f"{name}-{file.stem}"
    return Corpus(name, file, sha256_of(file), documents)


def read_judgements(folder: Path) -> list[Qrel]:
    """Return the judgements in ``qrels.tsv``, or in ``qrels/test.tsv`` as in BEIR's archives.

    Raises:
        EvaluationError: if the file is missing or a line cannot be read.

    """
    qrels = folder / "qrels.tsv"
    if not qrels.is_file():
        qrels = folder / "qrels" / "test.tsv"
    try:
        with qrels.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
        return [Qrel(row[0], row[1], int(row[2])) for row in rows if row]
    except (OSError, ValueError, IndexError) as error:
        msg = f"{qrels} cannot be read ({error}); it needs query-id, corpus-id and score a line."
        raise EvaluationError(msg) from error


def _evaluated(judged: JudgedSet, library: Library, progress: Progress) -> RankingFigures:
    runs: dict[str, list[ScoredDoc]] = {"bm25": [], "dense": [], "full": []}
    milliseconds: list[float] = []
    owners = _owners(library)
    for done, (id_, question) in enumerate(judged.questions.items(), start=1):
        if done <= _WARM_UP:
            library.searcher.search(question, 10)
        start = time.perf_counter()
        library.searcher.search(question, 10)
        milliseconds.append((time.perf_counter() - start) * 1000)
        query = understood(question, library.searcher.correct)
        (encoded,) = library.searcher.encoded([query])
        scores = library.searcher.scorer.score(query, encoded.vector, _POOL)
        runs["bm25"] += _ranked(id_, scores, scores.lexical, owners)
        runs["dense"] += _ranked(id_, scores, scores.semantic, owners)
        scores = library.searcher.scorer.score(query, encoded.vector)
        scores = library.searcher.ranked(query, scores, encoded)
        scores = library.searcher.likelier(query, scores, encoded)
        runs["full"] += _ranked(id_, scores, scores.fused, owners)
        progress("Asking", done, len(judged.questions))
    return RankingFigures(
        subject_of(judged.corpus.name, library),
        len(judged.questions),
        {name: _measured(judged.judgements, run) for name, run in runs.items()},
        hits_of(_first_right(judged, runs["full"])),
        latency_of(milliseconds),
    )


def _owners(library: Library) -> list[str]:
    """Return the key of each passage's document, by the passage's row."""
    return [
        entry.key for entry in library.snapshot.manifest.documents for _ in range(entry.passages)
    ]


def _ranked(
    question: str, scores: Scores, values: Floats, owners: list[str]
) -> Iterator[ScoredDoc]:
    best: dict[str, float] = {}
    order = np.argsort(-values, kind="stable")
    for i in order:
        best.setdefault(owners[scores.passages[i]], float(values[i]))
        if len(best) == _DEPTH:
            break
    return (ScoredDoc(question, key, score) for key, score in best.items() if score > 0)


def _measured(judgements: list[Qrel], run: list[ScoredDoc]) -> dict[str, float]:
    figures = ir_measures.calc_aggregate(_MEASURES, judgements, run)
    return {_NAMES[str(measure)]: round(value, 4) for measure, value in figures.items()}


def _first_right(judged: JudgedSet, run: list[ScoredDoc]) -> list[int | None]:
    """Return the rank of the first right document of each question, from 1."""
    right = {(j.query_id, j.doc_id) for j in judged.judgements if j.relevance > 0}
    ranked: dict[str, list[str]] = {question: [] for question in judged.questions}
    for scored in run:  # best first
        ranked[scored.query_id].append(scored.doc_id)
    return [
        next((n for n, key in enumerate(keys, start=1) if (question, key) in right), None)
        for question, keys in ranked.items()
    ]
