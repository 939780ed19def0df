"""Vectors -> the nearest of them, by FAISS."""

from pathlib import Path

import faiss
import numpy as np

from index.errors import DamagedSnapshotError
from index.ports import Floats, Mask, Rows


class FaissIndex:
    """Exact search by inner product over every vector."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Floats) -> "FaissIndex":
        """Return an index over ``vectors``, (rows, dimension), of length one."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
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
            msg = f"{path} is damaged; run `dossier index build --force` to make it anew."
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

        ``among``, (rows,), says which rows may be found; without it all may.
        """
        rows: Rows
        if among is None:
            _, rows = self._index.search(queries, min(k, self._index.ntotal))
            return rows
        # Its stubs know the constructors that SWIG made, not those that FAISS put in their place.
        selector = faiss.IDSelectorBitmap(np.packbits(among, bitorder="little"))  # type: ignore[call-arg, arg-type]
        chosen = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        _, rows = self._index.search(queries, min(k, int(among.sum())), params=chosen)
        return rows

    def similarities(self, queries: Floats, rows: Rows) -> Floats:
        """Return the exact inner products, (len(queries), len(rows)), with the given rows."""
        products: Floats = queries @ self._index.reconstruct_batch(rows).T
        return products
