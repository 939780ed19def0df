"""Who reads a snapshot's folder, so that it is removed only once nobody does.

A reader holds a shared lock on the folder itself, which takes no file and no right to write; it
ends with its process, however that ends. Windows has no such locks and needs none: there a folder
in which a file is open can be neither renamed nor removed.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class Lease:
    """Keeps others from removing a folder, until it is released or the process ends."""

    def __init__(self, folder: Path) -> None:
        """Take the lease.

        Raises:
            FileNotFoundError: if the folder is not there, or is being removed.

        """
        self._descriptor: int | None = None
        if fcntl is None:
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if not _locked(descriptor, fcntl.LOCK_SH):
                raise FileNotFoundError(folder)
            # It may have been renamed, to be removed, before it was locked.
            if not os.path.samestat(os.fstat(descriptor), folder.stat()):
                raise FileNotFoundError(folder)
        except OSError:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Let others remove the folder."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def remove_unless_read(folder: Path, prefix: str, is_old: Callable[[Path], bool]) -> None:
    """Remove a folder unless somebody holds a lease on it; whatever fails, it is left.

    It is renamed first, to a name with ``prefix``: nobody ever finds half of it under its own.
    ``is_old`` is asked once nobody can take a lease any more.
    """
    with suppress(OSError):
        if fcntl is None:
            if is_old(folder):
                _removed(folder, prefix)
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if _locked(descriptor, fcntl.LOCK_EX) and is_old(folder):
                _removed(folder, prefix)
        finally:
            os.close(descriptor)


def _removed(folder: Path, prefix: str) -> None:
    beside = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    try:
        folder.rename(beside / folder.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _locked(descriptor: int, kind: int) -> bool:
    """Lock, and return false if others hold it; file systems without locks count as free."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
