"""What the doctor looks at: documents, an index, a journal and settings."""

import socket
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from filelock import FileLock

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.a-secret-that-nobody-may-see"


@dataclass
class House:
    """Documents, an index of them and a journal, in which a fault is planted."""

    folder: Path
    patch: pytest.MonkeyPatch
    held: list[FileLock] = field(default_factory=list)
    listening: list[socket.socket] = field(default_factory=list)

    @property
    def seeds(self) -> Path:
        """Return the folder of documents."""
        return self.folder / "seeds"

    @property
    def index(self) -> Path:
        """Return the folder of the index."""
        return self.folder / "built"

    @property
    def snapshot(self) -> Path:
        """Return the folder of the snapshot in use."""
        return self.index / (self.index / "CURRENT").read_text().strip()

    @property
    def journal(self) -> Path:
        """Return the journal's file."""
        return self.folder / "state" / "journal.sqlite"

    @property
    def key(self) -> Path:
        """Return the file with the key of the pseudonyms in the journal."""
        return self.folder / "state" / "pseudonyms.key"

    def setting(self, name: str, value: str | Path) -> None:
        """Set something in the environment."""
        self.patch.setenv(name, str(value))

    def env_file(self, content: bytes, mode: int = 0o600) -> None:
        """Write the file .env."""
        (self.folder / ".env").write_bytes(content)
        (self.folder / ".env").chmod(mode)

    def held_lock(self, path: Path) -> None:
        """Hold a lock until the test is over, as another process would."""
        self.held.append(FileLock(path))
        self.held[-1].acquire()

    def taken_port(self) -> int:
        """Return a port that another program has until the test is over."""
        self.listening.append(socket.create_server(("127.0.0.1", 0)))
        return int(self.listening[-1].getsockname()[1])
