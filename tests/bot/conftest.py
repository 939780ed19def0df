"""A journal for the tests of the bot."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.journal import Journal
from tests.bot.journals import Clock, OpenJournal


@pytest.fixture
def clock() -> Clock:
    """Return the clock that the journals go by."""
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Iterator[OpenJournal]:
    """Open the journal in the test's folder; closed after the test."""
    journals: list[Journal] = []

    def opener(keep_days: int = 90, folder: Path = tmp_path) -> Journal:
        journals.append(Journal(folder, keep_days, clock))
        return journals[-1]

    yield opener
    for journal in journals:
        journal.close()
