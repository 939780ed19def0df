"""What decides an index beside its documents and its model; part of its fingerprint."""

from dataclasses import asdict, dataclass

from index.core.name_list import NAME_RULES
from index.core.passages import MAX_PASSAGE_CHARACTERS

FORMAT_VERSION = 8
"""Raised whenever the files of a snapshot, or what stands in them, change their meaning."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Constants of the index; a change of any of them asks for a rebuild."""

    passage_characters: int = MAX_PASSAGE_CHARACTERS
    # BM25's two constants (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009)
    # as Anserini sets them, for passages rather than long documents.
    bm25_k1: float = 0.9
    bm25_b: float = 0.4
    # Vectors up to which all are compared with every question, and lists that are looked through
    # where there are more (docs/performance.md).
    flat_rows: int = 50_000
    probes: int = 144
    # An index keeps the names that were found when it was built.
    name_rules: int = NAME_RULES

    def as_dict(self) -> dict[str, float]:
        """Return the parameters as they stand in a manifest."""
        return asdict(self)
