"""The corpus -> a passage a day: prose, documents by turns, none again before all were shown."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.core.prose import is_prose
from index.domain import Citation, Passage
from index.library import Reader


@dataclass(frozen=True, slots=True)
class Chosen:
    """The passage that is shown next."""

    citation: Citation
    anew: bool  # all were shown, and it is the first of another round


def next_passage(
    reader: Reader, seed: str, shown: Sequence[str], source: str | None = None
) -> Chosen | None:
    """Return what comes after the passages with the ids ``shown``, in the order of showing.

    The ``seed`` decides the order, whatever was added or removed meanwhile. Documents come by
    turns, those first of which least was shown. With ``source``, only the document with that key.
    ``None`` where no passage is prose.

    Raises:
        QuoteMismatchError: if the passage is not what stands in its document.

    """
    if found := _next(reader, seed, frozenset(shown), source):
        return Chosen(reader.cite(found.id), anew=False)
    # Not the one of yesterday once more, unless it is the only one.
    last = frozenset(shown[-1:])
    if shown and (found := _next(reader, seed, last, source) or _next(reader, seed, (), source)):
        return Chosen(reader.cite(found.id), anew=True)
    return None


def _next(
    reader: Reader, seed: str, shown: "frozenset[str] | tuple[()]", source: str | None
) -> Passage | None:
    counts = Counter(passage_id.rpartition("-")[0] for passage_id in shown)
    keys = [one.key for one in reader.sources() if source is None or one.key == source]
    for key in sorted(keys, key=lambda key: (counts[key], _place(seed, key))):
        left = [one for one in reader.passages(key) if one.id not in shown and is_prose(one.text)]
        if left:
            return min(left, key=lambda one: _place(seed, one.id))
    return None


def _place(seed: str, name: str) -> bytes:
    return hashlib.sha256(f"{seed}\0{name}".encode()).digest()
