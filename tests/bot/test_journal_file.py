"""The journal's file: what is in it, who may read it, and what may be wrong with it."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot import journal_file
from bot.journal import Entry, Journal
from bot.journal_failures import TOLD_EVERY
from bot.journal_file import JournalError
from bot.journal_steps import VERSION
from bot.trail import Trail, What
from tests.bot.journals import ASKER, CHANNEL, Clock, OpenJournal, answer, recorded


def test_the_text_of_a_passage_is_not_kept(opened: OpenJournal, tmp_path: Path) -> None:
    """The journal holds no text of the corpus: it is read, and checked, anew each time."""
    journal = opened()
    recorded(journal)
    journal.close()
    files = list(tmp_path.iterdir())
    assert files
    assert not any(b"He was shocked. Shocked!" in path.read_bytes() for path in files)


def test_with_no_days_nothing_is_written(tmp_path: Path, opened: OpenJournal) -> None:
    """What is kept for no day is kept in memory, until the bot stops."""
    journal = opened(keep_days=0)
    entry = recorded(journal)
    assert journal.entry(entry.id) == entry
    assert list(tmp_path.iterdir()) == []
    assert opened(keep_days=0).entry(entry.id) is None


def test_nobody_else_may_read_what_people_ask(opened: OpenJournal, tmp_path: Path) -> None:
    """The folder and the file are made for the bot's own user."""
    opened(folder=tmp_path / "state")
    assert (tmp_path / "state").stat().st_mode & 0o077 == 0
    assert (tmp_path / "state" / "journal.sqlite").stat().st_mode & 0o077 == 0


def test_a_vote_that_cannot_be_written_is_told(opened: OpenJournal) -> None:
    """Whoever pressed a thumb is not thanked for a vote that is lost."""
    journal = opened()
    entry = recorded(journal)
    journal._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(JournalError, match="press again"):
        journal.vote(entry.id, ASKER, up=True)


def test_another_version_is_left_alone(opened: OpenJournal, tmp_path: Path) -> None:
    """A file of a later version is neither read nor changed; what to do is said."""
    opened().close()
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
        connection.commit()
    with pytest.raises(JournalError, match="another version of Dossier; move it away"):
        opened()


def test_a_file_that_is_no_journal_is_refused(opened: OpenJournal, tmp_path: Path) -> None:
    """What cannot be read is named in one sentence, with the setting."""
    (tmp_path / "journal.sqlite").write_bytes(b"no database at all, " * 100)
    with pytest.raises(JournalError, match="DOSSIER_STATE"):
        opened()


def test_a_folder_that_cannot_be_made_is_refused(opened: OpenJournal, tmp_path: Path) -> None:
    """Where a file stands in the folder's place, one sentence says so."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(JournalError, match="DOSSIER_STATE"):
        opened(folder=tmp_path / "file" / "state")


def test_a_full_disk_does_not_cost_the_answer(
    opened: OpenJournal, caplog: pytest.LogCaptureFixture
) -> None:
    """An answer that cannot be written goes out all the same, and the log says why."""
    journal = opened()
    journal._connection.execute("PRAGMA query_only = ON")
    entry = recorded(journal)
    journal.sent(entry.id, 100)
    assert entry.shown
    assert "could not be kept" in caplog.text


def test_a_full_disk_is_counted_and_told_once_a_minute(
    opened: OpenJournal, clock: Clock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Each failure counts; the log has one sentence a minute with cause and cure, no traceback."""
    journal = opened()
    entry = recorded(journal)
    ((pages,),) = journal._execute("PRAGMA page_count", ())
    journal._execute(f"PRAGMA max_page_count = {pages}", ())
    question = "Who was shocked? " * 2000
    for _ in range(3):
        recorded(journal, replace(answer(), question=question))
    assert journal.entry(entry.id) == entry
    assert journal.failures.count == 3
    (record,) = caplog.records
    assert f"in {tmp_path} cannot be used (database or disk is full); make room" in record.message
    assert not record.exc_info
    clock.now += TOLD_EVERY
    recorded(journal, replace(answer(), question=question))
    assert len(caplog.records) == 2


def test_a_journal_that_cannot_be_read_costs_no_answer(
    opened: OpenJournal, caplog: pytest.LogCaptureFixture
) -> None:
    """A follow-up becomes a question of its own, and nobody is told of a hidden answer."""
    journal = opened()
    entry = recorded(journal)
    journal._execute("DROP TABLE votes", ())
    journal._execute("DROP TABLE answers", ())
    assert journal.before(None, CHANNEL, 60) is None
    journal.hide(entry.id)
    assert journal.failures.count == 2
    assert "see what `dossier doctor` says" in caplog.text


def test_many_threads_may_write_at_once(opened: OpenJournal) -> None:
    """Two journals over one file, each used from several threads, lose nothing."""
    journals = [opened(), opened()]
    entries: list[Entry] = []

    def work(journal: Journal, voter: int) -> None:
        for _ in range(5):
            entry = recorded(journal)
            journal.vote(entry.id, voter, up=True)
            entries.append(entry)

    threads = [
        threading.Thread(target=work, args=(journal, voter))
        for journal in journals
        for voter in (1, 2, 3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(entries) == 30
    assert all(journals[0].entry(entry.id) == entry for entry in entries)
    assert all(len(journals[1].votes(entry.id)) == 1 for entry in entries)


@pytest.fixture
def blocker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Return another process, which writes to the file for as long as it likes."""
    monkeypatch.setattr(journal_file, "PATIENCE", 0.001)
    with closing(sqlite3.connect(tmp_path / "journal.sqlite", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def test_processes_that_start_together_wait_for_one_another(
    opened: OpenJournal, blocker: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that another process is about to prepare is waited for."""
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        blocker.rollback()

    monkeypatch.setattr(time, "sleep", wait)
    journal = opened()
    assert recorded(journal)
    assert len(waited) == 1


def test_a_file_that_stays_locked_is_told(
    opened: OpenJournal, blocker: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process that does not end its writing is told of, rather than waited for."""
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with pytest.raises(JournalError, match="locked"):
        opened()
    assert blocker.in_transaction


def test_a_file_of_the_first_version_is_brought_up_to_date(
    opened: OpenJournal, tmp_path: Path
) -> None:
    """What the version before wrote is read on, and what is new is kept from then on."""
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as connection:
        connection.executescript(
            "CREATE TABLE answers (id TEXT PRIMARY KEY, at REAL NOT NULL, asker INTEGER NOT NULL,"
            " guild INTEGER, channel INTEGER, message INTEGER, question TEXT NOT NULL,"
            " before TEXT, verdict TEXT NOT NULL, corrections TEXT NOT NULL, scope TEXT NOT NULL,"
            " shown TEXT NOT NULL);"
            "CREATE TABLE votes (answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,"
            " voter INTEGER NOT NULL, at REAL NOT NULL, up INTEGER NOT NULL, wanted TEXT,"
            " PRIMARY KEY (answer, voter));"
            "INSERT INTO answers VALUES ('old', 999999, 1, NULL, NULL, 7, 'Who was it?', NULL,"
            " 'possible', '[]', '[null, null, null]', '[[\"doc-1\", \"doc\", 0, 5]]');"
            "PRAGMA user_version = 1;"
        )
    journal = opened()
    entry = journal.entry("old")
    assert entry is not None
    assert (entry.question, entry.missing, entry.shown[0].key) == ("Who was it?", (), "doc")
    new = recorded(journal, replace(answer(), missing=("Salt Typhoon",)))
    kept = opened().entry(new.id)
    assert kept is not None
    assert kept.missing == ("Salt Typhoon",)
    trail = Trail(tmp_path, tmp_path / "seeds")
    trail.finish(trail.begin(None, What.ADDED, "tea", "On tea", present=True))
    assert [change.key for change in Trail(tmp_path, tmp_path / "seeds").changes()] == ["tea"]
