"""Who changed the corpus, when, and what: the part of the journal that nothing is dropped from.

A change is noted before it is made, so that there is none that nobody can account for, and what
became of it is noted afterwards. It lies on disk whatever else the journal keeps in memory only.
"""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.journal_file import JournalError, opened, path_in

QUESTION = "?"
"""Begins the key of a known question, which no document's key does."""


class What(StrEnum):
    """What a change did to a document, or to a known question."""

    ADDED = "added"
    REPLACED = "replaced"
    REMOVED = "removed"
    RESTORED = "restored"
    TAUGHT = "taught"
    FORGOTTEN = "forgotten"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the corpus."""

    number: int  # from 1
    at: float  # seconds since the epoch
    who: int | None  # a user of Discord's; None is the terminal
    what: What
    key: str  # of a document; of a known question, what its spellings have in common
    title: str  # of the document, or the question itself
    present: bool  # whether what has the key is in the corpus after it
    kept: str | None = None  # the folder below seeds/.removed that holds what it took out
    undoes: int | None = None  # the number of the change that it undoes
    done: bool = False  # what is not done was begun, and the process ended

    @property
    def is_of_question(self) -> bool:
        """Whether it changed what is known of a question, and no document."""
        return self.key.startswith(QUESTION)

    @property
    def concerns(self) -> str:
        """What it changed, in words: a document's key, or a question in quotation marks."""
        return f"“{self.title}”" if self.is_of_question else self.key


_ALL = (
    "SELECT number, at, who, what, key, title, present, kept, undoes, done FROM changes"
    " WHERE seeds IS NULL OR seeds = ? ORDER BY number DESC"
)


class Trail:
    """Keeps the changes of the corpus. May be used from any thread, and by several processes."""

    def __init__(self, folder: Path, seeds: Path, clock: Callable[[], float] = time.time) -> None:
        """Keep them in the journal in ``folder``, which is made when there is a first one.

        Several folders of documents may be changed over one journal: only the changes of
        ``seeds`` are seen, and those that were noted before it was noted which they are of.
        """
        self._folder = folder
        # As seen from there, so that both can move together.
        self._seeds = os.path.relpath(seeds.resolve(), folder.resolve())
        self._clock = clock

    def begin(  # noqa: PLR0913 (what is known of a change beforehand)
        self,
        who: int | None,
        what: What,
        key: str,
        title: str,
        *,
        present: bool,
        undoes: int | None = None,
    ) -> Change:
        """Note a change that is about to be made.

        Raises:
            JournalError: if it cannot be noted; it must not be made then.

        """
        at = self._clock()
        row = (at, who, what.value, key, title, int(present), undoes, self._seeds)
        ((number,),) = self._execute(
            "INSERT INTO changes (at, who, what, key, title, present, undoes, seeds, done)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0) RETURNING number",
            row,
        )
        return Change(number, at, who, what, key, title, present, undoes=undoes)

    def finish(self, change: Change) -> None:
        """Note that a change was made, with what is known of it now.

        Raises:
            JournalError: if it cannot be noted.

        """
        self._execute(
            "UPDATE changes SET key = ?, title = ?, kept = ?, done = 1 WHERE number = ?",
            (change.key, change.title, change.kept, change.number),
        )

    def drop(self, change: Change) -> None:
        """Forget a change that was not made after all.

        Raises:
            JournalError: if it cannot be forgotten.

        """
        self._execute("DELETE FROM changes WHERE number = ?", (change.number,))

    def changes(self) -> list[Change]:
        """Return all changes, the last first; raises ``JournalError`` if they cannot be read."""
        if not path_in(self._folder).is_file():
            return []
        rows = self._execute(_ALL, (self._seeds,))
        return [
            Change(
                number, at, who, What(what), key, title, bool(present), kept, undoes, bool(done)
            )
            for number, at, who, what, key, title, present, kept, undoes, done in rows
        ]

    def _execute(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple]:  # type: ignore[type-arg]
        try:
            with (
                closing(opened(self._folder, in_memory=False)) as connection,
                closing(connection.execute(statement, values)) as cursor,
            ):
                return cursor.fetchall()
        except sqlite3.Error as error:
            msg = f"The log of changes cannot be used just now ({error}); try again in a minute."
            raise JournalError(msg) from error


def undone(changes: list[Change]) -> set[int]:
    """Return the numbers of those ``changes``, the last first, that were undone and stay so.

    Of a change, its undoing, the undoing of that and so on, the last one and every second before
    it stand.
    """
    known = ways(changes)
    last: dict[int, int] = {}
    for root, steps in known.values():
        last.setdefault(root, steps)
    return {number for number, (root, steps) in known.items() if (last[root] - steps) % 2}


def ways(changes: list[Change]) -> dict[int, tuple[int, int]]:
    """Return to which change each of ``changes`` that was done goes back, and in how many steps.

    An undoing goes back to what it undoes, by one step; any other change to itself, by none.
    """
    done = {change.number: change for change in changes if change.done}
    found = {}
    for number, change in done.items():
        steps, root = 0, change
        while root.undoes in done:
            steps, root = steps + 1, done[root.undoes]
        found[number] = (root.number, steps)
    return found
