"""SQuAD 2.0 -> documents and judged questions -> their figures, document by document.

Half of its questions have no answer in their paragraph and were written to look as if they had
(Rajpurkar, Jia and Liang, "Know What You Don't Know", 2018). Every paragraph is a document with
the article as its title. The set is read as it is published, one JSON file, or out of a folder in
BEIR layout that has the unanswerable questions in ``queries_unanswerable.jsonl``.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.domain import Document
from index.errors import EvaluationError
from index.evaluation.asking import document_of, outcomes_of
from index.evaluation.beir import read_documents, read_judgements
from index.evaluation.corpora import Corpus, library_over
from index.evaluation.figures import Figures, figures_of, subject_of
from index.evaluation.judged import InDocument, Judged
from index.evaluation.lines import texts_in
from index.ports import Progress, silent
from index.store.manifest import sha256_of


@dataclass(frozen=True, slots=True)
class Squad:
    """The paragraphs, and the questions by their ids."""

    corpus: Corpus
    questions: dict[str, Judged]


def evaluate_squad(  # noqa: PLR0913 (what decides the figures)
    path: Path,
    indexes: Path,
    model: str,
    limit: int | None = None,
    progress: Progress = silent,
    *,
    reranker: str | None = None,
) -> Figures:
    """Return the figures for the set; its index is kept below ``indexes``.

    With a ``limit``, of a sample of so many answerable and so many unanswerable questions.

    Raises:
        EvaluationError: if the set cannot be read.

    """
    squad = read_squad(path)
    questions = squad.questions if limit is None else sample(squad.questions, limit)
    library = library_over(squad.corpus, indexes, model, progress, reranker)
    try:
        outcomes = outcomes_of(list(questions.values()), library, document_of, progress)
        return figures_of(subject_of(path.resolve().name, library), outcomes)
    finally:
        library.close()


def read_squad(path: Path) -> Squad:
    """Return the set in the folder or JSON file.

    Raises:
        EvaluationError: if there is none, or it cannot be read.

    """
    squad = _in_folder(path) if path.is_dir() else _in_file(path)
    if not squad.questions:
        msg = f"{path} has no question; name another with --squad."
        raise EvaluationError(msg)
    return squad


def sample(questions: dict[str, Judged], limit: int) -> dict[str, Judged]:
    """Return ``limit`` answerable and ``limit`` unanswerable questions, in their order.

    They are those whose ids have the lowest hash: the same every time, spread over the set, and
    a larger sample has all of a smaller one.
    """
    shuffled = sorted(questions, key=lambda id_: hashlib.sha256(id_.encode()).digest())
    answerable = [id_ for id_ in shuffled if questions[id_].answerable][:limit]
    unanswerable = [id_ for id_ in shuffled if not questions[id_].answerable][:limit]
    kept = {*answerable, *unanswerable}
    return {id_: judged for id_, judged in questions.items() if id_ in kept}


def _in_folder(folder: Path) -> Squad:
    # Where the set brings further paragraphs that nobody asks for, they belong to the haystack.
    extended = folder / "corpus_extended.jsonl"
    corpus = read_documents(extended if extended.is_file() else folder / "corpus.jsonl")
    gold: dict[str, list[InDocument]] = {}
    for judgement in read_judgements(folder):
        if judgement.relevance > 0:
            gold.setdefault(judgement.query_id, []).append(InDocument(judgement.doc_id))
    answerable = {
        line["_id"]: Judged(line["text"], tuple(gold[line["_id"]]))
        for line in texts_in(folder / "queries.jsonl", "_id", "text")
        if line["_id"] in gold
    }
    unanswerable = {
        line["_id"]: Judged(line["text"], ())
        for line in texts_in(folder / "queries_unanswerable.jsonl", "_id", "text")
    }
    return Squad(corpus, {**answerable, **unanswerable})


def _in_file(file: Path) -> Squad:
    documents: list[Document] = []
    questions: dict[str, Judged] = {}
    try:
        for key, title, paragraph in _paragraphs(json.loads(file.read_text(encoding="utf-8"))):
            documents.append(Document(key, title, paragraph["context"].strip()))
            for asked in paragraph["qas"]:
                gold = () if asked["is_impossible"] else (InDocument(key),)
                questions[asked["id"]] = Judged(str(asked["question"]), gold)
    except OSError as error:
        msg = f"{file} cannot be read ({error.strerror}); name SQuAD 2.0's JSON file or a folder."
        raise EvaluationError(msg) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        msg = (
            f"{file} is not SQuAD 2.0 as it is published ({type(error).__name__}: {error}); name"
            " its JSON file, or a folder."
        )
        raise EvaluationError(msg) from error
    return Squad(Corpus(file.stem, file, sha256_of(file), documents), questions)


def _paragraphs(published: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each paragraph with the key and the title that its document gets."""
    numbers: Counter[str] = Counter()
    for article in published["data"]:
        title = article["title"]
        for paragraph in article["paragraphs"]:
            numbers[title] += 1
            yield f"{title}-{numbers[title]}", title.replace("_", " "), paragraph
