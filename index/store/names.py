"""Who is named in the corpus <-> two tables of its SQLite file."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from index.core.name_list import Name, NameList
from index.core.names import Kind
from index.core.quotes import search_words
from index.domain import Document, Passage

SCHEMA = """
CREATE TABLE names (
    rank INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, mentions INTEGER NOT NULL,
    title TEXT, alias TEXT
);
CREATE TABLE name_words (
    word TEXT NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (word, rank)
) WITHOUT ROWID;
"""
_NAME = "SELECT n.name, n.kind, n.mentions, n.title, n.alias FROM names n"
_LAST = "\U0010ffff"  # sorts behind every character

Rows: TypeAlias = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]


class PassageNames:
    """The names in passages that come document by document.

    The rules are those of English: German gives every noun a capital.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._read = {d.key for d in documents if (d.language or "en").startswith("en")}
        self._list = NameList()
        self._key = ""
        self._texts: list[str] = []

    def add(self, passage: Passage) -> None:
        """Count the names in the next passage."""
        if passage.key != self._key:
            self._list.add(self._texts)
            self._key, self._texts = passage.key, []
        if passage.key in self._read:
            self._texts.append(passage.text)

    def names(self) -> list[Name]:
        """Return the names of all, the most mentioned first."""
        self._list.add(self._texts)
        self._texts = []
        return self._list.names()


def write_names(connection: sqlite3.Connection, names: Iterable[Name]) -> None:
    """Write the names, the most mentioned first, into a store that is being made."""
    for rank, one in enumerate(names, start=1):
        connection.execute(
            "INSERT INTO names VALUES (?, ?, ?, ?, ?, ?)",
            (rank, one.text, one.kind.value, one.mentions, one.title, one.alias),
        )
        words = set(search_words(f"{one.text} {one.alias or ''}"))
        connection.executemany(
            "INSERT INTO name_words VALUES (?, ?)", [(word, rank) for word in sorted(words)]
        )


class NameTable:
    """The names in a store, by rank and by the words that they are made of."""

    def __init__(self, rows: Rows) -> None:
        """Read with ``rows``, which returns what a query finds."""
        self._rows = rows

    def count(self) -> int:
        """Return how many there are."""
        ((count,),) = self._rows("SELECT COUNT(*) FROM names", ())
        return int(count)

    def ranked(self, first: int, limit: int) -> list[Name]:
        """Return names from a rank on, from 0, the most mentioned first."""
        return self._names(f"{_NAME} ORDER BY n.rank LIMIT ? OFFSET ?", (limit, first))

    def with_words(self, words: Sequence[str]) -> list[Name]:
        """Return the names that hold every folded word, the most mentioned first."""
        if not words:
            return []
        holding = " AND ".join(f"n.rank IN ({_HOLDING})" for _ in words)
        return self._names(f"{_NAME} WHERE {holding} ORDER BY n.rank LIMIT 100", words)

    def beginning(self, words: Sequence[str], limit: int) -> list[Name]:
        """Return names that hold every folded word, the last of which may be unfinished."""
        if not words:
            return self.ranked(0, limit)
        *whole, last = words
        holding = " AND ".join(
            [f"n.rank IN ({_HOLDING})"] * len(whole)
            + ["n.rank IN (SELECT rank FROM name_words WHERE word >= ? AND word < ?)"]
        )
        values = (*whole, last, f"{last}{_LAST}", limit)
        return self._names(f"{_NAME} WHERE {holding} ORDER BY n.rank LIMIT ?", values)

    def words(self) -> list[str]:
        """Return every folded word that a name is made of."""
        return [word for (word,) in self._rows("SELECT DISTINCT word FROM name_words", ())]

    def _names(self, query: str, values: Sequence[object]) -> list[Name]:
        return [
            Name(name, Kind(kind), mentions, title, alias)
            for name, kind, mentions, title, alias in self._rows(query, values)
        ]


_HOLDING = "SELECT rank FROM name_words WHERE word = ?"
