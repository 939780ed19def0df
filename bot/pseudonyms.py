"""People's numbers at Discord -> what stands for them in the journal.

A number can be counted up to, so that a plain hash of it would hide nobody. The hash has a key of
this bot's own, which lies beside the journal and goes with no copy of it: who has the journal, or
a copy, cannot tell who is meant, or that two bots were asked by the same person.
"""

import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

from index.errors import DossierError

BYTES = 32
"""Of the key: as many as SHA-256 gives."""

_CHARACTERS = 32
"""Of a pseudonym: 128 bits in hexadecimal, so that no two people ever share one."""


class PseudonymError(DossierError):
    """The key of the pseudonyms cannot be read, or not be made."""


class Pseudonyms:
    """Gives each person the same pseudonym again, and no two the same."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def of(cls, folder: Path) -> "Pseudonyms":
        """Return those of the journal in ``folder``, with a key made at the first time.

        Raises:
            PseudonymError: if the key cannot be read, or not be made.

        """
        return cls(_key_at(path_in(folder)))

    @classmethod
    def for_once(cls) -> "Pseudonyms":
        """Return some whose key is nowhere but in memory."""
        return cls(secrets.token_bytes(BYTES))

    def __call__(self, person: int) -> str:
        """Return what stands for a person: HMAC-SHA-256, in hexadecimal, the first 128 bits."""
        return hmac.digest(self._key, str(person).encode(), "sha256").hex()[:_CHARACTERS]


def path_in(folder: Path) -> Path:
    """Return where the key lies in the journal's folder."""
    return folder / "pseudonyms.key"


def unsound(folder: Path) -> str | None:
    """Return what is wrong with the key in ``folder``, or ``None``; one that is not made is well.

    Raises:
        PseudonymError: if it cannot be read.

    """
    key = _read(path_in(folder))
    return None if key is None or len(key) == BYTES else _cut(path_in(folder), key)


def _key_at(path: Path) -> bytes:
    key = _read(path)
    if key is None:
        _make(path)
        key = _read(path) or b""  # of several processes that make one, all take the first
    if len(key) != BYTES:
        raise PseudonymError(_cut(path, key))
    return key


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        msg = f"The key {path} cannot be read ({error}); check its permissions."
        raise PseudonymError(msg) from error


def _make(path: Path) -> None:
    """Write a new key whole, or not at all, and over none that is there."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(secrets.token_bytes(BYTES))
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                path.hardlink_to(unfinished)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        msg = (
            f"The key {path} cannot be made ({error}); check the folder's permissions and the"
            " space on its disk, or name another folder in DOSSIER_STATE."
        )
        raise PseudonymError(msg) from error


def _cut(path: Path, key: bytes) -> str:
    return (
        f"The key {path} has {len(key)} bytes in place of {BYTES}; put back the one that was"
        " there, or remove it: people can then no longer be told apart in what was asked before."
    )
