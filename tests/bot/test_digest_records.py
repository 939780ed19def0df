"""What is kept of briefings and comparisons, for as long as of answers."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.daily import Daily
from bot.digest_records import Kind, Shown
from bot.journal_steps import VERSION
from bot.keeping import Keep
from index.domain import Comparison, Scope, Verdict
from tests.bot.journals import ASKER, DAY, Clock, OpenJournal
from tests.index.printing.briefings import CHINESE, CRANE, HARBOUR, STORM, USUAL, quoted, source

COMPARISON = Comparison(
    "cranes",
    Verdict.POSSIBLE,
    (quoted(HARBOUR, CRANE, 1, "It is old."),),
    (source(HARBOUR),),
    missing=("Zebra",),
    corrections=(("crnaes", "cranes"),),
    scope=Scope("harbour", "2009", None),
    among=("harbour", "storm"),
    further=(source(STORM), source(CHINESE)),
)


def test_a_briefing_is_kept_as_its_passages(opened: OpenJournal, tmp_path: Path) -> None:
    """All that its pages need is there again, in another process, and no text of the corpus."""
    record = opened().digests.keep(USUAL, ASKER)
    assert opened().digests.record(record.id, ASKER) == record
    assert record.kind is Kind.BRIEFING
    first, second = record.sections
    assert first[0] == "The crane"
    assert first[1][0] == (Shown("harbour-000001", "harbour", 23, 33),)
    assert [len(point) for point in second[1]] == [2]
    assert record.silent == ("script",)
    assert b"Nobody mends it" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_a_comparison_is_kept_with_its_limits(opened: OpenJournal) -> None:
    """Where it was looked, how it was read, and what was missing."""
    record = opened().digests.keep(COMPARISON, ASKER)
    assert opened().digests.record(record.id, ASKER) == record
    assert (record.scope, record.among) == (Scope("harbour", "2009", None), ("harbour", "storm"))
    assert (record.corrections, record.missing) == ((("crnaes", "cranes"),), ("Zebra",))
    assert record.sections == (("", ((Shown("harbour-000001", "harbour", 23, 33),),)),)
    assert record.further == ("storm", "qiushi")


@pytest.mark.parametrize(
    ("keep", "days"), [(Keep.UNANSWERED, 1), (Keep.NONE, 1), (Keep.ALL, 7)], ids=str
)
def test_it_is_dropped_as_questions_are(
    opened: OpenJournal, clock: Clock, keep: Keep, days: int
) -> None:
    """Its topic is a question: after a day, or after as many as everything is kept for."""
    journal = opened(keep_days=7, keep=keep)
    record = journal.digests.keep(USUAL, ASKER)
    clock.now += (days - 0.1) * DAY
    journal.forget()
    assert journal.digests.record(record.id, ASKER) is not None
    clock.now += 0.2 * DAY
    journal.forget()
    assert journal.digests.record(record.id, ASKER) is None


def test_who_asked_stands_in_it_as_a_pseudonym(opened: OpenJournal) -> None:
    """As in answers."""
    journal = opened()
    journal.digests.keep(USUAL, ASKER)
    assert journal.rows("SELECT asker FROM briefings", ()) == [(journal.pseudonym(ASKER),)]


def test_a_person_can_have_it_forgotten(opened: OpenJournal, tmp_path: Path) -> None:
    """Theirs goes, from the bytes of the file, too; another's stays."""
    journal = opened()
    mine, other = (journal.digests.keep(USUAL, asker) for asker in (ASKER, ASKER + 1))
    journal.digests.keep(COMPARISON, ASKER)
    assert journal.forget_person(ASKER) == 2
    assert journal.digests.record(mine.id, ASKER) is None
    assert journal.digests.record(other.id, ASKER + 1) == other
    journal.close()
    assert mine.id.encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_a_full_disk_does_not_cost_the_briefing(
    opened: OpenJournal, caplog: pytest.LogCaptureFixture
) -> None:
    """It goes out, with buttons that have expired, and that is logged."""
    journal = opened()
    journal._connection.execute("PRAGMA query_only = ON")
    record = journal.digests.keep(USUAL, ASKER)
    assert record.topic == USUAL.topic
    assert "could not be kept" in caplog.text
    journal._connection.execute("PRAGMA query_only = OFF")
    assert journal.digests.record(record.id, ASKER) is None


def test_an_earlier_journal_is_brought_up_to_date(opened: OpenJournal, tmp_path: Path) -> None:
    """One that has no place for briefings gets it, and keeps what it has."""
    opened().close()
    file = tmp_path / "journal.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(
            "DROP TABLE briefings; DROP TABLE tours; ALTER TABLE changes DROP COLUMN seeds;"
            "ALTER TABLE daily DROP COLUMN refused; PRAGMA user_version = 5;"
        )
    journal = opened()
    record = journal.digests.keep(USUAL, ASKER)
    assert journal.digests.record(record.id, ASKER) == record
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_briefing_of_the_version_before_is_kept(opened: OpenJournal, tmp_path: Path) -> None:
    """It knew of no further documents, and a channel's passages go on."""
    journal = opened()
    record = journal.digests.keep(COMPARISON, ASKER)
    journal.close()
    file = tmp_path / "journal.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(
            "ALTER TABLE briefings DROP COLUMN further; ALTER TABLE daily DROP COLUMN refused;"
            "INSERT INTO daily VALUES (5, 1, 540, NULL, NULL, 'seed', 9.0, NULL, NULL, NULL);"
            "PRAGMA user_version = 8;"
        )
    assert opened().digests.record(record.id, ASKER) == replace(record, further=())
    (schedule,) = Daily(tmp_path, ZoneInfo("UTC")).schedules()
    assert (schedule.channel, schedule.refused) == (5, 0)
