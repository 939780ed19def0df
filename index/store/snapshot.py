"""The folder of the index: immutable snapshots, and which of them is current.

built/
├── CURRENT            the fingerprint of the snapshot in use
├── 3f9c0a51d2e4b687/  a snapshot, named by its fingerprint
│   ├── manifest.json
│   ├── library.sqlite documents and passages
│   ├── vectors.faiss  one vector a row: a passage, then its windows
│   ├── rows.npy       what each vector's row stands for
│   └── words/         BM25
├── cache/             embeddings by model and text
└── LOCK               held while a snapshot is built
"""

import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tokenize import TokenError  # out of numpy, for a damaged header
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout

from index.core.citations import stands_in
from index.errors import DamagedSnapshotError, MissingSnapshotError, SnapshotError
from index.store.manifest import Manifest, read_manifest, sha256_of
from index.store.passages import PassageStore

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CURRENT = "CURRENT"
_LOCK = "LOCK"
_CACHE = "cache"
_UNFINISHED = ".unfinished-"
_NAME = re.compile(r"[0-9a-f]{16}(?:\.\d+)?")

STORE = "library.sqlite"
VECTORS = "vectors.faiss"
ROWS = "rows.npy"
WORDS = "words"

ROW_TYPE = np.dtype([("passage", "<i4"), ("start", "<i4"), ("end", "<i4")])
"""A vector's passage (row in the store) and the span of the document's text that it stands for."""


class Snapshot:
    """An opened snapshot: its manifest, its passages and its rows."""

    def __init__(self, folder: Path) -> None:
        """Open the snapshot in ``folder``.

        Raises:
            StaleSnapshotError: if another version of Dossier wrote it.
            DamagedSnapshotError: if a file of it is missing, cut or cannot be read.

        """
        self.folder = folder
        self.manifest: Manifest = read_manifest(folder)
        for name, file in self.manifest.files.items():
            path = folder / name
            if not path.is_file() or path.stat().st_size != file.size:
                raise _damaged(path)
        try:
            rows: NDArray[np.void] = np.load(folder / ROWS, mmap_mode="r")
            if rows.dtype != ROW_TYPE or rows.shape != (self.manifest.windows,):
                raise _damaged(folder / ROWS)
        except (OSError, ValueError, EOFError, TokenError) as error:
            raise _damaged(folder / ROWS) from error
        self.store = PassageStore(folder / STORE)
        self.rows = rows
        passages = np.arange(self.manifest.passages + 1)
        self.first_rows: NDArray[np.int64] = np.searchsorted(rows["passage"], passages)

    def verify(self) -> Iterator[str]:
        """Yield a sentence for each damaged file and each passage that is not its source's.

        Every byte of every file is read.
        """
        whole = True
        for name, file in self.manifest.files.items():
            if sha256_of(self.folder / name) != file.sha256:
                whole = False
                yield f"{self.folder / name} is damaged: its checksum is not the manifest's."
        if whole:  # a damaged store has nothing to tell
            for passage in self.store.all_passages():
                if not stands_in(passage, self.store.document(passage.key)):
                    yield f"The passage {passage.id} is not what stands in its document."

    def close(self) -> None:
        """Close the files."""
        self.store.close()


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
            msg = (
                f"The index in {self.path} cannot be read ({error.strerror}); check the folder's"
                " permissions, or name another with --index."
            )
            raise SnapshotError(msg) from error
        except ValueError as error:
            raise _damaged(self.path / _CURRENT) from error
        folder = self.path / name
        if not _NAME.fullmatch(name) or not folder.is_dir():
            raise _damaged(self.path / _CURRENT)
        return folder

    def open(self) -> Snapshot:
        """Open the snapshot in use.

        Raises:
            MissingSnapshotError: if none was built.
            SnapshotError: if it cannot be used.

        """
        folder = self.current()
        if folder is None:
            msg = f"There is no index in {self.path}; run `dossier index build` to make one."
            raise MissingSnapshotError(msg)
        try:
            return Snapshot(folder)
        except DamagedSnapshotError:
            # Another process may have swapped snapshots meanwhile and removed this one.
            now = self.current()
            if now is None or now == folder:
                raise
            return Snapshot(now)

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Hold the lock and give an empty folder to build in, removed at the end.

        Raises:
            SnapshotError: if another process is building, or the folder cannot be written to.

        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            # The operating system lets go of the lock when its holder ends, however it ends.
            with FileLock(self.path / _LOCK, timeout=0):
                for left in self.path.glob(f"{_UNFINISHED}*"):
                    shutil.rmtree(left, ignore_errors=True)
                unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=self.path))
                try:
                    yield unfinished
                finally:
                    shutil.rmtree(unfinished, ignore_errors=True)
        except Timeout as error:
            msg = f"Another process is building the index in {self.path}; wait until it is done."
            raise SnapshotError(msg) from error
        except (OSError, sqlite3.Error) as error:
            why = getattr(error, "strerror", None) or error
            msg = (
                f"The index in {self.path} cannot be written ({why}); check the"
                " folder's permissions and the space on its disk, or name another with --index."
            )
            raise SnapshotError(msg) from error

    def publish(self, unfinished: Path, fingerprint: str) -> Path:
        """Make what was built in ``unfinished`` the snapshot in use, and remove the one before it.

        At every instant the snapshot in use is the old one or the new one, both whole.
        """
        for path in unfinished.rglob("*"):
            if path.is_file():
                _flush(path)
        # With --force the same documents and model are built again, beside the snapshot in use.
        names = (fingerprint, *(f"{fingerprint}.{again}" for again in range(2, 1000)))
        folder = next(f for name in names if not (f := self.path / name).exists())
        unfinished.rename(folder)
        pointer = self.path / f"{_UNFINISHED}{_CURRENT}"
        pointer.write_text(f"{folder.name}\n", encoding="ascii")
        _flush(pointer)
        pointer.replace(self.path / _CURRENT)
        _flush(self.path)
        for other in self.path.iterdir():
            # Whatever else stands in the folder is not ours to remove.
            if _NAME.fullmatch(other.name) and other != folder:
                shutil.rmtree(other, ignore_errors=True)
        return folder


def _flush(path: Path) -> None:
    """Have the operating system write a file or folder out."""
    with suppress(PermissionError):  # folders cannot be opened on Windows
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _damaged(path: Path) -> DamagedSnapshotError:
    return DamagedSnapshotError(
        f"{path} is damaged or missing; run `dossier index build --force` to make the index anew."
    )
