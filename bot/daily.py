"""Which channels get a passage a day or a week, when, and which they had: a part of the journal.

Several processes may look at it at once: who claims a channel's day posts in it, the others do
not. A claim ends by itself, so that a process that died in the midst of posting costs no day. It
lies on disk whatever else the journal keeps in memory only, and holds nothing of people.
"""

import re
import secrets
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.journal_file import JournalError, opened, path_in
from index.errors import DossierError

LATE = 4 * 60 * 60
"""Seconds after its hour for which a passage is still posted, where the bot was down meanwhile."""

MOST_REFUSED = 3
"""Days in a row on which a channel takes no passage, after which none is posted any more: one
may be Discord's failure, or somebody at work on the permissions."""

REFUSED_FOR = 60 * 60
"""Seconds after its hour for which a channel that takes no passage is tried again, before the day
counts as one on which it took none."""

CLAIMED_FOR = 5 * 60
"""Seconds for which no other process posts what one is about to, and after which it is tried again
where that failed."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", re.ASCII | re.IGNORECASE)
_NOON = 12


class TimeError(DossierError):
    """What somebody typed is no time of the day."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A channel that gets a passage, and when."""

    channel: int
    guild: int
    minutes: int  # after midnight, in the time zone of the bot
    weekday: int | None  # 0 is Monday; every day without one
    source: str | None  # the key of the one document that it comes from
    seed: str  # of the order
    since: float  # seconds since the epoch: nothing is posted for what was before
    done: str | None  # the day that was posted for last, in ISO 8601
    refused: int = 0  # days in a row on which the channel took no passage

    @property
    def stopped(self) -> bool:
        """Whether nothing is posted any more until somebody switches it on again."""
        return self.refused >= MOST_REFUSED


@dataclass(frozen=True, slots=True)
class Claim:
    """A channel's day that this process posts for."""

    schedule: Schedule
    day: str
    again: bool  # another process claimed it before, and may have posted


_SCHEDULE = (
    "SELECT channel, guild, minutes, weekday, source, seed, since, done, refused FROM daily"
)
_SET = """
    INSERT INTO daily (channel, guild, minutes, weekday, source, seed, since)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (channel) DO UPDATE SET minutes = excluded.minutes, weekday = excluded.weekday,
    source = excluded.source, since = excluded.since, claimed = NULL, claimed_day = NULL,
    refused = 0,
    done = CASE WHEN minutes = excluded.minutes AND weekday IS excluded.weekday THEN done END
"""
"""Another hour is one that nothing was posted for, also where the day had its passage already."""
_SHOWN = (
    "INSERT OR IGNORE INTO daily_shown (channel, passage)"
    " SELECT channel, ? FROM daily WHERE channel = ?"
)
_CLAIM = """
    UPDATE daily SET claimed = ?, claimed_day = ? WHERE channel = ?
    AND (done IS NULL OR done < ?) AND (claimed IS NULL OR claimed < ?)
"""
_DONE, _REFUSED = (
    f"""
    UPDATE daily SET done = ?, claimed = NULL, claimed_day = NULL, refused = {refused}
    WHERE channel = ? AND claimed_day = ?
    """  # noqa: S608 (ours)
    for refused in ("0", "refused + 1")
)
"""Not where the channel was given another hour meanwhile."""


class Daily:
    """Keeps the channels. May be used from any thread, and by several processes."""

    def __init__(
        self, folder: Path, zone: ZoneInfo, clock: Callable[[], float] = time.time
    ) -> None:
        """Keep them in the journal in ``folder``; hours are those of ``zone``."""
        self._folder = folder
        self.zone = zone
        self.clock = clock

    def switch_on(
        self,
        channel: int,
        guild: int,
        minutes: int,
        weekday: int | None = None,
        source: str | None = None,
    ) -> Schedule:
        """Have a channel get passages from now on; what it had so far is not shown again.

        Raises:
            JournalError: if that cannot be kept.

        """
        values = (channel, guild, minutes, weekday, source, secrets.token_hex(8), self.clock())
        self._execute(_SET, values)
        (schedule,) = [one for one in self.schedules(guild) if one.channel == channel]
        return schedule

    def switch_off(self, channel: int) -> bool:
        """Have a channel get no more; return whether it got any."""
        self._execute("DELETE FROM daily_shown WHERE channel = ?", (channel,))
        return bool(self._execute("DELETE FROM daily WHERE channel = ? RETURNING 1", (channel,)))

    def schedules(self, guild: int | None = None) -> list[Schedule]:
        """Return the channels, of one server or of all; raises ``JournalError`` as above."""
        if not path_in(self._folder).is_file():
            return []
        rows = self._execute(f"{_SCHEDULE} WHERE ? IN (guild, 0) ORDER BY channel", (guild or 0,))
        return [Schedule(*row) for row in rows]

    def shown(self, channel: int) -> list[str]:
        """Return the ids of the passages that a channel had in this round, in order."""
        rows = self._execute(
            "SELECT passage FROM daily_shown WHERE channel = ? ORDER BY rowid", (channel,)
        )
        return [passage for (passage,) in rows]

    def claim(self, schedule: Schedule) -> Claim | None:
        """Return the day that is to be posted for now, if it is this process that does it."""
        now = self.clock()
        day = self.due(schedule, now)
        if day is None:
            return None
        ((before,),) = self._execute(
            "SELECT count(*) FROM daily WHERE channel = ? AND claimed_day = ?",
            (schedule.channel, day),
        )
        claimed = self._execute(
            f"{_CLAIM} RETURNING 1", (now + CLAIMED_FOR, day, schedule.channel, day, now)
        )
        return Claim(schedule, day, again=bool(before)) if claimed else None

    def finish(self, claim: Claim, *passages: str, anew: bool = False) -> None:
        """Keep that passages had their turn, if there was any; ``anew`` begins a round."""
        channel = claim.schedule.channel
        statements: list[tuple[str, tuple[object, ...]]] = []
        if anew:
            statements.append(("DELETE FROM daily_shown WHERE channel = ?", (channel,)))
        statements += [(_SHOWN, (passage, channel)) for passage in passages]
        self._execute_all([*statements, (_DONE, (claim.day, channel, claim.day))])

    def refuse(self, claim: Claim) -> int | None:
        """Keep that the channel took no passage; return on how many days in a row by now.

        Soon after its hour that may pass: nothing is kept, and it is tried again (``None``).
        """
        now, channel = self.clock(), claim.schedule.channel
        if now - self._moment(claim.schedule, now) < REFUSED_FOR:
            return None
        self._execute(_REFUSED, (claim.day, channel, claim.day))
        return next((one.refused for one in self.schedules() if one.channel == channel), None)

    def due(self, schedule: Schedule, now: float) -> str | None:
        """Return the day that a passage is due for, and was not posted for yet, or ``None``."""
        moment = self._moment(schedule, now)
        day = self.day_of(moment)
        if schedule.stopped or moment <= schedule.since or now - moment > LATE:
            return None
        return None if schedule.done is not None and schedule.done >= day else day

    def next_after(self, schedule: Schedule, now: float) -> float:
        """Return when the next passage comes, in seconds since the epoch."""
        if self.due(schedule, now) is not None:
            return now
        today = datetime.fromtimestamp(now, self.zone).date()
        return next(
            moment
            for days in range(9)
            if self._falls(schedule, today + timedelta(days))
            and (moment := self._at(schedule, today + timedelta(days))) > now
        )

    def day_of(self, moment: float) -> str:
        """Return on which day a moment is, here."""
        return datetime.fromtimestamp(moment, self.zone).date().isoformat()

    def _moment(self, schedule: Schedule, now: float) -> float:
        """Return the last moment at which a passage was to come."""
        today = datetime.fromtimestamp(now, self.zone).date()
        return next(
            moment
            for days in range(9)
            if self._falls(schedule, today - timedelta(days))
            and (moment := self._at(schedule, today - timedelta(days))) <= now
        )

    def _falls(self, schedule: Schedule, on: date) -> bool:
        return schedule.weekday is None or on.weekday() == schedule.weekday

    def _at(self, schedule: Schedule, on: date) -> float:
        """Return the moment; where clocks are put forward over it, as much later."""
        hour = time_of_day(*divmod(schedule.minutes, 60))
        return datetime.combine(on, hour, self.zone).timestamp()

    def _execute(self, statement: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        return self._execute_all([(statement, values)])

    def _execute_all(
        self, statements: list[tuple[str, tuple[object, ...]]]
    ) -> list[tuple[Any, ...]]:
        """Return the rows of the last of the ``statements``, all of which hold, or none."""
        try:
            with closing(opened(self._folder, in_memory=False)) as connection:
                rows: list[tuple[Any, ...]] = []
                connection.execute("BEGIN IMMEDIATE")
                for statement, values in statements:
                    rows = connection.execute(statement, values).fetchall()
                connection.execute("COMMIT")
                return rows
        except sqlite3.Error as error:
            msg = f"The passage of the day cannot be kept just now ({error}); try again."
            raise JournalError(msg) from error


def minutes_of(typed: str) -> int:
    """Return the minutes after midnight that somebody typed as "9", "09:00", "9:30 pm".

    Raises:
        TimeError: if it is no time of the day.

    """
    match = _TIME.fullmatch(typed.strip())
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (-1, 0)
    if match and match[3]:
        half = match[3].lower().replace(".", "")
        hour = hour % _NOON + (_NOON if half == "pm" else 0) if 1 <= hour <= _NOON else -1
    if not 0 <= hour < 24 or minute >= 60:  # noqa: PLR2004 (of a day, and of an hour)
        msg = f"{typed.strip()[:40]!r} is no time of the day; write it as 09:00 or 21:30."
        raise TimeError(msg)
    return 60 * hour + minute
