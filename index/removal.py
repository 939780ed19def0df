"""Documents taken out of the corpus, and put back: nothing is ever deleted."""

from pathlib import Path, PurePath

from index.domain import Document
from index.errors import CorpusError, NotFoundError
from index.formats.kinds import SUFFIXES
from index.store.documents import ORIGINALS, read_document, readable, source_files
from index.store.documents import SUFFIXES as DOCUMENTS
from index.store.placing import REMOVED, bring_back, changing, files_of, removed, set_aside


def take_out(key: str, seeds: Path) -> Path:
    """Move the document and its original to a folder below ``seeds/.removed``, and return it.

    Raises:
        NotFoundError: if there is no such document.
        CorpusError: if it is the only one, or the folder cannot be written to.

    """
    with changing(seeds):
        for document, source in readable(seeds):
            if document.key.casefold() == key.casefold():
                if source_files(seeds) == [seeds / source.path]:
                    raise _only(document.key)
                files = [*_beside(seeds / source.path, seeds), *files_of(source, seeds)]
                return set_aside(seeds, document.key, files)
    msg = f"There is no document with the key {key!r}; `dossier sources` lists them all."
    raise NotFoundError(msg)


def put_back(key: str, seeds: Path) -> Document:
    """Put the document that was removed last under ``key`` back where it was, and return it.

    Raises:
        NotFoundError: if none was removed.
        CorpusError: if another document has its key or its place now.

    """
    with changing(seeds):
        folder = removed(seeds, key)
        if folder is None:
            msg = f"No document with the key {key!r} was removed; look into {seeds / REMOVED}."
            raise NotFoundError(msg)
        for document, source in readable(seeds):
            if document.key.casefold() == key.casefold():
                msg = (
                    f"The key {key!r} is that of {source.path} now; `dossier remove {key}` takes"
                    " it out first."
                )
                raise CorpusError(msg)
        files = bring_back(seeds, folder)
    document_file = next(f for f in files if PurePath(f).parts[0] != ORIGINALS)
    return read_document(seeds / document_file, seeds)[0]


def _only(key: str) -> CorpusError:
    return CorpusError(
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
