"""Tests of ``index.library``: what an index that is not as it should be is good for."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.engines.fake_encoder import WordCountEncoder
from index.errors import (
    DamagedSnapshotError,
    QuoteMismatchError,
    StaleSnapshotError,
)
from index.parameters import Parameters
from index.store import snapshot
from index.store.manifest import read_manifest
from index.store.snapshot import STORE, Snapshot, SnapshotFolder
from index.store.soundness import problems_of
from tests.conftest import OpenFake, corpus, fake_build
from tests.index.corpora import FILES


def alter(index: Path, command: str) -> None:
    """Change the store of an index behind its back."""
    folder = SnapshotFolder(index).current()
    assert folder is not None
    with closing(sqlite3.connect(folder / STORE)) as connection, connection:
        assert connection.execute(command).rowcount > 0


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Have no checksum looked at from then on: what happens where damage comes later than that."""

    def uncheck() -> None:
        monkeypatch.setattr(snapshot, "CHECKED_AT_ONCE", -1)
        monkeypatch.setattr(Snapshot, "check", lambda _: None)

    return uncheck


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE passages SET text = replace(text, 'river', 'rival') WHERE number = 2",
        "UPDATE documents SET text = replace(text, 'river', 'rival') WHERE key = 'rain'",
        'UPDATE passages SET start = start + 1, "end" = "end" + 1 WHERE number = 2',
        "UPDATE passages SET key = 'sun', number = 9 WHERE number = 2",
    ],
)
def test_altered_store(
    tmp_path: Path, open_fake: OpenFake, unchecked: Callable[[], None], command: str
) -> None:
    """An altered store is not opened; if it were, no quote that is not its source's is sent."""
    fake_build(corpus(tmp_path, FILES), tmp_path / "built")
    reading = open_fake(tmp_path / "built")
    (passage,) = [p for p in reading.passages("rain") if p.number == 2]
    alter(tmp_path / "built", command)
    with pytest.raises(DamagedSnapshotError, match=r"library\.sqlite is damaged"):
        open_fake(tmp_path / "built")
    unchecked()
    library = open_fake(tmp_path / "built")
    said = f"The passage {passage.id} is not what stands in its document, so it was not sent"
    with pytest.raises(QuoteMismatchError, match=said):
        library.ask("how much did the river rise")
    with pytest.raises(QuoteMismatchError, match=said):
        library.cite(passage.id)
    assert any(
        "library.sqlite is damaged" in one
        for one in problems_of(SnapshotFolder(tmp_path / "built"))
    )


def test_another_model(tmp_path: Path, open_fake: OpenFake) -> None:
    """An index that was built with another model does not answer, and says with which."""
    fake_build(corpus(tmp_path, FILES), tmp_path / "built")
    with pytest.raises(StaleSnapshotError, match="was built with the model word-counts, not with"):
        open_fake(tmp_path / "built", WordCountEncoder("1" * 64))


def test_other_settings(tmp_path: Path, open_fake: OpenFake) -> None:
    """An index that was built with other settings does not answer."""
    fake_build(corpus(tmp_path, FILES), tmp_path / "built")
    folder = SnapshotFolder(tmp_path / "built").used()
    replace(read_manifest(folder), parameters=replace(Parameters(), bm25_b=0.7).as_dict()).write(
        folder
    )
    with pytest.raises(StaleSnapshotError, match="built with other settings; run"):
        open_fake(tmp_path / "built")


@pytest.mark.parametrize("name", ["vectors.faiss", "words/vocab.index.json"])
def test_damaged_engine(
    tmp_path: Path, open_fake: OpenFake, unchecked: Callable[[], None], name: str
) -> None:
    """A damaged file of the same size is found by its checksum, else when the engine reads it."""
    fake_build(corpus(tmp_path, FILES), tmp_path / "built")
    path = SnapshotFolder(tmp_path / "built").used() / name
    path.write_bytes(b"\xff" * path.stat().st_size)
    with pytest.raises(DamagedSnapshotError, match="is damaged or missing; run"):
        open_fake(tmp_path / "built")
    unchecked()
    with pytest.raises(DamagedSnapshotError, match="is damaged; run"):
        open_fake(tmp_path / "built")
