"""Tests of ``index.build``."""

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.build import build, is_current, relative_seeds
from index.core.fusion import RESCORED
from index.engines.fake_encoder import WordCountEncoder
from index.parameters import Parameters
from index.store.snapshot import SnapshotFolder
from index.wiring import default_engines
from tests.conftest import OpenFake, corpus, fake_build
from tests.index.corpora import GOOD, empty, ids, numbered


def embedded_by_hand(seeds: Path, index: Path) -> int:
    """Build, and return how many texts went through the encoder."""
    encoder = WordCountEncoder()
    told = fake_build(seeds, index, encoder).embedded
    assert told == encoder.encoded
    return told


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


def test_words_are_embedded_once(tmp_path: Path) -> None:
    """Words that may stand for others are counted beside the texts, and only new ones embedded."""
    files = {f"d{i}.md": "Rain fell. Then it stopped." for i in range(RESCORED + 1)}
    seeds, index = corpus(tmp_path, files), tmp_path / "built"
    assert fake_build(seeds, index).words == 3
    corpus(tmp_path, {"one.md": "A comet fell.", "two.md": "The comet stopped."})
    again = fake_build(seeds, index)
    assert (again.embedded, again.words) == (2, 1)
    with closing(SnapshotFolder(index).open()) as snapshot:
        assert snapshot.near_words.terms == ("comet", "fell", "rain", "stop")
        made = WordCountEncoder().encode_queries(["comet", "fell", "rain", "stopped"])
        assert snapshot.near_words.vectors == pytest.approx(made)


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
    """Add files that are no documents."""
    (seeds / "README.md").write_text("It snowed.", encoding="utf-8")
    (seeds / "tour.md").write_text("## What fell?", encoding="utf-8")


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
