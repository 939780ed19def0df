"""Tests of ``index.store.leases``, and of who removes a snapshot when."""

import errno
import fcntl
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from index.store import leases
from index.store.leases import Lease, remove_unless_read
from index.store.snapshot import SnapshotFolder
from tests.conftest import corpus, fake_build, until_killed

PREFIX = ".removed-"


def rebuilt(tmp_path: Path, text: str = "It snowed.") -> SnapshotFolder:
    """Build, with a document of another text than before."""
    fake_build(corpus(tmp_path, {"rain.md": text}), tmp_path / "built")
    return SnapshotFolder(tmp_path / "built")


def snapshots(folder: SnapshotFolder) -> set[str]:
    """Return the names of the snapshots in an index folder."""
    return {path.name for path in folder.path.iterdir() if (path / "manifest.json").exists()}


def read(folder: Path, opened: Connection) -> None:
    """Open the snapshot in use, say so, and wait to be killed."""
    with closing(SnapshotFolder(folder).open()) as snapshot:
        opened.send(snapshot.folder.name)
        opened.recv()


@pytest.fixture
def folder(tmp_path: Path) -> SnapshotFolder:
    """Return the folder of an index of one document."""
    return rebuilt(tmp_path, "It rained.")


def test_what_is_read_stays_until_it_is_closed(folder: SnapshotFolder, tmp_path: Path) -> None:
    """A build leaves the snapshot that somebody reads; whoever reads it last removes it."""
    first, second = folder.open(), folder.open()
    rebuilt(tmp_path)
    assert snapshots(folder) == {first.folder.name, folder.used().name}
    first.close()
    assert first.folder.exists()
    assert second.store.passage(0).text
    assert list(second.misplaced()) == []
    second.close()
    assert snapshots(folder) == {folder.used().name}


def test_another_process_reads(folder: SnapshotFolder, tmp_path: Path) -> None:
    """What another process reads stays; once that is killed, the next build removes it."""
    with until_killed(read, folder.path) as pipe:
        old = pipe.recv()
        rebuilt(tmp_path)
        assert old in snapshots(folder)
        rebuilt(tmp_path, "It hailed.")
        assert snapshots(folder) == {old, folder.used().name}
    rebuilt(tmp_path, "It hailed.")  # nothing changed, and yet it tidies
    assert snapshots(folder) == {folder.used().name}


def test_three_snapshots(folder: SnapshotFolder, tmp_path: Path) -> None:
    """Every reader keeps its own snapshot, and none but that."""
    readers = [rebuilt(tmp_path, text).open() for text in ("It rained.", "It snowed.", "It blew.")]
    rebuilt(tmp_path, "It froze.")
    assert len(snapshots(folder)) == 4
    readers[1].close()
    assert readers[1].folder.name not in snapshots(folder)
    assert len(snapshots(folder)) == 3
    for reader in (readers[2], readers[0]):
        assert len(list(reader.store.all_passages())) == 1
        reader.close()
    assert snapshots(folder) == {folder.used().name}


def test_the_snapshot_in_use_is_never_removed(folder: SnapshotFolder) -> None:
    """Nobody reads it, and yet it stays."""
    folder.tidy()
    folder.open().close()
    assert snapshots(folder) == {folder.used().name}


def test_a_damaged_pointer_removes_nothing(folder: SnapshotFolder) -> None:
    """While it cannot be told which snapshot is in use, none is removed."""
    (folder.path / "CURRENT").write_text("f" * 16)
    folder.tidy()
    assert len(snapshots(folder)) == 1


def test_whether_it_is_old_is_asked_last(tmp_path: Path) -> None:
    """What came into use while it was being locked is left."""
    asked: list[Path] = []

    def is_old(path: Path) -> bool:
        asked.append(path)
        with pytest.raises(FileNotFoundError):
            Lease(path)  # it is locked by then
        return False

    (tmp_path / "a").mkdir()
    remove_unless_read(tmp_path / "a", PREFIX, is_old)
    assert asked == [tmp_path / "a"]
    assert (tmp_path / "a").exists()
    Lease(tmp_path / "a").release()


def test_removed_is_wholly_gone(tmp_path: Path) -> None:
    """Neither the folder nor what it was renamed to is left."""
    (tmp_path / "a" / "words").mkdir(parents=True)
    remove_unless_read(tmp_path / "a", PREFIX, lambda _: True)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(FileNotFoundError):
        Lease(tmp_path / "a")


def test_a_folder_that_took_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lease is on the folder that bears the name, or there is none."""
    (tmp_path / "a").mkdir()
    lock = fcntl.flock

    def slow(descriptor: int, kind: int) -> None:
        (tmp_path / "a").rename(tmp_path / "b")
        (tmp_path / "a").mkdir()
        lock(descriptor, kind)

    monkeypatch.setattr(fcntl, "flock", slow)
    with pytest.raises(FileNotFoundError):
        Lease(tmp_path / "a")


def test_file_systems_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be locked, reading and removing go on as they can."""

    def refuse(_descriptor: int, _kind: int) -> None:
        raise OSError(errno.ENOTSUP, "not supported")

    monkeypatch.setattr(fcntl, "flock", refuse)
    (tmp_path / "a").mkdir()
    Lease(tmp_path / "a").release()
    remove_unless_read(tmp_path / "a", PREFIX, lambda _: True)
    assert not (tmp_path / "a").exists()


def test_systems_without_such_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows a lease is nothing, and what cannot be renamed stays."""
    monkeypatch.setattr(leases, "fcntl", None)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    Lease(tmp_path / "a").release()
    remove_unless_read(tmp_path / "b", PREFIX, lambda _: False)
    remove_unless_read(tmp_path / "a", PREFIX, lambda _: True)
    assert [path.name for path in tmp_path.iterdir()] == ["b"]

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", refuse)
    remove_unless_read(tmp_path / "b", PREFIX, lambda _: True)
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
