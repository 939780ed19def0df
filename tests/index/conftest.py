"""What tests of files that become documents share."""

import pytest

from index import intake
from index.formats.door import read_file


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that are read from now on, and let them be read."""
    names: list[str] = []
    through = read_file

    def counted(raw: bytes, name: str) -> object:
        names.append(name)
        return through(raw, name)

    monkeypatch.setattr(intake, "read_file", counted)
    return names
