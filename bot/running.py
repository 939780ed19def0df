"""A folder of state -> the one bot that runs with it; its lock ends with its process."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import DossierError

logger = logging.getLogger(__name__)

_LOCK = "bot.lock"
_PATIENCE = 1.0
"""Seconds: whoever asks whether a bot runs has the lock for an instant."""


class RunningError(DossierError):
    """Another bot runs with the same folder of state."""


@contextmanager
def only_bot(state: Path) -> Iterator[None]:
    """Be the one bot that runs with the state in a folder, until the block or the process ends.

    Where that cannot be noted, as on a full disk, the bot runs all the same.

    Raises:
        RunningError: if another is.

    """
    lock = FileLock(state / _LOCK, timeout=_PATIENCE, mode=0o600)
    try:
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock.acquire()
    except Timeout as error:
        msg = (
            f"Another bot runs with the state in {state}; stop it, or name another folder in"
            " DOSSIER_STATE."
        )
        raise RunningError(msg) from error
    except OSError as error:
        logger.warning(
            "Whether another bot runs with the state in %s is unknown: %s", state, error
        )
    try:
        yield
    finally:
        lock.release()


def is_running(state: Path) -> bool:
    """Tell whether a bot runs with the state in a folder."""
    return is_held(state / _LOCK)


def is_held(lock: Path) -> bool:
    """Tell whether a process holds a lock; a file that nobody holds is none."""
    if not lock.is_file():
        return False
    try:
        with FileLock(lock, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:  # told as a folder that cannot be written to
        return False
