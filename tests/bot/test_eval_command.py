"""``dossier eval``, run as a person or a program runs it."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.settings import ROOT
from bot.terminal.output import show
from bot.terminal.report import report_view
from index.domain import Verdict
from index.store.known_file import read_known
from tests.bot.conftest import Run
from tests.index.evaluation.builders import figures, outcome, unanswerable
from tests.index.evaluation.test_beir import judged_set
from tests.index.evaluation.test_questions import judged_file
from tests.index.evaluation.test_squad import in_folder

QUESTIONS = [
    {"question": "are there talks with Russia", "gold": "renault:1", "kind": "plain"},
    {"question": "getting past captin renalt", "gold": "past Captain RENAULT", "kind": "typo"},
    {"question": "what did the ambassador cook", "gold": "nothing of the kind is written"},
    {"question": "how long does bread rise in a warm kitchen", "gold": None},
    {"question": "?!", "gold": None},
]


def fields_of(value: object) -> set[str]:
    """Return the name of every field in ``value``, however deep."""
    if isinstance(value, dict):
        return set(value).union(*map(fields_of, value.values()))
    return set().union(*map(fields_of, value)) if isinstance(value, list) else set()


def test_questions_are_told_in_tables(dossier: Run, tmp_path: Path) -> None:
    """Ranking, verdicts, answerability, kinds, time, and what went wrong with what was got."""
    outcome = dossier("eval", "--questions", judged_file(tmp_path, *QUESTIONS))
    assert outcome.status == 0
    assert "set.jsonl: 2 documents, 9 passages, 5 questions" in outcome.out
    for row in ("hit@3 ", "MRR@10 ", "not_in_corpus ", "the corpus answers "):
        assert [line for line in outcome.out.splitlines() if line.startswith(row)]
    assert "1 question without a right passage first" in outcome.out
    assert "1 question that expects a text which no passage contains" in outcome.out
    assert "one question: p50" in outcome.out


def test_questions_are_told_as_one_object(dossier: Run, tmp_path: Path) -> None:
    """The machine interface has the fields that docs/json.md lists, and the counts add up."""
    file = judged_file(tmp_path, *QUESTIONS)
    told: dict[str, Any] = json.loads(dossier("eval", "--questions", file, "--json").out)
    documented = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    between = {f"hit@{k}" for k in range(2, 10)} - {"hit@3"}
    assert {name for name in fields_of(told) if f"`{name}`" not in documented} == between
    assert (told["questions"], told["answerable"], told["unanswerable"]) == (5, 3, 2)
    assert told["ranking"]["hit@1"]["count"] == 2
    assert told["ranking"]["hit@1"]["low"] < 0.6667 < told["ranking"]["hit@1"]["high"]
    counts = [pair["answerable"]["count"] for pair in told["verdicts"].values()]
    assert sum(counts) == 3
    assert told["unreachable"] == ["what did the ambassador cook"]
    (missed,) = told["missed"]
    assert missed["expected"] == ["nothing of the kind is written"]
    assert (missed["rank"], len(missed["found"])) == (None, 3)
    assert sum(one["corpus_answers"]["of"] for one in told["answerability"]["bins"]) == 5


def test_a_long_list_is_cut_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """The first twenty questions are shown, and where the others are."""
    show(report_view(figures(*[outcome(rank=2)] * 21, unanswerable(verdict=Verdict.ANSWERED))))
    out = capsys.readouterr().out
    assert "21 questions without a right passage first; the first 20, all with --json" in out
    assert out.count("where was tea served") == 20
    assert "1 question without an answer, called answered" in out


def test_what_there_are_no_questions_for_is_null(dossier: Run, tmp_path: Path) -> None:
    """Noise that nothing answers has no ranking and took no time."""
    file = judged_file(tmp_path, QUESTIONS[-1])
    told = json.loads(dossier("eval", "--questions", file, "--json").out)
    assert set(told["ranking"].values()) == {None}
    assert told["verdicts"]["not_in_corpus"]["answerable"] is None
    assert (told["p50_ms"], told["answerability"]["corpus_answers"]["AUROC"]) == (None, None)


def test_squad_is_told_in_the_same_tables(dossier: Run, tmp_path: Path) -> None:
    """A sample of a set is asked over an index of its own."""
    squad, built = in_folder(tmp_path), tmp_path / "built"
    table = dossier("eval", "--squad", squad, "--limit", "1", index=built)
    assert f"{tmp_path.name}: 2 documents, 3 passages, 2 questions" in table.out
    assert "1 of 1" in table.out
    told = json.loads(dossier("eval", "--squad", squad, "--json", index=built).out)
    assert (told["answerable"], told["unanswerable"]) == (2, 1)


def test_beir_shows_the_three_rankings_side_by_side(dossier: Run, tmp_path: Path) -> None:
    """The table has a row a ranking, and --json the same figures as one object."""
    judged = judged_set(tmp_path)
    table = dossier("eval", "--beir", judged, index=tmp_path / "built")
    assert "2 documents, 3 passages, 2 questions" in table.out
    assert [line for line in table.out.splitlines() if line.startswith("full ranking")]
    told = json.loads(dossier("eval", "--beir", judged, "--json", index=tmp_path / "built").out)
    assert list(told) == [
        *("set", "documents", "passages", "questions", "rankings", "p50_ms", "p95_ms"),
    ]
    assert f"{told['rankings']['bm25']['nDCG@10']:.4f}" in table.out
    assert told["p50_ms"] <= told["p95_ms"]


def test_a_report_is_written_beside_what_is_printed(dossier: Run, tmp_path: Path) -> None:
    """It tells the command that was typed, and standard output stays JSON alone."""
    file = judged_file(tmp_path, *QUESTIONS)
    folder = tmp_path / "a report"
    outcome = dossier("eval", "--questions", file, "--report", folder, "--json")
    assert json.loads(outcome.out)["questions"] == 5
    assert str(folder / "report.md") in outcome.err
    page = (folder / "report.md").read_text(encoding="utf-8")
    assert f" eval --questions {file.name} --report '{folder.name}' --json\n" in page
    assert str(tmp_path) not in page
    assert (folder / "reliability.png").is_file()


@pytest.mark.parametrize("chosen", [(), ("--questions", "a", "--beir", "b")])
def test_one_set_is_named(dossier: Run, chosen: tuple[str, ...]) -> None:
    """None and several get one sentence that says which there are."""
    outcome = dossier("eval", *chosen)
    assert (outcome.status, outcome.out) == (1, "")
    assert "Name one set of questions: --questions FILE.jsonl, --squad PATH or" in outcome.err


def test_known_questions_are_told_and_asked_on_demand(dossier: Run, tmp_path: Path) -> None:
    """Nothing is measured where the answer was told before, unless it is asked without that."""
    known = {"question": "Where were the US-Russia talks held?", "gold": None}
    file = judged_file(tmp_path, *QUESTIONS, known)
    assert known["question"] in {one.question for one in read_known(ROOT / "seeds")[0]}
    outcome = dossier("eval", "--questions", file)
    assert "6 questions" not in outcome.out
    assert "1 more is known to the index and was not asked." in outcome.out
    told = json.loads(dossier("eval", "--questions", file, "--json").out)
    assert (told["questions"], told["known"]) == (5, 1)
    told = json.loads(dossier("eval", "--questions", file, "--without-known", "--json").out)
    assert (told["questions"], told["known"]) == (6, 0)


def test_without_known_is_of_ones_own_questions(dossier: Run, tmp_path: Path) -> None:
    """It is refused where it would be passed over: no other set comes with known questions."""
    outcome = dossier("eval", "--beir", tmp_path, "--without-known")
    assert (outcome.status, outcome.out) == (1, "")
    assert "--without-known is for your own questions" in outcome.err


def test_a_sample_is_of_squad(dossier: Run, tmp_path: Path) -> None:
    """--limit is refused where it would be passed over."""
    file = judged_file(tmp_path, *QUESTIONS)
    outcome = dossier("eval", "--questions", file, "--limit", "2")
    assert (outcome.status, outcome.out) == (1, "")
    assert "name them with --squad" in outcome.err


@pytest.mark.parametrize("option", ["--questions", "--squad", "--beir"])
def test_what_is_not_there_gets_one_sentence(dossier: Run, tmp_path: Path, option: str) -> None:
    """A path that leads nowhere is named, and no folder for a report is made."""
    report = tmp_path / "report"
    outcome = dossier("eval", option, tmp_path / "nowhere", "--report", report, "--json")
    assert (outcome.status, outcome.out) == (1, "")
    assert len(outcome.err.strip().splitlines()) == 1
    assert "cannot be read" in outcome.err
    assert not report.exists()


def test_a_report_that_cannot_be_written_is_told_before_anything_is_asked(
    dossier: Run, tmp_path: Path
) -> None:
    """Nobody waits for figures that then have nowhere to go."""
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    outcome = dossier("eval", "--questions", "nowhere", "--report", tmp_path / "file")
    assert (outcome.status, outcome.out) == (1, "")
    assert "The report cannot be written" in outcome.err
