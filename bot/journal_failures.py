"""What the journal could not write or read -> how often that was, and a line of the log a minute.

Answers go out all the same, so that nobody else would notice: a disk may be full for weeks.
"""

import logging
import math
import sqlite3
from collections.abc import Callable
from pathlib import Path

logger = logging.getLogger(__name__)

TOLD_EVERY = 60.0
"""Seconds between two lines of the log."""

_CURES = {
    sqlite3.SQLITE_FULL: "make room on its disk",
    sqlite3.SQLITE_READONLY: "give this user the right to write there",
    sqlite3.SQLITE_BUSY: "end what holds it",
    sqlite3.SQLITE_IOERR: "look at its disk, and at the room there",
}
_OTHERWISE = "see what `dossier doctor` says of it"
_KIND = 0xFF
"""The part of SQLite's codes that says what kind of error it is."""


class Failures:
    """Counts what the journal in a folder could not do, and tells of it."""

    def __init__(self, folder: Path, clock: Callable[[], float]) -> None:
        self._folder = folder
        self._clock = clock
        self._told = -math.inf
        self.count = 0

    def note(self, error: sqlite3.Error) -> None:
        """Count a failure, and tell of it unless that was done less than a minute ago."""
        self.count += 1
        now = self._clock()
        if abs(now - self._told) < TOLD_EVERY:
            return
        self._told = now
        code = getattr(error, "sqlite_errorcode", 0) & _KIND
        logger.error(
            "What was answered could not be kept, and its buttons will have expired: the journal"
            " in %s cannot be used (%s); %s.",
            self._folder,
            error,
            _CURES.get(code, _OTHERWISE),
            # What the disk or another process does is told by the sentence; the rest is ours.
            exc_info=None if isinstance(error, sqlite3.OperationalError) else error,
        )
