"""Tests of ``index.build``."""

import os
import resource
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from index.build import build, is_current, relative_seeds
from index.engines.fake_encoder import WordCountEncoder
from index.errors import CorpusError, SnapshotError
from index.parameters import Parameters
from index.ports import Floats, Progress, silent
from index.store.documents import MAX_BYTES
from index.store.snapshot import SnapshotFolder
from index.wiring import default_engines
from tests.conftest import OpenFake, corpus, fake_build, until_killed

GOOD = {"rain.md": "It rained all day. Then it stopped.", "sun.md": "# Sun\n\nThe sun came out."}

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


def numbered(documents: int = 100, passages: int = 10) -> dict[str, str]:
    """Return files with as many passages of two sentences each, all different."""
    return {
        f"d{i:03}.md": "\n\n".join(
            f"Number {i} of {j} was here. Then {j} of {i} came." for j in range(passages)
        )
        for i in range(documents)
    }


def ids(index: Path) -> dict[str, str]:
    """Return the id of each passage of the index by its key and text."""
    snapshot = SnapshotFolder(index).open()
    found = {f"{p.key}: {p.text}": p.id for p in snapshot.store.all_passages()}
    snapshot.close()
    return found


def embedded_by_hand(seeds: Path, index: Path) -> int:
    """Build, and return how many texts went through the encoder."""
    encoder = WordCountEncoder()
    told = fake_build(seeds, index, encoder).embedded
    assert told == encoder.encoded
    return told


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


def test_first_build(tmp_path: Path) -> None:
    """A first build makes a snapshot of every document, and says what it did."""
    built = fake_build(corpus(tmp_path, GOOD), tmp_path / "built")
    assert built.changed
    assert built.embedded == built.manifest.windows == 4
    assert built.manifest.passages == 2
    assert [(e.key, e.file, e.passages) for e in built.manifest.documents] == [
        ("rain", "rain.md", 1),
        ("sun", "sun.md", 1),
    ]
    assert len(ids(tmp_path / "built")) == 2


def test_build_twice(tmp_path: Path) -> None:
    """A second build of the same documents does nothing."""
    seeds = corpus(tmp_path, GOOD)
    first = fake_build(seeds, tmp_path / "built")
    times = {p: p.stat().st_mtime_ns for p in (tmp_path / "built").rglob("*")}
    second = fake_build(seeds, tmp_path / "built")
    assert (second.changed, second.embedded) == (False, 0)
    assert second.manifest == first.manifest
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "built").rglob("*")} == times


def test_force(tmp_path: Path) -> None:
    """A forced build makes the snapshot anew, though nothing changed, without the model."""
    seeds = corpus(tmp_path, GOOD)
    first = fake_build(seeds, tmp_path / "built")
    again = fake_build(seeds, tmp_path / "built", force=True)
    assert (again.changed, again.embedded) == (True, 0)
    assert again.manifest.fingerprint == first.manifest.fingerprint


def test_same_documents_same_snapshot(tmp_path: Path) -> None:
    """Two builds of the same documents are equal in every file but those that hold times."""
    seeds = corpus(tmp_path, GOOD)
    one = fake_build(seeds, tmp_path / "one").manifest
    other = fake_build(seeds, tmp_path / "other").manifest
    assert one.files == other.files


def test_touched_file(tmp_path: Path) -> None:
    """A file that is written again with the same content changes nothing."""
    seeds = corpus(tmp_path, GOOD)
    fake_build(seeds, tmp_path / "built")
    os.utime(seeds / "rain.md", (1, 1))
    assert not fake_build(seeds, tmp_path / "built").changed


def test_one_passage_among_a_thousand(tmp_path: Path) -> None:
    """When one sentence among 1,000 passages changes, it and its passage are embedded."""
    files = numbered()
    seeds = corpus(tmp_path, files)
    first = embedded_by_hand(seeds, tmp_path / "built")
    assert first == 3000
    files["d050.md"] = files["d050.md"].replace("Then 5 of 50 came.", "Then nobody came.")
    assert embedded_by_hand(corpus(tmp_path, files), tmp_path / "built") == 2


def test_one_document_more(tmp_path: Path) -> None:
    """A document that is added is embedded alone."""
    files = numbered(10)
    embedded_by_hand(corpus(tmp_path, files), tmp_path / "built")
    seeds = corpus(tmp_path, {"new.md": "It rained all day."})
    assert embedded_by_hand(seeds, tmp_path / "built") == 1


def test_removed_document(tmp_path: Path, open_fake: OpenFake) -> None:
    """A document whose file is removed is gone: not listed, not found."""
    seeds = corpus(tmp_path, GOOD)
    fake_build(seeds, tmp_path / "built")
    (seeds / "rain.md").unlink()
    assert embedded_by_hand(seeds, tmp_path / "built") == 0
    library = open_fake(tmp_path / "built")
    assert [document.key for document in library.documents()] == ["sun"]
    assert {c.key for c in library.ask("It rained all day").citations} == {"sun"}


def test_ids_are_kept(tmp_path: Path) -> None:
    """A document that changed keeps the ids of the passages that did not."""
    files = numbered(2)
    fake_build(corpus(tmp_path, files), tmp_path / "built")
    before = ids(tmp_path / "built")
    text = files["d000.md"].replace("Number 0 of 4 was here.", "Nobody was here.")
    files["d000.md"] = f"A passage in front.\n\n{text}"
    fake_build(corpus(tmp_path, files), tmp_path / "built")
    after = ids(tmp_path / "built")
    assert len(before.keys() & after.keys()) == 19
    assert all(after[text] == before[text] for text in before.keys() & after.keys())
    assert len(set(after.values())) == len(after) == 21


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


def empty(seeds: Path) -> None:
    """Remove all documents."""
    for path in seeds.iterdir():
        path.unlink()


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


def test_another_model(tmp_path: Path) -> None:
    """Another model makes another index, with its own vectors."""
    seeds = corpus(tmp_path, GOOD)
    fake_build(seeds, tmp_path / "built")
    again = fake_build(seeds, tmp_path / "built", WordCountEncoder("1" * 64))
    assert (again.changed, again.embedded) == (True, 4)
    assert again.manifest.model_fingerprint == "1" * 64


def test_other_parameters(tmp_path: Path) -> None:
    """Other parameters make another index, without the model."""
    seeds = corpus(tmp_path, GOOD)
    fake_build(seeds, tmp_path / "built")
    again = build(
        seeds,
        SnapshotFolder(tmp_path / "built"),
        default_engines(WordCountEncoder()),
        replace(Parameters(), bm25_b=0.5),
    )
    assert (again.changed, again.embedded) == (True, 0)


def test_titles_are_embedded(tmp_path: Path) -> None:
    """A passage is embedded with its title, so that another title embeds it anew."""
    text = "---\ntitle: {}\n---\n\nIt rained all day."
    fake_build(corpus(tmp_path, {"rain.md": text.format("One")}), tmp_path / "built")
    seeds = corpus(tmp_path, {"rain.md": text.format("Two")})
    assert embedded_by_hand(seeds, tmp_path / "built") == 1


def test_progress(tmp_path: Path) -> None:
    """Each stage of a build tells its progress up to its end."""
    told: dict[str, tuple[int, int]] = {}

    def progress(what: str, done: int, total: int) -> None:
        told[what] = (done, total)

    build(
        corpus(tmp_path, GOOD),
        SnapshotFolder(tmp_path / "built"),
        default_engines(WordCountEncoder()),
        Parameters(),
        progress=progress,
    )
    assert told == {"Cutting passages": (2, 2), "Cutting windows": (2, 2), "Embedding": (4, 4)}


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


def change(seeds: Path) -> None:
    """Write another text into a file."""
    (seeds / "rain.md").write_text("It snowed.", encoding="utf-8")


def touch(seeds: Path) -> None:
    """Change a file's time alone."""
    os.utime(seeds / "rain.md", (1, 1))


def add(seeds: Path) -> None:
    """Add a document."""
    (seeds / "new.md").write_text("It snowed.", encoding="utf-8")


def remove(seeds: Path) -> None:
    """Remove a document."""
    (seeds / "rain.md").unlink()


def ignore(seeds: Path) -> None:
    """Add a file that is no document."""
    (seeds / "README.md").write_text("It snowed.", encoding="utf-8")


@pytest.mark.parametrize(
    ("act", "current"),
    [
        (change, False),
        (touch, False),
        (add, False),
        (remove, False),
        (ignore, True),
        (empty, True),
    ],
)
def test_is_current(tmp_path: Path, act: Callable[[Path], None], *, current: bool) -> None:
    """An index is current until a document changes, comes or goes; no document is no news."""
    seeds = corpus(tmp_path, GOOD)
    fake_build(seeds, tmp_path / "built")
    snapshot = SnapshotFolder(tmp_path / "built").open()
    assert is_current(snapshot, seeds)
    act(seeds)
    assert is_current(snapshot, seeds) is current
    snapshot.close()


def test_folders_move_together(tmp_path: Path) -> None:
    """The index knows its documents' folder from where it stands itself."""
    assert relative_seeds(tmp_path / "seeds", tmp_path / "index" / "built") == "../../seeds"
