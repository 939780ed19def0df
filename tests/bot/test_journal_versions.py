"""The file of the version before -> one in which nobody's number stands."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot import journal_file
from bot.pseudonyms import PseudonymError, Pseudonyms, path_in
from bot.trail import Trail
from tests.bot.journals import CHANNEL, OpenJournal, everything_in, recorded, votes_of, words_of

PERSON, PLACE, MESSAGE_ID, SERVER = 987654321987654, 876543219876543, 765432198765432, 654321987654

VERSION_3 = f"""
CREATE TABLE answers (
    id TEXT PRIMARY KEY, at REAL NOT NULL, asker INTEGER NOT NULL, guild INTEGER,
    channel INTEGER, message INTEGER, question TEXT NOT NULL, before TEXT, verdict TEXT NOT NULL,
    corrections TEXT NOT NULL, scope TEXT NOT NULL, shown TEXT NOT NULL,
    missing TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX answers_by_message ON answers (message);
CREATE INDEX answers_by_channel ON answers (channel, at);
CREATE INDEX answers_by_time ON answers (at);
CREATE TABLE votes (
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE, voter INTEGER NOT NULL,
    at REAL NOT NULL, up INTEGER NOT NULL, wanted TEXT, PRIMARY KEY (answer, voter)
);
CREATE TABLE changes (
    number INTEGER PRIMARY KEY, at REAL NOT NULL, who INTEGER, what TEXT NOT NULL,
    key TEXT NOT NULL, title TEXT NOT NULL, present INTEGER NOT NULL, kept TEXT, undoes INTEGER,
    done INTEGER NOT NULL
);
INSERT INTO changes VALUES (1, 5, 42, 'added', 'tea', 'On tea', 1, NULL, NULL, 1);
INSERT INTO answers VALUES
    ('fresh', 999000, {PERSON}, {SERVER}, {PLACE}, {MESSAGE_ID}, 'Who was it?', 'And who?',
     'possible', '[]', '["tea", null, null]', '[["doc-1", "doc", 0, 5]]', '[]'),
    ('old', 5000, {PERSON}, {SERVER}, {PLACE}, 5, 'Who saw zeppelins?', NULL,
     'not_in_corpus', '[]', '[null, null, null]', '[]', '["Zeppelins"]'),
    ('told', 5001, {PERSON + 2}, {SERVER}, {PLACE}, 6, 'Who is the quartermaster?', NULL,
     'answered', '[]', '[null, null, null]', '[["doc-2", "doc", 0, 5]]', '[]');
INSERT INTO votes VALUES ('fresh', {PERSON + 1}, 999001, 0, 'The captain'),
    ('old', {PERSON}, 5002, 0, NULL);
PRAGMA user_version = 3;
"""  # noqa: S608 (our own numbers)


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """Return the file of a bot of the version before, with people in it."""
    path = journal_file.path_in(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(VERSION_3)
    return path


def test_a_file_of_the_version_before_loses_who_asked(
    opened: OpenJournal, earlier: Path, tmp_path: Path
) -> None:
    """What is fresh goes on under pseudonyms, the rest as the setting has it; the trail stays."""
    known = (PERSON, PERSON + 1, PERSON + 2, SERVER)
    numbers = [number.to_bytes(7, "big").lstrip(b"\0") for number in known]
    assert all(number in everything_in(tmp_path) for number in numbers)
    journal = opened()
    fresh = journal.entry("fresh")
    assert fresh is not None
    assert (fresh.question, fresh.before, fresh.scope.source) == ("Who was it?", "And who?", "tea")
    assert journal.before(MESSAGE_ID, None, 60) == fresh
    assert votes_of(journal, "fresh", PERSON + 1) == {PERSON + 1: (False, "The captain")}
    assert words_of(journal, "old") == "Who saw zeppelins?"
    assert words_of(journal, "told") is None
    assert journal.votes("old") == [(None, False, None)]
    told = everything_in(tmp_path)
    assert not any(number in told for number in numbers)
    assert b"quartermaster" not in told
    assert journal.pseudonym(PERSON + 2).encode() not in told
    assert [change.who for change in Trail(tmp_path, tmp_path / "seeds").changes()] == [42]
    assert journal.forget_person(PERSON) == 1
    recorded(journal)
    journal.vote("told", 7, up=True)
    journal._execute("DELETE FROM answers WHERE id = 'told'", ())
    assert journal.votes("told") == []
    assert journal.before(None, CHANNEL, 60) is not None
    assert earlier.is_file()


def test_whoever_opens_the_file_first_brings_it_up_to_date(
    opened: OpenJournal, earlier: Path, tmp_path: Path
) -> None:
    """Also the log of changes, in a process of its own: people have the same pseudonyms then."""
    assert len(Trail(tmp_path, tmp_path / "seeds").changes()) == 1
    assert str(PERSON).encode() not in earlier.read_bytes()
    assert opened().forget_person(PERSON) == 1


def test_it_may_be_killed_while_it_does_so(
    opened: OpenJournal, earlier: Path, tmp_path: Path
) -> None:
    """In the midst of the table the process ends; the next one does it all."""
    code = (
        "import os, signal, sys; from pathlib import Path; from bot import pseudonyms, trail;"
        "pseudonyms.Pseudonyms.__call__ = lambda *_: os.kill(os.getpid(), signal.SIGKILL);"
        "trail.Trail(Path(sys.argv[1]), Path('seeds')).changes()"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)  # noqa: S603
    assert ended.returncode == -signal.SIGKILL
    with closing(sqlite3.connect(earlier)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
        assert connection.execute("SELECT COUNT(*) FROM answers").fetchone() == (3,)
    journal = opened()
    assert journal.entry("fresh") is not None
    assert journal.forget_person(PERSON) == 1


def test_a_key_that_cannot_be_used_changes_nothing(
    opened: OpenJournal, earlier: Path, tmp_path: Path
) -> None:
    """The file of the version before stays as it is until the key is mended."""
    path_in(tmp_path).write_bytes(b"cut")
    with pytest.raises(PseudonymError, match="3 bytes in place of 32"):
        opened()
    with closing(sqlite3.connect(earlier)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    path_in(tmp_path).unlink()
    assert opened().pseudonym(PERSON) == Pseudonyms.of(tmp_path)(PERSON)
