"""Tests of ``index.store.arrays``: what is not what the manifest says is told as damage.

The checksums of files as small as these are looked at first, so that they are made anew here: what
they do not catch is a file that was wrong when it was written, and a large one.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from index.core.known import JUDGEMENT
from index.errors import DamagedSnapshotError
from index.store import snapshot
from index.store.arrays import (
    JUDGEMENTS,
    KNOWN,
    ROWS,
    TERM_VECTORS,
    TERMS,
    words_in,
    write_words,
)
from index.store.manifest import checksums, read_manifest
from index.store.snapshot import SnapshotFolder
from tests.conftest import corpus, fake_build
from tests.index.corpora import FILES, ids, judged_by

Array = NDArray[Any]


@pytest.fixture
def folder(tmp_path: Path) -> SnapshotFolder:
    """Return the folder of a snapshot of two documents and two known questions."""
    index = tmp_path / "built"
    fake_build(corpus(tmp_path, FILES), index)
    known = judged_by(ids(index), {"Was it wet?": "rain: It rained all day."}, {"Was it": "sun:"})
    fake_build(corpus(tmp_path, {"questions.jsonl": known}), index)
    return SnapshotFolder(index)


def used(folder: SnapshotFolder) -> Path:
    """Return the folder of the snapshot in use."""
    current = folder.current()
    assert current is not None
    return current


def save(folder: SnapshotFolder, name: str, array: Array) -> None:
    """Put another array into the snapshot in use, and its checksum into the manifest."""
    np.save(used(folder) / name, array)
    manifest = read_manifest(used(folder))
    replace(manifest, files=checksums(used(folder))).write(used(folder))


def judgements(*those: tuple[int, int, bool]) -> Array:
    """Return an array of judgements."""
    return np.array(list(those), dtype=JUDGEMENT)


def test_known_questions(folder: SnapshotFolder) -> None:
    """They are read as they were built: vectors of 32 bits, and what was judged of each."""
    with closing(folder.open()) as opened:
        assert opened.known.vectors.shape == (2, opened.manifest.dimension)
        assert opened.known.vectors.dtype == np.float32
        assert opened.known.judgements.tolist() == [(0, 0, True), (1, 2, False)]


def test_none_known(tmp_path: Path) -> None:
    """Without a file of questions there are none, and nothing is wrong."""
    fake_build(corpus(tmp_path, FILES), tmp_path / "built")
    with closing(SnapshotFolder(tmp_path / "built").open()) as opened:
        assert opened.manifest.known is None
        assert opened.known.vectors.shape == (0, opened.manifest.dimension)
        assert opened.known.judgements.tolist() == []


DAMAGE: dict[str, tuple[str, Callable[[Array], Array]]] = {
    "a row less": (ROWS, lambda rows: rows[:-1]),
    "rows of numbers": (ROWS, lambda rows: rows["start"].copy()),
    "a vector less": (KNOWN, lambda vectors: vectors[:-1]),
    "shorter vectors": (KNOWN, lambda vectors: vectors[:, :-1]),
    "vectors of texts": (KNOWN, lambda vectors: vectors.astype("U8")),
    "longer numbers": (KNOWN, lambda vectors: vectors.astype(np.float64)),
    "a question behind the last": (JUDGEMENTS, lambda _: judgements((2, 0, True))),
    "a question before the first": (JUDGEMENTS, lambda _: judgements((-1, 0, True))),
    "a passage behind the last": (JUDGEMENTS, lambda _: judgements((0, 3, True))),
    "a passage before the first": (JUDGEMENTS, lambda _: judgements((0, 0, True), (1, -1, True))),
    "a table": (JUDGEMENTS, lambda _: judgements((0, 0, True)).reshape(1, 1)),
    "judgements of numbers": (JUDGEMENTS, lambda _: np.zeros(2, dtype=np.int32)),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_not_what_the_manifest_says(folder: SnapshotFolder, kind: str) -> None:
    """Too few, of another kind, or of what is not there: opening says which file is damaged."""
    name, changed = DAMAGE[kind]
    save(folder, name, changed(np.load(used(folder) / name)))
    with pytest.raises(DamagedSnapshotError) as caught:
        folder.open()
    assert str(caught.value).startswith(f"{used(folder) / name} is damaged or missing; run")


@pytest.mark.parametrize("name", [ROWS, KNOWN, JUDGEMENTS, TERM_VECTORS])
def test_a_flipped_byte_that_no_checksum_caught(
    folder: SnapshotFolder, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever a byte of a header changed, opening says that the file is damaged, or succeeds."""
    monkeypatch.setattr(snapshot, "CHECKED_AT_ONCE", 0)
    path = used(folder) / name
    whole = path.read_bytes()
    refused = 0
    for at in range(128):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            folder.open().close()
        except DamagedSnapshotError as error:
            refused += 1
            assert path.name in str(error)  # noqa: PT017 (opening may also succeed)
    assert refused > len("{'descr': 'shape'}")


def test_words_that_stand_for_others(folder: SnapshotFolder) -> None:
    """They are read as they were written, with vectors of 32 bits."""
    manifest = read_manifest(used(folder))
    vectors = np.eye(2, manifest.dimension, dtype=np.float16)
    write_words(used(folder), ["naïve", "tax"], vectors)
    words = words_in(used(folder), manifest)
    assert words.terms == ("naïve", "tax")
    assert words.vectors.dtype == np.float32
    assert np.array_equal(words.vectors, vectors)


TERM_DAMAGE: dict[str, tuple[str, bytes | None]] = {
    "no list": (TERMS, None),
    "cut": (TERMS, b'["tax"'),
    "not of UTF-8": (TERMS, b'["\xff"]'),
    "a number": (TERMS, b"1"),
    "a text": (TERMS, b'"ab"'),
    "a table": (TERMS, b'{"a": 1, "b": 2}'),
    "numbers": (TERMS, b"[1, 2]"),
    "lists": (TERMS, b'[["a"], ["b"]]'),
    "a term less": (TERM_VECTORS, b'["tax"]'),
}


@pytest.mark.parametrize("kind", TERM_DAMAGE)
def test_words_that_are_damaged(folder: SnapshotFolder, kind: str) -> None:
    """The file that is not what it should be is named."""
    manifest = read_manifest(used(folder))
    write_words(used(folder), ["tea", "tax"], np.eye(2, manifest.dimension, dtype=np.float16))
    name, content = TERM_DAMAGE[kind]
    if content is None:
        (used(folder) / TERMS).unlink()
    else:
        (used(folder) / TERMS).write_bytes(content)
    with pytest.raises(DamagedSnapshotError) as caught:
        words_in(used(folder), manifest)
    assert str(caught.value).startswith(f"{used(folder) / name} is damaged or missing; run")
