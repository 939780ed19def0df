"""Library -> a way through the corpus for somebody new to it: questions, each with its passage."""

from pathlib import Path

from index.digests.curated import curated_tour
from index.digests.made import made_tour
from index.digests.steps import Step, Tour
from index.library import Library

__all__ = ["Step", "Tour", "curated_tour", "made_tour", "tour"]


def tour(library: Library, curated: Path | None = None) -> Tour:
    """Return the tour that a team wrote in the file ``curated``, else one made from the corpus.

    Raises:
        NotFoundError: if none was written, and none can be made.

    """
    written = curated_tour(library, curated) if curated is not None else None
    if written is not None and written.steps:
        return written
    return made_tour(library).beside(written)
