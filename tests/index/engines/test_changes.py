"""Tests of ``index.engines.changes``."""

import threading
from pathlib import Path

import pytest

from index.engines import changes
from index.engines.changes import changes_below


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look more often than people need."""
    monkeypatch.setattr(changes, "_LOOK_EVERY", 0.3)


def test_a_change_is_told(tmp_path: Path) -> None:
    """A file that is written is told, and once."""
    told = changes_below(tmp_path)
    assert not next(told)
    writing = threading.Timer(0.1, (tmp_path / "a.md").write_text, ["It rained."])
    writing.start()
    assert any(next(told) for _ in range(20))
    assert not next(told)
    writing.join()


def test_a_folder_that_is_exchanged(tmp_path: Path) -> None:
    """One that is moved away is waited for, and what takes its place is watched."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    told = changes_below(seeds)
    assert not next(told)
    seeds.rename(tmp_path / "old")
    assert any(next(told) for _ in range(20))
    threading.Timer(0.1, seeds.mkdir).start()
    assert next(told)  # when it is watched again
    writing = threading.Timer(0.1, (seeds / "a.md").write_text, ["It rained."])
    writing.start()
    assert any(next(told) for _ in range(20))
    writing.join()
