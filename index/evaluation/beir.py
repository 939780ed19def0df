"""A set in BEIR layout -> the figures of the ranking and of its two halves.

The layout is that of Thakur et al., "BEIR" (2021): ``corpus.jsonl`` {_id, title, text},
``queries.jsonl`` {_id, text}, ``qrels.tsv`` (a header; query-id, corpus-id, score). A document is
cut into passages like any other and scores as its best passage.
"""

import csv
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ir_measures
import numpy as np
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

from index.build import build_corpus
from index.core.fusion import Scores
from index.core.question import understood
from index.domain import Document
from index.engines.encoder import SentenceTransformerEncoder
from index.errors import EvaluationError
from index.library import Library
from index.parameters import Parameters
from index.ports import Floats, Progress, silent
from index.store.documents import Source
from index.store.manifest import fingerprint_of, sha256_of
from index.store.snapshot import SnapshotFolder
from index.wiring import default_engines, library_of

_MEASURES = (nDCG @ 10, R @ 10, R @ 100, RR @ 10)
_NAMES = {"nDCG@10": "nDCG@10", "R@10": "recall@10", "R@100": "recall@100", "RR@10": "MRR@10"}
_DEPTH = 100
_POOL = 2000
"""Candidates a half may rank here, so that its recall@100 is its own and not the pool's."""
_WARM_UP = 3


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Documents, the questions that have a judgement, and the judgements."""

    documents: list[Document]
    questions: dict[str, str]
    judgements: list[Qrel]
    sha256: str  # of corpus.jsonl


def evaluate_beir(
    folder: Path, indexes: Path, model: str, progress: Progress = silent
) -> dict[str, Any]:
    """Return the figures for the set in ``folder``; its index is kept below ``indexes``.

    ``{"set", "documents", "passages", "questions", "rankings": {"bm25" | "dense" | "full":
    {"nDCG@10", "recall@10", "recall@100", "MRR@10"}}, "p50_ms", "p95_ms"}``; the last two are the
    time of one question with the full ranking.

    Raises:
        EvaluationError: if the set cannot be read.

    """
    judged = read_beir(folder)
    library = _library(judged, folder, indexes, model, progress)
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
        scores = library.searcher.score(query, _POOL)
        runs["bm25"] += _ranked(id_, scores, scores.lexical, owners)
        runs["dense"] += _ranked(id_, scores, scores.semantic, owners)
        (encoded,) = library.searcher.encoded([query])
        scores = library.searcher.score(query, vector=encoded.vector)
        scores = library.searcher.rescored(scores, encoded)
        runs["full"] += _ranked(id_, scores, scores.fused, owners)
        progress("Asking", done, len(judged.questions))
    library.close()
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return {
        "set": folder.resolve().name,
        "documents": len(judged.documents),
        "passages": library.snapshot.manifest.passages,
        "questions": len(judged.questions),
        "rankings": {name: _figures(judged.judgements, run) for name, run in runs.items()},
        "p50_ms": round(float(p50), 2),
        "p95_ms": round(float(p95), 2),
    }


def read_beir(folder: Path) -> JudgedSet:
    """Return the set in ``folder``; its questions are those that have a judgement above zero.

    Raises:
        EvaluationError: if a file is missing or a line cannot be read.

    """
    corpus, qrels = folder / "corpus.jsonl", folder / "qrels.tsv"
    if not qrels.is_file():  # as BEIR's own archives have it
        qrels = folder / "qrels" / "test.tsv"
    documents = [
        Document(key=line["_id"], title=line.get("title") or "", text=text)
        for line in _json_lines(corpus, "_id", "text")
        if (text := line["text"].strip() or (line.get("title") or "").strip())
    ]
    try:
        with qrels.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
        judgements = [Qrel(row[0], row[1], int(row[2])) for row in rows if row]
    except (OSError, ValueError, IndexError) as error:
        msg = f"{qrels} cannot be read ({error}); it needs query-id, corpus-id and score a line."
        raise EvaluationError(msg) from error
    wanted = {judgement.query_id for judgement in judgements if judgement.relevance > 0}
    questions = {
        line["_id"]: line["text"]
        for line in _json_lines(folder / "queries.jsonl", "_id", "text")
        if line["_id"] in wanted
    }
    if len({document.key for document in documents}) < len(documents):
        msg = f"{corpus} has two documents with one _id; give each its own."
        raise EvaluationError(msg)
    if not documents or not questions:
        msg = (
            f"The set in {folder} has no document or no judged question; name another with --beir."
        )
        raise EvaluationError(msg)
    judgements = [judgement for judgement in judgements if judgement.query_id in questions]
    return JudgedSet(documents, questions, judgements, sha256_of(corpus))


def _json_lines(path: Path, *fields: str) -> Iterator[dict[str, Any]]:
    number = 0
    try:
        with path.open(encoding="utf-8") as file:
            for text in file:
                number += 1
                if text.strip():
                    line = json.loads(text)
                    yield {**line, **{field: str(line[field]) for field in fields}}
    except OSError as error:
        msg = f"{path} cannot be read ({error.strerror}); name a set in BEIR layout with --beir."
        raise EvaluationError(msg) from error
    except (ValueError, KeyError, TypeError) as error:
        msg = f"{path}, line {number}, cannot be read ({error}); it needs an object with {fields}."
        raise EvaluationError(msg) from error


def _library(
    judged: JudgedSet, folder: Path, indexes: Path, model: str, progress: Progress
) -> Library:
    encoder = SentenceTransformerEncoder(model)
    parameters = Parameters()
    target = SnapshotFolder(indexes / folder.resolve().name)
    fingerprint = fingerprint_of([("corpus", judged.sha256)], encoder.fingerprint, parameters)
    current = target.current()
    if current is None or current.name != fingerprint:
        source = Source(Path("corpus.jsonl"), judged.sha256, 0, 0)
        corpus = sorted(((d, source) for d in judged.documents), key=lambda pair: pair[0].key)
        engines = default_engines(encoder)
        build_corpus(
            corpus,
            fingerprint,
            folder,
            target,
            engines,
            parameters=parameters,
            progress=progress,
        )
    return library_of(target.open(), encoder)


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


def _figures(judgements: list[Qrel], run: list[ScoredDoc]) -> dict[str, float]:
    figures = ir_measures.calc_aggregate(_MEASURES, judgements, run)
    return {_NAMES[str(measure)]: round(value, 4) for measure, value in figures.items()}
