"""Model, documents and index -> whether questions can be answered from them."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bot.doctor.finding import Finding, State, failing, failing_with, good, worrying
from bot.doctor.folders import unwritable
from bot.settings import Given
from bot.wording import count
from index.digests.curated import curated_tour
from index.domain import KnownQuestion
from index.dropped import dropped_files, waiting_files
from index.engines.encoder import SentenceTransformerEncoder
from index.engines.models import BUNDLED, RERANKER_SETTING, folder_of
from index.errors import CorpusError, ModelError, SnapshotError
from index.library import Reader
from index.store.documents import read_corpus
from index.store.known_file import known_path, read_known
from index.store.snapshot import Snapshot, SnapshotFolder
from index.store.tour_file import read_tour, tour_path
from index.wiring import index_state

_BUILD = "run `dossier index build`."


def model_found(given: Given) -> Iterator[Finding]:
    """Yield whether the models are there; the bundled one's checksum is looked at."""
    settings = given.settings
    yield _model("model", settings.model, "--model")
    if settings.reranker:
        yield _model("reranker", settings.reranker, RERANKER_SETTING)


def _model(check: str, name: str, setting: str) -> Finding:
    try:
        folder = folder_of(name, setting, here=True)
    except ModelError as error:
        if name == BUNDLED or Path(name).expanduser().exists():
            return failing_with(check, error, "name another.")
        variable = "DOSSIER_MODEL" if check == "model" else setting
        return worrying(
            check,
            f"There is no {name} on this machine: the next start looks for it on the Hugging Face"
            " hub.",
            f"check the name in {variable}; where the hub cannot be reached, name a folder.",
        )
    if name == BUNDLED:
        return good(check, f"{name}, with the published checksum")
    return good(check, f"{name}, in {folder}")


def documents_found(given: Given) -> Iterator[Finding]:
    """Yield each document that cannot be read, or how many there are."""
    seeds = given.settings.seeds
    try:
        yield good("documents", f"{count(len(read_corpus(seeds)), 'document')} in {seeds}")
    except CorpusError as error:
        for problem in str(error).splitlines():
            yield failing_with("documents", problem, "mend the file, or move it away.")
    if seeds.is_dir():
        yield from _other_files(seeds, SnapshotFolder(given.settings.index).cache)


def _other_files(seeds: Path, memory: Path) -> Iterator[Finding]:
    """Yield which files of other formats wait for a build, and which a build has refused."""
    dropped = dropped_files(seeds)
    waiting = waiting_files(seeds, memory)
    refused = [path for path in dropped if path not in waiting]
    if waiting:
        yield worrying(
            "documents",
            f"{count(len(waiting), 'file')} of other formats, such as {waiting[0].name}, not taken"
            " in yet.",
            _BUILD,
        )
    if refused:
        yield worrying(
            "documents",
            f"{count(len(refused), 'file')} of other formats, such as {refused[0].name}, refused"
            " and left out.",
            f"{_BUILD[:-1]} for the reasons; mend them, or move them away.",
        )


def tour_found(given: Given) -> Iterator[Finding]:
    """Yield what is wrong with the tour that the team wrote, or how many steps it has."""
    settings = given.settings
    path = tour_path(settings.seeds)
    try:
        if read_tour(path) is None:
            yield good("tour", f"made from the documents, for there is no {path}")
            return
        snapshot = SnapshotFolder(settings.index).open()
    except SnapshotError:  # told as an index that is not there
        return
    except CorpusError as error:
        yield _of_tour(str(error))
        return
    with closing(snapshot):
        tour = curated_tour(Reader(snapshot), path)
    for problem in tour.problems if tour else ():
        yield _of_tour(problem)
    if tour and tour.steps:
        yield good("tour", f"{count(len(tour.steps), 'step')} in {path}")


def _of_tour(problem: str) -> Finding:
    """Return the finding of what is wrong with a tour: its other steps are shown all the same."""
    return replace(failing_with("tour", problem, "mend the file."), state=State.WARNING)


def questions_found(given: Given) -> Iterator[Finding]:
    """Yield what is wrong with the known questions, how many lapsed, or how many there are."""
    seeds, index = given.settings.seeds, given.settings.index
    path = known_path(seeds)
    try:
        known, entry = read_known(seeds)
        if entry is None:
            yield good("questions", f"none is known, for there is no {path}")
            return
        # Of an index that is not up to date it cannot be told which passages will be there.
        current = index_state(seeds, index, given.settings.model) == "current"
        lapsed = _lapsed(known, SnapshotFolder(index)) if current else []
    except CorpusError as error:
        yield failing_with("questions", error, "mend the file.")
        return
    except SnapshotError:  # told as an index that cannot be used
        lapsed = []
    if lapsed:
        yield worrying(
            "questions",
            f"{len(lapsed):,} of {len(known):,} in {path} lapsed, such as {lapsed[0]!r}: no"
            " passage that they name is there any more.",
            "give them the ids of passages that are there, or remove their lines"
            " (docs/corpus.md).",
        )
    else:
        yield good("questions", f"{count(len(known), 'known question')} in {path}")


def _lapsed(known: Iterable[KnownQuestion], index: SnapshotFolder) -> list[str]:
    with closing(index.open()) as snapshot:
        there = set(snapshot.store.passage_ids())
    return [
        one.question for one in known if there.isdisjoint([*one.answered_by, *one.not_answered_by])
    ]


def index_found(given: Given) -> Iterator[Finding]:
    """Yield whether the index is there, whole, and of these documents and this model."""
    settings = given.settings
    try:
        state = index_state(settings.seeds, settings.index, settings.model)
        if state not in {"missing", "stale"}:
            with closing(SnapshotFolder(settings.index).open()) as snapshot:
                snapshot.check()
                if state != "foreign" and _is_of_other_weights(snapshot, settings.model):
                    state = "foreign"
    except SnapshotError as error:
        yield failing_with("index", error, _BUILD)
    else:
        yield _told(state, given)


def _is_of_other_weights(snapshot: Snapshot, model: str) -> bool:
    """Tell whether the model has changed under its name; one that is not here tells nothing."""
    try:
        folder_of(model, here=True)
        return SentenceTransformerEncoder(model).fingerprint != snapshot.manifest.model_fingerprint
    except ModelError:  # told as a model that is not there
        return False


def _told(state: str, given: Given) -> Finding:
    index = given.settings.index
    match state:
        case "missing" | "stale" if unwritable(index):
            return failing("index", f"There is none that can be used in {index}.", _BUILD)
        case "missing":
            told = f"There is none in {index} yet; the next start builds it."
            return worrying("index", told, f"to have it now, {_BUILD}")
        case "stale":
            told = f"Another version of Dossier built {index}; the next start builds it anew."
            return worrying("index", told, f"to have it now, {_BUILD}")
        case "foreign":
            return worrying(
                "index",
                f"{index} was built from another folder of documents, or with another model.",
                "name these with --seeds and --model, or run `dossier index build` to build it"
                " from the ones in the settings.",
            )
        case "outdated":
            return worrying("index", f"The documents changed after {index} was built.", _BUILD)
    return good("index", f"whole, and up to date with the documents, in {index}")
