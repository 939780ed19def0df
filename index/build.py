"""seeds/ -> a snapshot of the index."""

import os.path
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index.core.context import context_of, in_context, words_context_of
from index.core.fusion import RESCORED
from index.core.known import judged
from index.core.near_words import IN_PASSAGES
from index.core.passages import passages_of
from index.core.question import understood
from index.domain import Document, KnownQuestion, Passage
from index.dropped import take_in_dropped, waiting_files
from index.engines.spelling import Speller
from index.errors import CorpusError, SnapshotError
from index.parameters import Parameters
from index.ports import Encoder, Halves, LexicalIndex, Progress, Segmenter, VectorIndex, silent
from index.rescoring import MAX_PASSAGES
from index.rows import RowTexts, rows_of
from index.store.arrays import JUDGEMENTS, KNOWN, ROWS, write_words
from index.store.documents import Source, read_corpus, source_files
from index.store.embeddings import EmbeddingCache
from index.store.known_file import QUESTIONS, known_path, read_known
from index.store.manifest import Entry, KnownEntry, Manifest, checksums, fingerprint_of
from index.store.passages import write_store
from index.store.snapshot import STORE, VECTORS, WORDS, Snapshot, SnapshotFolder


@dataclass(frozen=True, slots=True)
class Engines:
    """What a build needs."""

    encoder: Encoder
    segmenter: Segmenter
    vector_index: Callable[[Halves, int, int], VectorIndex]
    lexical_index: Callable[[Sequence[str], float, float], LexicalIndex]
    speller: Callable[[LexicalIndex], Speller]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    manifest: Manifest
    changed: bool
    embedded: int  # texts that went through the model; the others came from the cache
    words: int = 0  # that did beside them, by themselves
    refused: tuple[str, ...] = ()  # a sentence for each file that no text could be taken from


def build(  # noqa: PLR0913 (one argument a thing that decides the index)
    seeds: Path,
    target: SnapshotFolder,
    engines: Engines,
    parameters: Parameters,
    *,
    force: bool = False,
    progress: Progress = silent,
) -> Built:
    """Bring the index in ``target`` up to date with the documents below ``seeds``.

    Files of other formats that were put there are taken in first; one that is refused is left out.

    Whatever fails, the snapshot that was in use stays in use. With ``force`` a snapshot is built
    though nothing changed, and files that were refused are tried again.

    Raises:
        CorpusError: if a document cannot be read.
        ModelError: if the model cannot be loaded.
        SnapshotError: if the folder cannot be written to, or another process is building there.

    """
    refused = tuple(take_in_dropped(seeds, target.cache, again=force))
    try:
        corpus = read_corpus(seeds)
        known = read_known(seeds)
    except CorpusError as error:  # that there is none may come of what was refused
        raise CorpusError("\n".join([*refused, str(error)])) from error
    fingerprint = fingerprint_of(
        ((source.path.as_posix(), source.sha256) for _, source in corpus),
        engines.encoder.fingerprint,
        parameters,
        known[1].sha256 if known[1] else None,
    )
    if not force and (snapshot := _present(target, fingerprint)):
        target.clear()
        refreshed = _refreshed(snapshot, corpus, known[1], seeds, engines)
        return Built(refreshed, changed=False, embedded=0, refused=refused)
    built = build_corpus(
        corpus,
        fingerprint,
        seeds,
        target,
        engines,
        parameters=parameters,
        known=known,
        progress=progress,
    )
    return replace(built, refused=refused)


def build_corpus(  # noqa: PLR0913 (see build)
    corpus: Sequence[tuple[Document, Source]],
    fingerprint: str,
    seeds: Path,
    target: SnapshotFolder,
    engines: Engines,
    *,
    parameters: Parameters,
    known: tuple[Sequence[KnownQuestion], KnownEntry | None] = ((), None),
    progress: Progress = silent,
) -> Built:
    """Build a snapshot of documents that were read already; see ``build``."""
    with target.building() as folder:
        documents = [document for document, _ in corpus]
        passages: list[Passage] = []
        counts: list[int] = []
        for done, document in enumerate(documents, start=1):
            own = passages_of(document, engines.segmenter)
            passages.extend(own)
            counts.append(len(own))
            progress("Cutting passages", done, len(documents))
        by_key = {document.key: document for document in documents}
        contexts = [context_of(by_key[p.key], p) for p in passages]

        rows = rows_of(passages, by_key, engines.segmenter, progress)
        with (
            closing(EmbeddingCache(target.cache, engines.encoder)) as cache,
            tempfile.TemporaryFile(dir=target.path) as room,
        ):
            texts = RowTexts(rows, passages, contexts, by_key)
            vectors, embedded = cache.vectors(texts, room, progress)
            dimension = vectors.shape[1]
            engines.vector_index(vectors, parameters.flat_rows, parameters.probes).save(
                folder / VECTORS
            )
            del vectors

        write_store(folder / STORE, documents, passages)
        np.save(folder / ROWS, rows)
        searched = [in_context(words_context_of(by_key[p.key], p), p.text) for p in passages]
        words = engines.lexical_index(searched, parameters.bm25_k1, parameters.bm25_b)
        words.save(folder / WORDS)
        questions, judgements = judged(known[0], [passage.id for passage in passages])
        correct = engines.speller(words).correct
        queries = [understood(question, correct).text for question in questions]
        near = words.spelled(IN_PASSAGES) if RESCORED < len(passages) <= MAX_PASSAGES else {}
        with closing(EmbeddingCache(target.cache, engines.encoder)) as cache:
            asked, more = cache.vectors(queries, progress=progress, queries=True)
            alone, new = cache.vectors(list(near.values()), progress=progress, queries=True)
        np.save(folder / KNOWN, asked.reshape(len(queries), dimension))
        np.save(folder / JUDGEMENTS, judgements)
        write_words(folder, list(near), alone.reshape(len(near), dimension))
        manifest = Manifest(
            fingerprint=fingerprint,
            model=engines.encoder.name,
            model_fingerprint=engines.encoder.fingerprint,
            dimension=dimension,
            parameters=parameters.as_dict(),
            seeds=relative_seeds(seeds, target.path),
            passages=len(passages),
            windows=len(rows),
            documents=tuple(
                _entry(document, source, count)
                for (document, source), count in zip(corpus, counts, strict=True)
            ),
            files=checksums(folder),
            known=known[1] and replace(known[1], lapsed=len(known[0]) - len(questions)),
        )
        manifest.write(folder)
        target.publish(folder, fingerprint)
    return Built(manifest, changed=True, embedded=embedded + more, words=new)


def is_current(snapshot: Snapshot, seeds: Path) -> bool:
    """Tell whether the files below ``seeds`` are those that the snapshot was built from.

    Looks at names, sizes and times of change only, and reads no file. One that was refused, and
    is still the same, has no part in it.
    """
    try:
        if waiting_files(seeds, SnapshotFolder(snapshot.folder.parent).cache):
            return False
        paths = [*source_files(seeds), *filter(Path.exists, [known_path(seeds)])]
        files = {path.relative_to(seeds).as_posix(): path.stat() for path in paths}
    except (CorpusError, OSError):
        return True  # nothing to build from: what there is serves
    manifest = snapshot.manifest
    before = {entry.file: (entry.size, entry.modified_ns) for entry in manifest.documents}
    if manifest.known:
        before[QUESTIONS] = manifest.known.size, manifest.known.modified_ns
    return before == {name: (stat.st_size, stat.st_mtime_ns) for name, stat in files.items()}


def _present(target: SnapshotFolder, fingerprint: str) -> Snapshot | None:
    """Return the snapshot in use if it is whole and has the fingerprint."""
    try:
        with closing(target.open()) as snapshot:
            if snapshot.manifest.fingerprint != fingerprint:
                return None
            snapshot.check()
            return snapshot
    except SnapshotError:
        return None


def _refreshed(
    snapshot: Snapshot,
    corpus: Sequence[tuple[Document, Source]],
    known: KnownEntry | None,
    seeds: Path,
    engines: Engines,
) -> Manifest:
    """Return the manifest, told anew where files were touched or moved without a change.

    Only what says whether the index is up to date is told anew; nothing that it answers from.
    """
    counts = {entry.key: entry.passages for entry in snapshot.manifest.documents}
    before = snapshot.manifest.known
    target = SnapshotFolder(snapshot.folder.parent)
    manifest = replace(
        snapshot.manifest,
        model=engines.encoder.name,
        seeds=relative_seeds(seeds, target.path),
        documents=tuple(_entry(d, source, counts[d.key]) for d, source in corpus),
        known=replace(known, lapsed=before.lapsed) if known and before else None,
    )
    if manifest != snapshot.manifest:
        with target.building():
            manifest.write(snapshot.folder)
    return manifest


def _entry(document: Document, source: Source, passages: int) -> Entry:
    return Entry(
        key=document.key,
        file=source.path.as_posix(),
        sha256=source.sha256,
        size=source.size,
        modified_ns=source.modified_ns,
        passages=passages,
        edited=source.edited,
    )


def relative_seeds(seeds: Path, index: Path) -> str:
    """Return the seeds folder as seen from the index, so that both can move together."""
    return os.path.relpath(seeds.resolve(), index.resolve())
