"""``dossier unanswered``: what people asked and the corpus did not answer."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.journal import LONG_MESSAGE, MESSAGE, Journal
from bot.journal_file import JournalError, path_in
from bot.unanswered import Unanswered, unanswered_in
from index.domain import EVERYTHING, Answer, Scope, Verdict
from tests.bot.conftest import Run
from tests.bot.journals import Clock, answer, recorded

NOTHING = replace(answer(), verdict=Verdict.NOT_IN_CORPUS, scope=EVERYTHING)


@pytest.fixture
def clock() -> Clock:
    """Return a clock that is moved by hand."""
    return Clock()


@pytest.fixture
def journal(tmp_path: Path, clock: Clock) -> Iterator[Journal]:
    """Return the journal of a bot that is at work."""
    with closing(Journal(tmp_path / "state", 90, clock)) as journal:
        yield journal


def nothing(question: str, *missing: str, before: str | None = None) -> Answer:
    """Return that the corpus has no answer to the question."""
    return replace(NOTHING, question=question, missing=missing, before=before)


def test_most_asked_come_first(journal: Journal, clock: Clock) -> None:
    """However a question was written, it is one; what it was told last is told."""
    recorded(journal, nothing("Wer war ÖZIL?"))
    recorded(journal, nothing("What is Salt Typhoon?", "Salt Typhoon"))
    clock.now += 5
    recorded(journal, nothing("wer war özil", "özil"))
    recorded(journal)
    first, second = unanswered_in(journal.folder, 9)
    assert first == Unanswered("wer war özil", 2, clock.now, ("özil",))
    assert (second.question, second.times) == ("What is Salt Typhoon?", 1)
    assert unanswered_in(journal.folder, 1) == [first]


def test_a_follow_up_is_told_with_what_it_leant_on(journal: Journal) -> None:
    """The same few words after two questions are two questions."""
    for before in ("Who was indicted?", "Who spoke?"):
        recorded(journal, nothing("And in 2015?", before=before))
    asked = [one.question for one in unanswered_in(journal.folder, 9)]
    assert len(asked) == 2
    assert all("2015" in question for question in asked)
    assert any("indicted" in question for question in asked)


def test_a_part_of_the_corpus_that_does_not_answer_is_not_the_corpus(journal: Journal) -> None:
    """What one document was asked may be answered by another."""
    recorded(journal, replace(nothing("Who was Rick?"), scope=Scope("embassy")))
    assert unanswered_in(journal.folder, 9) == []


def test_a_message_is_no_question(journal: Journal) -> None:
    """A message whose sources were looked for is not listed; a question about one is."""
    for question in (MESSAGE, LONG_MESSAGE, "What is in a message"):
        recorded(journal, nothing(question))
    assert [one.question for one in unanswered_in(journal.folder, 9)] == ["What is in a message"]


def test_nothing_is_changed(journal: Journal, clock: Clock, tmp_path: Path) -> None:
    """Questions that are older than they are kept stay until the bot drops them."""
    recorded(journal, nothing("Who was Rick?"))
    clock.now += 1000 * 24 * 60 * 60
    before = path_in(tmp_path / "state").read_bytes()
    assert len(unanswered_in(journal.folder, 9)) == 1
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
    with pytest.raises(JournalError, match=message):
        unanswered_in(tmp_path, 9)


def test_they_are_shown(dossier: Run, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each question stands there once with how often it was asked, and nobody's name."""
    monkeypatch.setenv("DOSSIER_STATE", str(journal.folder))
    for question in ("What is Salt Typhoon?", "what is salt typhoon", "[bold]Who[/]?"):
        recorded(journal, nothing(question, "Salt Typhoon"))
    table = dossier("unanswered").out
    assert table.index("what is salt typhoon") < table.index("[bold]Who[/]?")
    first, _ = map(json.loads, dossier("unanswered", "--json").out.splitlines())
    assert (first["question"], first["times"]) == ("what is salt typhoon", 2)
    assert first["missing"] == ["Salt Typhoon"]
    assert set(first) == {"question", "times", "last", "missing"}
    assert len(dossier("unanswered", "--json", "-n", "1").out.splitlines()) == 1


def test_without_a_journal(dossier: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing was ever asked a sentence says so, and no file is made."""
    state = tmp_path / "state"
    monkeypatch.setenv("DOSSIER_STATE", str(state))
    outcome = dossier("unanswered")
    assert (outcome.status, outcome.out) == (0, "")
    assert "No question" in outcome.err
    assert not state.exists()


def test_a_locked_journal_is_read(journal: Journal) -> None:
    """A bot that is writing does not keep anybody from reading."""
    recorded(journal, nothing("Who was Rick?"))
    with closing(sqlite3.connect(path_in(journal.folder), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert len(unanswered_in(journal.folder, 9)) == 1
