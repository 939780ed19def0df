"""Texts -> vectors that were computed before: a cache on disk, by model and text.

Vectors are kept as float16: half the space, and the cosine changes in the fourth digit. Every
vector of an index has gone through it, so that a rebuild from the cache equals the first build.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from index.errors import SnapshotError
from index.ports import Encoder, Floats, Progress, silent

_STEP = 4096
"""Texts encoded between two commits: what an interrupted build keeps."""
_LOOKED_UP = 500


class EmbeddingCache:
    """One SQLite file a model; an entry that does not match its checksum counts as absent."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        """Open the cache of ``encoder`` in ``folder``, made if need be.

        Raises:
            SnapshotError: if the folder cannot be written to.

        """
        self._encoder = encoder
        self._path = folder / f"{encoder.fingerprint[:16]}.sqlite"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            try:
                self._connection = _opened(self._path)
            except sqlite3.OperationalError:  # locked, or the disk is full: nothing is damaged
                raise
            except sqlite3.DatabaseError:  # damaged: it holds nothing that cannot be made again
                for part in self._path.parent.glob(f"{self._path.name}*"):  # with its log
                    part.unlink()
                self._connection = _opened(self._path)
        except (OSError, sqlite3.Error) as error:
            msg = f"The folder {folder} cannot be written to ({error}); check its permissions."
            raise SnapshotError(msg) from error

    def vectors(self, texts: Sequence[str], progress: Progress = silent) -> tuple[Floats, int]:
        """Return the vectors of ``texts``, (len(texts), dimension), and how many were computed.

        Equal texts are embedded once.

        Raises:
            SnapshotError: if the cache cannot be written to.

        """
        keys = [hashlib.blake2b(text.encode(), digest_size=16).digest() for text in texts]
        text_of = dict(zip(keys, texts, strict=True))
        vector_of = dict(self._read(list(text_of)))
        missing = sorted(text_of.keys() - vector_of.keys(), key=lambda key: len(text_of[key]))
        for first in range(0, len(missing), _STEP):
            batch = missing[first : first + _STEP]
            encoded = self._encoder.encode_passages(
                [text_of[key] for key in batch], _from(first, len(missing), progress)
            ).astype(np.float16)
            self._write(batch, encoded)
            vector_of.update(zip(batch, encoded, strict=True))
        found = np.array([vector_of[key] for key in keys], dtype=np.float32)
        return found, len(missing)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _read(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, np.ndarray]]:
        for first in range(0, len(keys), _LOOKED_UP):
            some = keys[first : first + _LOOKED_UP]
            marks = ",".join("?" * len(some))
            query = f"SELECT key, vector, checksum FROM vectors WHERE key IN ({marks})"  # noqa: S608 (only marks)
            try:
                rows = self._connection.execute(query, some).fetchall()
            except sqlite3.DatabaseError:  # a damaged page: its vectors are computed again
                continue
            for key, vector, checksum in rows:
                if checksum == _checksum(key, vector):
                    yield key, np.frombuffer(vector, dtype=np.float16)

    def _write(self, keys: Sequence[bytes], vectors: np.ndarray) -> None:
        rows = []
        for key, vector in zip(keys, vectors, strict=True):
            blob = vector.tobytes()
            rows.append((key, blob, _checksum(key, blob)))
        try:
            try:
                self._insert(rows)
            except sqlite3.OperationalError:  # no space, no permission: the file may be whole
                raise
            except sqlite3.DatabaseError:  # a damaged page
                self._connection.close()
                for part in self._path.parent.glob(f"{self._path.name}*"):  # with its log
                    part.unlink()
                self._connection = _opened(self._path)
                self._insert(rows)
        except (OSError, sqlite3.Error) as error:
            msg = f"The cache of embeddings cannot be written ({error}); free some disk space."
            raise SnapshotError(msg) from error

    def _insert(self, rows: Sequence[tuple[bytes, bytes, bytes]]) -> None:
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)


def _from(first: int, total: int, progress: Progress) -> Progress:
    """Return a progress of one batch that reports as part of the whole."""
    return lambda what, done, _: progress(what, first + done, total)


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS vectors"
            " (key BLOB PRIMARY KEY, vector BLOB NOT NULL, checksum BLOB NOT NULL) WITHOUT ROWID"
        )
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _checksum(key: bytes, vector: bytes) -> bytes:
    return hashlib.blake2b(key + vector, digest_size=8).digest()
