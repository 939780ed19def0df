"""Texts -> vectors that were computed before: a cache on disk, by model and text.

Vectors are kept as float16: half the space, and the cosine changes in the fourth digit. Every
vector of an index has gone through it, so that a rebuild from the cache equals the first build.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import numpy as np

from index.errors import SnapshotError
from index.ports import Encoder, Floats, Halves, Progress, Rows, Texts, silent

_STEP = 4096
"""Texts encoded between two commits: what an interrupted build keeps."""
_LOOKED_UP = 500
_KEY = 16  # bytes
_QUERY = "\0query\0"  # before a text that is searched with: no document has such characters
_WRITTEN = 2**20  # bytes


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
            except sqlite3.DatabaseError as error:
                if not _is_damaged(self._path, error):
                    raise
                self._remove()  # it holds nothing that cannot be made again
                self._connection = _opened(self._path)
        except (OSError, sqlite3.Error) as error:
            msg = (
                f"The folder {folder} cannot be written to ({error}); check its permissions and"
                " the space on its disk."
            )
            raise SnapshotError(msg) from error

    def vectors(
        self,
        texts: Texts,
        room: BinaryIO | None = None,
        progress: Progress = silent,
        *,
        queries: bool = False,
    ) -> tuple[Halves, int]:
        """Return the vectors of ``texts``, (len(texts), dimension), and how many were computed.

        Equal texts are embedded once. The vectors lie in the file ``room`` if one is given, mapped
        into memory, so that of a large corpus they need none. With ``queries`` they are those of
        texts that are searched with, which a model may read in another way.

        Raises:
            SnapshotError: if the cache cannot be written to.
            OSError: if ``room`` cannot.

        """
        read = self._queries if queries else self._encoder.encode_passages
        digests = b"".join(_key(f"{_QUERY}{text}" if queries else text) for text in texts)
        # Where each distinct text stands first, and which of the distinct ones each text is.
        _, first, which = np.unique(
            np.frombuffer(digests, dtype=f"V{_KEY}"), return_index=True, return_inverse=True
        )
        found = _empty((len(texts), self._dimension(digests, first[:_LOOKED_UP])), room)
        missing: list[int] = []
        for step in range(0, len(first), _LOOKED_UP):
            place_of = {_digest(digests, i): i for i in first[step : step + _LOOKED_UP].tolist()}
            for key, vector in self._read(list(place_of)):
                found[place_of.pop(key)] = vector
            missing += place_of.values()
        missing.sort(key=lambda place: len(texts[place]))
        for step in range(0, len(missing), _STEP):
            places = missing[step : step + _STEP]
            encoded = read(
                [texts[place] for place in places], _from(step, len(missing), progress)
            ).astype(np.float16)
            self._write([_digest(digests, place) for place in places], encoded)
            found[places] = encoded
        again = np.flatnonzero(first[which] != np.arange(len(texts)))
        for step in range(0, len(again), _STEP):
            some = again[step : step + _STEP]
            found[some] = found[first[which[some]]]
        return found, len(missing)

    def _queries(self, texts: Sequence[str], progress: Progress) -> Floats:
        vectors = self._encoder.encode_queries(texts)
        progress("Embedding questions and words", len(texts), len(texts))
        return vectors

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _dimension(self, digests: bytes, places: Rows) -> int:
        """Return the length of a vector, without the model where one of these is there.

        That of no text is 0: to tell more, the model would have to be loaded.
        """
        if not len(places):
            return 0
        for _, vector in self._read([_digest(digests, place) for place in places.tolist()]):
            return len(vector)
        return self._encoder.dimension

    def _read(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, Halves]]:
        marks = ",".join("?" * len(keys))
        query = f"SELECT key, vector, checksum FROM vectors WHERE key IN ({marks})"  # noqa: S608 (only marks)
        try:
            rows = self._connection.execute(query, keys).fetchall()
        except sqlite3.DatabaseError:  # a damaged page: its vectors are computed again
            return
        for key, vector, checksum in rows:
            if _is_whole(key, vector, checksum):
                yield key, np.frombuffer(vector, dtype=np.float16)

    def _write(self, keys: Sequence[bytes], vectors: Halves) -> None:
        rows = []
        for key, vector in zip(keys, vectors, strict=True):
            blob = vector.tobytes()
            rows.append((key, blob, _checksum(key, blob)))
        try:
            try:
                self._insert(rows)
            except sqlite3.DatabaseError as error:
                if not _is_damaged(self._path, error):
                    raise
                self._connection.close()
                self._remove()
                self._connection = _opened(self._path)
                self._insert(rows)
        except (OSError, sqlite3.Error) as error:
            msg = f"The cache of embeddings cannot be written ({error}); free some disk space."
            raise SnapshotError(msg) from error

    def _remove(self) -> None:
        for part in self._path.parent.glob(f"{self._path.name}*"):  # with its log
            part.unlink()

    def _insert(self, rows: Sequence[tuple[bytes, bytes, bytes]]) -> None:
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)


def damaged_caches(folder: Path) -> Iterator[str]:
    """Yield a sentence for each cache in ``folder`` with damage in it; all of it is read."""
    for path in sorted(folder.glob("*.sqlite")):
        try:
            damaged = _damaged_entries(path)
        except sqlite3.DatabaseError as error:
            if _is_damaged(path, error):
                yield f"{path} is damaged ({error}); {_MENDED}"
            else:
                yield f"{path} cannot be read ({error}); try again, or check its permissions."
            continue
        if damaged:
            yield f"{path} is damaged: {damaged} entries have another checksum; {_MENDED}"


_MENDED = "what is damaged is never used: remove the file, and the next build makes it anew."


def _is_damaged(path: Path, error: sqlite3.DatabaseError) -> bool:
    """Tell damage from what passes: a lock, a full disk, a file that may not be written."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    # A flipped bit of the header makes a file that SQLite will not write to.
    return code not in _PASSING or (code == sqlite3.SQLITE_READONLY and os.access(path, os.W_OK))


_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)


def _damaged_entries(path: Path) -> int:
    """Return how many entries do not match their checksums.

    Raises:
        sqlite3.DatabaseError: if the file is no whole database.

    """
    # Who may write, and does not, would leave the log behind; who may not has none to read.
    how = "mode=rw" if os.access(path, os.W_OK) else "mode=ro&immutable=1"
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)) as connection:
        rows = connection.execute("SELECT key, vector, checksum FROM vectors")
        damaged = sum(not _is_whole(*row) for row in rows)
        ((result,),) = connection.execute("PRAGMA quick_check(1)").fetchall()
    if result != "ok":
        raise sqlite3.DatabaseError(result)
    return damaged


def _is_whole(key: object, vector: object, checksum: object) -> bool:
    # A damaged record may hold a number or a text in place of bytes.
    return (
        isinstance(key, bytes) and isinstance(vector, bytes) and checksum == _checksum(key, vector)
    )


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


def _empty(shape: tuple[int, int], room: BinaryIO | None) -> Halves:
    """Return an array in memory, or in the file ``room``.

    Raises:
        OSError: if there is no room for it on the disk.

    """
    if room is None or 0 in shape:
        return np.empty(shape, dtype=np.float16)
    # Written in full: a process that first touches a hole on a full disk is ended by a signal.
    size = 2 * shape[0] * shape[1]
    for first in range(0, size, _WRITTEN):
        room.write(bytes(min(_WRITTEN, size - first)))
    room.flush()
    return np.memmap(room, dtype=np.float16, mode="r+", shape=shape)


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=_KEY).digest()


def _digest(digests: bytes, place: int) -> bytes:
    return digests[place * _KEY : (place + 1) * _KEY]


def _checksum(key: bytes, vector: bytes) -> bytes:
    return hashlib.blake2b(key + vector, digest_size=8).digest()
