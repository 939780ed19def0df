"""A file that lies beside the documents and is none of them -> its text."""

from dataclasses import dataclass
from os import stat_result
from pathlib import Path

from index.errors import CorpusError


@dataclass(frozen=True, slots=True)
class SideFile:
    """What was read of such a file."""

    raw: bytes
    text: str
    stat: stat_result


def read_side_file(path: Path, max_bytes: int) -> SideFile | None:
    """Return what stands in a file, or ``None`` where there is none.

    Raises:
        CorpusError: if it cannot be read, is longer than ``max_bytes``, or is not UTF-8.

    """
    try:
        if not path.exists():
            return None
        if not path.is_file():
            msg = f"{path.name}: this is no file; move it away, or write a file in its place."
            raise CorpusError(msg)
        stat = path.stat()
        with path.open("rb") as file:
            raw = file.read(max_bytes + 1)
    except OSError as error:
        msg = f"{path.name}: the file cannot be read ({error.strerror}); check its permissions."
        raise CorpusError(msg) from error
    if len(raw) > max_bytes:
        msg = f"{path.name}: the file is over {max_bytes // 1024**2} MB; shorten it."
        raise CorpusError(msg)
    try:
        return SideFile(raw, raw.decode("utf-8-sig"), stat)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        msg = f"{path.name}, line {line}: the file is not UTF-8; save it as UTF-8."
        raise CorpusError(msg) from error
