"""Tests of ``index.engines.vectors``."""

from pathlib import Path

import numpy as np
import pytest

from index.engines.vectors import FaissIndex
from index.errors import DamagedSnapshotError
from index.ports import Floats, Mask


def unit(rows: int, dimension: int = 8, seed: int = 0) -> Floats:
    """Return random vectors of length one."""
    vectors = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    lengths: Floats = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / lengths


def test_search_is_exact() -> None:
    """The rows found are those of the highest inner products, best first."""
    vectors, queries = unit(500), unit(3, seed=1)
    expected = np.argsort(-queries @ vectors.T, axis=1)[:, :10]
    assert FaissIndex.build(vectors).search(queries, 10).tolist() == expected.tolist()


def test_inner_product() -> None:
    """It is the inner product that counts, not the distance."""
    vectors = np.array([[1, 0], [3, 3]], dtype=np.float32)
    queries = np.array([[1, 0]], dtype=np.float32)
    assert FaissIndex.build(vectors).search(queries, 2).tolist() == [[1, 0]]


def test_more_than_there_are() -> None:
    """As many rows are found as there are, if more are asked for."""
    found = FaissIndex.build(unit(3)).search(unit(1), 10)
    assert sorted(found[0].tolist()) == [0, 1, 2]


def test_similarities() -> None:
    """The inner products with given rows come in the order of the rows."""
    vectors, queries = unit(20), unit(2, seed=1)
    rows = np.array([7, 3, 19, 3])
    found = FaissIndex.build(vectors).similarities(queries, rows)
    np.testing.assert_allclose(found, queries @ vectors[rows].T, atol=1e-6)


def test_read_back(tmp_path: Path) -> None:
    """An index from a file finds what it found before."""
    built, queries = FaissIndex.build(unit(100)), unit(2, seed=1)
    built.save(tmp_path / "vectors")
    loaded = FaissIndex.load(tmp_path / "vectors")
    rows = built.search(queries, 5)
    assert loaded.search(queries, 5).tolist() == rows.tolist()
    np.testing.assert_array_equal(
        loaded.similarities(queries, rows[0]), built.similarities(queries, rows[0])
    )


@pytest.mark.parametrize("content", [b"", b"no index", b"\xff" * 4096])
def test_damaged(tmp_path: Path, content: bytes) -> None:
    """A file that is no index is damaged, and the sentence names it."""
    (tmp_path / "vectors").write_bytes(content)
    with pytest.raises(DamagedSnapshotError, match="vectors is damaged; run `dossier index"):
        FaissIndex.load(tmp_path / "vectors")


def test_missing(tmp_path: Path) -> None:
    """A file that is not there is damaged too."""
    with pytest.raises(DamagedSnapshotError):
        FaissIndex.load(tmp_path / "vectors")


def test_cannot_be_written(tmp_path: Path) -> None:
    """An index that cannot be written is an error of the operating system, on one line."""
    with pytest.raises(OSError, match=r"^[^\n]+$"):
        FaissIndex.build(unit(1)).save(tmp_path / "missing" / "vectors")


def among(rows: int, chosen: list[int]) -> Mask:
    """Return the mask that chooses these rows."""
    mask = np.zeros(rows, dtype=np.bool_)
    mask[chosen] = True
    return mask


@pytest.mark.parametrize("rows", [1, 7, 8, 9, 63, 64, 65, 500])
@pytest.mark.parametrize("share", [0.05, 0.5, 1.0])
def test_search_among_is_exact(rows: int, share: float) -> None:
    """Among some rows those of the highest inner products are found, best first."""
    vectors, queries = unit(rows), unit(3, seed=1)
    mask = np.random.default_rng(2).random(rows) < share
    mask[-1] = True
    products = np.where(mask, queries @ vectors.T, -np.inf)
    expected = np.argsort(-products, axis=1)[:, : min(10, int(mask.sum()))]
    found = FaissIndex.build(vectors).search(queries, 10, mask)
    assert found.tolist() == expected.tolist()


@pytest.mark.parametrize("row", [0, 1, 7, 8, 255, 498, 499])
def test_search_among_one(row: int) -> None:
    """One row alone is found, though many others are nearer, and nothing in their place."""
    vectors = unit(500)
    found = FaissIndex.build(vectors).search(-vectors[[row, row]], 400, among(500, [row]))
    assert found.tolist() == [[row], [row]]


def test_search_among_all() -> None:
    """Among all rows the same are found as without a choice."""
    index, queries = FaissIndex.build(unit(100)), unit(4, seed=1)
    everything = np.ones(100, dtype=np.bool_)
    assert index.search(queries, 20, everything).tolist() == index.search(queries, 20).tolist()


def test_search_among_leaves_the_index_as_it_was() -> None:
    """A choice counts for the one search."""
    index, queries = FaissIndex.build(unit(50)), unit(2, seed=1)
    before = index.search(queries, 5).tolist()
    index.search(queries, 5, among(50, [3, 4]))
    assert index.search(queries, 5).tolist() == before


def test_search_among_from_a_file(tmp_path: Path) -> None:
    """An index that is mapped from a file searches among rows, too."""
    FaissIndex.build(unit(100)).save(tmp_path / "vectors")
    found = FaissIndex.load(tmp_path / "vectors").search(unit(1), 5, among(100, [9, 90]))
    assert sorted(found[0].tolist()) == [9, 90]
