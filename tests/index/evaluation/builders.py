"""Builders of outcomes and figures."""

from collections.abc import Sequence

from index.domain import Verdict
from index.evaluation.asking import Outcome
from index.evaluation.figures import Figures, Subject, figures_of
from index.evaluation.judged import AtParagraph, Judged

SUBJECT = Subject("set.jsonl", "a-model", "0123456789abcdef", 2, 9)


def outcome(  # noqa: PLR0917 (in the order in which a test says them)
    answerability: float = 0.5,
    rank: int | None = 1,
    verdict: Verdict = Verdict.ANSWERED,
    kind: str | None = None,
    split: str | None = None,
    milliseconds: float | None = 10.0,
    question: str = "where was tea served",
) -> Outcome:
    """Return what became of a question whose answer stands at ``rank``, or nowhere found."""
    judged = Judged(question, (AtParagraph("tea", 1),), kind, split)
    found = tuple(f"tea:{3 - place}" for place in range(3))
    return Outcome(judged, verdict, answerability, found, rank, milliseconds)


def unanswerable(
    answerability: float = 0.5,
    verdict: Verdict = Verdict.NOT_IN_CORPUS,
    kind: str | None = None,
    split: str | None = None,
    question: str = "who won the match",
) -> Outcome:
    """Return what became of a question that the corpus does not answer."""
    judged = Judged(question, (), kind, split)
    return Outcome(judged, verdict, answerability, ("tea:1", "tea:2"), None, 20.0)


def figures(*outcomes: Outcome, unreachable: Sequence[Judged] = ()) -> Figures:
    """Return the figures of the outcomes."""
    return figures_of(SUBJECT, outcomes, unreachable)
