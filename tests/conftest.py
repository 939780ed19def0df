"""Builders that make the tests' data, and a library over the repository's own documents."""

import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from index.build import Built, build
from index.domain import Document, Passage, Window
from index.engines.fake_encoder import WordCountEncoder
from index.engines.models import BUNDLED
from index.library import Library
from index.parameters import Parameters
from index.ports import Encoder
from index.store.snapshot import SnapshotFolder
from index.wiring import build_index, default_engines, library_of, open_library

REPOSITORY = Path(__file__).resolve().parents[1]
SEEDS = REPOSITORY / "seeds"

OpenFake = Callable[..., Library]

# How long an example takes tells of the machine and what else it does, not of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def corpus(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files into ``folder / "seeds"`` and return it."""
    seeds = folder / "seeds"
    for name, content in files.items():
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return seeds


def document(text: str, **fields: str) -> Document:
    """Return a document of ``text``, with a key and a title unless they are given."""
    return Document(**{"key": "doc", "title": "A title", "text": text, **fields})


def passage(of: Document, text: str, **fields: object) -> Passage:
    """Return the passage ``text`` of a document in which it stands once."""
    start = of.text.index(text)
    known = {"id": f"{of.key}-aaaaaa", "key": of.key, "number": 1, "heading": None}
    return Passage(**{**known, "start": start, "end": start + len(text), "text": text, **fields})  # type: ignore[arg-type]


@contextmanager
def until_killed(target: Callable[..., None], *arguments: object) -> Iterator[Connection]:
    """Run ``target(*arguments, pipe)`` in a process of its own, and kill it at the end."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=target, args=(*arguments, theirs))
    process.start()
    try:
        assert ours.poll(60)
        yield ours
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
        theirs.close()


def whole(of: Passage) -> Window:
    """Return the window that spans all of a passage."""
    return Window(of.start, of.end)


def fake_build(
    seeds: Path, index: Path, encoder: Encoder | None = None, *, force: bool = False
) -> Built:
    """Bring the index up to date with the fake encoder."""
    engines = default_engines(encoder or WordCountEncoder())
    return build(seeds, SnapshotFolder(index), engines, Parameters(), force=force)


@pytest.fixture
def open_fake() -> Iterator[OpenFake]:
    """Open the library in an index folder with the fake encoder; closed after the test."""
    opened: list[Library] = []

    def opener(index: Path, encoder: Encoder | None = None) -> Library:
        snapshot = SnapshotFolder(index).open()
        try:
            library = library_of(snapshot, encoder or WordCountEncoder())
        except BaseException:
            snapshot.close()
            raise
        opened.append(library)
        return library

    yield opener
    for library in opened:
        library.close()


@pytest.fixture
def fake_library(tmp_path: Path, open_fake: OpenFake) -> Callable[[Mapping[str, str]], Library]:
    """Build and open a library over the files given, with the fake encoder."""

    def builder(files: Mapping[str, str]) -> Library:
        fake_build(corpus(tmp_path, files), tmp_path / "built")
        return open_fake(tmp_path / "built")

    return builder


@pytest.fixture(scope="session")
def real_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an index of the repository's documents, built with the real model.

    Each process of those that run the tests has its own, and what one has embedded all take.
    """
    root = tmp_path_factory.getbasetemp()
    shared = (root.parent if "PYTEST_XDIST_WORKER" in os.environ else root) / "shared"
    index = tmp_path_factory.mktemp("real") / "built"
    with FileLock(shared.with_suffix(".lock")):
        build_index(SEEDS, shared, BUNDLED)
        shutil.copytree(SnapshotFolder(shared).cache, SnapshotFolder(index).cache)
    build_index(SEEDS, index, BUNDLED)
    return index


@pytest.fixture(scope="session")
def real_library(real_index: Path) -> Iterator[Library]:
    """Return the library over the repository's documents, with the real model.

    It answers as if nobody had judged a question: what is tested is found by the text alone.
    """
    library = open_library(real_index, BUNDLED, known=False)
    yield library
    library.close()


@pytest.fixture(scope="session")
def taught_library(real_index: Path) -> Iterator[Library]:
    """Return the same library with the known questions, as people use it."""
    library = open_library(real_index, BUNDLED)
    yield library
    library.close()
