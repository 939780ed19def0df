"""The documents of a set -> a library over them, its index kept for the next time."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.build import build_corpus
from index.domain import Document
from index.engines.encoder import SentenceTransformerEncoder
from index.errors import SnapshotError
from index.library import Library
from index.parameters import Parameters
from index.ports import Progress, silent
from index.store.documents import Source
from index.store.manifest import fingerprint_of
from index.store.snapshot import Snapshot, SnapshotFolder
from index.wiring import default_engines, library_of, reranker_of


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents that were read out of one file."""

    name: str  # of the folder that its index is kept in
    file: Path
    sha256: str  # of the file
    documents: Sequence[Document]


def library_over(
    corpus: Corpus,
    indexes: Path,
    model: str,
    progress: Progress = silent,
    reranker: str | None = None,
) -> Library:
    """Return a library over the documents; its index is kept below ``indexes`` by their name.

    An index that is there is taken as it is if file, model and settings are the same.

    Raises:
        ModelError: if there is no such model.
        SnapshotError: if the index cannot be written.

    """
    encoder = SentenceTransformerEncoder(model)
    parameters = Parameters()
    target = SnapshotFolder(indexes / corpus.name)
    fingerprint = fingerprint_of([("corpus", corpus.sha256)], encoder.fingerprint, parameters)
    snapshot = _kept(target, fingerprint)
    if snapshot is None:
        source = Source(Path(corpus.file.name), corpus.sha256, 0, 0)
        documents = sorted(corpus.documents, key=lambda document: document.key)
        build_corpus(
            [(document, source) for document in documents],
            fingerprint,
            corpus.file.parent,
            target,
            default_engines(encoder),
            parameters=parameters,
            progress=progress,
        )
        snapshot = target.open()
    return library_of(snapshot, encoder, reranker_of(reranker))


def _kept(target: SnapshotFolder, fingerprint: str) -> Snapshot | None:
    """Return the snapshot in ``target`` if it is whole and has the fingerprint."""
    try:
        snapshot = target.open()
    except SnapshotError:
        return None
    if snapshot.manifest.fingerprint == fingerprint:
        return snapshot
    snapshot.close()
    return None
