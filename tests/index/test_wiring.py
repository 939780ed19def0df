"""Tests of ``index.wiring``."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from index.build import build
from index.engines.fake_encoder import WordCountEncoder
from index.engines.models import BUNDLED
from index.errors import (
    DamagedSnapshotError,
    MissingSnapshotError,
    ModelError,
    StaleSnapshotError,
)
from index.parameters import FORMAT_VERSION, Parameters
from index.store.snapshot import SnapshotFolder
from index.wiring import (
    build_index,
    default_engines,
    index_state,
    open_library,
    open_reader,
)
from tests.conftest import SEEDS, corpus, fake_build

NAME = "word-counts"


def test_missing(tmp_path: Path) -> None:
    """Where nothing was built the index is missing."""
    assert index_state(tmp_path / "seeds", tmp_path / "built", NAME) == "missing"


def test_current_and_outdated(tmp_path: Path) -> None:
    """An index is current until its documents change."""
    seeds = corpus(tmp_path, {"rain.md": "It rained."})
    fake_build(seeds, tmp_path / "built")
    assert index_state(seeds, tmp_path / "built", NAME) == "current"
    corpus(tmp_path, {"sun.md": "The sun came out."})
    assert index_state(seeds, tmp_path / "built", NAME) == "outdated"


def test_foreign(tmp_path: Path) -> None:
    """An index of another folder or another model is foreign."""
    seeds = corpus(tmp_path, {"rain.md": "It rained."})
    fake_build(seeds, tmp_path / "built")
    assert index_state(seeds, tmp_path / "built", BUNDLED) == "foreign"
    other = corpus(tmp_path / "other", {"rain.md": "It rained."})
    assert index_state(other, tmp_path / "built", NAME) == "foreign"


def test_moved_together(tmp_path: Path) -> None:
    """An index that moved together with its documents is current."""
    fake_build(corpus(tmp_path / "old", {"rain.md": "It rained."}), tmp_path / "old" / "built")
    moved = (tmp_path / "old").rename(tmp_path / "new")
    assert index_state(moved / "seeds", moved / "built", NAME) == "current"


def test_open_nothing(tmp_path: Path) -> None:
    """Opening an index that was never built says so."""
    for opened in (open_reader, lambda index: open_library(index, BUNDLED)):
        with pytest.raises(MissingSnapshotError):
            opened(tmp_path / "built")


def test_open_with_another_model(tmp_path: Path) -> None:
    """The bundled model does not open an index of another one."""
    fake_build(corpus(tmp_path, {"rain.md": "It rained."}), tmp_path / "built")
    with pytest.raises(StaleSnapshotError, match=f"not with {BUNDLED}"):
        open_library(tmp_path / "built", BUNDLED)


def test_build_with_no_model(tmp_path: Path) -> None:
    """A folder that is no model builds nothing."""
    with pytest.raises(ModelError):
        build_index(SEEDS, tmp_path / "built", str(tmp_path))
    assert not (tmp_path / "built").exists()


def test_real_build(real_index: Path) -> None:
    """The bundled model builds the index of the seeds: nine passages, nothing to do again."""
    again = build_index(SEEDS, real_index, BUNDLED)
    assert (again.changed, again.manifest.passages, again.manifest.dimension) == (False, 9, 384)


def of_format(index: Path, version: object) -> Path:
    """Make the index in use one of another format, and return its manifest."""
    folder = SnapshotFolder(index).current()
    assert folder is not None
    path = folder / "manifest.json"
    fields = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**fields, "format_version": version}), encoding="utf-8")
    return path


@pytest.mark.parametrize("version", [FORMAT_VERSION - 1, FORMAT_VERSION + 1, "x"])
def test_another_format(tmp_path: Path, version: object) -> None:
    """An index of another format is stale: it may be made anew, for it was made from these."""
    seeds = corpus(tmp_path, {"rain.md": "It rained."})
    fake_build(seeds, tmp_path / "built")
    of_format(tmp_path / "built", version)
    assert index_state(seeds, tmp_path / "built", NAME) == "stale"


def test_other_settings(tmp_path: Path) -> None:
    """An index that was built with other settings is stale too, and is built anew."""
    seeds = corpus(tmp_path, {"rain.md": "It rained."})
    engines = default_engines(WordCountEncoder())
    other = replace(Parameters(), bm25_b=0.5)
    build(seeds, SnapshotFolder(tmp_path / "built"), engines, other)
    assert index_state(seeds, tmp_path / "built", NAME) == "stale"
    assert fake_build(seeds, tmp_path / "built").changed
    assert index_state(seeds, tmp_path / "built", NAME) == "current"


def test_older_rules_of_names(tmp_path: Path) -> None:
    """An index whose names older rules found is built anew; no vector is made again for it."""
    seeds = corpus(tmp_path, {"rain.md": "It rained."})
    engines = default_engines(WordCountEncoder())
    build(seeds, SnapshotFolder(tmp_path / "built"), engines, replace(Parameters(), name_rules=0))
    assert index_state(seeds, tmp_path / "built", NAME) == "stale"
    again = fake_build(seeds, tmp_path / "built")
    assert (again.changed, again.embedded) == (True, 0)
    assert index_state(seeds, tmp_path / "built", NAME) == "current"


def test_another_format_of_others(tmp_path: Path) -> None:
    """One of another folder or another model is foreign, whatever its format."""
    seeds = corpus(tmp_path, {"rain.md": "It rained."})
    fake_build(seeds, tmp_path / "built")
    of_format(tmp_path / "built", FORMAT_VERSION - 1)
    assert index_state(seeds, tmp_path / "built", BUNDLED) == "foreign"
    other = corpus(tmp_path / "other", {"rain.md": "It rained."})
    assert index_state(other, tmp_path / "built", NAME) == "foreign"


def test_another_format_is_built_anew(tmp_path: Path) -> None:
    """Building over an index of another format makes a current one, though no document changed."""
    seeds = corpus(tmp_path, {"rain.md": "It rained."})
    fake_build(seeds, tmp_path / "built")
    of_format(tmp_path / "built", FORMAT_VERSION - 1)
    assert fake_build(seeds, tmp_path / "built").changed
    assert index_state(seeds, tmp_path / "built", NAME) == "current"


def test_damaged_manifest(tmp_path: Path) -> None:
    """An index of which nothing can be told is damaged, neither foreign nor outdated."""
    seeds = corpus(tmp_path, {"rain.md": "It rained."})
    fake_build(seeds, tmp_path / "built")
    of_format(tmp_path / "built", FORMAT_VERSION).write_text("{")
    with pytest.raises(DamagedSnapshotError, match="manifest.json is damaged"):
        index_state(seeds, tmp_path / "built", NAME)
