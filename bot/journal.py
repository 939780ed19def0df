"""What was answered, so that an answer's buttons go on working after a restart.

One SQLite file. It holds which passages an answer showed, never their text: that is read from the
corpus, and checked, each time that it is shown. Answers are kept for as many days as is
configured, and not at all on disk where that is 0. People stand in it under pseudonyms, for a day;
what else goes then, ``keeping`` says.
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
from typing import Any

from bot.digest_records import Records, Shown, shown_of
from bot.journal_failures import Failures
from bot.journal_file import JournalError, opened, path_in
from bot.keeping import DAY, UNLEANT, Keep, leave_nothing, settle
from bot.pseudonyms import PseudonymError, Pseudonyms
from index.core.followup import carries, joined
from index.core.question import MAX_QUESTION_CHARACTERS
from index.domain import Answer, Scope, Verdict

__all__ = ["Entry", "Journal", "Shown"]

_ENTRY = "SELECT id, question, before, verdict, corrections, scope, shown, missing FROM answers"
MESSAGE = "a message"
LONG_MESSAGE = f"the first {MAX_QUESTION_CHARACTERS:,} characters of a message"
"""What is kept in place of a message, and of a long one, whose sources were looked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer as it was given."""

    id: str
    question: str | None  # unless its words are no longer kept
    before: str | None
    verdict: Verdict
    corrections: tuple[tuple[str, str], ...]
    scope: Scope
    shown: tuple[Shown, ...]
    missing: tuple[str, ...] = ()

    @property
    def asked(self) -> str:
        """What was asked, for the follow-up to lean on: with the question that it leant on.

        Empty where its words are no longer kept.
        """
        words = self.question or ""
        return joined(words, self.before) if self.before else words


@dataclass(frozen=True, slots=True)
class Toured:
    """How far somebody is in the tour."""

    place: str  # a passage's id, or where they are behind the last step
    seen: tuple[str, ...] = ()  # ids of the passages that they were shown


class Journal:
    """Keeps answers, votes, and how far people are in the tour. May be used from any thread."""

    def __init__(
        self,
        folder: Path,
        keep_days: int,
        clock: Callable[[], float] = time.time,
        keep: Keep = Keep.UNANSWERED,
    ) -> None:
        """Open the journal in ``folder``; with ``keep_days`` 0, one in memory.

        Raises:
            JournalError: if it cannot be opened or written to.
            PseudonymError: if the key of the pseudonyms cannot be read, or not be made.

        """
        self.folder = folder
        self._lock = threading.Lock()
        self._clock = clock
        self.failures = Failures(folder, clock)
        self.keep = keep
        self.keep_days = keep_days
        self._connection = opened(folder, in_memory=not keep_days)
        try:
            self.pseudonym = Pseudonyms.of(folder) if keep_days else Pseudonyms.for_once()
        except PseudonymError:
            self._connection.close()
            raise
        self.digests = Records(self._execute, self.pseudonym, clock, self.failures.note)
        try:
            if not keep_days and path_in(folder).is_file():  # of days when some was kept
                with closing(opened(folder, in_memory=False)) as file:
                    leave_nothing(lambda statement, _: file.execute(statement).fetchall())
            self.forget()
        except (OSError, sqlite3.Error) as error:
            msg = f"The journal in {folder} cannot be written ({error}); start again in a minute."
            raise JournalError(msg) from error

    def record(self, answer: Answer, kept: int, asker: int, channel: int | None) -> Entry:
        """Keep an answer with its first ``kept`` passages; return it with the id for its buttons.

        Where it cannot be written, the answer goes out all the same, with buttons that expired.
        """
        shown = tuple(map(shown_of, answer.citations[:kept]))
        entry = Entry(
            id=secrets.token_urlsafe(9),
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
            self.pseudonym(asker),
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
                "INSERT INTO answers (id, at, asker, channel, question, before,"
                " verdict, corrections, scope, shown, missing)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            self._expire()
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
        """Keep a person's vote on an answer, in place of the one before it that is theirs.

        Raises:
            JournalError: if it cannot be written.

        """
        try:
            self._execute(
                "INSERT INTO votes SELECT id, ?, ?, ?, ? FROM answers WHERE id = ?"
                " ON CONFLICT DO UPDATE SET at = excluded.at, up = excluded.up,"
                " wanted = coalesce(excluded.wanted, wanted)",
                (self.pseudonym(voter), self._clock(), int(up), wanted, answer_id),
            )
        except sqlite3.Error as error:
            self.failures.note(error)
            msg = "That could not be noted just now; press again in a minute."
            raise JournalError(msg) from error

    def votes(self, answer_id: str) -> list[tuple[str | None, bool, str | None]]:
        """Return the votes on an answer: the voter's pseudonym, up or down, what was wanted."""
        rows = self._execute("SELECT voter, up, wanted FROM votes WHERE answer = ?", (answer_id,))
        return [(voter, bool(up), wanted) for voter, up, wanted in rows]

    def toured(self, person: int) -> Toured | None:
        """Return how far a person is in the tour; ``None`` if they have not begun."""
        rows = self._execute(
            "SELECT place, seen FROM tours WHERE person = ?", (self.pseudonym(person),)
        )
        return Toured(rows[0][0], tuple(json.loads(rows[0][1]))) if rows else None

    def keep_tour(self, person: int, toured: Toured) -> None:
        """Keep how far a person is; that it cannot be written only costs them their place."""
        row = self.pseudonym(person), self._clock(), toured.place, json.dumps(toured.seen)
        self._tried("INSERT OR REPLACE INTO tours VALUES (?, ?, ?, ?)", row)

    def tally(self) -> tuple[int, int, int]:
        """Return how many answers are kept, and how many thumbs up and down they got."""
        ((answers,),) = self._execute("SELECT COUNT(*) FROM answers", ())
        ((up, votes),) = self._execute("SELECT COALESCE(SUM(up), 0), COUNT(*) FROM votes", ())
        return answers, up, votes - up

    def rows(self, statement: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """Return the rows that a statement reads, for what looks at all answers together."""
        return self._execute(statement, values)

    def forget_person(self, person: int) -> int:
        """Drop what is a person's; return how many answers and briefings that were.

        Of what is kept without who asked nobody can tell whose it is, and it stays.
        What they asked also stands where somebody's follow-up leant on it, and is dropped there,
        too: that answer stays, as one to a question of its own.
        """
        who = (self.pseudonym(person),)
        asked = [
            question
            for (question,) in self._execute("SELECT question FROM answers WHERE asker = ?", who)
            if question not in {None, MESSAGE, LONG_MESSAGE}
        ]
        others = "SELECT id, before FROM answers WHERE asker IS NOT ? AND before IS NOT NULL"
        for id_, before in self._execute(others, who):
            if any(carries(before, question) for question in asked):
                self._execute(UNLEANT, (id_,))
        self._execute("DELETE FROM votes WHERE voter = ?", who)
        rows = self._execute("DELETE FROM answers WHERE asker = ? RETURNING id", who)
        self._execute("DELETE FROM tours WHERE person = ?", who)
        briefings = self.digests.forget_person(person)
        self._overwrite()
        return len(rows) + briefings

    def forget(self) -> None:
        """Drop what is older than it is kept, and of the rest what is not."""
        self._expire()
        settle(self._execute, self._clock(), self.keep)
        self._overwrite()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _expire(self) -> None:
        if self.keep_days:
            oldest = self._clock() - self.keep_days * DAY
            self._execute("DELETE FROM answers WHERE at < ?", (oldest,))
            self._execute("DELETE FROM tours WHERE at < ?", (oldest,))
            self.digests.forget_before(oldest)

    def _overwrite(self) -> None:
        """Have what was dropped stand no longer in the log beside the file either."""
        self._execute("PRAGMA wal_checkpoint(TRUNCATE)", ())

    def _entry(self, condition: str, values: tuple[object, ...]) -> Entry | None:
        rows = self._execute(f"{_ENTRY} WHERE {condition} ORDER BY at DESC LIMIT 1", values)
        if not rows:
            return None
        id_, question, before, verdict, corrections, scope, shown, missing = rows[0]
        return Entry(
            id_,
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

    def _execute(self, statement: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        with self._lock, closing(self._connection.execute(statement, values)) as cursor:
            return cursor.fetchall()
