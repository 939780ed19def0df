"""What was answered, remembered so that an answer's buttons go on working."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.journal import Entry, Journal, JournalError, Shown
from index.domain import Answer, Scope, Verdict
from tests.bot.discord.builders import citation

DAY = 24 * 60 * 60
ASKER, GUILD, CHANNEL = 1, 10, 20

OpenJournal = Callable[..., Journal]


@dataclass
class Clock:
    """A clock that is moved by hand."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return the clock that the journals go by."""
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Iterator[OpenJournal]:
    """Open the journal in the test's folder; closed after the test."""
    journals: list[Journal] = []

    def opener(keep_days: int = 90, folder: Path = tmp_path) -> Journal:
        journals.append(Journal(folder, keep_days, clock))
        return journals[-1]

    yield opener
    for journal in journals:
        journal.close()


def answer(question: str = "Who was shocked?", before: str | None = None) -> Answer:
    """Return an answer with three passages, and all that an answer can have."""
    return Answer(
        question,
        Verdict.POSSIBLE,
        tuple(citation(number, passage_id=f"doc-{number}") for number in (1, 2, 3)),
        (("captian", "captain"),),
        before,
        Scope("renault", "2009", None),
    )


def recorded(journal: Journal, of: Answer | None = None, channel: int | None = CHANNEL) -> Entry:
    """Record an answer."""
    return journal.record(of or answer(), 9, ASKER, GUILD, channel)


def test_an_answer_outlasts_its_process(opened: OpenJournal) -> None:
    """What one process records another reads again, to the last detail."""
    entry = recorded(opened(), answer(before="And before?"))
    assert opened().entry(entry.id) == entry
    assert entry == Entry(
        entry.id,
        ASKER,
        "Who was shocked?",
        "And before?",
        Verdict.POSSIBLE,
        (("captian", "captain"),),
        Scope("renault", "2009", None),
        tuple(Shown(f"doc-{number}", "renault", 0, 24) for number in (1, 2, 3)),
    )


def test_only_what_is_worth_showing_is_kept(opened: OpenJournal) -> None:
    """The first passages are kept, with the part of each that was marked."""
    marked = Answer("q", Verdict.ANSWERED, (citation(window=(16, 23)), citation(2)))
    (shown,) = opened().record(marked, 1, ASKER, GUILD, CHANNEL).shown
    assert (shown.start, shown.end) == (16, 23)


def test_the_text_of_a_passage_is_not_kept(opened: OpenJournal, tmp_path: Path) -> None:
    """The journal holds no text of the corpus: it is read, and checked, anew each time."""
    journal = opened()
    recorded(journal)
    journal.close()
    files = list(tmp_path.iterdir())
    assert files
    assert not any(b"He was shocked. Shocked!" in path.read_bytes() for path in files)


def test_ids_are_short_and_cannot_be_guessed(opened: OpenJournal) -> None:
    """Two answers to one question have ids of their own, made for a custom_id."""
    journal = opened()
    ids = {recorded(journal).id for _ in range(100)}
    assert len(ids) == 100
    assert all(len(id_) == 12 and id_.replace("-", "").replace("_", "").isalnum() for id_ in ids)


def test_answers_expire(opened: OpenJournal, clock: Clock) -> None:
    """What is older than it may be kept is gone, with its votes; what is younger stays."""
    journal = opened(keep_days=2)
    old = recorded(journal)
    journal.vote(old.id, ASKER, up=True)
    clock.now += 1.5 * DAY
    young = recorded(journal)
    assert journal.entry(old.id) == old
    clock.now += DAY
    recorded(journal)
    assert journal.entry(old.id) is None
    assert journal.votes(old.id) == {}
    assert journal.entry(young.id) == young
    clock.now += 2 * DAY
    assert opened(keep_days=2).entry(young.id) is None


def test_with_no_days_nothing_is_written(tmp_path: Path, opened: OpenJournal) -> None:
    """What is kept for no day is kept in memory, until the bot stops."""
    journal = opened(keep_days=0)
    entry = recorded(journal)
    assert journal.entry(entry.id) == entry
    assert list(tmp_path.iterdir()) == []
    assert opened(keep_days=0).entry(entry.id) is None


def test_what_is_not_known_has_expired(opened: OpenJournal) -> None:
    """An id that was never given leads nowhere, and neither does a vote on it."""
    journal = opened()
    assert journal.entry("never") is None
    journal.vote("never", ASKER, up=True)
    assert journal.votes("never") == {}


def test_a_person_has_one_vote(opened: OpenJournal) -> None:
    """A second vote takes the place of the first; what was looked for stays, if anything."""
    journal = opened()
    entry = recorded(journal)
    journal.vote(entry.id, 1, up=True)
    journal.vote(entry.id, 2, up=False)
    assert journal.votes(entry.id) == {1: (True, None), 2: (False, None)}
    journal.vote(entry.id, 2, up=False, wanted="Tea")
    journal.vote(entry.id, 1, up=False)
    assert journal.votes(entry.id) == {1: (False, None), 2: (False, "Tea")}
    journal.vote(entry.id, 2, up=True)
    assert journal.votes(entry.id) == {1: (False, None), 2: (True, "Tea")}


def test_a_reply_leans_on_the_answer_that_it_replies_to(opened: OpenJournal) -> None:
    """Whatever was asked since, the message that is replied to counts, and no other."""
    journal = opened()
    first, second = recorded(journal), recorded(journal)
    journal.sent(first.id, 100)
    journal.sent(second.id, 101)
    assert journal.before(100, CHANNEL, 60) == first
    assert journal.before(101, None, 60) == second
    assert journal.before(102, None, 60) is None


def test_in_its_own_place_a_question_leans_on_the_last(opened: OpenJournal, clock: Clock) -> None:
    """In a thread or a direct message, the last answer counts for a while."""
    journal = opened()
    recorded(journal)
    clock.now += 1
    last = recorded(journal, answer("The last?"))
    recorded(journal, channel=21)
    clock.now += 60
    assert journal.before(None, CHANNEL, 60) == last
    assert journal.before(555, CHANNEL, 60) == last  # a reply to somebody else
    assert journal.before(None, None, 60) is None
    clock.now += 1
    assert journal.before(None, CHANNEL, 60) is None


def test_a_thread_leans_on_the_answer_that_opened_it(opened: OpenJournal, clock: Clock) -> None:
    """A thread bears the id of the message that opened it, until there is more in it."""
    journal = opened()
    opening = recorded(journal)
    journal.sent(opening.id, 300)
    clock.now += DAY
    assert journal.before(None, 300, 60) == opening
    inside = recorded(journal, channel=300)
    assert journal.before(None, 300, 60) == inside


def test_nothing_leans_on_what_was_asked_privately(opened: OpenJournal) -> None:
    """An answer without a channel is found by its own id alone."""
    journal = opened()
    private = recorded(journal, channel=None)
    assert journal.before(None, CHANNEL, 60) is None
    assert journal.entry(private.id) == private


def test_a_follow_up_carries_on_what_it_leant_on(opened: OpenJournal) -> None:
    """The question after a follow-up leans on both: what stands alone says too little."""
    journal = opened()
    assert recorded(journal).asked == "Who was shocked?"
    assert recorded(journal, answer("And in Rick's café?", "Who was shocked?")).asked == (
        "And in Rick's café: Who was shocked?"
    )
    assert recorded(journal, answer("And why?", "Who?")).asked == "Who?"


def test_what_was_registered_is_kept_by_place(opened: OpenJournal) -> None:
    """Each place has its own digest, and the last one counts."""
    journal = opened()
    assert journal.registered("1:everywhere") is None
    journal.register("1:everywhere", "a")
    journal.register("1:10", "b")
    journal.register("1:everywhere", "c")
    assert opened().registered("1:everywhere") == "c"
    assert opened().registered("1:10") == "b"


def test_another_version_is_left_alone(opened: OpenJournal, tmp_path: Path) -> None:
    """A file of a later version is neither read nor changed; what to do is said."""
    opened().close()
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 2")
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
