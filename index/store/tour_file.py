"""The folder of documents -> the text of the tour that a team wrote, if it wrote one.

``tour.md`` in the folder itself is the tour and no document. Neither is a file of another format
with that name, whose text would be written there. Deeper in the folder the name means nothing.
"""

from pathlib import Path

from index.errors import CorpusError

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
    try:
        if not path.exists():
            return None
        if not path.is_file():
            msg = f"{path.name}: this is no file; move it away, or write the tour into a file."
            raise CorpusError(msg)
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        msg = f"{path.name}: the file cannot be read ({error.strerror}); check its permissions."
        raise CorpusError(msg) from error
    if len(raw) > MAX_BYTES:
        msg = f"{path.name}: the file is over 1 MB; a tour is a list of questions, shorten it."
        raise CorpusError(msg)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        msg = f"{path.name}, line {line}: the file is not UTF-8; save it as UTF-8."
        raise CorpusError(msg) from error
