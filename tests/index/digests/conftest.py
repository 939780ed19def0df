"""The library over a harbour, with the real model, and one that mentions people."""

from collections.abc import Iterator

import pytest

from index.engines.models import BUNDLED
from index.library import Library
from index.wiring import build_index, open_library
from tests.conftest import corpus
from tests.index.digests.corpora import FILES
from tests.index.digests.mentioned import MENTIONING, Build


@pytest.fixture(scope="package")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return the library over the harbour's documents."""
    folder = tmp_path_factory.mktemp("harbour")
    build_index(corpus(folder, FILES), folder / "built", BUNDLED)
    library = open_library(folder / "built", BUNDLED)
    yield library
    library.close()


@pytest.fixture
def mentioning(fake_library: Build) -> Library:
    """Return a library over documents of several dates."""
    return fake_library(MENTIONING)
