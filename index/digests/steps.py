"""The words of a tour, as types."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.domain import Citation
from index.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Step:
    """A question, and the passage that answers it."""

    question: str
    citation: Citation  # its number is the step's; the window is what is marked
    note: str | None = None  # the team's own words on it


@dataclass(frozen=True, slots=True)
class Tour:
    """A way through the corpus, and the questions at its end."""

    steps: tuple[Step, ...]
    check: tuple[Step, ...]
    curated: bool  # a team wrote it
    problems: tuple[str, ...] = ()  # with the file in which a team wrote it

    def step(self, number: int) -> Step:
        """Return a step by its number, from 1.

        Raises:
            NotFoundError: if there is none.

        """
        if not 1 <= number <= len(self.steps):
            msg = f"The tour has the steps 1 to {len(self.steps)}; ask for one of these."
            raise NotFoundError(msg)
        return self.steps[number - 1]

    def beside(self, written: "Tour | None") -> "Tour":
        """Return this tour, with what is wrong with the one that it stands in for."""
        return self if written is None else replace(self, problems=written.problems)


def shuffled(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps in an order that is always the same and not theirs, numbered anew."""
    if len(steps) < 2:  # noqa: PLR2004 (nothing to shuffle)
        return tuple(steps)
    order = sorted(steps, key=lambda step: _digest(step.citation.passage_id))
    if order == list(steps):
        order.reverse()
    return tuple(map(numbered, order, range(1, len(order) + 1)))


def numbered(step: Step, number: int) -> Step:
    """Return the step with another number."""
    return replace(step, citation=replace(step.citation, number=number))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
