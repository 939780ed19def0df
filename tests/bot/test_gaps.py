"""What people asked in vain: read from the journal, grouped by meaning, and asked again."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.gaps import Asking, Gap, answering, askings, gaps_of, inquiry, rows_of, table_of, wordings
from bot.journal import LONG_MESSAGE, MESSAGE, Journal
from bot.journal_file import JournalError, path_in
from index.domain import EVERYTHING, Answer, Scope, Verdict
from index.library import Library
from index.ports import Floats
from tests.bot.discord.builders import citation
from tests.bot.journals import DAY, Clock, answer, recorded

NOTHING = replace(answer(), verdict=Verdict.NOT_IN_CORPUS, scope=EVERYTHING)
SAME = (
    "What is Salt Typhoon?",
    "whats salt typhoon",
    "tell me about the salt typhoon hack",
    "which telcos did salt typhoon hack",
)


@pytest.fixture
def journal(tmp_path: Path, clock: Clock) -> Iterator[Journal]:
    """Return the journal of a bot that is at work."""
    with closing(Journal(tmp_path / "state", 90, clock)) as journal:
        yield journal


def nothing(question: str, *missing: str, before: str | None = None) -> Answer:
    """Return that the corpus has no answer to the question."""
    return replace(NOTHING, question=question, missing=missing, before=before)


def asked_in(journal: Journal, most: int = 100) -> list[Asking]:
    """Return what was asked in vain, as another process reads it."""
    with rows_of(journal.folder) as rows:
        assert rows is not None
        return askings(rows, most)


def questions_in(journal: Journal) -> list[str]:
    """Return the questions alone."""
    return [one.question for one in asked_in(journal)]


def test_what_nothing_answered_is_read_the_latest_first(journal: Journal, clock: Clock) -> None:
    """With what it names and the corpus lacks, and without who asked; what was answered is not."""
    recorded(journal, nothing("Wer war ÖZIL?"))
    clock.now += 5
    recorded(journal, nothing("What is Salt Typhoon?", "Salt Typhoon"))
    recorded(journal)
    first, second = asked_in(journal)
    assert (first.question, first.at, first.missing) == (
        "What is Salt Typhoon?",
        clock.now,
        ("Salt Typhoon",),
    )
    assert (second.question, second.disliked, second.wanted) == ("Wer war ÖZIL?", False, ())
    assert asked_in(journal, 1) == [first]


def test_of_many_wordings_the_latest_are_read(journal: Journal, clock: Clock) -> None:
    """However often each was asked: what is asked a thousand times is one."""
    for question in ("Who fell?", *("Who was Rick?", "who was rick", "Who spoke?") * 3):
        clock.now += 5
        recorded(journal, nothing(question))
    assert len(asked_in(journal, 3)) == 10
    assert "Who fell?" not in {one.question for one in asked_in(journal, 2)}
    assert len(asked_in(journal, 2)) == 9


def test_what_did_not_help_is_read_once_with_what_was_wanted(journal: Journal) -> None:
    """However many pressed the thumb; a thumb up on an answer says nothing of a gap."""
    disliked, liked = recorded(journal), recorded(journal)
    journal.vote(disliked.id, 1, up=False, wanted="The captain's reasons")
    journal.vote(disliked.id, 2, up=False, wanted="His reasons")
    journal.vote(disliked.id, 3, up=False)
    journal.vote(liked.id, 1, up=True)
    (one,) = asked_in(journal)
    assert (one.disliked, set(one.wanted)) == (True, {"The captain's reasons", "His reasons"})
    assert one.shown == ("doc-1", "doc-2", "doc-3")


def test_words_that_are_gone_are_those_of_what_was_wanted(journal: Journal, clock: Clock) -> None:
    """A thumb that comes late is on a question that is no longer known; its wish still is."""
    late, mute = recorded(journal), recorded(journal)
    clock.now += 2 * DAY
    journal.forget()
    journal.vote(late.id, 1, up=False, wanted="The captain's reasons")
    journal.vote(mute.id, 1, up=False)
    assert questions_in(journal) == ["The captain's reasons"]


def test_a_follow_up_is_told_with_what_it_leant_on(journal: Journal) -> None:
    """The same few words after two questions are two questions."""
    for before in ("Who was indicted?", "Who spoke?"):
        recorded(journal, nothing("And in 2015?", before=before))
    asked = questions_in(journal)
    assert len(wordings(asked_in(journal))) == 2
    assert all("2015" in question for question in asked)
    assert any("indicted" in question for question in asked)


def test_a_part_of_the_corpus_that_does_not_answer_is_not_the_corpus(journal: Journal) -> None:
    """What one document was asked may be answered by another."""
    recorded(journal, replace(nothing("Who was Rick?"), scope=Scope("embassy")))
    assert asked_in(journal) == []


def test_a_message_is_no_question(journal: Journal) -> None:
    """A message whose sources were looked for is not listed; a question about one is."""
    for question in (MESSAGE, LONG_MESSAGE, "What is in a message"):
        recorded(journal, nothing(question))
    assert questions_in(journal) == ["What is in a message"]


def test_nothing_is_changed(journal: Journal, clock: Clock, tmp_path: Path) -> None:
    """Questions that are older than they are kept stay until the bot drops them."""
    recorded(journal, nothing("Who was Rick?"))
    clock.now += 1000 * DAY
    before = path_in(tmp_path / "state").read_bytes()
    assert len(asked_in(journal)) == 1
    assert path_in(tmp_path / "state").read_bytes() == before


@pytest.mark.parametrize(
    ("spoilt", "message"),
    [
        (b"no database at all, " * 100, "cannot be opened"),
        (b"", "another version of Dossier; start the bot once"),
    ],
)
def test_a_journal_that_cannot_be_read(tmp_path: Path, spoilt: bytes, message: str) -> None:
    """What is wrong is said in one sentence."""
    path_in(tmp_path).write_bytes(spoilt)
    with pytest.raises(JournalError, match=message), rows_of(tmp_path):
        pass


def test_without_a_journal_there_is_nothing_to_read(tmp_path: Path) -> None:
    """No file is made where nothing was ever asked."""
    with rows_of(tmp_path / "state") as rows:
        assert rows is None
    assert list(tmp_path.iterdir()) == []


def test_a_locked_journal_is_read(journal: Journal) -> None:
    """A bot that is writing does not keep anybody from reading."""
    recorded(journal, nothing("Who was Rick?"))
    with closing(sqlite3.connect(path_in(journal.folder), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert len(asked_in(journal)) == 1


def grouped(library: Library, asked: list[Asking]) -> list[Gap]:
    """Return the groups, with the real model's vectors."""
    words = wordings(asked)
    return gaps_of(asked, dict(zip(words, library.vectors(words), strict=True)))


def test_what_means_the_same_is_one_gap(
    journal: Journal, clock: Clock, real_library: Library
) -> None:
    """Four ways to ask for it are a group; what only looks like it is another."""
    for question in (*SAME, "What is Volt Typhoon?", "Who is the ambassador in Beijing?", SAME[0]):
        clock.now += DAY
        recorded(journal, nothing(question, "Salt Typhoon" if "alt" in question else "Other"))
    first, *others = grouped(real_library, asked_in(journal))
    assert first.times == 5
    assert first.question in SAME
    assert {first.question, *first.others} == set(SAME)
    assert "Salt Typhoon" in first.missing
    assert (first.last - first.first) / DAY == 6
    assert [one.question for one in others] == [
        "Who is the ambassador in Beijing?",
        "What is Volt Typhoon?",
    ]


def test_case_and_marks_make_no_other_question(journal: Journal, clock: Clock) -> None:
    """A wording is told as it was written last, and each asking counts."""
    for question in ("Who was Rick?", "who was  rick", "WHO WAS RICK ?!"):
        clock.now += 5
        recorded(journal, nothing(question))
    asked = asked_in(journal)
    assert wordings(asked) == ["WHO WAS RICK ?!"]
    vectors = {"WHO WAS RICK ?!": of_length_one()}
    (gap,) = gaps_of(asked, vectors)
    assert (gap.question, gap.times, gap.others) == ("WHO WAS RICK ?!", 3, ())
    assert gaps_of([], {}) == []


def of_length_one() -> Floats:
    """Return a vector of length one."""
    return np.ones(1, dtype=np.float32)


GAP = Gap("Who was it?", 2, 0, 5.0, 2 * DAY, ("who was that",), (), (), frozenset())
FOUND = replace(answer(), verdict=Verdict.ANSWERED)


def test_what_is_answered_now_is_told() -> None:
    """By the passage that answers; what may answer, does not, or cannot be asked is none."""
    assert inquiry(GAP).question == "Who was it?"
    assert answering(GAP, FOUND) == FOUND.citations[0]
    assert answering(GAP, answer()) is None
    assert answering(GAP, NOTHING) is None
    assert answering(GAP, ValueError()) is None


def test_what_did_not_help_then_does_not_answer_now() -> None:
    """The passage that got a thumb down is not offered again as the answer."""
    disliked = replace(GAP, disliked=1, shown=frozenset({"doc-1"}))
    assert answering(disliked, FOUND) is None
    assert answering(disliked, replace(FOUND, citations=FOUND.citations[1:])) is not None


def test_what_mentions_nothing_of_what_was_missing_does_not_answer() -> None:
    """A passage that is near, and not on the name that was asked for, is no answer to it."""
    assert answering(replace(GAP, missing=("Trump",)), FOUND) is None
    assert answering(replace(GAP, missing=("Trump", "shocked!")), FOUND) is not None
    assert answering(replace(GAP, missing=("captain renault",)), FOUND) is not None


def test_a_table_of_all() -> None:
    """A line each with all that is known; what was not asked again is left open."""
    table = list(csv.DictReader(io.StringIO(table_of([GAP] * 3, [citation(), None]))))
    assert [row["answered since"] for row in table] == ["yes", "no", ""]
    assert table[0]["passage"] == "renault-xbyzgn"
    assert "Getting Past Captain Renault" in table[0]["citation"]
    assert (table[0]["question"], table[0]["times"]) == ("Who was it?", "2")
    assert (table[0]["first asked"], table[0]["last asked"]) == ("1970-01-01", "1970-01-03")


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '=HYPERLINK("x")']
)
def test_no_cell_is_a_formula(cell: str) -> None:
    """What people write is text for a spreadsheet, in whatever column it stands."""
    gap = replace(GAP, question=cell, others=(cell,), missing=(cell,), wanted=(cell,))
    _, row = csv.reader(io.StringIO(table_of([gap], []), newline=""))
    assert [one for one in row if one and one[0] in "=+-@\t\r\n＝"] == []
    assert row[1] == f"'{cell}"
