"""Judged questions are asked."""

from collections.abc import Callable, Mapping

import pytest

from index.domain import Verdict
from index.evaluation.asking import document_of, outcomes_of
from index.evaluation.judged import AtParagraph, InDocument, Judged, WithWords
from index.library import Library

LibraryOver = Callable[[Mapping[str, str]], Library]
FILES = {
    "tea.md": "Tea was served in the garden.\n\nMore tea was served in the hall.",
    "rail.md": "The express left Berlin at dawn.",
}


def test_the_rank_is_that_of_the_first_right_passage(fake_library: LibraryOver) -> None:
    """Places are told best first, and any of several right ones will do."""
    gold = (AtParagraph("rail", 1), WithWords("in the HALL"))
    (outcome,) = outcomes_of([Judged("tea served in the garden", gold)], fake_library(FILES))
    assert outcome.found == ("tea:1", "tea:2", "rail:1")
    assert outcome.rank == 2
    assert outcome.milliseconds is not None
    assert outcome.milliseconds > 0


def test_two_passages_of_a_document_are_one_place(fake_library: LibraryOver) -> None:
    """Where documents are ranked, the second document is second, after two passages of one."""
    judged = Judged("tea served in the garden", (InDocument("rail"),))
    (outcome,) = outcomes_of([judged], fake_library(FILES), document_of)
    assert outcome.found == ("tea", "rail")
    assert outcome.rank == 2


def test_verdict_and_answerability_are_the_answer_s(fake_library: LibraryOver) -> None:
    """They are what whoever asks is told."""
    library = fake_library(FILES)
    answer = library.ask("tea served in the garden")
    (outcome,) = outcomes_of([Judged("tea served in the garden", ())], library)
    assert outcome.verdict is answer.verdict
    assert outcome.answerability == pytest.approx(answer.answerability)
    assert outcome.rank is None


def test_noise_without_a_word_is_not_in_the_corpus(fake_library: LibraryOver) -> None:
    """It cannot be searched with: nothing is found, and it took no time."""
    (outcome,) = outcomes_of([Judged("😀", ())], fake_library(FILES))
    assert outcome.verdict is Verdict.NOT_IN_CORPUS
    assert (outcome.answerability, outcome.found, outcome.milliseconds) == (0, (), None)


def test_progress_is_told_question_by_question(fake_library: LibraryOver) -> None:
    """Whoever waits sees how many are done."""
    told: list[tuple[str, int, int]] = []
    questions = [Judged("tea", ()), Judged("rail", ())]
    outcomes_of(questions, fake_library(FILES), progress=lambda *step: told.append(step))
    assert told == [("Asking", 1, 2), ("Asking", 2, 2)]
