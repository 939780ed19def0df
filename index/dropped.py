"""Files put into seeds/ by hand -> documents beside them, and anew where a file is another by now.

What was refused is remembered (``store/refusals.py``): nobody who asks a question waits for the
same file again.
"""

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from index.errors import CorpusError, UnreadFileError
from index.formats.door import LIBRARIES
from index.formats.kinds import SUFFIXES
from index.intake import (
    Corrections,
    Preview,
    bytes_of,
    cleared,
    preview_bytes,
    write_document,
)
from index.store.documents import FIELDS, is_meant, read_document
from index.store.documents import SUFFIXES as DOCUMENTS
from index.store.manifest import sha256_of
from index.store.placing import changing, set_aside
from index.store.refusals import Refusal, Refusals


def dropped_files(seeds: Path) -> list[Path]:
    """Return the files of other formats below ``seeds`` whose text was not taken from them yet.

    One with a document of the same name beside it is that document's own original.
    """
    return [
        path
        for path in _files(seeds)
        if not any(path.with_suffix(suffix).exists() for suffix in DOCUMENTS)
    ]


def replaced_files(seeds: Path) -> list[tuple[Path, Path]]:
    """Return the files that are others than their documents beside them were taken from, by now.

    Each comes with its document's file. They are read, to compare their checksums.
    """
    return [
        (path, beside)
        for path in _files(seeds)
        for beside in (path.with_suffix(suffix) for suffix in sorted(DOCUMENTS))
        if beside.is_file() and _is_other(path, beside, seeds)
    ]


def waiting_files(seeds: Path, memory: Path) -> list[Path]:
    """Return the dropped files but for those that are remembered, in ``memory``, as refused.

    Raises:
        OSError: if one cannot be looked at.

    """
    dropped = dropped_files(seeds)
    if not dropped:
        return []
    refusals = Refusals(memory, rules())
    return [
        path for path in dropped if refusals.of(path, path.relative_to(seeds).as_posix()) is None
    ]


def take_in_dropped(seeds: Path, memory: Path, *, again: bool = False) -> list[str]:
    """Write the text of every dropped file beside it; return a sentence for each that has none.

    Of a file that was replaced since, the text is written anew. What was refused is remembered in
    the folder ``memory`` and not read before it changes, unless it is to be tried ``again``.
    """
    if not seeds.is_dir():
        return []
    dropped, replaced = dropped_files(seeds), replaced_files(seeds)
    if not dropped and not replaced:
        return []
    names = Counter(path.with_suffix("") for path in dropped)
    refusals = Refusals(memory, rules(), forgotten=again)
    refused = []
    for path in dropped:
        where = path.relative_to(seeds).as_posix()
        if names[path.with_suffix("")] > 1:
            refused.append(f"{where}: a file beside it has the same name; rename one of the two.")
            continue
        with _refusing(
            where, refused, f"It is left out; mend it, or move {where} out of {seeds}."
        ):
            _take_in(path, where, seeds, refusals)
    for path, beside in replaced:
        where = path.relative_to(seeds).as_posix()
        with _refusing(where, refused, f"{beside.name} is left as it was."):
            _take_anew(path, where, beside, seeds, refusals)
    refusals.save()
    return refused


@contextmanager
def _refusing(where: str, refused: list[str], then: str) -> Iterator[None]:
    """Have a file that is refused inside add its sentence to ``refused``."""
    try:
        yield
    except CorpusError as error:
        refused.append(f"{error} {then}")
    except OSError as error:
        refused.append(f"{where}: it cannot be read ({error.strerror}); check its permissions.")


def rules() -> str:
    """Return what changes with Dossier, and with all else that decides what is refused."""
    here = Path(__file__).parent
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted([*here.glob("*.py"), *here.glob("*/*.py")]):
        digest.update(path.read_bytes())
    digest.update(" ".join(map(version, LIBRARIES)).encode())
    return digest.hexdigest()


def _files(seeds: Path) -> list[Path]:
    """Return the files of other formats below ``seeds`` that were put there to be read."""
    kinds = SUFFIXES.keys() - DOCUMENTS
    return sorted(
        path for path in seeds.rglob("*") if path.suffix.lower() in kinds and is_meant(path, seeds)
    )


def _is_other(path: Path, beside: Path, seeds: Path) -> bool:
    try:
        _, source = read_document(beside, seeds)
    except CorpusError:  # a build names it
        return False
    own = source.original == path.relative_to(seeds).as_posix()
    return own and source.original_sha256 != sha256_of(path)


def _take_in(path: Path, where: str, seeds: Path, refusals: Refusals) -> None:
    """Write a file's text beside it; raise if it is refused, or was and is still the same."""
    known = refusals.of(path, where)
    if known is not None:
        refusals.keep(where, known)
        if known.key is None:
            raise CorpusError(known.why)
        cleared(path.name, known.sha256, known.key, seeds)
    found, refusal = _read(path, where, refusals)
    with changing(seeds):
        _check_unchanged(path, refusal)
        if path not in dropped_files(seeds):  # another process was faster
            return
        key = found.document.key
        refusals.keep(where, replace(refusal, key=key))
        cleared(path.name, found.sha256, key, seeds)
        write_document(found, path.with_suffix(".md"), path, seeds)
        refusals.forget(where)


def _take_anew(path: Path, where: str, beside: Path, seeds: Path, refusals: Refusals) -> None:
    """Write the text of a file that was replaced in place of the old one's, which is kept.

    What is known of the document stays; of what is not, the file tells.
    """
    document, source = read_document(beside, seeds)
    known = refusals.of(path, where)
    if known is not None and known.why is not None:
        refusals.keep(where, known)
        raise CorpusError(known.why)
    if source.edited:
        msg = (
            f"{where}: it is another file by now than the text was taken from, and the text was"
            f" edited since; move {source.path} away to have the new one taken in."
        )
        raise CorpusError(msg)
    stays = Corrections(**{field: getattr(document, field) for field in FIELDS})
    found, refusal = _read(path, where, refusals, stays)
    with changing(seeds):
        _check_unchanged(path, refusal)
        if not _is_other(path, beside, seeds):  # another process was faster
            return
        set_aside(seeds, document.key, [source.path.as_posix()], keep=True)
        write_document(found, beside, path, seeds)


def _read(
    path: Path, where: str, refusals: Refusals, corrections: Corrections | None = None
) -> tuple[Preview, Refusal]:
    """Return what a file would become, and what would be remembered if it were refused."""
    stat = path.stat()  # before it is read: what changes meanwhile is read again
    raw = bytes_of(path)
    refusal = Refusal(stat.st_size, stat.st_mtime_ns, hashlib.sha256(raw).hexdigest())
    try:
        return preview_bytes(raw, path.name, corrections), refusal
    except UnreadFileError:
        raise
    except CorpusError as error:
        refusals.keep(where, replace(refusal, why=str(error)))
        raise


def _check_unchanged(path: Path, before: Refusal) -> None:
    now = path.stat()
    if (now.st_size, now.st_mtime_ns) != (before.size, before.modified_ns):
        msg = f"{path.name}: it was still being written; the next build reads it again."
        raise UnreadFileError(msg)
