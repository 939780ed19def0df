"""Tests of ``index.build``: what goes wrong leaves the last good index, and is mended."""

import os
import resource
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from index.engines.fake_encoder import WordCountEncoder
from index.errors import CorpusError, SnapshotError
from index.ports import Floats, Progress, silent
from index.store.documents import MAX_BYTES
from index.store.snapshot import SnapshotFolder
from tests.conftest import OpenFake, corpus, fake_build, until_killed
from tests.index.corpora import GOOD, empty, ids, numbered

BAD: Mapping[str, tuple[Mapping[str, str | bytes], str]] = {
    "empty": ({"bad.md": ""}, "bad.md"),
    "not UTF-8": ({"bad.md": b"It r\xffined."}, "bad.md"),
    "unclosed": ({"bad.md": "---\ntitle: T\n\nIt rained."}, "bad.md"),
    "broken": ({"bad.md": "---\ntitle: a: b\n---\nIt rained."}, "bad.md"),
    "a list": ({"bad.md": "---\n- title\n---\nIt rained."}, "bad.md"),
    "key": ({"bad.md": "---\nkey: a b\n---\nIt rained."}, "bad.md"),
    "date": ({"bad.md": "---\ndate: today\n---\nIt rained."}, "bad.md"),
    "url": ({"bad.md": "---\nurl: example\n---\nIt rained."}, "bad.md"),
    "NUL": ({"bad.md": b"It rained.\x00"}, "bad.md"),
    "one key twice": ({"bad.md": "---\nkey: rain\n---\nIt rained."}, "rain.md"),
    "only a comment": ({"bad.md": "<!-- It rained. -->"}, "bad.md"),
    "only a rule": ({"bad.md": "___"}, "bad.md"),
}


class Stuck(WordCountEncoder):
    """An encoder that says when it is asked, and never answers."""

    def __init__(self, started: Connection) -> None:
        super().__init__()
        self._started = started

    def encode_passages(self, texts: Sequence[str], progress: Progress = silent) -> Floats:
        """Say that it was asked, and wait to be killed."""
        self._started.send("started")
        time.sleep(600)
        return super().encode_passages(texts, progress)


def build_stuck(seeds: Path, index: Path, started: Connection) -> None:
    """Begin a build that does not end."""
    fake_build(seeds, index, Stuck(started))


@pytest.mark.parametrize("kind", BAD)
def test_bad_document(tmp_path: Path, open_fake: OpenFake, kind: str) -> None:
    """A document that cannot be read is named in a sentence, and the last index answers on."""
    fake_build(corpus(tmp_path, GOOD), tmp_path / "built")
    before = SnapshotFolder(tmp_path / "built").current()
    files, name = BAD[kind]
    with pytest.raises(CorpusError) as caught:
        fake_build(corpus(tmp_path, files), tmp_path / "built")
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)
    assert SnapshotFolder(tmp_path / "built").current() == before
    answer = open_fake(tmp_path / "built").ask("the rain all day")
    assert answer.citations[0].quote == GOOD["rain.md"]


def enlarge(seeds: Path) -> None:
    """Make a document too large."""
    os.truncate(seeds / "rain.md", MAX_BYTES + 1)


@pytest.mark.parametrize(
    ("spoil", "said"), [(enlarge, "rain.md: the file has"), (empty, "holds no document")]
)
def test_bad_folder(
    tmp_path: Path, open_fake: OpenFake, spoil: Callable[[Path], None], said: str
) -> None:
    """A file too large or a folder of nothing is told, and the last index answers on."""
    seeds = corpus(tmp_path, GOOD)
    fake_build(seeds, tmp_path / "built")
    spoil(seeds)
    with pytest.raises(CorpusError, match=said):
        fake_build(seeds, tmp_path / "built")
    answer = open_fake(tmp_path / "built").ask("the rain all day")
    assert answer.citations[0].quote == GOOD["rain.md"]


def test_bad_first_build(tmp_path: Path) -> None:
    """A first build that fails leaves no index that could be taken for one."""
    with pytest.raises(CorpusError):
        fake_build(corpus(tmp_path, {"bad.md": "<!-- It rained. -->"}), tmp_path / "built")
    assert SnapshotFolder(tmp_path / "built").current() is None


def test_killed_build(tmp_path: Path, open_fake: OpenFake) -> None:
    """A build that is killed leaves the last index in use; the next one tidies up after it."""
    seeds = corpus(tmp_path, GOOD)
    index = tmp_path / "built"
    fake_build(seeds, index)
    corpus(tmp_path, {"new.md": "Something new."})
    with until_killed(build_stuck, seeds, index):
        pass  # it is in the middle of its build
    assert list(index.glob(".unfinished-*"))
    assert {c.key for c in open_fake(index).ask("something").citations} == {"rain", "sun"}
    assert fake_build(seeds, index).changed
    assert not list(index.glob(".unfinished-*"))
    assert "new: Something new." in ids(index)


@pytest.mark.parametrize("name", ["library.sqlite", "vectors.faiss", "rows.npy", "manifest.json"])
def test_mends_itself(tmp_path: Path, name: str) -> None:
    """A snapshot that cannot be opened is built again, from the cache."""
    seeds = corpus(tmp_path, GOOD)
    fake_build(seeds, tmp_path / "built")
    current = SnapshotFolder(tmp_path / "built").current()
    assert current is not None
    (current / name).unlink()
    again = fake_build(seeds, tmp_path / "built")
    assert (again.changed, again.embedded) == (True, 0)
    assert len(ids(tmp_path / "built")) == 2


@pytest.fixture
def room() -> Iterator[Callable[[int], None]]:
    """Let no file grow beyond so many bytes, until the test ends: what a full disk comes to."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limit(size: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))

    yield limit
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_full_disk(tmp_path: Path, room: Callable[[int], None]) -> None:
    """Wherever a build runs out of room, it says so in one sentence and the old index answers."""
    index = SnapshotFolder(tmp_path / "built")
    seeds = corpus(tmp_path, GOOD)
    fake_build(seeds, index.path)
    old = index.used()
    before = ids(index.path)
    corpus(tmp_path, numbered(10, 10))
    sizes = [2**power for power in range(9, 19)]
    for size in sizes:
        room(size)
        try:
            with pytest.raises(SnapshotError, match=r"space") as caught:
                fake_build(seeds, index.path)
        finally:
            room(resource.RLIM_INFINITY)
        assert "\n" not in str(caught.value)
        assert index.used() == old
        assert ids(index.path) == before
        assert {path.name for path in index.path.iterdir()} - {"LOCK"} == {
            "CURRENT",
            "cache",
            old.name,
        }
    assert fake_build(seeds, index.path).changed
    assert len(ids(index.path)) == 102


def test_a_damaged_snapshot_is_built_anew(tmp_path: Path) -> None:
    """A file of the snapshot in use has a flipped bit: the next build sees it, and mends it."""
    seeds = corpus(tmp_path, GOOD)
    fake_build(seeds, tmp_path / "built")
    index = SnapshotFolder(tmp_path / "built")
    for name in sorted(path.name for path in index.used().rglob("*") if path.is_file()):
        (path,) = index.used().rglob(name)
        content = path.read_bytes()
        path.write_bytes(content[:-2] + bytes([content[-2] ^ 1]) + content[-1:])
        mended = fake_build(seeds, tmp_path / "built")
        assert (mended.changed, mended.embedded) == (True, 0), name
        assert not fake_build(seeds, tmp_path / "built").changed


def test_leftovers_of_a_killed_build(tmp_path: Path) -> None:
    """A build that has nothing to build removes them, too."""
    seeds = corpus(tmp_path, GOOD)
    fake_build(seeds, tmp_path / "built")
    index = SnapshotFolder(tmp_path / "built")
    (index.path / ".unfinished-killed" / "words").mkdir(parents=True)
    (index.path / ".unfinished-CURRENT").touch()
    shutil.copytree(index.used(), index.path / ("0" * 16))
    (index.used() / "manifest.json.new").touch()
    assert not fake_build(seeds, tmp_path / "built").changed
    left = {path.name for path in index.path.rglob("*") if path.is_dir() or ".new" in path.name}
    assert left == {index.used().name, "cache", "words"}
