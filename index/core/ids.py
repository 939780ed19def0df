"""Passages' texts -> passage ids.

An id is the document's key and a short hash of the passage's own text, so that it survives any
edit elsewhere in the document.
"""

import base64
import hashlib
import itertools
from collections import Counter
from collections.abc import Sequence

_SHORT = 6
"""Characters of the hash shown, 30 bits: two texts of one document hardly ever share them."""


def passage_ids(key: str, texts: Sequence[str]) -> list[str]:
    """Return one id a text, all different.

    Different texts whose hashes begin alike get as many more characters as tell them apart,
    whatever their order. Equal texts are counted in the order of the document: ``-2``, ``-3``.
    """
    hashes = [_hash(text) for text in texts]
    lengths = _lengths(set(hashes))
    seen: Counter[str] = Counter()
    ids = []
    for digest in hashes:
        seen[digest] += 1
        again = f"-{seen[digest]}" if seen[digest] > 1 else ""
        ids.append(f"{key}-{digest[: lengths[digest]]}{again}")
    return ids


def _hash(text: str) -> str:
    """Return 160 bits of SHA-256 in base 32, lower case (a-z, 2-7): easy to read out and type."""
    digest = hashlib.sha256(text.encode()).digest()[:20]
    return base64.b32encode(digest).decode().lower()


def _lengths(hashes: set[str]) -> dict[str, int]:
    """Return for each hash the shortest length, from ``_SHORT``, at which no other begins so."""
    ordered = sorted(hashes)
    lengths = dict.fromkeys(ordered, _SHORT)
    for one, other in itertools.pairwise(ordered):
        shared = next(i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
        for digest in (one, other):
            lengths[digest] = max(lengths[digest], shared + 1)
    return lengths
