"""``dossier gaps`` as a person runs it."""

import csv
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot import gaps
from bot.journal import Journal
from index.domain import EVERYTHING, Verdict
from tests.bot.conftest import Run
from tests.bot.journals import Clock, answer, recorded

ANSWERED = "Why is Beijing like Captain Renault?"
MISSING = "What is Salt Typhoon?"


@pytest.fixture
def journal(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Journal]:
    """Return the journal of a bot, in which four questions were asked in vain."""
    monkeypatch.setenv("DOSSIER_STATE", str(tmp_path / "state"))
    nothing = replace(answer(), verdict=Verdict.NOT_IN_CORPUS, scope=EVERYTHING)
    with closing(Journal(tmp_path / "state", 90, clock)) as journal:
        for question in (ANSWERED, MISSING, "whats salt typhoon", "[bold]=cmd[/]?"):
            missing = ("Salt Typhoon",) if "alt" in question else ()
            recorded(journal, replace(nothing, question=question, missing=missing))
        yield journal


def test_they_are_shown(dossier: Run, journal: Journal) -> None:
    """The most asked first, each with what the corpus lacks, and what answers it now."""
    table = dossier("gaps").out
    assert table.index("alt typhoon") < table.index("[bold]=cmd[/]?")
    (line,) = [line for line in table.splitlines() if ANSWERED in line]
    assert "renault-" in line
    assert journal.tally() == (4, 0, 0)


def test_json_has_all_of_them(dossier: Run, journal: Journal) -> None:
    """An object a line, and nothing that tells who asked."""
    assert journal
    lines = [json.loads(line) for line in dossier("gaps", "--json").out.splitlines()]
    assert lines[0]["times"] == 2
    assert {lines[0]["question"], *lines[0]["others"]} == {MISSING, "whats salt typhoon"}
    by_question = {line["question"]: line for line in lines}
    assert by_question[ANSWERED]["answered"] is True
    assert by_question[ANSWERED]["citation"]["key"] == "renault"
    assert lines[0]["answered"] is False
    assert set(lines[0]) == {
        *("question", "times", "others", "first", "last", "disliked", "wanted", "missing"),
        *("answered", "citation"),
    }
    assert len(dossier("gaps", "--json", "-n", "1").out.splitlines()) == 1


def test_a_table_is_written(dossier: Run, journal: Journal, tmp_path: Path) -> None:
    """For spreadsheets, into a file that is not there yet; or printed as it is."""
    assert journal
    path = tmp_path / "gaps.csv"
    outcome = dossier("gaps", "--csv", path)
    assert (outcome.status, outcome.out) == (0, "")
    assert path.read_bytes().startswith(b"\xef\xbb\xbftimes,question,")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3
    assert {row["answered since"] for row in rows} == {"yes", "no"}
    again = dossier("gaps", "--csv", path)
    assert again.status == 1
    assert "is there already" in again.err
    printed = dossier("gaps", "--csv", "-").out
    assert printed.startswith("times,question,")
    assert "'=cmd" not in printed  # it begins with a bracket
    assert dossier("gaps", "--csv", tmp_path / "none" / "gaps.csv").status == 1
    assert dossier("gaps", "--csv", "-", "--json").status == 1


def test_more_than_are_looked_at_is_told(
    dossier: Run, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of thousands the latest are grouped, and of many groups the most asked asked again."""
    assert journal
    monkeypatch.setattr(gaps, "MOST", 3)
    monkeypatch.setattr(gaps, "ASKED_AGAIN", 1)
    outcome = dossier("gaps", "--json")
    assert "the latest 3 questions" in outcome.err
    lines = [json.loads(line) for line in outcome.out.splitlines()]
    assert sum(line["times"] for line in lines) == 3
    assert [line["answered"] for line in lines] == [False, None]


def test_without_a_journal(dossier: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing was ever asked a sentence says so, and no file is made."""
    state = tmp_path / "state"
    monkeypatch.setenv("DOSSIER_STATE", str(state))
    outcome = dossier("gaps")
    assert (outcome.status, outcome.out) == (0, "")
    assert "Nothing that was asked" in outcome.err
    assert not state.exists()
