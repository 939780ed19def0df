"""What is taught of questions: its log, and its undoing, over real files."""

from pathlib import Path

import pytest

from bot import changes as changes_module
from bot.changes import Changes
from bot.trail import Trail, What
from index.domain import KnownQuestion
from index.errors import CorpusError, NotFoundError
from index.store.known_file import read_known
from tests.bot.journals import Clock
from tests.conftest import corpus

CAROL = 77
FIRST = KnownQuestion("Who pours the tea?", ("tea-a",))
SECOND = KnownQuestion("who pours the TEA", (), ("tea-b",))
OTHER = KnownQuestion("When does it rain?", ("rain-a",))


@pytest.fixture
def made(tmp_path: Path, clock: Clock) -> Changes:
    """Return what changes a folder with a document."""
    seeds = corpus(tmp_path, {"tea.md": "# On tea\n\nTea is poured."})
    return Changes(seeds, Trail(tmp_path / "state", seeds, clock))


def known(made: Changes) -> list[KnownQuestion]:
    """Return the known questions."""
    return read_known(made.seeds)[0]


def test_every_judgement_says_who_when_and_of_what(made: Changes, clock: Clock) -> None:
    """As with documents, whose keys are never those of questions."""
    made.teach(FIRST, CAROL)
    clock.now += 60
    made.unteach("who pours the tea", None)
    told = [(c.at - 1e6, c.who, c.what, c.key, c.title) for c in made.trail.changes()]
    assert told == [
        (60, None, What.FORGOTTEN, "?who pours the tea", "who pours the tea"),
        (0, CAROL, What.TAUGHT, "?who pours the tea", "Who pours the tea?"),
    ]
    assert all(change.done and change.is_of_question for change in made.trail.changes())


def test_what_fails_is_not_in_the_log(made: Changes) -> None:
    """A question that nobody judged is taken off no list."""
    with pytest.raises(NotFoundError):
        made.unteach("Who?", CAROL)
    assert made.trail.changes() == []


def test_a_judgement_in_whose_midst_the_process_ends_was_noted(
    made: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as begun."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(changes_module, "teach", killed)
    with pytest.raises(KeyboardInterrupt):
        made.teach(FIRST, CAROL)
    (change,) = made.trail.changes()
    assert (change.title, change.done) == (FIRST.question, False)


def test_a_judgement_is_undone_and_made_again(made: Changes) -> None:
    """Each undoing is a change of its own, and can be undone, too."""
    made.teach(FIRST, CAROL)
    for number, expected in ((1, []), (2, [FIRST]), (3, []), (2, [FIRST]), (1, [])):
        made.undo(number, CAROL)
        assert known(made) == expected


def test_judging_anew_is_undone_and_made_again(made: Changes) -> None:
    """The two judgements take each other's place; that of another question stays."""
    made.teach(FIRST, CAROL)
    made.teach(OTHER, CAROL)
    made.teach(SECOND, CAROL)
    for number, expected in ((3, FIRST), (4, SECOND), (3, FIRST), (6, SECOND)):
        assert made.undo(number, CAROL).present
        assert known(made) == [expected, OTHER]


def test_forgetting_is_undone_and_done_again(made: Changes) -> None:
    """Without a number, as the last change that stands."""
    made.teach(FIRST, CAROL)
    made.unteach(FIRST.question, CAROL)
    assert made.undo(None, CAROL).undoes == 2
    assert known(made) == [FIRST]
    made.undo(3, CAROL)
    assert known(made) == []


def test_a_later_judgement_of_the_question_is_undone_first(made: Changes) -> None:
    """Else undoing would bring back what nobody means any more."""
    made.teach(FIRST, CAROL)
    made.teach(OTHER, CAROL)
    made.teach(SECOND, CAROL)
    with pytest.raises(CorpusError, match="Change 3 came later and concerns “Who pours the tea"):
        made.undo(1, CAROL)
    made.undo(2, CAROL)
    made.undo(3, CAROL)
    made.undo(1, CAROL)
    assert known(made) == []


def test_what_is_taken_back_at_once_leaves_no_entry(made: Changes) -> None:
    """As if it had never been."""
    made.teach(FIRST, CAROL)
    made.revert(made.teach(SECOND, CAROL))
    made.revert(made.teach(OTHER, CAROL))
    made.revert(made.unteach(FIRST.question, CAROL))
    assert known(made) == [FIRST]
    assert [change.number for change in made.trail.changes()] == [1]


def test_documents_and_questions_are_undone_side_by_side(made: Changes) -> None:
    """A document whose key reads as a question does is no question."""
    (made.seeds / "who.md").write_text("Who?")
    made.teach(KnownQuestion("Who?", ("tea-a",)), CAROL)
    made.remove("who", CAROL)
    made.undo(1, CAROL)
    assert known(made) == []
    assert not (made.seeds / "who.md").exists()
    made.undo(2, CAROL)
    assert (made.seeds / "who.md").read_text() == "Who?"
