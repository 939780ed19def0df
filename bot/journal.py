"""What was answered, so that an answer's buttons go on working after a restart.

One SQLite file. It holds which passages an answer showed, never their text: that is read from the
corpus, and checked, each time that it is shown. Questions are kept for as many days as is
configured, and not at all on disk where that is 0.
"""

import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path

from bot.journal_failures import Failures
from bot.journal_file import JournalError, opened
from index.core.followup import carries, joined
from index.core.question import MAX_QUESTION_CHARACTERS
from index.domain import Answer, Scope, Verdict

_ENTRY = (
    "SELECT id, asker, question, before, verdict, corrections, scope, shown, missing FROM answers"
)
MESSAGE = "a message"
LONG_MESSAGE = f"the first {MAX_QUESTION_CHARACTERS:,} characters of a message"
"""What is kept in place of a message, and of a long one, whose sources were looked for."""

_UNLEANT = "UPDATE answers SET before = NULL, corrections = '[]', missing = '[]' WHERE id = ?"
"""Takes from an answer what it has of the question before it, and words of that."""

_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage of an answer, and the part of its text that was marked."""

    passage_id: str
    key: str  # of its document
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer as it was given."""

    id: str
    asker: int
    question: str
    before: str | None
    verdict: Verdict
    corrections: tuple[tuple[str, str], ...]
    scope: Scope
    shown: tuple[Shown, ...]
    missing: tuple[str, ...] = ()

    @property
    def asked(self) -> str:
        """What was asked, for the follow-up to lean on: with the question that it leant on."""
        return joined(self.question, self.before) if self.before else self.question


class Journal:
    """Keeps answers, votes and what was registered. May be used from any thread."""

    def __init__(
        self, folder: Path, keep_days: int, clock: Callable[[], float] = time.time
    ) -> None:
        """Open the journal in ``folder``; with ``keep_days`` 0, one in memory.

        Raises:
            JournalError: if it cannot be opened or written to.

        """
        self.folder = folder
        self._lock = threading.Lock()
        self._clock = clock
        self.failures = Failures(folder, clock)
        self.keep_days = keep_days
        self._keep = keep_days * _DAY
        self._connection = opened(folder, in_memory=not keep_days)
        try:
            self.forget()
        except sqlite3.Error as error:
            msg = f"The journal in {folder} cannot be written ({error}); start again in a minute."
            raise JournalError(msg) from error

    def record(
        self, answer: Answer, kept: int, asker: int, guild: int | None, channel: int | None
    ) -> Entry:
        """Keep an answer with its first ``kept`` passages; return it with the id for its buttons.

        Where it cannot be written, the answer goes out all the same, with buttons that expired.
        """
        shown = tuple(
            Shown(c.passage_id, c.key, c.window_start - c.start, c.window_end - c.start)
            for c in answer.citations[:kept]
        )
        entry = Entry(
            id=secrets.token_urlsafe(9),
            asker=asker,
            question=answer.question,
            before=answer.before,
            verdict=answer.verdict,
            corrections=answer.corrections,
            scope=answer.scope,
            shown=shown,
            missing=answer.missing,
        )
        row = (
            entry.id,
            self._clock(),
            asker,
            guild,
            channel,
            entry.question,
            entry.before,
            entry.verdict.value,
            json.dumps(entry.corrections),
            json.dumps(astuple(entry.scope)),
            json.dumps([astuple(one) for one in shown]),
            json.dumps(entry.missing),
        )
        try:
            self._execute(
                "INSERT INTO answers (id, at, asker, guild, channel, message, question, before,"
                " verdict, corrections, scope, shown, missing)"
                " VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            self.forget()
        except sqlite3.Error as error:
            self.failures.note(error)
        return entry

    def sent(self, answer_id: str, message: int) -> None:
        """Keep which message shows an answer; that it cannot be written harms only follow-ups."""
        self._tried("UPDATE answers SET message = ? WHERE id = ?", (message, answer_id))

    def entry(self, answer_id: str) -> Entry | None:
        """Return an answer, or ``None`` if it has expired."""
        return self._entry("id = ?", (answer_id,))

    def before(self, message: int | None, channel: int | None, within: int) -> Entry | None:
        """Return the answer that a follow-up leans on, or ``None``.

        It is the one that the message replies to; else the last one in the channel that is at
        most ``within`` seconds old; else the one whose message opened the thread, which bears
        that message's id.
        """
        since = self._clock() - within
        try:
            if message is not None and (entry := self._entry("message = ?", (message,))):
                return entry
            if channel is None:
                return None
            return self._entry("channel = ? AND at >= ?", (channel, since)) or self._entry(
                "message = ?", (channel,)
            )
        except sqlite3.Error as error:  # then it is a question of its own
            self.failures.note(error)
            return None

    def hide(self, answer_id: str) -> None:
        """Have nobody's follow-up lean on an answer: it turned out to be shown to one person."""
        self._tried("UPDATE answers SET channel = NULL WHERE id = ?", (answer_id,))

    def vote(self, answer_id: str, voter: int, *, up: bool, wanted: str | None = None) -> None:
        """Keep a person's vote on an answer, in place of the one before it.

        Raises:
            JournalError: if it cannot be written.

        """
        try:
            self._execute(
                "INSERT INTO votes SELECT id, ?, ?, ?, ? FROM answers WHERE id = ?"
                " ON CONFLICT DO UPDATE SET at = excluded.at, up = excluded.up,"
                " wanted = coalesce(excluded.wanted, wanted)",
                (voter, self._clock(), int(up), wanted, answer_id),
            )
        except sqlite3.Error as error:
            self.failures.note(error)
            msg = "That could not be noted just now; press again in a minute."
            raise JournalError(msg) from error

    def votes(self, answer_id: str) -> dict[int, tuple[bool, str | None]]:
        """Return who voted on an answer, and how: up or down, and what was looked for."""
        rows = self._execute("SELECT voter, up, wanted FROM votes WHERE answer = ?", (answer_id,))
        return {voter: (bool(up), wanted) for voter, up, wanted in rows}

    def tally(self) -> tuple[int, int, int]:
        """Return how many answers are kept, and how many thumbs up and down they got."""
        ((answers,),) = self._execute("SELECT COUNT(*) FROM answers", ())
        ((up, votes),) = self._execute("SELECT COALESCE(SUM(up), 0), COUNT(*) FROM votes", ())
        return answers, up, votes - up

    def forget_person(self, person: int) -> int:
        """Drop what a person asked and voted; return how many answers that were.

        What they asked also stands where somebody's follow-up leant on it, and is dropped there,
        too: that answer stays, as one to a question of its own.
        """
        asked = [
            question
            for (question,) in self._execute(
                "SELECT question FROM answers WHERE asker = ?", (person,)
            )
            if question not in {MESSAGE, LONG_MESSAGE}
        ]
        others = "SELECT id, before FROM answers WHERE asker != ? AND before IS NOT NULL"
        for id_, before in self._execute(others, (person,)):
            if any(carries(before, question) for question in asked):
                self._execute(_UNLEANT, (id_,))
        self._execute("DELETE FROM votes WHERE voter = ?", (person,))
        rows = self._execute("DELETE FROM answers WHERE asker = ? RETURNING id", (person,))
        # Until then what was dropped stands in the log beside the file.
        self._execute("PRAGMA wal_checkpoint(TRUNCATE)", ())
        return len(rows)

    def forget(self) -> None:
        """Drop the answers that are older than they are kept."""
        if self._keep:
            self._execute("DELETE FROM answers WHERE at < ?", (self._clock() - self._keep,))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _entry(self, condition: str, values: tuple[object, ...]) -> Entry | None:
        rows = self._execute(f"{_ENTRY} WHERE {condition} ORDER BY at DESC LIMIT 1", values)
        if not rows:
            return None
        id_, asker, question, before, verdict, corrections, scope, shown, missing = rows[0]
        return Entry(
            id_,
            asker,
            question,
            before,
            Verdict(verdict),
            tuple((typed, right) for typed, right in json.loads(corrections)),
            Scope(*json.loads(scope)),
            tuple(Shown(*values) for values in json.loads(shown)),
            tuple(json.loads(missing)),
        )

    def _tried(self, statement: str, values: tuple[object, ...]) -> None:
        """Change what is kept of an answer; that it cannot be harms the answer no more."""
        try:
            self._execute(statement, values)
        except sqlite3.Error as error:
            self.failures.note(error)

    def _execute(self, statement: str, values: tuple[object, ...]) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock, closing(self._connection.execute(statement, values)) as cursor:
            return cursor.fetchall()
