"""``dossier backup``: a copy of what the bot remembers, also while it runs."""

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.journal import Journal
from bot.journal_file import JournalError, copied
from tests.bot.conftest import Run
from tests.bot.journals import OpenJournal, recorded


def test_a_copy_is_a_journal(opened: OpenJournal, tmp_path: Path) -> None:
    """What was kept while the bot runs is in the copy, one file that the next bot can open."""
    journal = opened()
    entry = recorded(journal)
    (tmp_path / "copy").mkdir()
    copied(tmp_path, tmp_path / "copy" / "journal.sqlite")
    assert [path.name for path in (tmp_path / "copy").iterdir()] == ["journal.sqlite"]
    assert (tmp_path / "copy" / "journal.sqlite").stat().st_mode & 0o077 == 0
    later = recorded(journal)
    restored = opened(folder=tmp_path / "copy")
    assert restored.entry(entry.id) == entry
    assert restored.entry(later.id) is None
    assert journal.entry(later.id) == later


def test_a_copy_is_of_one_instant(opened: OpenJournal, tmp_path: Path) -> None:
    """What another process is about to write is not in it, and is not waited for."""
    journal = opened()
    recorded(journal)
    with closing(sqlite3.connect(tmp_path / "journal.sqlite", isolation_level=None)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        busy.execute("DELETE FROM answers")
        copied(tmp_path, tmp_path / "copy.sqlite")
        busy.execute("ROLLBACK")
    with closing(sqlite3.connect(tmp_path / "copy.sqlite")) as copy:
        assert copy.execute("SELECT COUNT(*) FROM answers").fetchone() == (1,)


def test_nothing_is_written_over(opened: OpenJournal, tmp_path: Path) -> None:
    """A file that is there stays as it is, the journal itself among them."""
    opened()
    (tmp_path / "notes").write_text("mine")
    for target in (tmp_path / "notes", tmp_path / "journal.sqlite"):
        before = target.read_bytes()
        with pytest.raises(JournalError, match="is there already; name another file"):
            copied(tmp_path, target)
        assert target.read_bytes() == before


def test_in_a_folder_a_copy_is_named_by_the_time(opened: OpenJournal, tmp_path: Path) -> None:
    """So that the same command can be given every night."""
    opened()
    (tmp_path / "copies").mkdir()
    path = copied(tmp_path, tmp_path / "copies")
    assert re.fullmatch(r"journal-\d{8}T\d{6}Z\.sqlite", path.name)
    assert list((tmp_path / "copies").iterdir()) == [path]


def test_a_folder_that_is_not_there_is_told(opened: OpenJournal, tmp_path: Path) -> None:
    """It is not made: it may be a disk that is not mounted."""
    opened()
    with pytest.raises(JournalError, match="There is no folder .*/copies; make it first"):
        copied(tmp_path, tmp_path / "copies" / "copy.sqlite")


def test_no_journal(tmp_path: Path) -> None:
    """Where nothing is remembered, that is said, and nothing is made."""
    with pytest.raises(JournalError, match="There is no journal in"):
        copied(tmp_path, tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_cannot_be_written_is_told_in_a_sentence(
    opened: OpenJournal, tmp_path: Path
) -> None:
    """Where there is no room for it, or no such name can be."""
    opened()
    with pytest.raises(JournalError, match="Nothing can be called 'xxx.* name another file"):
        copied(tmp_path, Path("x" * 300))
    if Path("/proc/self").is_dir():
        with pytest.raises(JournalError, match="cannot be copied to /proc/self/copy"):
            copied(tmp_path, Path("/proc/self/copy"))


def test_a_damaged_journal_is_not_copied(opened: OpenJournal, tmp_path: Path) -> None:
    """No copy takes the place of a better one without a word."""
    journal = opened()
    for _ in range(30):
        recorded(journal)
    journal.close()
    path = tmp_path / "journal.sqlite"
    content = bytearray(path.read_bytes())
    content[4096 : 3 * 4096] = os.urandom(2 * 4096)
    path.write_bytes(content)
    with pytest.raises(JournalError, match="damaged|malformed"):
        copied(tmp_path, tmp_path / "copy")
    assert [one.name for one in tmp_path.iterdir() if "copy" in one.name] == []


def test_the_command(dossier: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command copies the journal of DOSSIER_STATE, and says so."""
    monkeypatch.setenv("DOSSIER_STATE", str(tmp_path / "state"))
    assert dossier("backup", tmp_path / "copy").status == 1
    Journal(tmp_path / "state", 90).close()
    outcome = dossier("backup", tmp_path / "copy")
    assert (outcome.status, outcome.out) == (0, "")
    assert f"to {tmp_path / 'copy'}" in outcome.err
    assert (tmp_path / "copy").is_file()
