"""Bytes -> files that are whole or not there; files taken out of the corpus and put back."""

import os
import re
import secrets
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import CorpusError
from index.store.documents import Source, is_document

REMOVED = ".removed"
LOCK = ".lock"
_WAIT = 30  # seconds
_UNFINISHED, _DIGITS = ".unfinished-", 16
_STAMP = re.compile(r"\d{8}T\d{12}-(?P<key>.+)")


@contextmanager
def changing(seeds: Path) -> Iterator[None]:
    """Hold the folder of documents, so that one change is made at a time.

    What a change left that was killed is removed first: nobody else writes there now.

    Raises:
        CorpusError: if another process holds it for long, or it cannot be written to.

    """
    try:
        seeds.mkdir(parents=True, exist_ok=True)
        with FileLock(seeds / LOCK, timeout=_WAIT):
            for left in seeds.rglob(f"{_UNFINISHED}{'[0-9a-f]' * _DIGITS}"):
                left.unlink(missing_ok=True)
            yield
    except Timeout as error:
        msg = f"Another process is changing the documents in {seeds}; try again when it is done."
        raise CorpusError(msg) from error
    except OSError as error:
        msg = (
            f"The folder {seeds} cannot be written ({error.strerror or error}); check its"
            " permissions and the space on its disk."
        )
        raise CorpusError(msg) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, in place of one that is there, so that it is never seen in part.

    Those may read it whom the process lets read what it makes (its umask).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.parent / f"{_UNFINISHED}{secrets.token_hex(_DIGITS // 2)}"
    try:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """Return a path in ``folder`` where nothing is: ``stem.suffix``, ``stem-2.suffix``, ..."""
    path, again = folder / f"{stem}{suffix}", 1
    while path.exists():
        again += 1
        path = folder / f"{stem}-{again}{suffix}"
    return path


def set_aside(seeds: Path, key: str, files: Iterable[str], *, keep: bool = False) -> Path:
    """Move files to a new folder below ``.removed``, or copy them, to ``keep`` them; return it.

    They are named, and lie there, relative to ``seeds``.
    """
    folder = fresh_folder(seeds, key)
    for file in files:
        if not (seeds / file).is_file():
            continue
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        if keep:
            shutil.copy2(seeds / file, target)
        else:
            (seeds / file).replace(target)
    return folder


def fresh_folder(seeds: Path, name: str) -> Path:
    """Return a folder below ``.removed`` that is not there yet, named by the time."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    return seeds / REMOVED / f"{stamp}-{name}"


def removed(seeds: Path, key: str, name: str | None = None) -> Path | None:
    """Return the folder of the document that was removed last under ``key``, if there is one.

    One that holds an original alone is what a removal left that was killed.
    With a ``name``, only the folder that has it.
    """
    folders = sorted((seeds / REMOVED).glob("*"), reverse=True)
    for folder in folders:
        if name is not None and folder.name != name:
            continue
        match = _STAMP.fullmatch(folder.name)
        if (
            match
            and match["key"].casefold() == key.casefold()
            and any(is_document(path, folder) for path in _files(folder))
        ):
            return folder
    return None


def bring_back(seeds: Path, folder: Path, over: Collection[str] = ()) -> list[str]:
    """Move the files of a folder below ``.removed`` back, and return where they were.

    The document comes first: at every instant it is there, or it is not, whatever follows. Files
    named in ``over`` are written over.

    Raises:
        CorpusError: if another file stands in the place of one.

    """
    paths = sorted(_files(folder), key=lambda path: (not is_document(path, folder), path))
    files = [path.relative_to(folder).as_posix() for path in paths]
    for file in files:
        if file not in over and (seeds / file).exists():
            msg = f"There is another file at {seeds / file} now; move it away first."
            raise CorpusError(msg)
    for file in files:
        (seeds / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).replace(seeds / file)
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):  # others are in it
        folder.parent.rmdir()
    return files


def files_of(source: Source, seeds: Path) -> list[str]:
    """Return a document's file and its original, relative to the folder.

    The original comes first: alone in the folder, it would be taken in again.
    """
    original = within(seeds, source.original) if source.original else None
    own = source.path.as_posix()
    return [original.relative_to(seeds).as_posix(), own] if original else [own]


def within(seeds: Path, original: str) -> Path | None:
    """Return the path of an original, if it is a file below the folder."""
    path = seeds / original
    inside = path.resolve().is_relative_to(seeds.resolve()) and ".." not in path.parts
    return path if inside and path.is_file() else None


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
