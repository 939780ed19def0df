"""Documents and passages <-> one SQLite file, read by row."""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from index.domain import Document, Passage
from index.errors import DamagedSnapshotError, NotFoundError

_SCHEMA = """
CREATE TABLE documents (
    key TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT, author TEXT, date TEXT, url TEXT,
    language TEXT, text TEXT NOT NULL
);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL, number INTEGER NOT NULL,
    heading TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE UNIQUE INDEX passages_in_order ON passages (key, number);
"""
_PASSAGE = 'SELECT id, key, number, heading, start, "end", text FROM passages'
_DOCUMENT = "SELECT key, title, text, publisher, author, date, url, language FROM documents"
_DOCUMENTS_KEPT = 8


def write_store(path: Path, documents: Iterable[Document], passages: Iterable[Passage]) -> None:
    """Write a new store; a passage's row is its place in ``passages``, from 0."""
    connection = sqlite3.connect(path)
    try:
        with connection:
            connection.executescript(_SCHEMA)
            connection.executemany(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (d.key, d.title, d.publisher, d.author, d.date, d.url, d.language, d.text)
                    for d in documents
                ),
            )
            connection.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (row, p.id, p.key, p.number, p.heading, p.start, p.end, p.text)
                    for row, p in enumerate(passages)
                ),
            )
    finally:
        connection.close()


class PassageStore:
    """Reads a store. May be used from any thread."""

    def __init__(self, path: Path) -> None:
        """Open the file; nothing of it is read yet."""
        self._path = path
        self._lock = threading.Lock()
        self._documents: OrderedDict[str, Document] = OrderedDict()
        try:
            # Immutable: no process ever changes a snapshot, so SQLite need not lock or look.
            address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def passage(self, row: int) -> Passage:
        """Return the passage in ``row``."""
        return self._passage(f"{_PASSAGE} WHERE row = ?", (row,), f"row {row}")

    def passage_by_id(self, passage_id: str) -> Passage:
        """Return the passage with the id.

        Raises:
            NotFoundError: if there is none.

        """
        return self._passage(f"{_PASSAGE} WHERE id = ?", (passage_id,), passage_id)

    def passages_of(self, key: str) -> list[Passage]:
        """Return a document's passages in order; none for a key that there is not."""
        rows = self._rows(f"{_PASSAGE} WHERE key = ? ORDER BY number", (key,))
        return [Passage(*row) for row in rows]

    def passage_ids(self) -> list[str]:
        """Return the id of every passage, in order."""
        return [id_ for (id_,) in self._rows("SELECT id FROM passages ORDER BY row")]

    def all_passages(self) -> Iterator[Passage]:
        """Yield every passage in order."""
        for key in self.document_keys():
            yield from self.passages_of(key)

    def document_keys(self) -> list[str]:
        """Return the documents' keys, in order."""
        return [key for (key,) in self._rows("SELECT key FROM documents ORDER BY key")]

    def document(self, key: str) -> Document:
        """Return the document with the key.

        Raises:
            NotFoundError: if there is none.

        """
        with self._lock:
            if key in self._documents:
                self._documents.move_to_end(key)
                return self._documents[key]
        rows = self._rows(f"{_DOCUMENT} WHERE key = ?", (key,)) or self._rows(
            f"{_DOCUMENT} WHERE key = ? COLLATE NOCASE", (key,)
        )
        if not rows:
            msg = f"There is no document with the key {key!r}; `dossier sources` lists them all."
            raise NotFoundError(msg)
        document = Document(*rows[0])
        with self._lock:
            self._documents[key] = document
            if len(self._documents) > _DOCUMENTS_KEPT:
                self._documents.popitem(last=False)
        return document

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _passage(self, query: str, values: Sequence[object], what: str) -> Passage:
        rows = self._rows(query, values)
        if not rows:
            msg = f"There is no passage {what}; `dossier read KEY` shows a document's passages."
            raise NotFoundError(msg)
        return Passage(*rows[0])

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        try:
            with self._lock:
                return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def _damaged(self, error: sqlite3.Error) -> DamagedSnapshotError:
        return DamagedSnapshotError(
            f"{self._path} is damaged ({error}); run `dossier index build --force` to make it"
            " anew."
        )
