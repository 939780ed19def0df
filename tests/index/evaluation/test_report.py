"""The report, read as a page."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT
from index.domain import Verdict
from index.errors import EvaluationError
from index.evaluation import report
from index.evaluation.beir import RankingFigures
from index.evaluation.judged import Judged, WithWords
from index.evaluation.report import check_writable, write_report
from index.evaluation.shares import hits_of, latency_of
from tests.index.evaluation.builders import SUBJECT, figures, outcome, unanswerable

COMMAND = "dossier eval --questions set.jsonl"
MIXED = figures(
    outcome(0.9, kind="chat"),
    outcome(0.8, kind="chat"),
    outcome(0.2, rank=3, verdict=Verdict.NOT_IN_CORPUS, question="the *missed* | one"),
    unanswerable(0.7, verdict=Verdict.ANSWERED, question="who won <the> match"),
    unanswerable(0.1),
    unreachable=[Judged("expects nonsense", (WithWords("nonsense"),))],
)
RANKING = RankingFigures(
    SUBJECT,
    3,
    {name: {"nDCG@10": 0.5, "MRR@10": 0.25} for name in ("bm25", "dense", "full")},
    hits_of([1, 2, None]),
    latency_of([10.0, 20.0, 30.0]),
)


def cells(page: str, first: str) -> list[str]:
    """Return the cells of the table row that begins with ``first``."""
    (row,) = re.findall(rf"^\| {re.escape(first)} \|.*", page, re.MULTILINE)
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]


def test_the_page_says_what_was_measured_and_how_to_repeat_it(tmp_path: Path) -> None:
    """Set, command, corpus, questions, model, index, and what the brackets hold."""
    page = write_report(MIXED, COMMAND, tmp_path / "new" / "folder").read_text(encoding="utf-8")
    assert page.startswith(f"# set.jsonl: how well its questions are answered\n\n    {COMMAND}\n")
    assert "2 documents, 9 passages" in page
    assert "3 questions with an answer in it and 2 without" in page
    assert "Model: a-model. Index: 0123456789abcdef." in page
    assert "95% interval (Wilson)" in page


def test_the_page_has_every_figure_with_its_interval(tmp_path: Path) -> None:
    """Ranking, verdicts, answerability, kinds and time, as they are counted by hand."""
    page = write_report(MIXED, COMMAND, tmp_path).read_text(encoding="utf-8")
    assert cells(page, "hit@1") == ["hit@1", "0.67 (0.21-0.94)", "2 of 3"]
    assert cells(page, "MRR@10")[1] == "0.778"  # (1 + 1 + 1/3) / 3
    assert cells(page, "answered")[1:] == ["0.67 (0.21-0.94)", "2", "0.50 (0.09-0.91)", "1"]
    # Of the six pairs of a question with an answer and one without, (0.2, 0.7) is turned round.
    assert cells(page, "the corpus answers")[2] == "0.833 (0.44-1.00)"
    # (0.1² + 0.2² + 0.8² + 0.7² + 0.1²) / 5
    assert cells(page, "the corpus answers")[3] == "0.238"
    assert "p50 10.0 ms" in page
    (chat,) = re.findall(r"^\|  \| chat \|.*", page, re.MULTILINE)
    assert "1.00 (0.34-1.00)" in chat


def test_the_page_lists_what_went_wrong_so_that_it_reads_as_it_was_asked(tmp_path: Path) -> None:
    """Marks of Markdown in a question stay marks, and a bar does not end its cell."""
    page = write_report(MIXED, COMMAND, tmp_path).read_text(encoding="utf-8")
    assert "## Questions without a right passage first: 1" in page
    missed = (
        r"| the \*missed\* \| one | tea:1 | tea:3, tea:2, tea:1 | not\_in\_corpus | 0.20 | 3 |"
    )
    assert page.count(missed) == 2  # it was told that there is nothing, too
    assert r"| who won \<the\> match | tea:1, tea:2 | answered | 0.70 |" in page
    assert "- expects nonsense" in page


def test_what_no_encoding_has_does_not_stop_the_report(tmp_path: Path) -> None:
    """Half of a surrogate pair in a question is shown as what it is not: a question mark."""
    half = figures(outcome(rank=None, question="half \ud800 of a pair"))
    page = write_report(half, f"{COMMAND} \udcff", tmp_path).read_text(encoding="utf-8")
    assert "| half ? of a pair |" in page


def test_every_picture_of_the_page_stands_beside_it(tmp_path: Path) -> None:
    """What the page shows is there, and nothing else is."""
    page = write_report(MIXED, COMMAND, tmp_path).read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page)
    assert sorted(shown) == ["hits.png", "latency.png", "reliability.png", "thresholds.png"]
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([*shown, "report.md"])
    assert all((tmp_path / name).read_bytes().startswith(b"\x89PNG") for name in shown)


def test_what_there_is_no_figure_for_is_not_shown(tmp_path: Path) -> None:
    """Noise that nothing answers has no rank, no recall and no time."""
    noise = figures(unanswerable(0.0))
    timeless = figures(outcome(rank=None, milliseconds=None))
    page = write_report(noise, COMMAND, tmp_path / "a").read_text(encoding="utf-8")
    assert re.findall(r"\(([a-z]+)\.png\)", page) == ["reliability", "latency"]
    assert "hit@1" not in page
    page = write_report(timeless, COMMAND, tmp_path / "b").read_text(encoding="utf-8")
    assert "latency" not in page
    assert not (tmp_path / "b" / "latency.png").exists()


def test_a_ranking_alone_is_told_with_hits_and_time(tmp_path: Path) -> None:
    """Of a set in BEIR layout: the three rankings, hit@k, how long it takes."""
    page = write_report(RANKING, COMMAND, tmp_path).read_text(encoding="utf-8")
    assert cells(page, "full ranking") == ["full ranking", "0.5000", "0.2500"]
    assert cells(page, "hit@3")[2] == "2 of 3"
    assert re.findall(r"\(([a-z]+)\.png\)", page) == ["hits", "latency"]
    assert "Set: 3 questions." in page


def test_a_long_list_is_cut(tmp_path: Path) -> None:
    """The page shows the first of many, and says where the others are."""
    many = figures(*[outcome(rank=2)] * (report.LISTED + 1))
    page = write_report(many, COMMAND, tmp_path).read_text(encoding="utf-8")
    assert f"first: {report.LISTED + 1}" in page
    assert page.count("where was tea served") == report.LISTED
    assert f"These are the first {report.LISTED}; `--json` has all." in page


def test_an_earlier_report_is_replaced_and_what_is_not_of_it_stays(tmp_path: Path) -> None:
    """Only the files of the report are written."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "report.md").write_text("old", encoding="utf-8")
    assert "old" not in write_report(RANKING, COMMAND, tmp_path).read_text(encoding="utf-8")
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["file", "file/below", "long" * 100])
def test_a_folder_that_cannot_be_written_is_told_at_once(tmp_path: Path, name: str) -> None:
    """Before anything is asked, one sentence says so, and nothing is left behind."""
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    with pytest.raises(EvaluationError, match="cannot be written"):
        check_writable(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_that_can_be_written_is_not_made_before_its_time(tmp_path: Path) -> None:
    """The check leaves no trace."""
    check_writable(tmp_path / "new" / "folder")
    assert list(tmp_path.iterdir()) == []


def test_a_report_is_written_as_a_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a disk that fills up in between the earlier report stays as it was."""
    write_report(RANKING, COMMAND, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "report.md":
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EvaluationError, match=r"\(No space left on device\)"):
        write_report(MIXED, COMMAND, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_no_plots_are_loaded_without_a_report() -> None:
    """All of the evaluation but its report goes without matplotlib."""
    code = (
        "import sys, bot.eval_command, bot.terminal.report, bot.terminal.measured,"
        " index.evaluation.questions, index.evaluation.squad, index.evaluation.beir;"
        " sys.exit('matplotlib' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)  # noqa: S603 (our own program)
