"""Changes of the corpus, their log, and their undoing, over real files."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import changes as changes_module
from bot.changes import Changes
from bot.journal_file import JournalError, path_in
from bot.trail import Trail, What, undone
from index.errors import CorpusError, KnownFileError, NotFoundError
from index.intake import Preview, preview_bytes
from index.store.documents import read_corpus
from tests.bot.journals import Clock
from tests.conftest import corpus
from tests.index.formats.files import PROSE, pdf
from tests.index.test_intake import files_in

CAROL = 77
PDF = preview_bytes(pdf(PROSE, title="Of harbours"), "harbour.pdf")


@pytest.fixture
def made(tmp_path: Path, clock: Clock) -> Changes:
    """Return what changes a folder with two documents."""
    seeds = corpus(tmp_path, {"other.md": "It rained.", "tea.md": "# On tea\n\nTea is poured."})
    return Changes(seeds, Trail(tmp_path / "state", seeds, clock))


def keys(made: Changes) -> list[str]:
    """Return the keys of all documents."""
    return [document.key for document, _ in read_corpus(made.seeds)]


def titled(text: str, name: str = "harbour.md") -> Preview:
    """Return what a file with a text of its own would become."""
    return preview_bytes(text.encode(), name)


def test_every_change_says_who_when_and_what(made: Changes, clock: Clock) -> None:
    """From Discord or the terminal; the last comes first."""
    made.add(PDF, CAROL)
    clock.now += 60
    made.remove("TEA", None)
    made.restore("tea", CAROL)
    told = [(c.number, c.at - 1e6, c.who, c.what, c.key, c.title) for c in made.trail.changes()]
    assert told == [
        (3, 60, CAROL, What.RESTORED, "tea", "On tea"),
        (2, 60, None, What.REMOVED, "tea", "On tea"),
        (1, 0, CAROL, What.ADDED, "harbour", "Of harbours"),
    ]
    assert all(change.done for change in made.trail.changes())


def test_what_fails_is_not_in_the_log(made: Changes) -> None:
    """A change that was not made is not told as one; nothing else happens to the folder."""
    made.add(PDF, CAROL)
    before = files_in(made.seeds)
    with pytest.raises(KnownFileError):
        made.add(PDF, CAROL)
    with pytest.raises(NotFoundError):
        made.remove("nothing", CAROL)
    with pytest.raises(NotFoundError):
        made.restore("nothing", CAROL)
    assert [change.number for change in made.trail.changes()] == [1]
    assert files_in(made.seeds) == before


def test_what_cannot_be_noted_is_not_done(made: Changes, tmp_path: Path) -> None:
    """No change without an entry: a log that cannot be written keeps the corpus as it is."""
    (tmp_path / "state").write_text("in the way")
    before = files_in(made.seeds)
    for change in (lambda: made.add(PDF, CAROL), lambda: made.remove("tea", CAROL)):
        with pytest.raises(JournalError):
            change()
    assert files_in(made.seeds) == before


def test_a_change_in_whose_midst_the_process_ends_was_noted(
    made: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as begun, and undone by nobody by mistake."""
    made.add(titled("Harbours."), CAROL)
    monkeypatch.setattr(changes_module, "take_out", _killed)
    with pytest.raises(KeyboardInterrupt):
        made.remove("tea", CAROL)
    last, first = made.trail.changes()
    assert (last.what, last.key, last.done) == (What.REMOVED, "tea", False)
    monkeypatch.undo()
    assert made.undo(None, CAROL).undoes == first.number


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_was_made_stands_though_that_could_not_be_noted(
    made: Changes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The log has it as begun, with who and when; what was wrong is logged."""

    def full(*_: object) -> None:
        msg = "The disk is full."
        raise JournalError(msg)

    monkeypatch.setattr(Trail, "finish", full)
    assert made.add(PDF, CAROL).key == "harbour"
    assert "harbour" in keys(made)
    (change,) = made.trail.changes()
    assert (change.who, change.key, change.done) == (CAROL, "harbour", False)
    assert "Change 1 was made; that could not be noted" in caplog.text


def test_adding_is_undone_and_done_again(made: Changes) -> None:
    """To the byte; the undoing is a change of its own, which can be undone, too."""
    made.add(PDF, CAROL)
    before = {name: (made.seeds / name).read_bytes() for name in files_in(made.seeds)}
    undoing = made.undo(None, CAROL)
    assert (undoing.number, undoing.undoes, undoing.present) == (2, 1, False)
    assert keys(made) == ["other", "tea"]
    made.undo(2, CAROL)
    assert {name: (made.seeds / name).read_bytes() for name in files_in(made.seeds)} == before
    made.undo(None, CAROL)
    assert keys(made) == ["other", "tea"]
    assert [change.undoes for change in made.trail.changes()] == [1, 2, 1, None]


def test_undoing_goes_back_step_by_step(made: Changes) -> None:
    """Without a number the last change goes that still stands, an undoing not counted."""
    made.add(PDF, CAROL)
    made.remove("tea", CAROL)
    made.undo(None, CAROL)
    assert keys(made) == ["harbour", "other", "tea"]
    made.undo(None, CAROL)
    assert keys(made) == ["other", "tea"]
    with pytest.raises(NotFoundError, match="no change to undo"):
        made.undo(None, CAROL)


def test_an_earlier_change_is_undone_by_its_number(made: Changes) -> None:
    """Another document's changes are not in the way; twice it cannot be."""
    made.remove("tea", CAROL)
    made.add(PDF, CAROL)
    made.undo(1, CAROL)
    assert keys(made) == ["harbour", "other", "tea"]
    with pytest.raises(CorpusError, match="Change 1 was undone already"):
        made.undo(1, CAROL)
    with pytest.raises(NotFoundError, match="no change 9"):
        made.undo(9, CAROL)


def test_a_later_change_of_the_document_is_undone_first(made: Changes) -> None:
    """Else undoing would take out another document than the one that was added then."""
    made.add(titled("First."), CAROL)
    made.remove("harbour", CAROL)
    made.add(titled("Second."), CAROL)
    with pytest.raises(CorpusError, match="Change 3 came later and concerns harbour"):
        made.undo(1, CAROL)
    with pytest.raises(CorpusError, match="Change 3 came later"):
        made.undo(2, CAROL)
    made.undo(3, CAROL)
    made.undo(2, CAROL)
    assert (made.seeds / "harbour.md").read_text().endswith("First.\n")


def test_what_was_removed_then_comes_back_though_more_was_removed_since(made: Changes) -> None:
    """The document of that change, and not the last one under its key."""
    made.add(titled("First."), CAROL)
    made.remove("harbour", CAROL)
    made.add(titled("Second."), CAROL)
    made.undo(3, CAROL)
    made.undo(2, CAROL)
    assert (made.seeds / "harbour.md").read_text().endswith("First.\n")


def test_replacing_is_undone_and_done_again(made: Changes) -> None:
    """The two documents take each other's place."""
    made.add(titled("First."), None)
    change = made.add(titled("Second."), None, replacing=True)
    assert change.what is What.REPLACED
    for expected in ("First.\n", "Second.\n"):
        made.undo(made.trail.changes()[0].number, CAROL)
        assert (made.seeds / "harbour.md").read_text().endswith(expected)


@pytest.mark.parametrize("turns", ["12131", "12345", "1213243", "12323"])
def test_what_was_undone_and_done_again_is_undone_by_any_of_its_numbers(
    made: Changes, turns: str
) -> None:
    """What it took out lies elsewhere by then than where the change itself had put it."""
    made.remove("tea", CAROL)
    for number in map(int, turns):
        before = keys(made)
        gone = undone(made.trail.changes())
        if number in gone:
            with pytest.raises(CorpusError, match=f"Change {number} was undone already"):
                made.undo(number, CAROL)
            assert keys(made) == before
        else:
            made.undo(number, CAROL)
            assert ("tea" in keys(made)) is ("tea" not in before)


def test_replacing_is_undone_by_its_own_number_again_and_again(made: Changes) -> None:
    """The last undoing's undoing has the document that the first had."""
    made.add(titled("First."), None)
    made.add(titled("Second."), None, replacing=True)
    for number, expected in ((2, "First.\n"), (3, "Second.\n"), (2, "First.\n"), (5, "Second.\n")):
        made.undo(number, CAROL)
        assert (made.seeds / "harbour.md").read_text().endswith(expected)
    assert len(keys(made)) == 3


def test_the_only_document_goes_back_to_what_it_replaced(tmp_path: Path) -> None:
    """The corpus is never without one meanwhile."""
    made = Changes(tmp_path / "seeds", Trail(tmp_path / "state", tmp_path / "seeds"))
    made.add(titled("First."), None)
    made.add(titled("Second."), None, replacing=True)
    made.undo(None, CAROL)
    assert (made.seeds / "harbour.md").read_text().endswith("First.\n")


def test_what_stands_in_the_way_of_going_back_loses_nothing(made: Changes) -> None:
    """Where the old document cannot come back, the new one stays."""
    made.add(titled("First."), None)
    change = made.add(titled("Second."), None, replacing=True)
    kept = made.seeds / ".removed" / str(change.kept)
    kept.rename(made.seeds / ".removed" / "elsewhere")
    with pytest.raises(NotFoundError):
        made.undo(None, CAROL)
    assert (made.seeds / "harbour.md").read_text().endswith("Second.\n")
    assert len(made.trail.changes()) == 2


def test_what_is_taken_back_at_once_leaves_no_entry(made: Changes) -> None:
    """As if it had never been; the numbers go on without a gap."""
    before = files_in(made.seeds)
    made.revert(made.add(PDF, CAROL))
    made.revert(made.remove("tea", CAROL))
    assert {name for name in files_in(made.seeds) if not name.startswith(".removed")} == before
    assert made.trail.changes() == []
    assert made.remove("tea", CAROL).number == 1


@pytest.fixture
def blocker(made: Changes, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Return another process, which writes to the log."""
    made.trail.begin(None, What.ADDED, "x", "x", present=True)
    path = path_in(tmp_path / "state")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def test_a_log_that_is_held_is_told(
    made: Changes, blocker: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, and nothing was done; once it is free, it goes on."""
    monkeypatch.setattr("bot.journal_file.PATIENCE", 0.01)
    with pytest.raises(JournalError, match="try again in a minute"):
        made.remove("tea", CAROL)
    assert keys(made) == ["other", "tea"]
    blocker.execute("ROLLBACK")
    made.remove("tea", CAROL)


def test_reading_the_log_makes_no_file(tmp_path: Path) -> None:
    """Where nothing was changed, nothing is written."""
    assert Trail(tmp_path / "state", tmp_path / "seeds").changes() == []
    assert list(tmp_path.iterdir()) == []


def test_one_corpus_knows_nothing_of_the_changes_of_another(
    made: Changes, tmp_path: Path, clock: Clock
) -> None:
    """Over one journal: the last change is undone of one's own documents, by number as well."""
    other = corpus(tmp_path / "other", {"old.md": "Another harbour."})
    theirs = Changes(other, Trail(tmp_path / "state", other, clock))
    made.add(preview_bytes(b"Of tea.", "note.md"), None)
    taken = theirs.add(preview_bytes(b"Of coffee.", "note.md"), None)
    assert [change.number for change in made.trail.changes()] == [1]
    with pytest.raises(NotFoundError, match=f"no change {taken.number}"):
        made.undo(taken.number, None)
    assert made.undo(None, None).undoes == 1
    assert (other / "note.md").read_text().rstrip().endswith("Of coffee.")
    with pytest.raises(NotFoundError, match="no change to undo"):
        made.undo(None, None)


def test_a_change_of_before_is_everybodys(made: Changes, tmp_path: Path) -> None:
    """Of which documents it is was not noted then."""
    made.add(preview_bytes(b"Of tea.", "note.md"), None)
    with closing(sqlite3.connect(tmp_path / "state" / "journal.sqlite")) as file, file:
        file.execute("UPDATE changes SET seeds = NULL")
    assert made.undo(None, None).undoes == 1
