"""Tests of ``index.store.soundness``: damage, named file by file."""

import os
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from index.engines.fake_encoder import WordCountEncoder
from index.errors import DamagedSnapshotError, MissingSnapshotError
from index.store import snapshot
from index.store.embeddings import EmbeddingCache, damaged_caches
from index.store.snapshot import VECTORS, SnapshotFolder
from index.store.soundness import problems_of
from tests.conftest import corpus, fake_build

TEXT = "\n\n".join(f"Number {i} was here." for i in range(100))
ENTRIES = "102 entries"  # the passages, and their two words


@pytest.fixture
def folder(tmp_path: Path) -> SnapshotFolder:
    """Return the folder of an index."""
    fake_build(corpus(tmp_path, {"rain.md": TEXT}), tmp_path / "built")
    return SnapshotFolder(tmp_path / "built")


def cache_of(folder: SnapshotFolder) -> Path:
    """Return the file of the cache."""
    (path,) = folder.cache.glob("*.sqlite")
    return path


def flip(path: Path, at: int = -1) -> None:
    """Flip a bit of a file."""
    content = bytearray(path.read_bytes())
    content[at] ^= 4
    path.write_bytes(content)


def test_sound(folder: SnapshotFolder) -> None:
    """Nothing is wrong with what was just built, and looking changes nothing."""
    before = {path: path.stat().st_mtime_ns for path in folder.path.rglob("*") if path.is_file()}
    assert list(problems_of(folder)) == []
    assert before == {
        path: path.stat().st_mtime_ns for path in folder.path.rglob("*") if path.is_file()
    }


def test_every_damaged_file_is_named(folder: SnapshotFolder) -> None:
    """One that is missing, one that is cut, one with a flipped bit, and the cache."""
    used = folder.used()
    flip(used / "rows.npy")
    (used / "words" / "words.json").unlink()
    (used / VECTORS).write_bytes((used / VECTORS).read_bytes()[:-1])
    with closing(sqlite3.connect(cache_of(folder))) as connection:
        ((vector,),) = connection.execute("SELECT vector FROM vectors LIMIT 1")
    flip(cache_of(folder), cache_of(folder).read_bytes().index(vector[:400]))
    said = list(problems_of(folder))
    assert len(said) == 4
    for path, words in (
        (used / "rows.npy", "checksum"),
        (used / VECTORS, "checksum"),
        (used / "words" / "words.json", "missing"),
        (cache_of(folder), "the next build makes it anew"),
    ):
        assert sum(str(path) in one and words in one for one in said) == 1, path


def test_nothing_built(tmp_path: Path) -> None:
    """Where nothing was built, that is said."""
    with pytest.raises(MissingSnapshotError):
        list(problems_of(SnapshotFolder(tmp_path)))


@pytest.mark.parametrize("at", [60, 18, 19])
def test_a_header_that_is_damaged(folder: SnapshotFolder, at: int) -> None:
    """A cache that SQLite would not write to, or not read, is damaged, and made anew."""
    path = cache_of(folder)
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)
    list(problems_of(folder))  # may not matter for reading
    with closing(EmbeddingCache(folder.cache, WordCountEncoder())) as cache:
        assert cache.vectors(["It snowed."])[1] == 1
    assert list(problems_of(folder)) == []


def test_no_database(folder: SnapshotFolder) -> None:
    """A cache that is no database is named."""
    cache_of(folder).write_bytes(b"no database" * 1000)
    (said,) = problems_of(folder)
    assert said.startswith(f"{cache_of(folder)} is damaged (file is not a database)")


def test_an_entry_of_another_kind(folder: SnapshotFolder) -> None:
    """A record that holds a number in place of a vector is damage, not a crash."""
    with closing(sqlite3.connect(cache_of(folder))) as connection, connection:
        connection.execute("UPDATE vectors SET vector = 7")
    (said,) = problems_of(folder)
    assert ENTRIES in said


def test_a_lock_is_no_damage(folder: SnapshotFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache that another process holds for itself is not called damaged."""
    connect = sqlite3.connect
    with closing(connect(cache_of(folder))) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(sqlite3, "connect", partial(connect, timeout=0.01))
        (said,) = damaged_caches(folder.cache)
    assert "cannot be read (database is locked); try again" in said


def test_a_cache_that_may_not_be_written(
    folder: SnapshotFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who may only read it finds damage, too, and leaves nothing beside it."""
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert list(problems_of(folder)) == []
    assert list(folder.cache.iterdir()) == [cache_of(folder)]
    with closing(sqlite3.connect(cache_of(folder))) as connection, connection:
        connection.execute("UPDATE vectors SET vector = zeroblob(1024)")
    (said,) = problems_of(folder)
    assert ENTRIES in said


def test_large_files_are_checked_before_they_answer(
    folder: SnapshotFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is too large to be looked at whenever it is opened is looked at by ``check``."""
    monkeypatch.setattr(snapshot, "CHECKED_AT_ONCE", 1000)
    flip(folder.used() / VECTORS)
    with closing(folder.open()) as opened, pytest.raises(DamagedSnapshotError, match=VECTORS):
        opened.check()
