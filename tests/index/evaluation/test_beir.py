"""Sets in BEIR layout."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.core import fusion
from index.engines.models import BUNDLED
from index.errors import EvaluationError
from index.evaluation import corpora
from index.evaluation.beir import evaluate_beir, read_beir
from index.ports import Floats

CORPUS = [
    {"_id": "tea", "title": "Tea", "text": "Tea was served in the garden.\n\nIt rained later."},
    {"_id": "rail", "title": "Railways", "text": "The express left Berlin at dawn."},
    {"_id": "empty", "title": "", "text": " "},
]
QUERIES = [
    {"_id": "1", "text": "where was tea served"},
    {"_id": "2", "text": "when did the train leave"},
    {"_id": "3", "text": "nobody judged this"},
]


def judged_set(folder: Path, qrels: str = "1\ttea\t1\n2\trail\t2\n3\ttea\t0\n") -> Path:
    """Write a set of two judged questions."""
    for name, lines in (("corpus", CORPUS), ("queries", QUERIES)):
        text = "\n".join(json.dumps(line) for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    (folder / "qrels.tsv").write_text(f"query-id\tcorpus-id\tscore\n{qrels}", encoding="utf-8")
    return folder


def test_a_set_is_read_with_its_judged_questions_alone(tmp_path: Path) -> None:
    """Questions without a judgement above zero and documents without text are left out."""
    judged = read_beir(judged_set(tmp_path))
    assert list(judged.questions) == ["1", "2"]
    assert [document.key for document in judged.corpus.documents] == ["tea", "rail"]


def test_a_perfect_ranking_scores_one(tmp_path: Path) -> None:
    """With the right document first for both questions every figure of the full ranking is 1."""
    figures = evaluate_beir(judged_set(tmp_path), tmp_path / "indexes", BUNDLED)
    assert (figures.subject.documents, figures.subject.passages) == (2, 3)
    assert figures.questions == 2
    assert set(figures.rankings["full"].values()) == {1.0}
    assert {hit.value for hit in figures.hits} == {1.0}
    assert list(figures.rankings) == ["bm25", "dense", "full"]
    # BM25 cannot know that a train is an express: the second question finds nothing.
    assert figures.rankings["bm25"]["nDCG@10"] == pytest.approx(0.5)


def test_a_wrong_judgement_scores_less(tmp_path: Path) -> None:
    """The figures come from the judgements: a document that is not first costs its rank."""
    swapped = judged_set(tmp_path, "1\trail\t1\n2\trail\t1\n")
    figures = evaluate_beir(swapped, tmp_path / "indexes", BUNDLED)
    assert figures.rankings["full"]["MRR@10"] == pytest.approx(0.75)
    assert [hit.count for hit in figures.hits] == [1, *[2] * 9]


class Railway:
    """A language model to which every question is likely after the one document on railways."""

    def likelihoods(self, _question: str, texts: Sequence[str]) -> Floats:
        """Return what puts that document first."""
        return np.array([0 if "Berlin" in text else -99 for text in texts], dtype=np.float32)


def test_a_language_model_has_its_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The full ranking is that of an answer, what a language model says of it included."""
    monkeypatch.setattr(corpora, "reranker_of", lambda _name: Railway())
    monkeypatch.setattr(fusion, "CLOSE", 2.0)
    folder, indexes = judged_set(tmp_path), tmp_path / "indexes"
    figures = evaluate_beir(folder, indexes, BUNDLED, reranker="railway")
    assert figures.rankings["full"]["MRR@10"] < 1  # what it is without the model


def test_a_set_needs_a_document_and_a_judged_question(tmp_path: Path) -> None:
    """Without either there is nothing to measure."""
    with pytest.raises(EvaluationError, match="no judged question"):
        read_beir(judged_set(tmp_path, "1\ttea\t0\n"))
    (tmp_path / "corpus.jsonl").write_text('{"_id": "1", "text": " "}', encoding="utf-8")
    with pytest.raises(EvaluationError, match="no document"):
        read_beir(tmp_path)


def test_judgements_may_lie_where_beir_s_archives_have_them(tmp_path: Path) -> None:
    """``qrels/test.tsv`` is read where there is no ``qrels.tsv``."""
    folder = judged_set(tmp_path)
    (folder / "qrels").mkdir()
    (folder / "qrels.tsv").rename(folder / "qrels" / "test.tsv")
    assert list(read_beir(folder).questions) == ["1", "2"]


def test_two_documents_with_one_id_are_told(tmp_path: Path) -> None:
    """A judgement would not say which of them it means."""
    folder = judged_set(tmp_path)
    line = '{"_id": "1", "text": "a"}\n'
    (folder / "corpus.jsonl").write_text(line * 2, encoding="utf-8")
    with pytest.raises(EvaluationError, match="two documents with one _id"):
        read_beir(folder)


@pytest.mark.parametrize("missing", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    """A set without one of its files gets a sentence that names it."""
    (judged_set(tmp_path) / missing).unlink()
    with pytest.raises(EvaluationError, match="cannot be read"):
        read_beir(tmp_path)


def test_a_line_that_is_no_object_is_named(tmp_path: Path) -> None:
    """A broken line is told with its file and number."""
    (judged_set(tmp_path) / "corpus.jsonl").write_text('{"_id": "1", "text": "a"}\nnot json\n')
    with pytest.raises(EvaluationError, match="corpus.jsonl, line 2"):
        read_beir(tmp_path)


def test_a_line_without_its_text_is_named(tmp_path: Path) -> None:
    """A field that is missing is told with the file, the line and the fields that it needs."""
    (judged_set(tmp_path) / "queries.jsonl").write_text('{"_id": "1"}\n', encoding="utf-8")
    with pytest.raises(EvaluationError, match="queries.jsonl, line 1, has no text"):
        read_beir(tmp_path)
