"""Files of judged questions."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.engines.models import BUNDLED
from index.errors import EvaluationError
from index.evaluation.judged import AtParagraph, Judged, WithWords
from index.evaluation.questions import evaluate_questions, placed, read_questions
from index.library import Library
from index.wiring import build_index, open_library
from tests.conftest import corpus

SEEDS = Path(__file__).parents[2] / "questions" / "seeds.jsonl"
FILES = {
    "tea.md": "Tea was served in the garden.\n\nIt rained “later”.",
    "rail.md": "The express left Berlin at dawn.",
}
QUESTIONS: list[dict[str, Any]] = [
    {"question": "where was tea served", "gold": "tea:1", "kind": "plain", "split": "one"},
    {"question": "when did the train leave", "gold": ["nowhere at all", "left  BERLIN"], "id": 7},
    {"question": "did it rain", "gold": 'rained "later"'},
    {"question": "who won the football match", "gold": None},
    {"question": "?!", "gold": None},
]


def judged_file(folder: Path, *lines: object) -> Path:
    """Write a file of one object a line."""
    file = folder / "set.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return file


def never() -> Library:
    """Fail where a library is opened before the file is read."""
    raise AssertionError


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Library]:
    """Open a tiny corpus with the real model."""
    folder = tmp_path_factory.mktemp("tiny")
    build_index(corpus(folder, FILES), folder / "built", BUNDLED)
    return lambda: open_library(folder / "built", BUNDLED)


def test_a_gold_is_a_place_or_a_text_or_several(tmp_path: Path) -> None:
    """``key:paragraph`` is a place, all else is words; labels are kept, other fields are not."""
    first, second, third, fourth, _ = read_questions(judged_file(tmp_path, *QUESTIONS))
    assert first == Judged("where was tea served", (AtParagraph("tea", 1),), "plain", "one")
    assert second.gold == (WithWords("nowhere at all"), WithWords("left  BERLIN"))
    assert third.gold == (WithWords('rained "later"'),)
    assert not fourth.answerable


def test_the_questions_to_the_seeds_are_such_a_file() -> None:
    """The questions to the repository's own documents are read as they are, all of them."""
    lines = [json.loads(line) for line in SEEDS.read_text(encoding="utf-8").splitlines()]
    questions = read_questions(SEEDS)
    assert [judged.question for judged in questions] == [line["question"] for line in lines]
    assert [judged.answerable for judged in questions] == [
        line["gold"] is not None for line in lines
    ]
    assert all(isinstance(gold, AtParagraph) for judged in questions for gold in judged.gold)


def test_a_corpus_is_asked_and_measured(tmp_path: Path, opened: Callable[[], Library]) -> None:
    """With the real model the right passages come first, and every question is counted."""
    figures = evaluate_questions(judged_file(tmp_path, *QUESTIONS), opened)
    assert (figures.subject.name, figures.subject.documents) == ("set.jsonl", 2)
    assert figures.subject.passages == 3
    assert figures.subject.model == BUNDLED
    assert (len(figures.answerable), len(figures.unanswerable)) == (3, 2)
    assert figures.hits[0].count == 3
    assert figures.mrr == 1
    noise = figures.outcomes[-1]
    assert (noise.answerability, noise.milliseconds) == (0, None)
    assert figures.latency is not None
    assert len(figures.latency.milliseconds) == 4


def test_what_no_passage_contains_is_missed_and_told(
    tmp_path: Path, opened: Callable[[], Library]
) -> None:
    """A text that stands nowhere cannot be found, and whoever wrote it should know."""
    lines = [
        {"question": "where was tea served", "gold": ["in the kitchen", "in the hall"]},
        {"question": "when did the train leave", "gold": ["in the kitchen", "at dawn"]},
    ]
    figures = evaluate_questions(judged_file(tmp_path, *lines), opened)
    assert [judged.question for judged in figures.unreachable] == ["where was tea served"]
    assert figures.hits[-1].count == 1


def test_known_questions_are_left_out(tmp_path: Path, opened: Callable[[], Library]) -> None:
    """They are the same in whatever case and with whatever mark; it is told how many they are."""
    known = ["WHERE was tea served ?!", "a question that is not of the set"]
    figures = evaluate_questions(judged_file(tmp_path, *QUESTIONS), opened, known=known)
    asked = [outcome.judged.question for outcome in figures.outcomes]
    assert asked == [line["question"] for line in QUESTIONS[1:]]
    assert figures.known == 1


def test_a_set_that_is_known_altogether_measures_nothing(tmp_path: Path) -> None:
    """That is told before an index is opened, with what asks the questions all the same."""

    def never() -> Library:
        raise AssertionError

    known = [line["question"] for line in QUESTIONS]
    with pytest.raises(EvaluationError, match="--without-known asks them all the same"):
        evaluate_questions(judged_file(tmp_path, *QUESTIONS), never, known=known)


def test_a_key_is_found_in_whatever_case(opened: Callable[[], Library]) -> None:
    """A place is written as people type it, and compared as the corpus has it."""
    with closing(opened()) as library:
        (judged,) = placed([Judged("?", (AtParagraph("TEA", 2), WithWords("a")))], library)
    assert judged.gold == (AtParagraph("tea", 2), WithWords("a"))


@pytest.mark.parametrize(
    ("gold", "sentence"),
    [
        ("coffee:1", "no document with the key 'coffee'"),
        ("rail:2", "expects rail:2, and rail has paragraphs 1 to 1"),
        ("rail:0", "expects rail:0"),
    ],
)
def test_a_passage_that_is_not_there_is_named(
    tmp_path: Path, opened: Callable[[], Library], gold: str, sentence: str
) -> None:
    """No figure is told of questions that expect what the corpus does not have."""
    file = judged_file(tmp_path, {"question": "when did the train leave", "gold": gold})
    with pytest.raises(EvaluationError, match=sentence):
        evaluate_questions(file, opened)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ([], "no JSON object"),
        ({"gold": None}, "has no question"),
        ({"question": 7, "gold": None}, "has no question"),
        ({"question": "a"}, "does not say what answers"),
        ({"question": "a", "gold": 7}, "gold that is none"),
        ({"question": "a", "gold": []}, "gold that is none"),
        ({"question": "a", "gold": " "}, "gold that is none"),
        ({"question": "a", "gold": ["b", None]}, "gold that is none"),
        ({"question": "a", "gold": {"key": "tea"}}, "gold that is none"),
        ({"question": "a", "gold": None, "kind": 7}, "kind that is no text"),
        ({"question": "a", "gold": None, "split": []}, "split that is no text"),
    ],
)
def test_a_line_that_is_no_judged_question_is_named(
    tmp_path: Path, line: object, sentence: str
) -> None:
    """The sentence says which line and what is wrong with it, before the model is loaded."""
    file = judged_file(tmp_path, QUESTIONS[0], line)
    with pytest.raises(EvaluationError, match=f"set.jsonl, line 2, .*{sentence}"):
        evaluate_questions(file, never)


@pytest.mark.parametrize("content", [b"not json", b"[" * 100_000, b'{"question": "\xff"}'])
def test_what_is_no_json_is_named(tmp_path: Path, content: bytes) -> None:
    """Text, nesting without end, bytes that are no UTF-8: one sentence each."""
    file = tmp_path / "set.jsonl"
    file.write_bytes(content)
    with pytest.raises(EvaluationError, match="set.jsonl"):
        read_questions(file)


def test_a_file_without_a_question_is_told(tmp_path: Path) -> None:
    """An empty file, or one of blank lines, measures nothing."""
    file = tmp_path / "set.jsonl"
    file.write_text("\n \n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="has no question"):
        read_questions(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that is not there, and a folder in its place, get a sentence each."""
    with pytest.raises(EvaluationError, match=r"missing.jsonl cannot be read \(No such file"):
        read_questions(tmp_path / "missing.jsonl")
    with pytest.raises(EvaluationError, match=r"cannot be read \(Is a directory"):
        read_questions(tmp_path)
