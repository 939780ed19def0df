"""The command line as a person runs it, and the journal, for the tests of the bot."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.journal import Journal
from bot.keeping import Keep
from tests.bot.journals import Clock, OpenJournal
from tests.conftest import SEEDS, corpus


@dataclass(frozen=True)
class Outcome:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def dossier(
    real_index: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Run:
    """Run ``dossier`` in this process, over the repository's documents unless told otherwise."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    if "DOSSIER_STATE" not in os.environ:
        monkeypatch.setenv("DOSSIER_STATE", str(tmp_path_factory.mktemp("state")))

    def run(*arguments: str | Path, index: Path = real_index, stdin: str = "") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        monkeypatch.setattr(sys, "argv", ["dossier", "--index", str(index), *map(str, arguments)])
        status = 0
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
        printed = capsys.readouterr()
        return Outcome(status, printed.out, printed.err)

    return run


@pytest.fixture
def here(dossier: Run, tmp_path: Path) -> Run:
    """Run ``dossier`` over a folder of one document and an index of the test's own."""
    corpus(tmp_path, {"renault.md": (SEEDS / "renault.md").read_bytes()})

    def run(*arguments: str | Path) -> Outcome:
        return dossier(*arguments, "--seeds", tmp_path / "seeds", index=tmp_path / "built")

    return run


@pytest.fixture
def clock() -> Clock:
    """Return the clock that the journals go by."""
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Iterator[OpenJournal]:
    """Open the journal in the test's folder; closed after the test."""
    journals: list[Journal] = []

    def opener(
        keep_days: int = 90, folder: Path = tmp_path, keep: Keep = Keep.UNANSWERED
    ) -> Journal:
        journals.append(Journal(folder, keep_days, clock, keep))
        return journals[-1]

    yield opener
    for journal in journals:
        journal.close()
