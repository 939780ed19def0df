"""``dossier teach`` as a person runs it."""

import json
from pathlib import Path

import pytest

from index.domain import KnownQuestion
from index.store.known_file import QUESTIONS, read_known
from tests.bot.conftest import Run
from tests.conftest import corpus

HARD = "Which film did the spokesman bring to mind for the columnist?"
ALIKE = "what film did the spokesman bring to mind for that columnist"
ROUTER = "How do I reset my router password?"


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_STATE", str(tmp_path / "state"))


def known(tmp_path: Path) -> list[KnownQuestion]:
    """Return the known questions."""
    return read_known(tmp_path / "seeds")[0]


def first(here: Run, question: str) -> str:
    """Return the passage that comes first."""
    return str(json.loads(here("ask", "--json", question).out)["citations"][0]["passage_id"])


def test_a_passage_is_taught_and_found_by_other_words(here: Run, tmp_path: Path) -> None:
    """The index follows at once; undoing brings back what there was before."""
    before = json.loads(here("ask", "--json", "-k", "4", ALIKE).out)["citations"]
    taught = before[-1]["passage_id"]
    outcome = here("teach", HARD, taught)
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err == (
        f"Taught: {taught} answers “{HARD}”; `dossier undo 1` takes it back.\n"
        "The index has 1 document and 4 passages.\n"
    )
    assert known(tmp_path) == [KnownQuestion(HARD, (taught,))]
    assert first(here, ALIKE) == taught
    assert "Undid change 1" in here("undo").err
    assert first(here, ALIKE) == before[0]["passage_id"]


def test_what_is_judged_anew_is_told(here: Run, tmp_path: Path) -> None:
    """One judgement takes the other's place, as a whole; it is brought back by its number."""
    found = json.loads(here("ask", "--json", HARD).out)["citations"]
    one, second, third = (each["passage_id"] for each in found[:3])
    assert "in place of" not in here("teach", HARD, one, "--no-build").err
    anew = here("teach", HARD.upper(), second, third, "--no-build")
    assert anew.err == (
        f"Taught: {second}, {third} answer “{HARD.upper()}”, in place of what was judged of it"
        " before; `dossier undo 2` brings that back.\n"
    )
    here("undo", "2", "--no-build")
    assert known(tmp_path) == [KnownQuestion(HARD, (one,))]


def test_several_passages_answer(here: Run, tmp_path: Path) -> None:
    """Each is told, and one that is named twice once."""
    ids = [each["passage_id"] for each in json.loads(here("ask", "--json", HARD).out)["citations"]]
    outcome = here("teach", HARD, *ids[:2], ids[0], "--no-build")
    assert outcome.err.startswith(f"Taught: {ids[0]}, {ids[1]} answer “{HARD}”; `dossier undo 1`")
    assert "The index has" not in outcome.err
    assert known(tmp_path) == [KnownQuestion(HARD, tuple(ids[:2]))]


def test_without_building_the_index_is_left_as_it_is(here: Run, tmp_path: Path) -> None:
    """The passages are those that it has, whatever was taught since; a question updates it."""
    here("index", "build")
    before = (tmp_path / "built" / "CURRENT").read_bytes()
    for question, how in (
        (HARD, "renault-xbyzgn"),
        (ALIKE, "renault-xbyzgn"),
        (ROUTER, "--nothing"),
    ):
        outcome = here("teach", question, how, "--no-build")
        assert outcome.status == 0
        assert outcome.err.startswith("Taught: ")
        assert len(outcome.err.splitlines()) == 1
    assert (tmp_path / "built" / "CURRENT").read_bytes() == before
    assert len(known(tmp_path)) == 3
    assert "updating the index" in here("ask", HARD).err


def test_what_an_answer_shows_may_be_no_answer(here: Run, tmp_path: Path) -> None:
    """As many passages as -k says, and as an answer shows; then it is less sure of itself."""
    asked = "Who is Captain Renault?"
    before = json.loads(here("ask", "--json", "-k", "2", asked).out)
    assert before["verdict"] == "answered"
    outcome = here("teach", asked, "--nothing", "-k", "2")
    ids = [each["passage_id"] for each in before["citations"]]
    assert outcome.status == 0
    assert outcome.err.startswith(
        f"Taught: the 2 passages shown for “{asked}” do not answer it ({ids[0]}, {ids[1]});"
        " `dossier undo 1` takes it back.\nThe index has"
    )
    assert known(tmp_path) == [KnownQuestion(asked, (), tuple(ids))]
    after = json.loads(here("ask", "--json", asked).out)
    assert after["answerability"] < before["answerability"]
    assert "the passage shown for" in here("teach", asked, "--nothing", "-k", "1").err


def test_near_misses_are_judged_as_they_are_shown(here: Run, tmp_path: Path) -> None:
    """Where nothing answers, nobody sees more than the nearest two."""
    assert here("teach", ROUTER, "--nothing", "-k", "4").status == 0
    (one,) = known(tmp_path)
    assert len(one.not_answered_by) == 2


def test_a_judgement_is_forgotten_and_brought_back(here: Run, tmp_path: Path) -> None:
    """Whatever its case and closing marks; the log tells both."""
    here("teach", ROUTER, "--nothing", "--no-build")
    taught = known(tmp_path)
    outcome = here("teach", "how do I reset my router password", "--forget")
    assert outcome.status == 0
    assert outcome.err.startswith(
        "Forgotten: nothing is known of “how do I reset my router password” any more;"
        " `dossier undo 2` brings it back.\nThe index has"
    )
    assert known(tmp_path) == []
    last, begun = here("log").out.splitlines()
    assert last.endswith(
        "terminal                          forgotten “how do I reset my router password”"
    )
    assert begun.endswith(f"terminal                          taught “{ROUTER}”")
    here("undo", "--no-build")
    assert known(tmp_path) == taught
    again = here("teach", "Who?", "--forget")
    assert again.status == 1
    assert again.err.startswith("Error: Nobody has judged this question;")


def test_a_passage_that_there_is_not_gets_one_sentence(here: Run, tmp_path: Path) -> None:
    """With what it may be misspelt for; nothing is written."""
    outcome = here("teach", HARD, "renault-xbyzgm")
    assert outcome.status == 1
    assert "There is no passage renault-xbyzgm" in outcome.err
    assert "Did you mean renault-xbyzgn?" in outcome.err
    assert not (tmp_path / "seeds" / QUESTIONS).exists()
    assert here("log").out == ""


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("renault-xbyzgn", "--nothing"),
        ("renault-xbyzgn", "--forget"),
        ("--nothing", "--forget"),
    ],
)
def test_one_thing_is_taught_at_a_time(
    here: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """What contradicts itself is refused before an index is built."""
    outcome = here("teach", HARD, *arguments)
    assert outcome.status == 1
    assert outcome.err == (
        "Error: Name the passages that answer the question, or add either --nothing or --forget.\n"
    )
    assert not (tmp_path / "built").exists()


def test_no_question_gets_one_sentence(here: Run, tmp_path: Path) -> None:
    """As with ``dossier ask``."""
    outcome = here("teach", " ?", "--nothing")
    assert (outcome.status, "no word in it" in outcome.err) == (1, True)
    assert not (tmp_path / "built").exists()


def test_an_index_of_other_documents_teaches_nothing(
    here: Run, dossier: Run, tmp_path: Path
) -> None:
    """Its passages are not those of the folder; nothing is written into either."""
    here("index", "build")
    other = corpus(tmp_path / "other", {"a.md": "It rained."})
    for how in ("--nothing", "renault-xbyzgn"):
        outcome = dossier("teach", HARD, how, "--seeds", other, index=tmp_path / "built")
        assert outcome.status == 1
        assert f"it does not tell what answers from {other}; name its own" in outcome.err
    assert not (other / QUESTIONS).exists()
    assert not (tmp_path / "seeds" / QUESTIONS).exists()


def test_a_question_cannot_steer_the_terminal(here: Run) -> None:
    """Its control characters are shown as something else."""
    outcome = here("teach", "Who\x1b[31m is it?", "renault-xbyzgn", "--no-build")
    assert outcome.status == 0
    gone = here("teach", "Who\x1b[31m is it?", "--forget", "--no-build")
    assert gone.status == 0
    assert "\x1b" not in outcome.err + gone.err + here("log").out
