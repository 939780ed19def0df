"""The folder of documents -> the text of the tour that a team wrote, if it wrote one.

``tour.md`` in the folder itself is the tour and no document. Neither is a file of another format
with that name, whose text would be written there. Deeper in the folder the name means nothing.
"""

from pathlib import Path

from index.store.side_file import read_side_file

TOUR = "tour"
_SUFFIX = ".md"
MAX_BYTES = 1024 * 1024
_TEXTS = frozenset({".markdown", ".txt"})


def tour_path(seeds: Path) -> Path:
    """Return where the tour of a folder of documents lies, if there is one."""
    return seeds / f"{TOUR}{_SUFFIX}"


def is_tour(name: Path) -> bool:
    """Tell whether a path, relative to the folder of documents, is kept for the tour."""
    alone = len(name.parts) == 1 and name.stem.casefold() == TOUR
    return alone and name.suffix.lower() not in _TEXTS


def read_tour(path: Path) -> str | None:
    """Return what stands in a tour's file, or ``None`` where there is none.

    Raises:
        CorpusError: if it cannot be read, is over a megabyte, or is not UTF-8.

    """
    found = read_side_file(path, MAX_BYTES)
    return found.text if found else None
