"""What was answered, remembered so that an answer's buttons go on working."""

from dataclasses import replace
from pathlib import Path

from bot.journal import MESSAGE, Entry, Shown
from index.core.followup import joined
from index.domain import Answer, Scope, Verdict
from tests.bot.discord.builders import citation
from tests.bot.journals import (
    ASKER,
    CHANNEL,
    DAY,
    Clock,
    OpenJournal,
    answer,
    recorded,
    votes_of,
)


def test_an_answer_outlasts_its_process(opened: OpenJournal) -> None:
    """What one process records another reads again, to the last detail."""
    entry = recorded(opened(), answer(before="And before?"))
    assert opened().entry(entry.id) == entry
    assert entry == Entry(
        entry.id,
        "Who was shocked?",
        "And before?",
        Verdict.POSSIBLE,
        (("captian", "captain"),),
        Scope("renault", "2009", None),
        tuple(Shown(f"doc-{number}", "renault", 0, 24) for number in (1, 2, 3)),
    )


def test_only_what_is_worth_showing_is_kept(opened: OpenJournal) -> None:
    """The first passages are kept, with the part of each that was marked."""
    marked = Answer("q", Verdict.ANSWERED, 1.0, (citation(window=(16, 23)), citation(2)))
    (shown,) = opened().record(marked, 1, ASKER, CHANNEL).shown
    assert (shown.start, shown.end) == (16, 23)


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
    assert journal.votes(old.id) == []
    assert journal.entry(young.id) == young
    clock.now += 2 * DAY
    assert opened(keep_days=2).entry(young.id) is None


def test_what_is_not_known_has_expired(opened: OpenJournal) -> None:
    """An id that was never given leads nowhere, and neither does a vote on it."""
    journal = opened()
    assert journal.entry("never") is None
    journal.vote("never", ASKER, up=True)
    assert journal.votes("never") == []


def test_a_person_has_one_vote(opened: OpenJournal) -> None:
    """A second vote takes the place of the first; what was looked for stays, if anything."""
    journal = opened()
    entry = recorded(journal)
    journal.vote(entry.id, 1, up=True)
    journal.vote(entry.id, 2, up=False)
    assert votes_of(journal, entry.id, 1, 2) == {1: (True, None), 2: (False, None)}
    journal.vote(entry.id, 2, up=False, wanted="Tea")
    journal.vote(entry.id, 1, up=False)
    assert votes_of(journal, entry.id, 1, 2) == {1: (False, None), 2: (False, "Tea")}
    journal.vote(entry.id, 2, up=True)
    assert votes_of(journal, entry.id, 1, 2) == {1: (False, None), 2: (True, "Tea")}


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


def test_an_answer_that_turned_out_private_is_hidden(opened: OpenJournal) -> None:
    """Nobody's follow-up leans on it, but its buttons go on working."""
    journal = opened()
    entry = recorded(journal)
    journal.hide(entry.id)
    assert journal.before(None, CHANNEL, 60) is None
    assert journal.entry(entry.id) == entry


def test_answers_and_thumbs_are_counted(opened: OpenJournal) -> None:
    """How many answers are kept, and how many liked them or did not."""
    journal = opened()
    assert journal.tally() == (0, 0, 0)
    first, second = recorded(journal), recorded(journal)
    journal.vote(first.id, 1, up=True)
    journal.vote(first.id, 2, up=True)
    journal.vote(second.id, 1, up=False)
    assert journal.tally() == (2, 2, 1)


def test_a_person_is_forgotten(opened: OpenJournal) -> None:
    """What a person asked goes, with all votes on it, and their votes on others' answers."""
    journal = opened()
    mine, also_mine = recorded(journal), recorded(journal)
    other = journal.record(answer(), 9, 2, CHANNEL)
    journal.vote(mine.id, 2, up=True)
    journal.vote(other.id, ASKER, up=True)
    journal.vote(other.id, 2, up=False)
    assert journal.forget_person(ASKER) == 2
    assert journal.entry(mine.id) is journal.entry(also_mine.id) is None
    assert journal.entry(other.id) == other
    assert votes_of(journal, other.id, 2) == {2: (False, None)}
    assert journal.tally() == (1, 0, 1)
    assert journal.forget_person(ASKER) == 0


def test_nothing_of_a_forgotten_person_is_left(opened: OpenJournal, tmp_path: Path) -> None:
    """Neither their number nor a word of theirs stands in any table, or in any file's bytes."""
    person, words = 987_654_321_987, "Which zeppelins did the quartermaster see?"
    journal = opened()
    mine = journal.record(answer(words), 9, person, CHANNEL)
    journal.sent(mine.id, 555)
    journal.vote(mine.id, 2, up=False, wanted="others' words on mine")
    other = journal.record(answer("and balloons?", before=words), 9, 2, CHANNEL)
    later = answer("why?", before=joined("and balloons?", words))
    third = journal.record(later, 9, 3, CHANNEL)
    own = journal.record(answer("and storks?", before="Who was shocked?"), 9, 3, CHANNEL)
    journal.vote(other.id, person, up=False, wanted="the airship museum")
    telling = [b"zeppelins", b"quartermaster", b"airship museum", b"others' words on mine"]
    assert all(any(word in content for content in contents(tmp_path)) for word in telling)

    assert journal.forget_person(person) == 1
    tables = [name for (name,) in journal._execute(_TABLES, ())]
    assert {"answers", "votes"} <= set(tables)
    for table in tables:
        for row in journal._execute(f"SELECT * FROM {table}", ()):  # noqa: S608 (our own tables)
            assert {person, journal.pseudonym(person)}.isdisjoint(row)
            assert not any("zeppelins" in str(value) for value in row)
    assert not any(word in content for word in telling for content in contents(tmp_path))
    for kept in (other, third):
        left = journal.entry(kept.id)
        assert left == replace(kept, before=None, corrections=(), missing=())
    assert journal.entry(own.id) == own


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def contents(folder: Path) -> list[bytes]:
    """Return the bytes of every file in a folder."""
    return [path.read_bytes() for path in folder.iterdir() if path.is_file()]


def test_what_has_expired_is_overwritten(
    opened: OpenJournal, clock: Clock, tmp_path: Path
) -> None:
    """Once the file is closed, the words of what was dropped stand in no file any more."""
    journal = opened(keep_days=1)
    journal.record(answer("Which zeppelins?"), 9, ASKER, CHANNEL)
    clock.now += 2 * DAY
    journal.forget()
    journal.close()
    assert not any(b"zeppelins" in content for content in contents(tmp_path))


def test_whose_messages_were_looked_at_takes_nothing_from_others(opened: OpenJournal) -> None:
    """What stands in place of a message's text is nobody's question."""
    journal = opened()
    journal.record(answer(MESSAGE), 9, ASKER, CHANNEL)
    other = journal.record(answer("and why?", before="Is a message a letter?"), 9, 2, 1)
    journal.forget_person(ASKER)
    assert journal.entry(other.id) == other
