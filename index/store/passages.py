"""Documents and passages <-> one SQLite file, read by row."""

import json
import sqlite3
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from index.core.quotes import search_words
from index.core.telling import no_document
from index.domain import Document, Passage, Source
from index.errors import DamagedSnapshotError, NotFoundError
from index.store.names import SCHEMA as _NAMES
from index.store.names import NameTable, PassageNames, write_names

_SCHEMA = """
CREATE TABLE documents (
    key TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT, author TEXT, date TEXT, url TEXT,
    language TEXT, text TEXT NOT NULL
);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL, number INTEGER NOT NULL,
    heading TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    page INTEGER
);
CREATE UNIQUE INDEX passages_in_order ON passages (key, number);
"""
# Which passages hold which words, and where. Contentless, so that what is indexed are the folded
# words of ``search_words``: SQLite's tokenizer would take a line of ideographs for one word, and
# part a word at an invisible hyphen.
_WORDS = """
CREATE VIRTUAL TABLE passage_words USING fts5 (
    words, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE words (word TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
"""
_PASSAGE = 'SELECT id, key, number, heading, start, "end", text, page FROM passages'
_DOCUMENT = "SELECT key, title, text, publisher, author, date, url, language FROM documents"
_DOCUMENTS_KEPT = 8
_LAST = "\U0010ffff"  # sorts behind every character


def write_store(path: Path, documents: Iterable[Document], passages: Iterable[Passage]) -> None:
    """Write a new store; a passage's row is its place in ``passages``, from 0."""
    connection = sqlite3.connect(path)
    documents = list(documents)
    names = PassageNames(documents)
    try:
        with connection:
            connection.executescript(_SCHEMA + _WORDS + _NAMES)
            connection.executemany(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (d.key, d.title, d.publisher, d.author, d.date, d.url, d.language, d.text)
                    for d in documents
                ),
            )
            counts: Counter[str] = Counter()
            for row, p in enumerate(passages):
                connection.execute(
                    "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (row, p.id, p.key, p.number, p.heading, p.start, p.end, p.text, p.page),
                )
                words = search_words(p.text)
                counts.update(set(words))
                connection.execute(
                    "INSERT INTO passage_words (rowid, words) VALUES (?, ?)",
                    (row, " ".join(words)),
                )
                names.add(p)
            write_names(connection, names.names())
            connection.executemany("INSERT INTO words VALUES (?, ?)", sorted(counts.items()))
            connection.execute("INSERT INTO passage_words (passage_words) VALUES ('optimize')")
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
        self.names = NameTable(self._rows)

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

    def passages_between(self, key: str, start: int, end: int) -> list[Passage]:
        """Return a document's passages that share a character with its text from start to end."""
        return [
            Passage(*row)
            for row in self._rows(
                f'{_PASSAGE} WHERE key = ? AND start < ? AND "end" > ? ORDER BY number',
                (key, end, start),
            )
        ]

    def passages_with(
        self, phrases: Sequence[str], limit: int, apart: int | None = None
    ) -> list[int]:
        """Return the rows of the first ``limit`` passages that hold every phrase, in order.

        With ``apart``, only those where at most so many words part the phrases. Case, accents and
        what stands between the words do not matter; a phrase without a word in it is passed over.
        """
        # Words alone go into the query: no mark is left that its language could take for its own.
        quoted = [f'"{" ".join(words)}"' for phrase in phrases if (words := search_words(phrase))]
        if not quoted:
            return []
        query = " AND ".join(quoted) if apart is None else f"NEAR({' '.join(quoted)}, {apart})"
        rows = self._rows(
            "SELECT rowid FROM passage_words WHERE passage_words MATCH ? LIMIT ?", (query, limit)
        )
        return [row for (row,) in rows]

    def passages_holding(
        self, groups: Iterable[Iterable[str]], limit: int, among: range | None = None
    ) -> list[int]:
        """Return the rows of the first ``limit`` passages with a phrase of each group, in order.

        ``among`` says between which rows they may lie; without it all may.
        """
        quoted = [
            [f'"{" ".join(words)}"' for phrase in group if (words := search_words(phrase))]
            for group in groups
        ]
        if not quoted or not all(quoted):
            return []
        query = " AND ".join(f"({' OR '.join(phrases)})" for phrases in quoted)
        within = among or range(self.size())
        rows = self._rows(
            "SELECT rowid FROM passage_words WHERE passage_words MATCH ?"
            " AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?",
            (query, within.start, within.stop - 1, limit),
        )
        return [row for (row,) in rows]

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each folded word stands; no entry for one that none has."""
        rows = self._rows(
            "SELECT word, passages FROM words JOIN json_each(?) ON word = value",
            (json.dumps(sorted(set(words))),),
        )
        return dict(rows)

    def ids_beginning(self, beginning: str, limit: int) -> list[str]:
        """Return passage ids that begin so, in order of the alphabet."""
        rows = self._rows(
            "SELECT id FROM passages WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            (beginning, f"{beginning}{_LAST}", limit),
        )
        return [id_ for (id_,) in rows]

    def words_beginning(self, beginning: str, limit: int) -> list[str]:
        """Return folded words of the corpus that begin so, the most frequent first."""
        rows = self._rows(
            "SELECT word FROM words WHERE word >= ? AND word < ? ORDER BY passages DESC LIMIT ?",
            (beginning, f"{beginning}{_LAST}", limit),
        )
        return [word for (word,) in rows]

    def size(self) -> int:
        """Return the number of passages."""
        ((last,),) = self._rows("SELECT max(row) FROM passages")
        return 0 if last is None else int(last) + 1

    def all_passages(self) -> Iterator[Passage]:
        """Yield every passage in order."""
        for key in self.document_keys():
            yield from self.passages_of(key)

    def document_keys(self) -> list[str]:
        """Return the documents' keys, in order."""
        return [key for (key,) in self._rows("SELECT key FROM documents ORDER BY key")]

    def sources(self) -> list[Source]:
        """Return what is known of every document, ordered by key."""
        rows = self._rows(
            "SELECT d.key, d.title, d.publisher, d.author, d.date, d.url, d.language,"
            " (SELECT COUNT(*) FROM passages p WHERE p.key = d.key)"
            " FROM documents d ORDER BY d.key"
        )
        return [Source(*row) for row in rows]

    def rows_of(self, key: str) -> range:
        """Return the rows of a document's passages; they follow one another."""
        ((first, last),) = self._rows(
            "SELECT MIN(row), MAX(row) FROM passages WHERE key = ?", (key,)
        )
        return range(0) if first is None else range(first, last + 1)

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
            raise NotFoundError(no_document(key, None))
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
        except UnicodeEncodeError:
            return []  # half of a surrogate pair was asked for: no text of the store has one
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def _damaged(self, error: sqlite3.Error) -> DamagedSnapshotError:
        return DamagedSnapshotError(
            f"{self._path} is damaged ({error}); run `dossier index build` to make it anew."
        )
