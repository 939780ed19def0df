"""Files put into seeds/ by hand -> documents beside them.

What was refused is remembered (``store/refusals.py``): nobody who asks a question waits for the
same file again.
"""

import hashlib
import sys
from collections import Counter
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from index.errors import CorpusError, UnreadFileError
from index.formats.door import LIBRARIES
from index.formats.kinds import SUFFIXES
from index.intake import bytes_of, cleared, preview_bytes, write_document
from index.store.documents import SUFFIXES as DOCUMENTS
from index.store.documents import is_meant
from index.store.placing import changing
from index.store.refusals import Refusal, Refusals


def dropped_files(seeds: Path) -> list[Path]:
    """Return the files of other formats below ``seeds`` whose text was not taken from them yet.

    One with a document of the same name beside it is that document's own original.
    """
    kinds = SUFFIXES.keys() - DOCUMENTS
    return sorted(
        path
        for path in seeds.rglob("*")
        if path.suffix.lower() in kinds
        and is_meant(path, seeds)
        and not any(path.with_suffix(suffix).exists() for suffix in DOCUMENTS)
    )


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

    What was refused is remembered in the folder ``memory`` and not read before it changes, unless
    it is to be tried ``again``.
    """
    dropped = dropped_files(seeds) if seeds.is_dir() else []
    if not dropped:
        return []
    names = Counter(path.with_suffix("") for path in dropped)
    refusals = Refusals(memory, rules(), forgotten=again)
    refused = []
    for path in dropped:
        where = path.relative_to(seeds).as_posix()
        if names[path.with_suffix("")] > 1:
            refused.append(f"{where}: a file beside it has the same name; rename one of the two.")
            continue
        try:
            _take_in(path, where, seeds, refusals)
        except CorpusError as error:
            refused.append(f"{error} It is left out; mend it, or move {where} out of {seeds}.")
        except OSError as error:
            refused.append(
                f"{where}: it cannot be read ({error.strerror}); check its permissions."
            )
    refusals.save()
    return refused


def rules() -> str:
    """Return what changes with Dossier, and with all else that decides what is refused."""
    here = Path(__file__).parent
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted([*here.glob("*.py"), *here.glob("*/*.py")]):
        digest.update(path.read_bytes())
    digest.update(" ".join(map(version, LIBRARIES)).encode())
    return digest.hexdigest()


def _take_in(path: Path, where: str, seeds: Path, refusals: Refusals) -> None:
    """Write a file's text beside it; raise if it is refused, or was and is still the same."""
    known = refusals.of(path, where)
    if known is not None:
        refusals.keep(where, known)
        if known.key is None:
            raise CorpusError(known.why)
        cleared(path.name, known.sha256, known.key, seeds)
    stat = path.stat()  # before it is read: what changes meanwhile is read again
    raw = bytes_of(path)
    refusal = Refusal(stat.st_size, stat.st_mtime_ns, hashlib.sha256(raw).hexdigest())
    try:
        found = preview_bytes(raw, path.name)
    except UnreadFileError:
        raise
    except CorpusError as error:
        refusals.keep(where, replace(refusal, why=str(error)))
        raise
    with changing(seeds):
        now = path.stat()
        if (now.st_size, now.st_mtime_ns) != (stat.st_size, stat.st_mtime_ns):
            msg = f"{path.name}: it was still being written; the next build reads it again."
            raise UnreadFileError(msg)
        if path not in dropped_files(seeds):  # another process was faster
            return
        key = found.document.key
        refusals.keep(where, replace(refusal, key=key))
        cleared(path.name, found.sha256, key, seeds)
        write_document(found, path.with_suffix(".md"), path, seeds)
        refusals.forget(where)
