"""Libraries for all tests of this front end."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.engines.fake_encoder import WordCountEncoder
from index.library import Library
from index.store.snapshot import SnapshotFolder
from index.wiring import library_of
from tests.bot.discord.corpora import CRANES, SHELF
from tests.conftest import corpus, fake_build


@contextmanager
def _library(folder: Path, documents: Mapping[str, str]) -> Iterator[Library]:
    """Yield a library over small documents, with the fake encoder."""
    fake_build(corpus(folder, documents), folder / "built")
    library = library_of(SnapshotFolder(folder / "built").open(), WordCountEncoder())
    yield library
    library.close()


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a library over a few small documents, with the fake encoder."""
    with _library(tmp_path_factory.mktemp("shelf"), SHELF) as library:
        yield library


@pytest.fixture(scope="session")
def quays(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a library in which several documents speak of one thing."""
    with _library(tmp_path_factory.mktemp("quays"), CRANES) as library:
        yield library
