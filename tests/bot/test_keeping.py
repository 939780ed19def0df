"""What is kept of a question: for a day all of it, then what the setting says."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import journal_file
from bot.daily import Daily
from bot.gaps import askings
from bot.journal import Journal, Toured
from bot.journal_file import JournalError
from bot.keeping import FRESH, Keep
from bot.pseudonyms import path_in
from bot.trail import Trail, What
from index.domain import EVERYTHING, Answer, Scope, Verdict
from tests.bot.journals import (
    ASKER,
    DAY,
    Clock,
    answer,
    everything_in,
    recorded,
    words_of,
)

Opened = Callable[..., Journal]
PERSON, PLACE, MESSAGE_ID, SERVER = 987654321987654, 876543219876543, 765432198765432, 654321987654
NOTHING = replace(
    answer(), verdict=Verdict.NOT_IN_CORPUS, scope=EVERYTHING, missing=("Zeppelins",)
)


@pytest.fixture
def journal_of(tmp_path: Path, clock: Clock, request: pytest.FixtureRequest) -> Opened:
    """Open the journal in the test's folder; closed after the test."""

    def opener(keep: Keep = Keep.UNANSWERED, keep_days: int = 90) -> Journal:
        journal = Journal(tmp_path, keep_days, clock, keep)
        request.addfinalizer(journal.close)
        return journal

    return opener


def asked(journal: Journal, question: str, of: Answer = NOTHING, person: int = PERSON) -> str:
    """Have a person ask in a place, and return the answer's id."""
    entry = journal.record(replace(of, question=question), 9, person, PLACE)
    journal.sent(entry.id, MESSAGE_ID)
    return entry.id


def test_fresh_answers_have_all_that_belongs_to_them(journal_of: Opened, clock: Clock) -> None:
    """For a day nothing changes: words, follow-ups and /forget."""
    journal = journal_of()
    id_ = asked(journal, "Who saw zeppelins?", answer())
    clock.now += FRESH - 1
    journal.forget()
    entry = journal.entry(id_)
    assert entry is not None
    assert (entry.question, entry.corrections) == ("Who saw zeppelins?", (("captian", "captain"),))
    assert journal.before(MESSAGE_ID, None, 60) == entry
    assert journal.forget_person(PERSON) == 1


@pytest.mark.parametrize(
    ("keep", "kept"),
    [(Keep.UNANSWERED, (True, False)), (Keep.ALL, (True, True)), (Keep.NONE, (False, False))],
)
def test_after_a_day_the_words_are_kept_that_are_set(
    journal_of: Opened, clock: Clock, keep: Keep, kept: tuple[bool, bool]
) -> None:
    """Of a question that was not answered, of any, or of none; buttons work all the same."""
    journal = journal_of(keep)
    nothing, found = asked(journal, "Who saw it?"), asked(journal, "Who was it?", answer())
    clock.now += FRESH + 1
    journal.forget()
    assert (bool(words_of(journal, nothing)), bool(words_of(journal, found))) == kept
    entry = journal.entry(found)
    assert entry is not None
    assert len(entry.shown) == 3
    assert bool(entry.corrections) is kept[1]


def test_what_a_part_of_the_corpus_did_not_answer_goes(journal_of: Opened, clock: Clock) -> None:
    """It says nothing of what the corpus lacks, so that there is no reason to keep it."""
    journal = journal_of()
    id_ = asked(journal, "Who saw it?", replace(NOTHING, scope=Scope("renault")))
    clock.now += FRESH + 1
    journal.forget()
    assert words_of(journal, id_) is None


def test_what_did_not_help_stays_with_what_was_wanted(journal_of: Opened, clock: Clock) -> None:
    """A thumb down keeps a question, and what was looked for; a thumb up neither."""
    journal = journal_of()
    down, up = asked(journal, "Who fell?", answer()), asked(journal, "Who rose?", answer())
    journal.vote(down, 7, up=False, wanted="The one with the hat")
    journal.vote(up, 7, up=False, wanted="Was found after all")
    journal.vote(up, 7, up=True)
    clock.now += FRESH + 1
    journal.forget()
    assert words_of(journal, down) == "Who fell?"
    assert words_of(journal, up) is None
    assert journal.votes(down) == [(None, False, "The one with the hat")]
    assert journal.votes(up) == [(None, True, None)]
    journal.vote(up, 7, up=False, wanted="The other")
    assert (journal.pseudonym(7), False, "The other") in journal.votes(up)


def test_words_that_go_stand_in_no_follow_up(
    journal_of: Opened, clock: Clock, tmp_path: Path
) -> None:
    """What was answered goes also where somebody asked on from it in vain, at any remove."""
    journal = journal_of()
    asked(journal, "Who bribed the quartermaster?", answer())
    before = journal.before(MESSAGE_ID, None, 60)
    assert before is not None
    follow_up = replace(NOTHING, before=before.asked, corrections=(("quartermastre", "a"),))
    russia = asked(journal, "and Russia?", follow_up, PERSON + 1)
    before = journal.entry(russia)
    assert before is not None
    further = replace(follow_up, before=before.asked)
    asked(journal, "and Finland?", further, PERSON + 2)
    asked(journal, "why?", further, PERSON + 2)
    clock.now += FRESH - 1
    journal.forget()
    assert journal.entry(russia) == before
    clock.now += 2
    journal.forget()
    assert b"quartermast" not in everything_in(tmp_path)
    asked_in_vain = [one.question for one in askings(journal.rows)]
    assert asked_in_vain == ["why?", "and Finland?", "and Russia?"]


def test_a_follow_up_keeps_a_question_whose_words_are_kept(
    journal_of: Opened, clock: Clock
) -> None:
    """What was not answered well, say, however often the journal is looked through."""
    journal = journal_of()
    down = asked(journal, "Who bribed Anna?", answer())
    journal.vote(down, 7, up=False)
    russia = asked(journal, "and Russia?", replace(NOTHING, before="Who bribed Anna?"))
    asked(journal, "and Finland?", replace(NOTHING, before="and Russia: Who bribed Anna?"))
    told = {"and Finland: and Russia: Who bribed Anna?", "and Russia: Who bribed Anna?"}
    clock.now += FRESH + 1
    for _ in range(2):
        journal.forget()
        assert {one.question for one in askings(journal.rows)} == told | {"Who bribed Anna?"}
        assert journal.entry(russia) is not None


@pytest.mark.parametrize("keep", [Keep.UNANSWERED, Keep.NONE])
def test_nothing_tells_who_asked_or_where(
    journal_of: Opened, clock: Clock, tmp_path: Path, keep: Keep
) -> None:
    """No number, no pseudonym, no channel, no message, no time of day; not even by the key."""
    journal = journal_of(keep)
    id_ = asked(journal, "Who saw zeppelins?")
    journal.vote(id_, PERSON, up=False, wanted="Airships")
    journal.vote(id_, PERSON + 1, up=False)
    told = journal.pseudonym(PERSON)
    assert told.encode() in everything_in(tmp_path)
    clock.now += FRESH + 1
    journal.forget()
    for person in (PERSON, PERSON + 1):
        assert journal.pseudonym(person).encode() not in everything_in(tmp_path)
    for table in ("answers", "votes"):
        for row in journal._execute(f"SELECT * FROM {table}", ()):  # noqa: S608 (ours)
            assert {PERSON, told, PLACE, MESSAGE_ID}.isdisjoint(row)
        for (at,) in journal._execute(f"SELECT at FROM {table}", ()):  # noqa: S608 (ours)
            assert at % DAY == 0
    assert journal.before(MESSAGE_ID, PLACE, 10 * DAY) is None
    assert journal.forget_person(PERSON) == 0
    assert journal.entry(id_) is not None


def test_no_number_ever_stands_in_the_file(journal_of: Opened, tmp_path: Path) -> None:
    """Not even on the day of asking: no person's number is written, nor the server's."""
    journal = journal_of(Keep.ALL)
    journal.vote(asked(journal, "Who?"), PERSON + 1, up=True)
    columns = {
        column
        for table in ("answers", "votes")
        for (_, column, *_) in journal._execute(f"PRAGMA table_info({table})", ())
    }
    assert "guild" not in columns
    for person in (PERSON, PERSON + 1):
        assert person.to_bytes(8, "big").lstrip(b"\0") not in everything_in(tmp_path)
        assert str(person).encode() not in everything_in(tmp_path)


def test_words_that_go_are_overwritten(journal_of: Opened, clock: Clock, tmp_path: Path) -> None:
    """Neither in the file nor in the log beside it do they stand, though the bot runs on."""
    journal = journal_of()
    asked(journal, "Which zeppelins did the quartermaster see?", answer())
    assert b"quartermaster" in everything_in(tmp_path)
    clock.now += FRESH + 1
    journal.forget()
    assert b"quartermaster" not in everything_in(tmp_path)


def test_a_stricter_setting_reaches_back(journal_of: Opened, clock: Clock, tmp_path: Path) -> None:
    """What was kept under another setting goes at the next start."""
    generous = journal_of(Keep.ALL)
    found, nothing = asked(generous, "Who was it?", answer()), asked(generous, "Who saw it?")
    clock.now += 5 * DAY
    generous.forget()
    assert generous.before(MESSAGE_ID, None, 60) is not None
    assert words_of(journal_of(), found) is None
    assert words_of(journal_of(), nothing) == "Who saw it?"
    assert words_of(journal_of(Keep.NONE), nothing) is None
    assert generous.pseudonym(PERSON).encode() not in everything_in(tmp_path)


def test_what_is_kept_for_no_day_goes_from_memory_too(journal_of: Opened, clock: Clock) -> None:
    """Where nothing is on disk, words are not kept in memory for as long as the bot runs."""
    journal = journal_of(keep_days=0)
    id_ = asked(journal, "Who was it?", answer())
    clock.now += FRESH + 1
    journal.forget()
    assert words_of(journal, id_) is None


def test_what_was_on_disk_goes_where_nothing_is_to_be(
    journal_of: Opened, clock: Clock, tmp_path: Path
) -> None:
    """People go from the file, overwritten; the log of changes and the daily channels stay."""
    journal = journal_of(Keep.ALL)
    id_ = asked(journal, "Which zeppelins did the quartermaster see?")
    journal.vote(id_, PERSON, up=False, wanted="Blimps of the quartermaster")
    journal.keep_tour(PERSON, Toured("quartermaster-aaaaaa"))
    told = journal.pseudonym(PERSON).encode()
    daily, trail = Daily(tmp_path, ZoneInfo("UTC"), clock), Trail(tmp_path, tmp_path)
    schedule = daily.switch_on(5, 1, 60)
    trail.begin(3, What.ADDED, "tea", "Tea", present=False)
    journal.close()
    before = everything_in(tmp_path)
    assert before.count(b"quartermaster") >= 3
    assert told in before
    nothing = journal_of(keep_days=0)
    assert nothing.entry(id_) is None
    assert b"quartermaster" not in everything_in(tmp_path)
    assert told not in everything_in(tmp_path)
    assert daily.schedules() == [schedule]
    assert [change.key for change in trail.changes()] == ["tea"]
    assert journal_of().tally() == (0, 0, 0)


@pytest.mark.parametrize("locked", [True, False])
def test_what_cannot_be_dropped_from_the_disk_is_told(
    journal_of: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, locked: bool
) -> None:
    """The bot does not start as though nothing were there."""
    monkeypatch.setattr(journal_file, "PATIENCE", 0.01)
    if not locked:
        journal_file.path_in(tmp_path).write_bytes(b"no database at all, " * 100)
        with pytest.raises(JournalError, match="cannot be opened"):
            journal_of(keep_days=0)
        return
    journal_of().close()
    with closing(sqlite3.connect(journal_file.path_in(tmp_path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalError, match="cannot be written .* start again"):
            journal_of(keep_days=0)
        other.execute("ROLLBACK")
    journal_of(keep_days=0)


def test_a_copy_of_the_journal_tells_nobody(journal_of: Opened, tmp_path: Path) -> None:
    """The key goes with no backup, and without it the pseudonyms are of nobody."""
    journal = journal_of(Keep.ALL)
    asked(journal, "Who was it?")
    (tmp_path / "copy").mkdir()
    journal_file.copied(tmp_path, tmp_path / "copy" / "journal.sqlite")
    assert [path.name for path in (tmp_path / "copy").iterdir()] == ["journal.sqlite"]
    assert path_in(tmp_path).read_bytes() not in everything_in(tmp_path / "copy")
    with closing(Journal(tmp_path / "copy", 90, time.time, Keep.ALL)) as elsewhere:
        assert elsewhere.forget_person(PERSON) == 0


def test_with_a_lost_key_the_bot_goes_on(journal_of: Opened, tmp_path: Path) -> None:
    """It asks anew who everybody is: what was asked before is nobody's, and nothing is lost."""
    id_ = asked(journal_of(Keep.ALL), "Who was it?")
    path_in(tmp_path).unlink()
    journal = journal_of(Keep.ALL)
    assert journal.forget_person(PERSON) == 0
    assert words_of(journal, id_) == "Who was it?"
    recorded(journal)
    assert journal.forget_person(ASKER) == 1
