"""The arrays of a snapshot: what its vectors stand for, its known questions, and its words."""

import json
from collections.abc import Sequence
from pathlib import Path
from tokenize import TokenError  # out of numpy, for a damaged header
from typing import TYPE_CHECKING, Any

import numpy as np

from index.core.known import JUDGEMENT, Known
from index.core.near_words import NearWords
from index.errors import DamagedSnapshotError
from index.ports import Halves
from index.store.manifest import Manifest

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS = "rows.npy"
KNOWN = "known.npy"
JUDGEMENTS = "judgements.npy"
TERMS = "terms.json"
TERM_VECTORS = "terms.npy"

ROW_TYPE = np.dtype([("passage", "<i4"), ("start", "<i4"), ("end", "<i4")])
"""A vector's passage (row in the store) and the span of the document's text that it stands for."""


def rows_in(folder: Path, manifest: Manifest) -> "NDArray[np.void]":
    """Return what each vector stands for, mapped into memory rather than read.

    Raises:
        DamagedSnapshotError: if it cannot be read, or is not what the manifest says.

    """
    rows = _mapped(folder / ROWS)
    if rows.dtype != ROW_TYPE or rows.shape != (manifest.windows,):
        raise damaged(folder / ROWS)
    return rows


def known_in(folder: Path, manifest: Manifest) -> Known:
    """Return the known questions, read into memory: all are compared with every question.

    Raises:
        DamagedSnapshotError: if they cannot be read, are not as many as the manifest says, or a
            judgement is of a question or a passage that is not there.

    """
    vectors, judgements = _mapped(folder / KNOWN), _mapped(folder / JUDGEMENTS)
    entry = manifest.known
    count = entry.questions - entry.lapsed if entry else 0
    if vectors.dtype != np.float16 or vectors.shape != (count, manifest.dimension):
        raise damaged(folder / KNOWN)
    if judgements.dtype != JUDGEMENT or judgements.ndim != 1:
        raise damaged(folder / JUDGEMENTS)
    for name, there in (("question", count), ("passage", manifest.passages)):
        if not ((judgements[name] >= 0) & (judgements[name] < there)).all():
            raise damaged(folder / JUDGEMENTS)
    return Known(vectors.astype(np.float32), np.array(judgements))


def write_words(folder: Path, terms: Sequence[str], vectors: Halves) -> None:
    """Write the terms that may stand for others, with their vectors, (terms, dimension)."""
    text = json.dumps(list(terms), ensure_ascii=False, separators=(",", ":"))
    (folder / TERMS).write_text(text, encoding="utf-8")
    np.save(folder / TERM_VECTORS, vectors)


def words_in(folder: Path, manifest: Manifest) -> NearWords:
    """Return the terms that may stand for others, read into memory: all are compared.

    Raises:
        DamagedSnapshotError: if they cannot be read, or are not as many as their vectors.

    """
    vectors = _mapped(folder / TERM_VECTORS)
    try:
        terms = json.loads((folder / TERMS).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise damaged(folder / TERMS) from error
    if not isinstance(terms, list) or not all(isinstance(term, str) for term in terms):
        raise damaged(folder / TERMS)
    if vectors.dtype != np.float16 or vectors.shape != (len(terms), manifest.dimension):
        raise damaged(folder / TERM_VECTORS)
    return NearWords(tuple(terms), vectors.astype(np.float32))


def damaged(path: Path) -> DamagedSnapshotError:
    """Return the error of a file of the index that is not what it should be."""
    return DamagedSnapshotError(
        f"{path} is damaged or missing; run `dossier index build` to make the index anew."
    )


def _mapped(path: Path) -> "NDArray[Any]":
    try:
        array: NDArray[Any] = np.load(path, mmap_mode="r")
    except (OSError, ValueError, EOFError, TokenError) as error:
        raise damaged(path) from error
    return array
