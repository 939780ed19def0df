"""A folder -> the SQLite file of the journal in it, opened and brought up to date."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.journal_steps import STEPS, VERSION
from bot.pseudonyms import Pseudonyms
from index.errors import DossierError

PATIENCE = 1.0
"""Seconds that one process waits for another's write: Discord gives three for an answer."""

_ATTEMPTS = 10


class JournalError(DossierError):
    """The journal cannot be opened, or not be written to."""


def path_in(folder: Path) -> Path:
    """Return where the journal's file lies in its folder."""
    return folder / "journal.sqlite"


def opened(folder: Path, *, in_memory: bool) -> sqlite3.Connection:
    """Return a connection to the journal in ``folder``, or to one that only memory holds.

    Raises:
        JournalError: if it cannot be opened or written to.

    """
    path = path_in(folder)
    try:
        if not in_memory:
            # What people ask is nobody else's on this machine.
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
        connection = sqlite3.connect(
            ":memory:" if in_memory else path,
            check_same_thread=False,
            isolation_level=None,
            timeout=PATIENCE,
        )
        try:
            _prepare(connection, path)
        except (JournalError, sqlite3.Error):
            connection.close()
            raise
    except (OSError, sqlite3.Error) as error:
        raise _unopened(path, error) from error
    return connection


@contextmanager
def read_only(folder: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection to the journal in ``folder`` that changes nothing in it.

    Raises:
        JournalError: if it cannot be read, or an older version of Dossier wrote it.

    """
    path = path_in(folder)
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
        ) as connection:
            if _version_of(connection) != VERSION:
                msg = f"{path} was written by another version of Dossier; start the bot once."
                raise JournalError(msg)
            yield connection
    except sqlite3.Error as error:
        raise _unopened(path, error) from error


def unsound(folder: Path) -> str | None:
    """Return what is wrong with the journal in ``folder``, or ``None``; it is not changed.

    One of an earlier version is brought up to date by the next start.

    Raises:
        JournalError: if it cannot be opened.

    """
    path = path_in(folder)
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
        ) as connection:
            version = _version_of(connection)
            if version != VERSION and version not in STEPS:
                return f"a later version of Dossier wrote it (schema {version})"
            ((sound,),) = connection.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.Error as error:
        raise _unopened(path, error) from error
    return None if sound == "ok" else str(sound)


def copied(folder: Path, target: Path) -> Path:
    """Write a consistent copy of the journal in ``folder``, though a bot may be at work on it.

    Return its path: ``target``, or a file in it that bears the time (UTC), where that is a folder.

    Raises:
        JournalError: if there is none, it cannot be read, or the copy cannot be written.

    """
    path = path_in(folder)
    if not path.is_file():
        msg = f"There is no journal in {folder}; nothing was asked in Discord, or nothing is kept."
        raise JournalError(msg)
    target = _free(target)
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)  # what people ask is nobody else's on this machine
        with (
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it
            ((sound,),) = copy.execute("PRAGMA quick_check(1)").fetchall()
        if sound != "ok":
            msg = f"The journal {path} is damaged ({sound}); it was not copied."
            raise JournalError(msg)
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        msg = (
            f"The journal {path} cannot be copied to {target} ({error}); check the folders'"
            " permissions and the space on the disk."
        )
        raise JournalError(msg) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return target


def _free(target: Path) -> Path:
    """Return where a copy goes; raise if something is there, or it cannot go there."""
    try:
        if target.is_dir():
            return target / f"journal-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.sqlite"
        there, has_folder = target.exists(), target.parent.is_dir()
    except OSError as error:  # a name that is too long
        msg = f"Nothing can be called {str(target)[:80]!r} ({error.strerror}); name another file."
        raise JournalError(msg) from error
    if there:
        msg = f"{target} is there already; name another file, or move it away."
        raise JournalError(msg)
    if not has_folder:
        msg = f"There is no folder {target.parent}; make it first, or name another."
        raise JournalError(msg)
    return target


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version = _version_of(connection)
    if version != VERSION and version not in STEPS:
        msg = f"{path} was written by another version of Dossier; move it away."
        raise JournalError(msg)
    connection.execute("PRAGMA secure_delete = ON")  # what is dropped is overwritten
    if version != VERSION:
        # A file of no version has nobody in it yet.
        people = Pseudonyms.of(path.parent) if version else Pseudonyms.for_once()
        connection.create_function("pseudonym", 1, people)
        _bring_up_to_date(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    # None waits for the disk at every answer.
    connection.executescript("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")


def _unopened(path: Path, error: Exception) -> JournalError:
    return JournalError(
        f"The journal {path} cannot be opened ({error}); check the folder's permissions"
        " and the space on its disk, or name another folder in DOSSIER_STATE."
    )


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Make the tables; several processes that start together do it one after the other."""
    for attempt in range(_ATTEMPTS):
        try:
            # So that several processes may share it. SQLite does not wait here by itself.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            # Another process may have done it while this one waited.
            while step := STEPS.get(_version_of(connection)):
                for statement in step.split(";"):
                    connection.execute(statement)
            connection.execute("COMMIT")
        except sqlite3.OperationalError:
            if connection.in_transaction:
                connection.rollback()
            if attempt == _ATTEMPTS - 1:
                raise
            time.sleep(PATIENCE / _ATTEMPTS)
        else:
            return


def _version_of(connection: sqlite3.Connection) -> int:
    with closing(connection.execute("PRAGMA user_version")) as cursor:
        return int(cursor.fetchone()[0])
