"""Settings -> an index that is up to date, opened."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.settings import Settings
from index import wiring
from index.build import Built
from index.errors import DossierError
from index.library import Library, Reader
from index.ports import Progress
from index.serving import Serving
from index.wiring import build_index, index_state, open_library, open_reader, open_serving

Say = Callable[[str], None]
"""Told what a person should know while the index is prepared."""

_BUILDING = {
    "missing": "Building the index from {seeds} ...",
    "stale": "Dossier itself changed; building the index anew ...",
    "outdated": "The documents changed; updating the index ...",
}


def opened_reader(
    settings: Settings, progress: Progress, say: Say, *, update: bool = True
) -> Reader:
    """Return a reader of the index, built first if there is none or documents changed.

    Without ``update`` one that can be read is left as it is.
    """
    _prepare(settings, progress, say, update=update)
    return open_reader(settings.index)


def opened_library(
    settings: Settings, progress: Progress, say: Say, *, known: bool = True, update: bool = True
) -> Library:
    """Return a library over the index, built first if there is none or documents changed.

    Without ``known`` it answers as if nobody had judged a question before. Without ``update`` an
    index that can answer is left as it is.
    """
    _prepare(settings, progress, say, update=update)
    library = open_library(settings.index, settings.model, settings.reranker, known=known)
    library.warm_up()
    return library


@contextmanager
def serving_library(settings: Settings, progress: Progress, say: Say) -> Iterator[Serving]:
    """Give a library as ``opened_library`` does, and one over each snapshot that comes later."""
    failed = not _prepare(settings, progress, say)
    with open_serving(settings.index, settings.model, settings.reranker) as serving:
        serving.failures += failed
        serving.library.warm_up()
        yield serving


def updated(settings: Settings, progress: Progress) -> Built | None:
    """Bring the index up to date with the documents, unless it is one of others, or of a model."""
    return wiring.updated(settings.seeds, settings.index, settings.model, progress)


def _prepare(settings: Settings, progress: Progress, say: Say, *, update: bool = True) -> bool:
    """Build the index where that is needed; a failed update leaves the last good one to answer.

    Returns whether nothing failed.

    An index of other seeds, or of another model, is left as it is: it was made on purpose. One
    that another version of Dossier built cannot answer meanwhile. Without ``update`` one of
    documents that changed is left, too.
    """
    state = index_state(settings.seeds, settings.index, settings.model)
    if state not in _BUILDING or (state == "outdated" and not update):
        return True
    say(_BUILDING[state].format(seeds=settings.seeds))
    try:
        built = build_index(settings.seeds, settings.index, settings.model, progress=progress)
    except DossierError as error:
        if state != "outdated":
            raise
        say(f"{error}\nThe index was not updated; the last good one answers.")
        return False
    for sentence in built.refused:
        say(sentence)
    return True
