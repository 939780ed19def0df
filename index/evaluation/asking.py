"""Judged questions -> outcomes: each is asked, and a right passage looked for in what it gets."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from index.domain import Citation, Verdict
from index.errors import QuestionError
from index.evaluation.judged import Judged, is_right
from index.library import Library
from index.ports import Progress, silent

K = 10
"""Passages that are asked for: how far down the ranking the right one is looked for."""

Place: TypeAlias = Callable[[Citation], str]
"""Names what is ranked: passages, or the documents that they are of."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a judged question."""

    judged: Judged
    verdict: Verdict
    answerability: float  # 0 to 1, as the answer has it
    found: tuple[str, ...] = ()  # places, best first, at most ``K``
    rank: int | None = None  # of the first right place, from 1; None where there is none
    milliseconds: float | None = None  # None of a question that was not searched with


def paragraph_of(citation: Citation) -> str:
    """Return the citation's passage as ``key:paragraph``."""
    return f"{citation.key}:{citation.paragraph}"


def document_of(citation: Citation) -> str:
    """Return the key of the citation's document."""
    return citation.key


def outcomes_of(
    questions: Sequence[Judged],
    library: Library,
    place: Place = paragraph_of,
    progress: Progress = silent,
) -> list[Outcome]:
    """Return what became of each question, in order.

    A rank counts places, so that of two passages in one document only the better counts where
    ``place`` names documents. A question that cannot be searched with (noise without a word)
    counts as ``not_in_corpus`` with an answerability of 0.

    Raises:
        QuoteMismatchError: if a passage is not what stands in its document.

    """
    library.warm_up()  # the first question would pay for all
    outcomes = []
    for done, judged in enumerate(questions, start=1):
        outcomes.append(_outcome(judged, library, place))
        progress("Asking", done, len(questions))
    return outcomes


def _outcome(judged: Judged, library: Library, place: Place) -> Outcome:
    start = time.perf_counter()
    try:
        answer = library.ask(judged.question, K)
    except QuestionError:
        return Outcome(judged, Verdict.NOT_IN_CORPUS, 0.0)
    milliseconds = (time.perf_counter() - start) * 1000
    right: dict[str, bool] = {}
    for citation in answer.citations:
        name = place(citation)
        right[name] = right.get(name, False) or is_right(citation, judged.gold)
    rank = next((rank for rank, is_it in enumerate(right.values(), start=1) if is_it), None)
    return Outcome(judged, answer.verdict, answer.answerability, tuple(right), rank, milliseconds)
