"""A web site for the tests of what is fetched."""

from collections.abc import Iterator

import pytest

from tests.index.engines.site import Site, serving


@pytest.fixture(scope="module")
def running() -> Iterator[Site]:
    """Run one site for all tests."""
    with serving() as site:
        yield site


@pytest.fixture
def site(running: Site) -> Site:
    """Return the site, without pages, and never asked yet."""
    running.pages.clear()
    running.asked.clear()
    return running
