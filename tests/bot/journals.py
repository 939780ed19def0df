"""What the tests of the journal share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.journal import Entry, Journal
from index.domain import Answer, Scope, Verdict
from tests.bot.discord.builders import citation

DAY = 24 * 60 * 60
ASKER, GUILD, CHANNEL = 1, 10, 20

OpenJournal: TypeAlias = Callable[..., Journal]


@dataclass
class Clock:
    """A clock that is moved by hand."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def answer(question: str = "Who was shocked?", before: str | None = None) -> Answer:
    """Return an answer with three passages, and all that an answer can have."""
    return Answer(
        question,
        Verdict.POSSIBLE,
        0.5,
        tuple(citation(number, passage_id=f"doc-{number}") for number in (1, 2, 3)),
        (("captian", "captain"),),
        before,
        Scope("renault", "2009", None),
    )


def recorded(journal: Journal, of: Answer | None = None, channel: int | None = CHANNEL) -> Entry:
    """Record an answer."""
    return journal.record(of or answer(), 9, ASKER, GUILD, channel)
