"""Documents taken out of the corpus, and put back: nothing is ever deleted."""

from dataclasses import dataclass
from pathlib import Path

from index.core.telling import no_document
from index.domain import Document
from index.engines.spelling import nearest_key
from index.errors import CorpusError, LastDocumentError, NotFoundError
from index.formats.kinds import SUFFIXES
from index.store.documents import SUFFIXES as DOCUMENTS
from index.store.documents import Source, is_document, read_document, readable, source_files
from index.store.placing import REMOVED, bring_back, changing, files_of, removed, set_aside


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that was taken out, and the folder in which its files lie now."""

    document: Document
    folder: Path


def standing(key: str, seeds: Path) -> tuple[Document, Source]:
    """Return the document with the key as it stands in the folder now.

    Raises:
        NotFoundError: if there is no such document.

    """
    keys = []
    for document, source in readable(seeds):
        if document.key.casefold() == key.casefold():
            return document, source
        keys.append(document.key)
    raise NotFoundError(no_document(key, nearest_key(key, keys)))


def take_out(key: str, seeds: Path, sha256: str | None = None) -> Removed:
    """Move the document and its original to a folder below ``seeds/.removed``.

    Where a ``sha256`` is given, or the beginning of one, only if that is still its file's.

    Raises:
        NotFoundError: if there is no such document.
        CorpusError: if it is another than was meant, if it is the only one, or if the folder
            cannot be written to.

    """
    with changing(seeds):
        document, source = standing(key, seeds)
        if sha256 is not None and not source.sha256.startswith(sha256):
            msg = f"The document {document.key} was changed meanwhile; look at it again first."
            raise CorpusError(msg)
        if source_files(seeds) == [seeds / source.path]:
            raise _only(document.key)
        files = [*_beside(seeds / source.path, seeds), *files_of(source, seeds)]
        return Removed(document, set_aside(seeds, document.key, files))


def put_back(key: str, seeds: Path, folder: str | None = None) -> Document:
    """Put the document that was removed last under ``key`` back where it was, and return it.

    The name of a ``folder`` below ``seeds/.removed`` chooses the document that lies there.

    Raises:
        NotFoundError: if none was removed.
        CorpusError: if another document has its key or its place now.

    """
    with changing(seeds):
        found = _found(key, seeds, folder)
        for document, source in readable(seeds):
            if document.key.casefold() == key.casefold():
                msg = (
                    f"The key {key!r} is that of {source.path} now; `dossier remove {key}` takes"
                    " it out first."
                )
                raise CorpusError(msg)
        files = bring_back(seeds, found)
    return _read(files, seeds)


def exchange(key: str, seeds: Path, folder: str) -> tuple[Document, Path]:
    """Put a document that was taken out in the place of the one with its key, which is kept.

    Returns the document that stands there now, and the folder of the other one. A build meanwhile
    finds the one or the other.

    Raises:
        NotFoundError: if there is no document with the key, or none in the folder.
        CorpusError: if another document has its place, or the folder cannot be written to.

    """
    with changing(seeds):
        document, source = standing(key, seeds)
        found = _found(key, seeds, folder)
        old = [*_beside(seeds / source.path, seeds), *files_of(source, seeds)]
        kept = set_aside(seeds, document.key, old, keep=True)
        files = bring_back(seeds, found, over=old)
        for file in set(old).difference(files):
            (seeds / file).unlink(missing_ok=True)
    return _read(files, seeds), kept


def _found(key: str, seeds: Path, folder: str | None) -> Path:
    found = removed(seeds, key, folder)
    if found is None:
        msg = f"No document with the key {key!r} was removed; look into {seeds / REMOVED}."
        raise NotFoundError(msg)
    return found


def _read(files: list[str], seeds: Path) -> Document:
    """Return the document among files that were put back."""
    paths = (seeds / file for file in files)
    return read_document(next(path for path in paths if is_document(path, seeds)), seeds)[0]


def _only(key: str) -> LastDocumentError:
    return LastDocumentError(
        f"{key} is the only document, and an index needs one: add another before this one is"
        f" removed, or put one in its place with `dossier add FILE --key {key} --replace`."
    )


def _beside(file: Path, seeds: Path) -> list[str]:
    """Return a document's own files of other formats: alone, a build would take them in."""
    suffixes = SUFFIXES.keys() - DOCUMENTS
    return [
        path.relative_to(seeds).as_posix()
        for path in sorted(file.parent.iterdir())
        if path.stem == file.stem and path.suffix.lower() in suffixes and path.is_file()
    ]
