"""The right passage comes first, however one asks: floors on hand-written questions."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.domain import Verdict
from index.errors import QuestionError
from index.library import Library

FILE = Path(__file__).parents[1] / "questions" / "seeds.jsonl"


@dataclass(frozen=True)
class Asked:
    """A question with the passages that answer it, and the split that it belongs to."""

    question: str
    gold: list[str] | None
    kind: str
    split: str


QUESTIONS = [Asked(**json.loads(line)) for line in FILE.read_text(encoding="utf-8").splitlines()]


def ranked(library: Library, question: str) -> list[str]:
    """Return the three first passages as ``key:paragraph``."""
    return [f"{c.key}:{c.paragraph}" for c in library.ask(question).citations]


# What held when the floors were set: 0.86 and 0.95, 0.88 and 0.97. The floors leave one question's
# room for another processor's rounding. The aims are 0.95 and 1.
@pytest.mark.parametrize(
    ("split", "first", "within_three"), [("tuned_on", 0.84, 0.94), ("held_out", 0.86, 0.94)]
)
def test_the_right_passage_is_found(
    real_library: Library, split: str, first: float, within_three: float
) -> None:
    """The share of right passages at rank one, and within three, does not fall."""
    asked = [q for q in QUESTIONS if q.split == split and q.gold]
    found = [(ranked(real_library, q.question), q.gold or []) for q in asked]
    at_one = sum(passages[0] in gold for passages, gold in found) / len(found)
    in_three = sum(any(p in gold for p in passages) for passages, gold in found) / len(found)
    assert len(asked) >= 60
    assert at_one >= first
    assert in_three >= within_three


@pytest.mark.parametrize("kind", ["typo", "keywords", "chat"])
def test_typing_habits_do_not_sink_a_question(real_library: Library, kind: str) -> None:
    """Misspelt words, bare keywords and shorthand leave the right passage within three."""
    asked = [q for q in QUESTIONS if q.kind == kind and q.gold]
    missed = [
        q.question for q in asked if not set(ranked(real_library, q.question)) & set(q.gold or [])
    ]
    assert len(missed) <= 1, missed


def test_answerable_questions_are_rarely_refused(real_library: Library) -> None:
    """At most one in twenty of the questions that have an answer is told that there is none."""
    asked = [q for q in QUESTIONS if q.gold]
    refused = [
        q.question for q in asked if real_library.ask(q.question).verdict is Verdict.NOT_IN_CORPUS
    ]
    assert len(refused) <= len(asked) / 20, refused


def test_half_of_what_has_no_answer_is_not_called_answered(real_library: Library) -> None:
    """The plain rule calls at most half of the unanswerable questions answered."""
    asked = [q for q in QUESTIONS if q.gold is None]
    called = 0
    for q in asked:
        try:
            called += real_library.ask(q.question).verdict is Verdict.ANSWERED
        except QuestionError:  # noise without a word
            continue
    assert called <= len(asked) / 2
