"""What the tests of the journal share."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from bot.journal import Entry, Journal
from index.domain import Answer, Scope, Verdict
from tests.bot.discord.builders import citation

DAY = 24 * 60 * 60
ASKER, CHANNEL = 1, 20

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
    return journal.record(of or answer(), 9, ASKER, channel)


def votes_of(journal: Journal, answer_id: str, *people: int) -> dict[int, tuple[bool, str | None]]:
    """Return how each of the ``people`` voted on an answer; nobody else may have."""
    known = {journal.pseudonym(person): person for person in people}
    votes = journal.votes(answer_id)
    assert len({voter for voter, _, _ in votes}) == len(votes)
    return {known[voter or ""]: (up, wanted) for voter, up, wanted in votes}


def words_of(journal: Journal, id_: str) -> str | None:
    """Return the words that are kept of a question whose answer is."""
    entry = journal.entry(id_)
    assert entry is not None
    return entry.question


def everything_in(folder: Path) -> bytes:
    """Return all bytes of the journal's files."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
