"""Tests of ``index.engines.vectors``."""

from pathlib import Path

import numpy as np
import pytest

from index.engines import vectors as module
from index.engines.vectors import FaissIndex, lists_for
from index.errors import DamagedSnapshotError
from index.ports import Floats, Mask


def unit(rows: int, dimension: int = 8, seed: int = 0) -> Floats:
    """Return random vectors of length one."""
    vectors = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    lengths: Floats = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / lengths


def built(vectors: Floats) -> FaissIndex:
    """Return an index that compares all vectors."""
    return FaissIndex.build(vectors, len(vectors), 1)


def test_search_is_exact() -> None:
    """The rows found are those of the highest inner products, best first."""
    vectors, queries = unit(500), unit(3, seed=1)
    expected = np.argsort(-queries @ vectors.T, axis=1)[:, :10]
    assert built(vectors).search(queries, 10).tolist() == expected.tolist()


def test_inner_product() -> None:
    """It is the inner product that counts, not the distance."""
    vectors = np.array([[1, 0], [3, 3]], dtype=np.float32)
    queries = np.array([[1, 0]], dtype=np.float32)
    assert built(vectors).search(queries, 2).tolist() == [[1, 0]]


def test_more_than_there_are() -> None:
    """As many rows are found as there are, if more are asked for."""
    found = built(unit(3)).search(unit(1), 10)
    assert sorted(found[0].tolist()) == [0, 1, 2]


def test_similarities() -> None:
    """The inner products with given rows come in the order of the rows."""
    vectors, queries = unit(20), unit(2, seed=1)
    rows = np.array([7, 3, 19, 3])
    found = built(vectors).similarities(queries, rows)
    np.testing.assert_allclose(found, queries @ vectors[rows].T, atol=1e-6)


def test_vectors_of_rows() -> None:
    """The vectors that were put in come back, in the order of the rows that are asked for."""
    vectors = unit(20)
    rows = np.array([7, 3, 19, 3])
    np.testing.assert_allclose(built(vectors).vectors(rows), vectors[rows], atol=1e-6)


def test_read_back(tmp_path: Path) -> None:
    """An index from a file finds what it found before."""
    index, queries = built(unit(100)), unit(2, seed=1)
    index.save(tmp_path / "vectors")
    loaded = FaissIndex.load(tmp_path / "vectors")
    rows = index.search(queries, 5)
    assert loaded.search(queries, 5).tolist() == rows.tolist()
    np.testing.assert_array_equal(
        loaded.similarities(queries, rows[0]), index.similarities(queries, rows[0])
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
        built(unit(1)).save(tmp_path / "missing" / "vectors")


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
    found = built(vectors).search(queries, 10, mask)
    assert found.tolist() == expected.tolist()


@pytest.mark.parametrize("row", [0, 1, 7, 8, 255, 498, 499])
def test_search_among_one(row: int) -> None:
    """One row alone is found, though many others are nearer, and nothing in their place."""
    vectors = unit(500)
    found = built(vectors).search(-vectors[[row, row]], 400, among(500, [row]))
    assert found.tolist() == [[row], [row]]


def test_search_among_all() -> None:
    """Among all rows the same are found as without a choice."""
    index, queries = built(unit(100)), unit(4, seed=1)
    everything = np.ones(100, dtype=np.bool_)
    assert index.search(queries, 20, everything).tolist() == index.search(queries, 20).tolist()


def test_search_among_leaves_the_index_as_it_was() -> None:
    """A choice counts for the one search."""
    index, queries = built(unit(50)), unit(2, seed=1)
    before = index.search(queries, 5).tolist()
    index.search(queries, 5, among(50, [3, 4]))
    assert index.search(queries, 5).tolist() == before


def test_search_among_from_a_file(tmp_path: Path) -> None:
    """An index that is mapped from a file searches among rows, too."""
    built(unit(100)).save(tmp_path / "vectors")
    found = FaissIndex.load(tmp_path / "vectors").search(unit(1), 5, among(100, [9, 90]))
    assert sorted(found[0].tolist()) == [9, 90]


MANY = unit(3000, 16)


def lists(probes: int = 8, vectors: Floats = MANY) -> FaissIndex:
    """Return an index that looks through some lists of vectors."""
    return FaissIndex.build(vectors, 0, probes)


def test_lists_grow_with_the_root() -> None:
    """There are about four times the root as many lists, up to a bound."""
    assert [lists_for(rows) for rows in (50_000, 1_000_000, 5_000_000)] == [1024, 4096, 4096]


def test_all_lists_find_what_is_nearest() -> None:
    """Looked through whole, the lists find what is nearest, but for a byte's worth of rounding."""
    queries = unit(50, 16, seed=1)
    expected = np.argsort(-queries @ MANY.T, axis=1)[:, :10]
    found = lists(probes=lists_for(3000)).search(queries, 10)
    same = [len({*a} & {*b}) for a, b in zip(expected.tolist(), found.tolist(), strict=True)]
    assert np.mean(same) >= 9.8


def test_more_lists_find_more() -> None:
    """Each list more that is looked through finds some of the nearest."""
    queries = unit(50, 16, seed=1)
    expected = (-queries @ MANY.T).argmin(axis=1)
    hits = [
        int((lists(probes).search(queries, 1)[:, 0] == expected).sum()) for probes in (1, 8, 99)
    ]
    assert hits == sorted(hits)
    assert hits[0] < hits[-1]


def test_what_the_lists_do_not_hold_is_left_open() -> None:
    """Where the lists hold fewer than are asked for, nothing is made up."""
    found = lists(probes=1).search(unit(1, 16, seed=1), 2000)[0]
    held = found[found >= 0]
    assert 0 < len(held) < 2000
    assert len(set(held.tolist())) == len(held)
    assert found[len(held) :].tolist() == [-1] * (2000 - len(held))


def test_the_same_vectors_make_the_same_lists(tmp_path: Path) -> None:
    """Two builds of the same vectors are the same to the byte."""
    for name in ("one", "other"):
        lists().save(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_lists_are_read_back(tmp_path: Path) -> None:
    """Lists that are mapped from a file find and tell what they did before."""
    index, queries = lists(), unit(5, 16, seed=1)
    index.save(tmp_path / "vectors")
    loaded = FaissIndex.load(tmp_path / "vectors")
    assert loaded.search(queries, 20).tolist() == index.search(queries, 20).tolist()
    rows = np.array([2999, 0, 7, 7])
    np.testing.assert_allclose(
        loaded.similarities(queries, rows), queries @ MANY[rows].T, atol=0.02
    )
    np.testing.assert_allclose(loaded.vectors(rows), MANY[rows], atol=0.02)


@pytest.mark.parametrize("compared", [4000, 10])
def test_lists_search_among(compared: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few rows are compared one by one, of many rows more lists are looked through."""
    monkeypatch.setattr(module, "_BATCH", compared)
    queries = unit(5, 16, seed=1)
    chosen = among(3000, list(range(0, 3000, 60)))
    expected = np.argsort(-np.where(chosen, queries @ MANY.T, -np.inf), axis=1)[:, :5]
    found = lists().search(queries, 5, chosen)
    assert (found == expected).mean() > 0.9
    assert chosen[found].all()
