"""Everything is put together here."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Literal

from index import search
from index.build import Built, Engines, build, is_current, relative_seeds
from index.core.known import NONE_KNOWN
from index.engines.encoder import SentenceTransformerEncoder
from index.engines.sentences import SentencexSegmenter
from index.engines.spelling import Speller, is_english
from index.errors import StaleSnapshotError
from index.intake import Corrections, Preview, preview_bytes
from index.library import Library, Reader
from index.parameters import Parameters
from index.ports import Encoder, LexicalIndex, Likelihood, Progress, Reranker, silent
from index.serving import Follower, Serving
from index.store.documents import MAX_BYTES
from index.store.manifest import origin_of
from index.store.snapshot import VECTORS, WORDS, Snapshot, SnapshotFolder


def build_index(
    seeds: Path, index: Path, model: str, *, force: bool = False, progress: Progress = silent
) -> Built:
    """Bring the index up to date with the documents below ``seeds``; see ``build``."""
    return builder(seeds, index, model)(force=force, progress=progress)


def builder(seeds: Path, index: Path, model: str) -> Callable[..., Built]:
    """Return ``build`` with these arguments, to be called again and again over one model."""
    engines = default_engines(SentenceTransformerEncoder(model))
    return partial(build, seeds, SnapshotFolder(index), engines, Parameters())


def updated(seeds: Path, index: Path, model: str, progress: Progress = silent) -> Built | None:
    """Bring the index up to date, unless it is one of other documents, or of another model."""
    if index_state(seeds, index, model) == "foreign":
        return None
    return build_index(seeds, index, model, progress=progress)


def default_engines(encoder: Encoder) -> Engines:
    """Return the engines that an index is built with."""
    # Imported here: reading the corpus needs neither.
    from index.engines.vectors import FaissIndex
    from index.engines.words import Bm25Index

    return Engines(
        encoder,
        SentencexSegmenter(),
        FaissIndex.build,
        Bm25Index.build,
        partial(_speller, encoder=encoder),
    )


def _speller(words: LexicalIndex, encoder: Encoder) -> Speller:
    # The dictionary is read when the first word comes that the model does not know.
    return Speller(words.words, lambda word: encoder.knows(word) or is_english(word))


async def preview_address(address: str, corrections: Corrections | None = None) -> Preview:
    """Return what the page or file at an https address would become; ``take_in`` writes it.

    The event loop goes on meanwhile. Whether anybody may have addresses fetched is for the caller
    to know.

    Raises:
        FetchError: if it may not be fetched, or cannot be.
        CorpusError: if no text can be taken from it.

    """
    from index.engines import fetching

    found = await fetching.fetch(address, most=MAX_BYTES)
    return await asyncio.to_thread(
        preview_bytes, found.raw, found.name, corrections, found.address
    )


def index_state(
    seeds: Path, index: Path, model: str
) -> Literal["missing", "stale", "outdated", "current", "foreign"]:
    """Tell whether an index must be built or updated before it answers for ``seeds``.

    One that was built from another folder or with another model is ``foreign``. One that another
    version of Dossier built, with another format or other settings, is ``stale``.
    """
    folder = SnapshotFolder(index)
    current = folder.current()
    if current is None:
        return "missing"
    wanted = (relative_seeds(seeds, index), model)
    try:
        snapshot = folder.open()
    except StaleSnapshotError:
        return "stale" if origin_of(current) == wanted else "foreign"
    snapshot.close()
    manifest = snapshot.manifest
    if (manifest.seeds, manifest.model) != wanted:
        return "foreign"
    if dict(manifest.parameters) != Parameters().as_dict():
        return "stale"
    return "current" if is_current(snapshot, seeds) else "outdated"


def open_reader(index: Path) -> Reader:
    """Open the snapshot in use to read from; raises ``SnapshotError`` if it cannot be used."""
    return Reader(SnapshotFolder(index).open())


def open_library(
    index: Path, model: str, reranker: str | None = None, *, known: bool = True
) -> Library:
    """Open the snapshot in use to ask it; with the name of a ``reranker``, that orders the best.

    Without ``known`` it is as if nobody had judged any question.

    Raises:
        ModelError: if there is no such model.
        SnapshotError: if there is no index, or it was built with another model.

    """
    return _opener(index, model, reranker, known=known)()


@contextmanager
def open_serving(index: Path, model: str, reranker: str | None = None) -> Iterator[Serving]:
    """Open the snapshot in use, and each that takes its place while the block runs.

    The model is loaded once. Raises as ``open_library`` does, but only for the first snapshot.
    """
    opener = _opener(index, model, reranker)
    serving = Serving(opener())
    try:
        with Follower(serving, SnapshotFolder(index), opener):
            yield serving
    finally:
        serving.close()


def _opener(
    index: Path, model: str, reranker: str | None, *, known: bool = True
) -> Callable[[], Library]:
    """Return what opens the snapshot in use, each time with the same models."""
    folder = SnapshotFolder(index)
    folder.used()  # before the models are looked for
    encoder, reading = SentenceTransformerEncoder(model), reranker_of(reranker)

    def opened() -> Library:
        snapshot = folder.open()
        try:
            library = library_of(snapshot, encoder, reading, known=known)
            library.sources()  # kept from now on: an event loop that asks for them does not wait
        except BaseException:
            snapshot.close()
            raise
        return library

    return opened


def reranker_of(name: str | None) -> Reranker | Likelihood | None:
    """Return the reranker with the name, or none; raises ``ModelError`` if there is none such."""
    if name is None:
        return None
    from index.engines.likelihood import QuestionLikelihood
    from index.engines.models import RERANKER_SETTING, folder_of, is_causal
    from index.engines.reranker import CrossEncoderReranker

    folder = folder_of(name, RERANKER_SETTING)
    return (QuestionLikelihood if is_causal(folder) else CrossEncoderReranker)(str(folder))


def library_of(
    snapshot: Snapshot,
    encoder: Encoder,
    reranker: Reranker | Likelihood | None = None,
    *,
    known: bool = True,
) -> Library:
    """Return a library over an opened snapshot; without ``known`` nobody has judged a question.

    Raises:
        StaleSnapshotError: if it was built with another model or other parameters.
        DamagedSnapshotError: if a file of it is not what it was.

    """
    from index.engines.cores import multiply_on_one_core
    from index.engines.vectors import FaissIndex
    from index.engines.words import Bm25Index

    multiply_on_one_core()
    manifest = snapshot.manifest
    if manifest.model_fingerprint != encoder.fingerprint:
        msg = (
            f"The index was built with the model {manifest.model}, not with {encoder.name}; name"
            " that one with --model, or run `dossier index build` to make the index anew."
        )
        raise StaleSnapshotError(msg)
    if dict(manifest.parameters) != Parameters().as_dict():
        msg = "The index was built with other settings; run `dossier index build` to make it anew."
        raise StaleSnapshotError(msg)
    snapshot.check()
    words = Bm25Index.load(snapshot.folder / WORDS)
    vectors = FaissIndex.load(snapshot.folder / VECTORS)
    searching = search.Engines(encoder, vectors, words, _speller(words, encoder), is_english)
    judged = snapshot.known if known else NONE_KNOWN
    return Library(snapshot, search.Searcher(snapshot, searching, reranker, judged))
