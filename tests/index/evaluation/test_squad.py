"""SQuAD 2.0, as it is published and in BEIR layout."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index.engines.models import BUNDLED
from index.errors import EvaluationError
from index.evaluation.judged import InDocument, Judged
from index.evaluation.squad import evaluate_squad, read_squad, sample
from tests.index.evaluation.test_beir import judged_set

TEA = "Tea was served in the garden.\n\nIt rained later, in the evening."
RAIL = "The express left Berlin at dawn."


def published(folder: Path) -> Path:
    """Write a set of two paragraphs with a question each, and one without an answer."""
    asked = [
        {"id": "1", "question": "where was tea served", "is_impossible": False},
        {"id": "2", "question": "who won the football match", "is_impossible": True},
    ]
    train = [{"id": "3", "question": "when did the train leave", "is_impossible": False}]
    paragraphs = [{"context": TEA, "qas": asked}, {"context": RAIL, "qas": train}]
    file = folder / "dev-v2.0.json"
    data = {"version": "v2.0", "data": [{"title": "Tea_and_trains", "paragraphs": paragraphs}]}
    file.write_text(json.dumps(data), encoding="utf-8")
    return file


def in_folder(folder: Path) -> Path:
    """Write a set in BEIR layout with one question that has no answer."""
    line = {"_id": "9", "text": "who won the football match", "answers": []}
    (folder / "queries_unanswerable.jsonl").write_text(json.dumps(line), encoding="utf-8")
    return judged_set(folder)


def test_every_paragraph_of_the_published_file_is_a_document(tmp_path: Path) -> None:
    """Its title is the article's, and its questions are answered by it or by nothing."""
    squad = read_squad(published(tmp_path))
    tea, rail = squad.corpus.documents
    assert (tea.title, tea.text, rail.text) == ("Tea and trains", TEA, RAIL)
    assert tea.key != rail.key
    assert squad.questions == {
        "1": Judged("where was tea served", (InDocument(tea.key),)),
        "2": Judged("who won the football match", ()),
        "3": Judged("when did the train leave", (InDocument(rail.key),)),
    }


def test_a_folder_has_the_unanswerable_questions_beside_the_others(tmp_path: Path) -> None:
    """What is judged is answerable, what is in the file beside it is not."""
    squad = read_squad(in_folder(tmp_path))
    assert squad.questions == {
        "1": Judged("where was tea served", (InDocument("tea"),)),
        "2": Judged("when did the train leave", (InDocument("rail"),)),
        "9": Judged("who won the football match", ()),
    }


def test_further_documents_of_a_folder_make_the_haystack_larger(tmp_path: Path) -> None:
    """Where there is a ``corpus_extended.jsonl`` it is what is searched."""
    folder = in_folder(tmp_path)
    lines = (folder / "corpus.jsonl").read_text(encoding="utf-8")
    more = json.dumps({"_id": "more", "text": "Nobody asks for this."})
    (folder / "corpus_extended.jsonl").write_text(f"{lines}\n{more}", encoding="utf-8")
    corpus = read_squad(folder).corpus
    assert [document.key for document in corpus.documents] == ["tea", "rail", "more"]
    assert corpus.name == f"{folder.name}-corpus_extended"


@pytest.mark.parametrize("write", [published, in_folder])
def test_a_set_is_asked_document_by_document(
    tmp_path: Path, write: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the real model both right documents come first; the index is kept for the next."""
    path = write(tmp_path)
    figures = evaluate_squad(path, tmp_path / "indexes", BUNDLED)
    assert (figures.subject.documents, figures.subject.passages) == (2, 3)
    assert (len(figures.answerable), len(figures.unanswerable)) == (2, 1)
    assert figures.hits[0].count == 2
    assert all(len(outcome.found) <= 2 for outcome in figures.outcomes)
    monkeypatch.setattr("index.evaluation.corpora.build_corpus", None)  # not built again
    again = evaluate_squad(path, tmp_path / "indexes", BUNDLED, limit=1)
    assert again.subject == figures.subject
    assert len(again.outcomes) == 2


def test_a_sample_is_the_same_whatever_the_order() -> None:
    """As many of either kind, in the set's order; a larger sample has all of a smaller one."""
    answerable = {f"a{n}": Judged(f"{n}", (InDocument("tea"),)) for n in range(50)}
    unanswerable = {f"u{n}": Judged(f"{n}", ()) for n in range(50)}
    questions = {**answerable, **unanswerable}
    small = sample(questions, 5)
    assert [judged.answerable for judged in small.values()] == [True] * 5 + [False] * 5
    backwards = dict(reversed(questions.items()))
    assert sample(backwards, 5) == small
    assert small.items() <= sample(questions, 9).items()
    assert list(small)[:5] != list(answerable)[:5]
    assert sample(questions, 500) == questions


@pytest.mark.parametrize(
    "content",
    [
        b"not json",
        b"\xff" * 1000,
        b"[]",
        b'{"data": [{"title": "a"}]}',
        b'{"data": [{"title": 7, "paragraphs": 7}]}',
    ],
)
def test_a_file_of_another_form_is_told(tmp_path: Path, content: bytes) -> None:
    """What is not SQuAD gets one short sentence."""
    file = tmp_path / "other.json"
    file.write_bytes(content)
    with pytest.raises(EvaluationError, match="other.json is not SQuAD") as caught:
        read_squad(file)
    assert len(str(caught.value)) < 300


def test_a_set_without_a_question_is_told(tmp_path: Path) -> None:
    """Nothing is measured where nothing is asked."""
    file = tmp_path / "empty.json"
    file.write_text('{"data": []}', encoding="utf-8")
    with pytest.raises(EvaluationError, match="has no question"):
        read_squad(file)


def test_a_path_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    """Neither a file nor a folder."""
    with pytest.raises(EvaluationError, match="nowhere cannot be read"):
        read_squad(tmp_path / "nowhere")


def test_a_folder_without_the_unanswerable_questions_is_told(tmp_path: Path) -> None:
    """A set in BEIR layout alone is not half of SQuAD."""
    with pytest.raises(EvaluationError, match="queries_unanswerable.jsonl cannot be read"):
        read_squad(judged_set(tmp_path))
