"""Vectors -> the nearest of them, by FAISS.

Few vectors are compared with every question, all of them, as they are. Of many, each stands in the
list of the centroid that it is nearest to, a byte a dimension, and a question is compared with the
lists nearest to it ("IVF, SQ8": Johnson, Douze and Jégou, "Billion-scale similarity search with
GPUs", 2017). `docs/performance.md` has what that gains and costs.
"""

import math
from pathlib import Path

import faiss
import numpy as np

from index.errors import DamagedSnapshotError
from index.ports import Floats, Halves, Mask, Rows

_LISTS_A_ROOT = 4
_MOST_LISTS = 4096
"""Lists: as many times the root of the number of vectors, a power of two, and no more than that,
for the time that it takes to train them grows with their square."""
_SAMPLE = 16
"""Vectors that a list is trained with. With four times as many the training of 4,096 lists takes
five minutes rather than two, and finds no more of the nearest."""
_SEED = 1234
_BATCH = 65_536
"""Vectors that are added at a time."""


class FaissIndex:
    """Search by inner product."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index
        self._lists = index if isinstance(index, faiss.IndexIVF) else None
        if self._lists is not None:
            self._lists.parallel_mode = 1  # the lists of one question on all cores

    @classmethod
    def build(cls, vectors: Halves | Floats, flat_rows: int, probes: int) -> "FaissIndex":
        """Return an index over ``vectors``, (rows, dimension), of length one.

        Up to ``flat_rows`` the search is exact; beyond, ``probes`` lists are looked through for
        each question. The same vectors make the same index.
        """
        rows, dimension = vectors.shape
        if rows <= flat_rows:
            flat = faiss.IndexFlatIP(dimension)
            _add(flat, vectors)
            return cls(flat)
        lists = lists_for(rows)
        index = faiss.IndexIVFScalarQuantizer(
            faiss.IndexFlatIP(dimension),
            dimension,
            lists,
            faiss.ScalarQuantizer.QT_8bit,
            faiss.METRIC_INNER_PRODUCT,
        )
        index.cp.seed = _SEED
        index.cp.min_points_per_centroid = 1  # it prints a warning below 39
        index.cp.max_points_per_centroid = _SAMPLE
        sample = min(rows, _SAMPLE * lists)
        chosen = np.random.default_rng(_SEED).choice(rows, sample, replace=False)
        index.train(np.ascontiguousarray(vectors[np.sort(chosen)], dtype=np.float32))
        _add(index, vectors)
        index.nprobe = probes
        index.make_direct_map()  # where each row's vector stands
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> "FaissIndex":
        """Return the index in a file, mapped into memory rather than read.

        Raises:
            DamagedSnapshotError: if FAISS cannot read the file.

        """
        try:
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY))
        except RuntimeError as error:
            msg = f"{path} is damaged; run `dossier index build` to make it anew."
            raise DamagedSnapshotError(msg) from error

    def save(self, path: Path) -> None:
        """Write the index to a file.

        Raises:
            OSError: if it cannot be written.

        """
        try:
            faiss.write_index(self._index, str(path))
        except RuntimeError as error:
            raise OSError(str(error).splitlines()[0]) from error

    def search(self, queries: Floats, k: int, among: Mask | None = None) -> Rows:
        """Return the rows of the ``k`` best vectors of each query, (len(queries), <= k).

        ``among``, (rows,), says which rows may be found; without it all may. Where the lists that
        are looked through hold fewer, -1 stands in the place of each that is missing.
        """
        rows: Rows
        if among is None:
            _, rows = self._index.search(queries, min(k, self._index.ntotal))
            return rows
        chosen = np.flatnonzero(among)
        # Few rows are compared one by one: the lists looked through may hold none of them.
        if self._lists is not None and len(chosen) <= _BATCH:
            return self._best_of(queries, k, chosen)
        # Its stubs know the constructors that SWIG made, not those that FAISS put in their place.
        selector = faiss.IDSelectorBitmap(np.packbits(among, bitorder="little"))  # type: ignore[call-arg, arg-type]
        if self._lists is None:
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        else:  # as many more lists as fewer of the vectors in each may be found
            probes = math.ceil(self._lists.nprobe * self._index.ntotal / len(chosen))
            probes = min(probes, self._lists.nlist)
            parameters = faiss.SearchParametersIVF(sel=selector, nprobe=probes)  # type: ignore[call-arg]
        _, rows = self._index.search(queries, min(k, len(chosen)), params=parameters)
        return rows

    def similarities(self, queries: Floats, rows: Rows) -> Floats:
        """Return the inner products, (len(queries), len(rows)), with the given rows."""
        products: Floats = queries @ self.vectors(rows).T
        return products

    def vectors(self, rows: Rows) -> Floats:
        """Return the vectors, (len(rows), dimension), in the given rows."""
        vectors: Floats = self._index.reconstruct_batch(rows)
        return vectors

    def _best_of(self, queries: Floats, k: int, rows: Rows) -> Rows:
        products = self.similarities(queries, rows)
        best = np.argsort(-products, axis=1, kind="stable")[:, :k]
        return np.asarray(rows[best], dtype=np.int64)


def _add(index: faiss.Index, vectors: Halves | Floats) -> None:
    for first in range(0, len(vectors), _BATCH):
        index.add(np.ascontiguousarray(vectors[first : first + _BATCH], dtype=np.float32))


def lists_for(rows: int) -> int:
    """Return how many lists an index of that many vectors has: a power of two."""
    lists = 1 << round(math.log2(_LISTS_A_ROOT * math.sqrt(rows)))
    return int(min(lists, _MOST_LISTS))
