"""What a snapshot is made of, and the checksums of its files."""

import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import DamagedSnapshotError, StaleSnapshotError
from index.parameters import FORMAT_VERSION, Parameters
from index.store.flushing import flush

NAME = "manifest.json"
UNFINISHED_MANIFEST = f"{NAME}.new"
_CHECKSUM = "checksum"
_READERS = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the snapshot, and what its file was like when it was read."""

    key: str
    file: str  # relative to the seeds folder
    sha256: str
    size: int
    modified_ns: int
    passages: int
    edited: bool = False  # whether the text was changed since it was taken from its original


@dataclass(frozen=True, slots=True)
class File:
    """A file of the snapshot."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """The file of known questions, as it was when it was read."""

    sha256: str
    size: int
    modified_ns: int
    questions: int  # that it has
    lapsed: int  # questions that are left out: none of the passages that they name is there


@dataclass(frozen=True, slots=True)
class Manifest:
    """A snapshot's manifest."""

    fingerprint: str
    model: str
    model_fingerprint: str
    dimension: int
    parameters: Mapping[str, float]
    seeds: str  # relative to the index folder
    passages: int
    windows: int
    documents: tuple[Entry, ...]
    files: Mapping[str, File]
    known: KnownEntry | None = None
    format_version: int = FORMAT_VERSION

    def write(self, folder: Path) -> None:
        """Write the manifest into ``folder``, in place of one that is there, at once."""
        fields = asdict(self)
        text = json.dumps({**fields, _CHECKSUM: _checksum(fields)}, indent=1, ensure_ascii=False)
        new = folder / UNFINISHED_MANIFEST
        new.write_text(text + "\n", encoding="utf-8")
        flush(new)
        new.replace(folder / NAME)


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the snapshot in ``folder``.

    Raises:
        StaleSnapshotError: if another version of Dossier wrote it.
        DamagedSnapshotError: if it cannot be read.

    """
    path = folder / NAME
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        version = fields["format_version"]
        if version != FORMAT_VERSION:
            msg = (
                f"The index in {folder.parent} has format {version} and this Dossier writes format"
                f" {FORMAT_VERSION}; run `dossier index build` to make it anew."
            )
            raise StaleSnapshotError(msg)
        if fields.pop(_CHECKSUM) != _checksum(fields):
            raise _damaged(path)
        fields["documents"] = tuple(Entry(**entry) for entry in fields["documents"])
        fields["known"] = KnownEntry(**fields["known"]) if fields["known"] else None
        fields["files"] = {name: File(**file) for name, file in fields["files"].items()}
        return Manifest(**fields)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(path) from error


def origin_of(folder: Path) -> tuple[str, str]:
    """Return the seeds folder and the model that the snapshot in ``folder`` was built with.

    Every format tells them.

    Raises:
        DamagedSnapshotError: if the manifest cannot be read.

    """
    path = folder / NAME
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        return str(fields["seeds"]), str(fields["model"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(path) from error


def fingerprint_of(
    documents: Iterable[tuple[str, str]],
    model_fingerprint: str,
    parameters: Parameters,
    known: str | None = None,
) -> str:
    """Return the snapshot's name: a hash of all that decides what it answers.

    ``documents`` are (file, SHA-256 of it) pairs: a name may stand in for a key or a title.
    ``known`` is the SHA-256 of the file of known questions, if there is one.
    """
    decisive = {
        "format": FORMAT_VERSION,
        "model": model_fingerprint,
        "parameters": parameters.as_dict(),
        "documents": sorted(documents),
        "known": known,
    }
    text = json.dumps(decisive, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def checksums(folder: Path) -> dict[str, File]:
    """Return every file below ``folder`` but the manifest, with its checksum."""
    return {
        path.relative_to(folder).as_posix(): File(sha256_of(path), path.stat().st_size)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != NAME
    }


def damaged_files(
    folder: Path, files: Mapping[str, File], above: int = -1, at_most: float = math.inf
) -> Iterator[Path]:
    """Yield every file of ``folder`` that is missing, or is not what it was.

    Only files of more than ``above`` and ``at_most`` so many bytes are read; of others it is seen
    that they are there and have their size.
    """

    def is_whole(name: str) -> bool:
        path, file = folder / name, files[name]
        try:
            if not path.is_file() or path.stat().st_size != file.size:
                return False
            return not above < file.size <= at_most or sha256_of(path) == file.sha256
        except OSError:
            return False

    # Reading from the disk and hashing go on beside one another.
    with ThreadPoolExecutor(_READERS) as readers:
        for name, whole in zip(files, readers.map(is_whole, files), strict=True):
            if not whole:
                yield folder / name


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _checksum(fields: Mapping[str, object]) -> str:
    """Return a checksum of the manifest's fields, however they are written."""
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def _damaged(path: Path) -> DamagedSnapshotError:
    return DamagedSnapshotError(f"{path} is damaged; run `dossier index build` to make it anew.")
