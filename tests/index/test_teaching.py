"""Judged questions onto the list of those that are known, and off it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from index import teaching
from index.domain import KnownQuestion
from index.errors import CorpusError, NotFoundError, QuestionError
from index.library import Library
from index.store import known_file, placing
from index.store.known_file import QUESTIONS, read_known, write_known
from index.teaching import judged_before, judgement, teach, unteach
from tests.conftest import OpenFake, corpus, fake_build
from tests.index.test_intake import files_in

TEA, RAIN = "It steeps in a pot of clay.", "Clouds came over the hills."
FIRST = KnownQuestion("Who made the first one?", ("tea-a",))
LAST = KnownQuestion("Where is the last one?", (), ("tea-b",))

Files = Callable[[Mapping[str, str]], Library]


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Return a folder of documents with two known questions."""
    seeds = corpus(tmp_path, {"tea.md": TEA})
    write_known([FIRST, LAST], seeds)
    return seeds


def known(seeds: Path) -> list[KnownQuestion]:
    """Return what the list has."""
    return read_known(seeds)[0]


def test_a_new_question_comes_last(seeds: Path) -> None:
    """Those that are known stay as they were, and nothing had to be kept."""
    new = KnownQuestion("When was it?", ("tea-c",))
    assert teach(new, seeds) is None
    assert known(seeds) == [FIRST, LAST, new]
    assert not (seeds / placing.REMOVED).exists()


@pytest.mark.parametrize(
    "asked", ["who made THE first one", "Who made the first one ?!", "who made the first one。"]
)
def test_the_same_question_is_judged_anew_in_its_place(seeds: Path, asked: str) -> None:
    """Case and closing marks make it no other; how it was judged before is kept."""
    anew = KnownQuestion(asked, (), ("tea-a",))
    kept = teach(anew, seeds)
    assert known(seeds) == [anew, LAST]
    assert kept is not None
    assert kept.parent == seeds / ".removed"
    assert known(kept) == [FIRST]


def test_a_question_in_other_words_is_another(seeds: Path) -> None:
    """An apostrophe, a sign or a word more is not passed over."""
    others = [
        KnownQuestion(f"{start} made the first one{end}", ("tea-a",))
        for start, end in (("Who", "#"), ("Who's", ""), ("Who has", ""))
    ]
    for other in others:
        teach(other, seeds)
    assert known(seeds) == [FIRST, LAST, *others]


def test_a_question_that_the_list_has_twice_is_judged_once(seeds: Path) -> None:
    """Whoever wrote it there by hand has both lines kept."""
    twice = KnownQuestion("who made the first one", ("tea-z",))
    write_known([FIRST, LAST, twice], seeds)
    anew = KnownQuestion("Who made the first one?", ("tea-b",))
    kept = teach(anew, seeds)
    assert known(seeds) == [anew, LAST]
    assert kept is not None
    assert known(kept) == [FIRST, twice]


def test_a_question_is_taken_off_the_list_and_brought_back(seeds: Path) -> None:
    """As it was judged; one that nobody judged is told."""
    kept = unteach("WHERE is the last one", seeds)
    assert known(seeds) == [FIRST]
    assert kept is not None
    with pytest.raises(NotFoundError, match=f"Nobody has judged this question; .*{QUESTIONS}"):
        unteach(LAST.question, seeds)
    assert judged_before(LAST.question, seeds, kept.name) is None
    assert known(seeds) == [FIRST, LAST]
    with pytest.raises(NotFoundError, match="not kept; look into"):
        judged_before(LAST.question, seeds, "nowhere")
    assert known(seeds) == [FIRST, LAST]


def test_a_full_list_takes_no_more(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence; a question that it has can still be judged anew, or taken off."""
    for module in (known_file, teaching):
        monkeypatch.setattr(module, "MAX_QUESTIONS", 2)
    with pytest.raises(CorpusError, match="2 questions are known, and no more can be; take one"):
        teach(KnownQuestion("When?", ("tea-c",)), seeds)
    assert known(seeds) == [FIRST, LAST]
    teach(KnownQuestion(FIRST.question, ("tea-c",)), seeds)
    unteach(FIRST.question, seeds)
    assert known(seeds) == [LAST]


def test_what_could_not_be_read_again_is_not_written(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list that is too long for a build stays as it was."""
    monkeypatch.setattr(known_file, "MAX_BYTES", (seeds / QUESTIONS).stat().st_size + 10)
    with pytest.raises(CorpusError, match="could not be read again; shorten"):
        teach(KnownQuestion("When?", ("tea-c",)), seeds)
    assert known(seeds) == [FIRST, LAST]


def test_a_disk_that_fails_loses_nothing(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is as it was, and nothing half written lies beside it."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    before = files_in(seeds)
    monkeypatch.setattr("index.store.placing.os.fsync", full)
    with pytest.raises(CorpusError, match="No space left on device"):
        teach(KnownQuestion("When?", ("tea-c",)), seeds)
    monkeypatch.undo()
    assert known(seeds) == [FIRST, LAST]
    assert files_in(seeds) == before


def test_a_list_that_cannot_be_read_is_not_written_over(seeds: Path) -> None:
    """Whoever wrote it is told the line, and mends it."""
    (seeds / QUESTIONS).write_text('{"question": "Who?", "answered_by": ["tea-a"]}\nnonsense\n')
    with pytest.raises(CorpusError, match="line 2: it is no JSON object"):
        teach(KnownQuestion("When?", ("tea-c",)), seeds)
    assert (seeds / QUESTIONS).read_text().endswith("nonsense\n")


def test_one_change_is_made_at_a_time(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the lock of the folder's other changes."""
    monkeypatch.setattr(placing, "_WAIT", 0.01)
    with (
        placing.changing(seeds),
        pytest.raises(CorpusError, match="Another process is changing the documents"),
    ):
        teach(KnownQuestion("When?", ("tea-c",)), seeds)
    assert known(seeds) == [FIRST, LAST]


def test_a_judgement_names_passages_that_there_are(fake_library: Files) -> None:
    """Each once, under its own id; one that is misspelt is told as everywhere."""
    library = fake_library({"tea.md": TEA, "rain.md": RAIN})
    (tea,), (rain,) = library.passages("tea"), library.passages("rain")
    judged = judgement(library, " Who’s  there ? ", [f" {tea.id} ", tea.id], [rain.id])
    assert judged == KnownQuestion("Who's there ?", (tea.id,), (rain.id,))
    with pytest.raises(NotFoundError, match="There is no passage tea-nothing; `dossier"):
        judgement(library, "Who?", ["tea-nothing"])
    with pytest.raises(CorpusError, match=f"{tea.id} cannot both answer the question and not"):
        judgement(library, "Who?", [tea.id], [rain.id, tea.id])
    with pytest.raises(CorpusError, match="No passage is named"):
        judgement(library, "Who?")
    with pytest.raises(QuestionError, match="no word in it"):
        judgement(library, "?", [tea.id])


def test_a_question_that_was_taught_is_answered_in_other_words(
    tmp_path: Path, fake_library: Files, open_fake: OpenFake
) -> None:
    """The passage shares no word with it; once it is forgotten, another comes first."""
    library = fake_library({"tea.md": TEA, "rain.md": RAIN})
    (tea,) = library.passages("tea")
    seeds = tmp_path / "seeds"

    def first(question: str) -> str:
        fake_build(seeds, tmp_path / "built")
        return open_fake(tmp_path / "built").ask(question, 1).citations[0].key

    asked = "brew good drink hills"
    assert first(asked) == "rain"
    teach(judgement(library, "Brew hills drink good?", [tea.id]), seeds)
    assert first(asked) == "tea"
    unteach("brew hills drink good", seeds)
    assert first(asked) == "rain"
