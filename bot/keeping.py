"""What is kept of a question, and for how long.

For a day all is there that buttons, follow-ups, votes and ``/forget`` need: the words, a pseudonym
of who asked, the channel and the message. Then what tells who asked, and where, is dropped, with
the time of day, and so are the words, but of those questions that a team learns from.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from enum import StrEnum
from typing import Any

from index.core.followup import joined
from index.domain import EVERYTHING, Verdict

DAY = 24 * 60 * 60
FRESH = DAY
"""Seconds for which an answer is kept with all that belongs to it."""


class Keep(StrEnum):
    """The questions whose words are kept for longer than a day."""

    UNANSWERED = "unanswered"  # and those whose answer did not help; without who asked
    ALL = "all"  # as they were asked, so that follow-ups and /forget reach back as far
    NONE = "none"


Execute = Callable[[str, tuple[object, ...]], Iterable[Sequence[Any]]]

UNLEANT = "UPDATE answers SET before = NULL, corrections = '[]', missing = '[]' WHERE id = ?"
"""Takes from an answer what it has of the question before it, and words of that."""

_WORDS_GO = (
    "UPDATE answers SET question = NULL, before = NULL, corrections = '[]', missing = '[]'"
    " WHERE question IS NOT NULL AND at < ?"
)
_TEACH = "((verdict = ? AND scope = ?) OR id IN (SELECT answer FROM votes WHERE NOT up))"
"""What the corpus lacks is told by questions that nothing in all of it answered, or not well."""

_TEACHING = Verdict.NOT_IN_CORPUS.value, json.dumps(astuple(EVERYTHING))
_FOLLOWED = f"""
    SELECT id, question, before, at < ? FROM answers
    WHERE question IS NOT NULL AND {_TEACH} ORDER BY rowid
"""  # noqa: S608 (ours)
_WHO_GOES = (
    "UPDATE answers SET asker = NULL, channel = NULL, message = NULL,"
    " at = CAST(at / 86400 AS INTEGER) * 86400.0 WHERE asker IS NOT NULL AND at < ?"
)
_WANTED_GOES = "UPDATE votes SET wanted = NULL WHERE wanted IS NOT NULL AND at < ?"
_VOTER_GOES = (
    "UPDATE votes SET voter = NULL, at = CAST(at / 86400 AS INTEGER) * 86400.0"
    " WHERE voter IS NOT NULL AND at < ?"
)


def settle(execute: Execute, now: float, keep: Keep) -> None:
    """Drop from answers, votes and briefings that are no longer fresh what is not kept of them.

    Each step may be the last: the next time does what is left.
    """
    if keep is Keep.ALL:
        return
    before = (now - FRESH,)
    if keep is Keep.NONE:
        execute(_WORDS_GO, before)
        execute(_WANTED_GOES, before)
    else:
        execute(f"{_WORDS_GO} AND NOT {_TEACH}", (*before, *_TEACHING))
        _stand_alone(execute, *before)
        execute(f"{_WANTED_GOES} AND up", before)
    execute("DELETE FROM briefings WHERE at < ?", before)  # their topics are questions
    execute(_WHO_GOES, before)
    execute(_VOTER_GOES, before)


def leave_nothing(execute: Execute) -> None:
    """Drop all that was kept of people; the corpus's changes and the daily channels stay."""
    for table in ("votes", "answers", "briefings", "tours"):
        execute(f"DELETE FROM {table}", ())  # noqa: S608 (ours)
    execute("PRAGMA wal_checkpoint(TRUNCATE)", ())


def _stand_alone(execute: Execute, before: float) -> None:
    """Take from follow-ups the question that they leant on, unless its own words are kept."""
    kept: set[str] = set()
    for id_, question, leant_on, is_old in execute(_FOLLOWED, (before, *_TEACHING)):
        leans = leant_on is not None
        if leans and is_old and leant_on not in kept:
            execute(UNLEANT, (id_,))
            leans = False
        # What a further follow-up has of it.
        kept.add(joined(question, leant_on) if leans else question)
