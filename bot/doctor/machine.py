"""The machine -> whether Dossier can run on it: Python, packages, disk, memory, clock."""

import importlib.metadata
import re
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.doctor.finding import Finding, failing, failing_with, good, worrying
from bot.metrics import METRICS, PortError, check_port
from bot.running import is_running
from bot.settings import Given
from bot.wording import http_address
from index.errors import CorpusError, SnapshotError
from index.store.documents import readable, source_files
from index.store.snapshot import SnapshotFolder

_OLDEST = (3, 11)
_SET_UP = "remove the folder .venv and run `make install` to set up again."
_MB = 1024 * 1024

MODEL_MEMORY = 650 * _MB
"""Bytes that a process takes with the bundled model loaded (619 MB measured)."""
_SLACK = 60
"""Seconds by which two clocks may differ: file servers have their own."""

_MEMINFO = Path("/proc/meminfo")
_CGROUP = Path("/sys/fs/cgroup")


def python_found(_: Given) -> Iterator[Finding]:
    """Yield whether this is a Python that Dossier runs on, with all packages that it needs."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < _OLDEST:
        yield failing(
            "python",
            f"This is Python {version}, and Dossier needs {'.'.join(map(str, _OLDEST))} or newer.",
            "name a newer one: `make install PYTHON=python3.11`.",
        )
    missing = sorted(name for name in _required() if not _is_installed(name))
    if missing:
        yield failing("python", f"Packages are missing: {', '.join(missing)}.", _SET_UP)
    else:
        yield good("python", f"{version}, with every package")


def disk_found(given: Given) -> Iterator[Finding]:
    """Yield whether another index, and the journal, have room."""
    settings = given.settings
    needed = 2 * _index_size(settings.index) + 100 * _MB
    folders = [_existing(path) for path in (settings.state, settings.index)]
    for folder in {path.stat().st_dev: path for path in folders}.values():  # a disk is told once
        free = shutil.disk_usage(folder).free
        told = f"{free // _MB:,} MB are free at {folder}"
        if free < needed:
            yield failing(
                "disk",
                f"{told}, and a build needs {needed // _MB:,} MB.",
                "free some, or name folders on another disk in DOSSIER_INDEX and DOSSIER_STATE.",
            )
        else:
            yield good("disk", told)


def port_found(given: Given) -> Iterator[Finding]:
    """Yield whether the port for metrics, if one is set, can be opened, or a bot has it."""
    settings = given.settings
    if settings.metrics_port is None:
        return
    if is_running(settings.state):
        yield good("metrics", "a bot runs, and has the port; `dossier health` asks it")
        return
    try:
        check_port(settings.metrics_host, settings.metrics_port)
    except PortError as error:
        yield failing_with("metrics", error, "write another port.")
    else:
        where = http_address(settings.metrics_host, settings.metrics_port, METRICS)
        yield good("metrics", f"the port can be opened, for {where}")


def memory_found(given: Given) -> Iterator[Finding]:
    """Yield whether the model and the index have room in memory, where the system tells."""
    available = available_memory()
    needed = MODEL_MEMORY + 2 * _index_size(given.settings.index)
    if available is None:
        yield good("memory", f"about {needed // _MB:,} MB are needed; the system does not tell")
        return
    told = f"{available // _MB:,} MB are available, and about {needed // _MB:,} MB are needed"
    if available < needed:
        yield worrying(
            "memory",
            f"{told}.",
            "end other programs, or raise the container's limit; a bot that runs already has its"
            " share.",
        )
    else:
        yield good("memory", told)


def clock_found(given: Given) -> Iterator[Finding]:
    """Yield whether the clock can be right: not before what was made earlier."""
    now = time.time()
    newest = max(_made(given), default=(0.0, ""))
    if newest[0] > now + _SLACK:
        made = datetime.fromtimestamp(newest[0], UTC)
        yield failing(
            "clock",
            f"It says {datetime.fromtimestamp(now, UTC):%Y-%m-%d %H:%M} UTC, and {newest[1]} is of"
            f" {made:%Y-%m-%d %H:%M}.",
            "set the clock (`timedatectl set-ntp true`), or mend the date of what is named.",
        )
    else:
        yield good("clock", f"{datetime.fromtimestamp(now, UTC):%Y-%m-%d %H:%M} UTC")


def available_memory() -> int | None:
    """Return the bytes that a new process may take, within a container's limit; Linux only."""
    try:
        fields = dict(line.split(":", 1) for line in _MEMINFO.read_text("ascii").splitlines())
        available = int(fields["MemAvailable"].split()[0]) * 1024
    except (OSError, ValueError, KeyError):
        return None
    try:
        limit = int((_CGROUP / "memory.max").read_text("ascii"))
        used = int((_CGROUP / "memory.current").read_text("ascii"))
        stat = dict(line.split() for line in (_CGROUP / "memory.stat").read_text().splitlines())
    except (OSError, ValueError):  # no limit
        return available
    # What was only read from files makes room for others.
    return min(available, limit - used + int(stat.get("inactive_file", 0)))


def _made(given: Given) -> Iterator[tuple[float, str]]:
    """Yield when documents and index were made, in seconds since the epoch, and what they are."""
    settings = given.settings
    try:
        for path in source_files(settings.seeds):
            yield path.stat().st_mtime, str(path)
    except (CorpusError, OSError):  # told as documents that cannot be read
        pass
    for document, source in readable(settings.seeds):
        if document.date:
            first = document.date + "-01-01"[len(document.date) - len("2009") :]
            yield _seconds(first), f"{settings.seeds / source.path} (its date)"
    try:
        current = SnapshotFolder(settings.index).current()
        if current is not None:
            yield current.stat().st_mtime, f"the index {current}"
    except (SnapshotError, OSError):  # told as an index that cannot be used
        pass


def _seconds(date: str) -> float:
    # What is dated tomorrow was made today elsewhere.
    return datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp() - 24 * 60 * 60


def _index_size(index: Path) -> int:
    """Return the bytes of the snapshot in use."""
    try:
        folder = SnapshotFolder(index).current()
    except SnapshotError:
        return 0
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) if folder else 0


def _existing(folder: Path) -> Path:
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir())


def _required() -> Iterator[str]:
    """Yield the packages that Dossier asks for, where it is installed as one itself."""
    try:
        asked = importlib.metadata.requires("dossier") or []
    except importlib.metadata.PackageNotFoundError:
        return
    for line in asked:
        if match := re.match(r"[A-Za-z0-9._-]+(?!.*;\s*extra)", line):
            yield match[0]


def _is_installed(name: str) -> bool:
    try:
        importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True
