"""``dossier unanswered``: what people asked and the corpus did not answer."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.journal import Journal
from index.domain import Verdict
from tests.bot.conftest import Run
from tests.bot.journals import answer, recorded


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name the folder of the journal in the environment."""
    monkeypatch.setenv("DOSSIER_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def test_they_are_listed(dossier: Run, state: Path) -> None:
    """Each question stands there once with how often it was asked, and nobody's name."""
    journal = Journal(state, 90)
    nothing = replace(answer(), verdict=Verdict.NOT_IN_CORPUS, missing=("Salt Typhoon",))
    for question in ("What is Salt Typhoon?", "what is salt typhoon", "[bold]Who[/]?"):
        recorded(journal, replace(nothing, question=question))
    recorded(journal)
    journal.close()
    table = dossier("unanswered").out
    assert table.index("what is salt typhoon") < table.index("[bold]Who[/]?")
    assert "Who was shocked?" not in table
    first, _ = map(json.loads, dossier("unanswered", "--json").out.splitlines())
    assert (first["question"], first["times"]) == ("what is salt typhoon", 2)
    assert first["missing"] == ["Salt Typhoon"]
    assert set(first) == {"question", "times", "last", "missing"}
    assert len(dossier("unanswered", "--json", "-n", "1").out.splitlines()) == 1


def test_without_a_journal(dossier: Run, state: Path) -> None:
    """Where nothing was ever asked a sentence says so, and no file is made."""
    outcome = dossier("unanswered")
    assert (outcome.status, outcome.out) == (0, "")
    assert "No question" in outcome.err
    assert not state.exists()
