"""The folder of the index: immutable snapshots, and which of them is current.

built/
├── CURRENT            the fingerprint of the snapshot in use
├── 3f9c0a51d2e4b687/  a snapshot, named by its fingerprint
│   ├── manifest.json
│   ├── library.sqlite documents and passages
│   ├── vectors.faiss  one vector a row: a passage, then its windows
│   ├── rows.npy       what each vector's row stands for
│   ├── known.npy      one vector a known question
│   ├── judgements.npy which passages answer it, or do not
│   ├── terms.json     words that may stand for others of a question, stemmed
│   ├── terms.npy      one vector a word
│   └── words/         BM25
├── cache/             embeddings by model and text, and which files were refused
└── LOCK               held while a snapshot is built

Who reads a snapshot holds a lease on its folder (``leases.py``), and whoever builds next, or
closes last, removes those that nobody reads any more.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout

from index.core.citations import stands_in
from index.errors import (
    BusySnapshotError,
    DamagedSnapshotError,
    MissingSnapshotError,
    SnapshotError,
)
from index.store.arrays import damaged, known_in, rows_in, words_in
from index.store.flushing import flush
from index.store.leases import Lease, remove_unless_read
from index.store.manifest import UNFINISHED_MANIFEST, Manifest, damaged_files, read_manifest
from index.store.passages import PassageStore

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CURRENT = "CURRENT"
LOCK = "LOCK"
_CACHE = "cache"
_UNFINISHED = ".unfinished-"
_NAME = re.compile(r"[0-9a-f]{16}(?:\.\d+)?")

STORE = "library.sqlite"
VECTORS = "vectors.faiss"
WORDS = "words"

CHECKED_AT_ONCE = 16 * 2**20
"""Bytes up to which a file's checksum is looked at whenever the snapshot is opened. SHA-256 takes
a second for a gigabyte: larger files are checked before questions are answered from them."""


class Snapshot:
    """An opened snapshot: its manifest, its passages and its rows."""

    def __init__(self, folder: Path) -> None:
        """Open the snapshot in ``folder``.

        Raises:
            StaleSnapshotError: if another version of Dossier wrote it.
            DamagedSnapshotError: if a file of it is missing, cut or cannot be read, or one of at
                most ``CHECKED_AT_ONCE`` bytes is not what it was.

        """
        self.folder = folder
        try:
            self._lease = Lease(folder)
        except PermissionError as error:
            raise _unread(folder, error) from error
        except OSError as error:
            raise damaged(folder) from error
        try:
            self.manifest: Manifest = read_manifest(folder)
            for path in damaged_files(folder, self.manifest.files, at_most=CHECKED_AT_ONCE):
                raise damaged(path)
            self.rows = rows_in(folder, self.manifest)
            self.known = known_in(folder, self.manifest)
            self.near_words = words_in(folder, self.manifest)
            self.store = PassageStore(folder / STORE)
        except SnapshotError:
            self._lease.release()
            raise
        passages = np.arange(self.manifest.passages + 1)
        self.first_rows: NDArray[np.int64] = np.searchsorted(self.rows["passage"], passages)

    @property
    def built(self) -> float:
        """When it was built, in seconds since the epoch."""
        # The passages are never written again, unlike what says whether the index is up to date.
        return (self.folder / STORE).stat().st_mtime

    def check(self) -> None:
        """Look at the checksums that opening left out; a gigabyte takes at most a second.

        Raises:
            DamagedSnapshotError: if a file is not what it was.

        """
        for path in damaged_files(self.folder, self.manifest.files, above=CHECKED_AT_ONCE):
            raise damaged(path)

    def misplaced(self) -> Iterator[str]:
        """Yield a sentence for each passage that is not what stands in its document."""
        for passage in self.store.all_passages():
            if not stands_in(passage, self.store.document(passage.key)):
                yield f"The passage {passage.id} is not what stands in its document."

    def close(self) -> None:
        """Close the files, and remove the folder if another took its place and nobody reads it."""
        self.store.close()
        self._lease.release()
        SnapshotFolder(self.folder.parent).tidy()


class SnapshotFolder:
    """The folder in which snapshots are built and swapped."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def cache(self) -> Path:
        """The folder of the embeddings' cache."""
        return self.path / _CACHE

    def current(self) -> Path | None:
        """Return the folder of the snapshot in use, or ``None`` where none was built."""
        try:
            name = (self.path / _CURRENT).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unread(self.path, error) from error
        except ValueError as error:
            raise damaged(self.path / _CURRENT) from error
        folder = self.path / name
        if not _NAME.fullmatch(name) or not folder.is_dir():
            raise damaged(self.path / _CURRENT)
        return folder

    def used(self) -> Path:
        """Return the folder of the snapshot in use; raises as ``open`` does."""
        folder = self.current()
        if folder is None:
            msg = f"There is no index in {self.path}; run `dossier index build` to make one."
            raise MissingSnapshotError(msg)
        return folder

    def open(self) -> Snapshot:
        """Open the snapshot in use.

        Raises:
            MissingSnapshotError: if none was built.
            SnapshotError: if it cannot be used.

        """
        folder = self.used()
        try:
            return Snapshot(folder)
        except DamagedSnapshotError:
            # Another process may have swapped snapshots meanwhile and removed this one.
            now = self.current()
            if now is None or now == folder:
                raise
            return Snapshot(now)

    def mark(self) -> tuple[int, int] | None:
        """Return what changes whenever another snapshot is used; ``None`` if it cannot be told."""
        try:
            stat = (self.path / _CURRENT).stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns

    def tidy(self) -> None:
        """Remove the snapshots that are not in use and that nobody reads; never one that is."""
        with suppress(OSError):
            for other in self.path.iterdir():
                # Whatever else stands in the folder is not ours to remove.
                if _NAME.fullmatch(other.name) and self._is_old(other):
                    remove_unless_read(other, _UNFINISHED, self._is_old)

    def clear(self) -> None:
        """Remove, too, what killed builds left, unless a build is under way."""
        if any(self.leftovers()):
            with suppress(Timeout, OSError), FileLock(self.path / LOCK, timeout=0):
                self._sweep()
        self.tidy()

    def _is_old(self, folder: Path) -> bool:
        """Tell whether another snapshot is in use for sure."""
        try:
            return self.current() not in {None, folder}
        except SnapshotError:
            return False

    def leftovers(self) -> Iterator[Path]:
        """Yield what builds that are under way, or were killed, have in the folder."""
        yield from self.path.glob(f"{_UNFINISHED}*")
        yield from self.path.glob(f"*/{UNFINISHED_MANIFEST}")

    def _sweep(self) -> None:
        for left in self.leftovers():
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Hold the lock and give an empty folder to build in, removed at the end.

        Raises:
            BusySnapshotError: if another process is building.
            SnapshotError: if the folder cannot be written to.

        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            # The operating system lets go of the lock when its holder ends, however it ends.
            with FileLock(self.path / LOCK, timeout=0):
                self._sweep()
                unfinished = self.path / f"{_UNFINISHED}{os.getpid()}"
                unfinished.mkdir()  # for all to read that may read what its owner makes
                try:
                    yield unfinished
                finally:
                    shutil.rmtree(unfinished, ignore_errors=True)
        except Timeout as error:
            msg = f"Another process is building the index in {self.path}; wait until it is done."
            raise BusySnapshotError(msg) from error
        except (OSError, sqlite3.Error) as error:
            why = getattr(error, "strerror", None) or error
            msg = (
                f"The index in {self.path} cannot be written ({why}); check the"
                " folder's permissions and the space on its disk, or name another with --index."
            )
            raise SnapshotError(msg) from error

    def publish(self, unfinished: Path, fingerprint: str) -> Path:
        """Make what was built in ``unfinished`` the snapshot in use, and remove those before it.

        At every instant the snapshot in use is the old one or the new one, both whole. The old one
        stays for as long as it is read.
        """
        for path in (*unfinished.rglob("*"), unfinished):
            flush(path)
        # Nobody may take it for an old one before it is in use.
        lease = Lease(unfinished)
        try:
            # With --force the same documents and model are built again, beside the one in use.
            names = (fingerprint, *(f"{fingerprint}.{again}" for again in range(2, 1000)))
            folder = next(f for name in names if not (f := self.path / name).exists())
            unfinished.rename(folder)
            pointer = self.path / f"{_UNFINISHED}{_CURRENT}"
            pointer.write_text(f"{folder.name}\n", encoding="ascii")
            flush(pointer)
            pointer.replace(self.path / _CURRENT)
            flush(self.path)
        finally:
            lease.release()
        self.tidy()
        return folder


def _unread(folder: Path, error: OSError) -> SnapshotError:
    return SnapshotError(
        f"The index in {folder} cannot be read ({error.strerror}); check the folder's"
        " permissions, or name another with --index."
    )
