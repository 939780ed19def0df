"""Tests of ``index.store.snapshot``."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from index.errors import (
    CorpusError,
    DamagedSnapshotError,
    MissingSnapshotError,
    SnapshotError,
    StaleSnapshotError,
)
from index.store import snapshot
from index.store.arrays import ROWS
from index.store.snapshot import STORE, VECTORS, Snapshot, SnapshotFolder
from index.store.soundness import problems_of
from tests.conftest import corpus, fake_build, until_killed

FILES = {
    "rain.md": "It rained all day. Then it stopped.\n\nIt began again.",
    "sun.md": "Sun came.",
}


@pytest.fixture
def folder(tmp_path: Path) -> SnapshotFolder:
    """Return the folder of a snapshot of two documents."""
    fake_build(corpus(tmp_path, FILES), tmp_path / "built")
    return SnapshotFolder(tmp_path / "built")


@contextmanager
def opened(folder: SnapshotFolder) -> Iterator[Snapshot]:
    """Open the snapshot in use, and close it."""
    with closing(folder.open()) as snapshot:
        yield snapshot


def used(folder: SnapshotFolder) -> Path:
    """Return the folder of the snapshot in use."""
    current = folder.current()
    assert current is not None
    return current


def flip(path: Path, at: int) -> None:
    """Flip the bits of one byte of a file, which keeps its size."""
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)


def fail(folder: SnapshotFolder, error: Exception) -> None:
    """Begin a build that fails."""
    with folder.building() as unfinished:
        (unfinished / "library.sqlite").touch()
        raise error


def hold(folder: Path, held: Connection) -> None:
    """Hold the lock of an index folder until told to let go."""
    with SnapshotFolder(folder).building():
        held.send("held")
        held.recv()


def files_of(folder: SnapshotFolder) -> list[str]:
    """Return the names of the files that the manifest of the snapshot in use lists."""
    with opened(folder) as snapshot:
        return sorted(snapshot.manifest.files)


def test_rows(folder: SnapshotFolder) -> None:
    """A passage's vectors stand together, itself first; one sentence has one vector."""
    with opened(folder) as snapshot:
        rows = snapshot.rows.tolist()
        first = snapshot.first_rows.tolist()
    assert rows == [(0, 0, 35), (0, 0, 18), (0, 19, 35), (1, 37, 52), (2, 0, 9)]
    assert first == [0, 3, 4, 5]


def test_nothing_built(tmp_path: Path) -> None:
    """A folder in which nothing was built says what to run."""
    folder = SnapshotFolder(tmp_path / "built")
    assert folder.current() is None
    with pytest.raises(MissingSnapshotError, match="run `dossier index build` to make one"):
        folder.open()


def test_all_files_are_listed(folder: SnapshotFolder) -> None:
    """Every file of a snapshot but the manifest has its checksum there."""
    there = {
        path.relative_to(used(folder)).as_posix()
        for path in used(folder).rglob("*")
        if path.is_file()
    }
    assert there == {*files_of(folder), "manifest.json"}
    assert {STORE, VECTORS, ROWS} < there


def test_truncated(folder: SnapshotFolder) -> None:
    """A file that is cut by a byte is found when the snapshot is opened, whichever it is."""
    for name in files_of(folder):
        path = used(folder) / name
        content = path.read_bytes()
        if content:
            path.write_bytes(content[:-1])
            with pytest.raises(DamagedSnapshotError) as caught:
                folder.open()
            assert str(caught.value).startswith(f"{path} is damaged or missing; run `dossier")
            path.write_bytes(content)


def test_missing_file(folder: SnapshotFolder) -> None:
    """A file that is gone is found when the snapshot is opened, whichever it is."""
    for name in files_of(folder):
        path = used(folder) / name
        content = path.read_bytes()
        path.unlink()
        with pytest.raises(DamagedSnapshotError, match=path.name):
            folder.open()
        path.write_bytes(content)


def test_flipped_byte(folder: SnapshotFolder) -> None:
    """A byte that changed in any file is found by its checksum, and that file alone is named."""
    for name in files_of(folder):
        path = used(folder) / name
        size = path.stat().st_size
        if size:
            flip(path, size - 1)
            (found,) = problems_of(folder)
            flip(path, size - 1)
            assert found == f"{path} is damaged: its checksum is not the manifest's."


def test_flipped_byte_of_rows(folder: SnapshotFolder) -> None:
    """Wherever a byte of the rows' header changed, opening says that the file is damaged."""
    path = used(folder) / ROWS
    for at in range(128):
        flip(path, at)
        try:
            folder.open().close()
        except DamagedSnapshotError as error:
            assert path.name in str(error)  # noqa: PT017 (opening may also succeed)
        flip(path, at)


def test_altered_passage(folder: SnapshotFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A passage that is not its document's text is found though every checksum is right."""
    with opened(folder) as snapshot:
        document = snapshot.store.document

        def altered(key: str) -> object:
            known = document(key)
            return type(known)(known.key, known.title, known.text.replace("Sun", "Son"))

        monkeypatch.setattr(snapshot.store, "document", altered)
        (found,) = snapshot.misplaced()
    assert found.startswith("The passage sun-")
    assert found.endswith(" is not what stands in its document.")


@pytest.mark.parametrize("content", [b"", b"../seeds", b"0123456789abcdef", b"\xff", b"cache"])
def test_damaged_pointer(folder: SnapshotFolder, content: bytes) -> None:
    """A pointer to what is no snapshot is damaged."""
    (folder.path / "CURRENT").write_bytes(content)
    with pytest.raises(DamagedSnapshotError, match="CURRENT is damaged"):
        folder.open()


def test_another_format(folder: SnapshotFolder) -> None:
    """A snapshot of another format is stale, not damaged."""
    path = used(folder) / "manifest.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"format_version": ', '"format_version": 9'), encoding="utf-8")
    with pytest.raises(StaleSnapshotError, match="run `dossier index build`"):
        folder.open()


def test_swapped(folder: SnapshotFolder, tmp_path: Path) -> None:
    """A new snapshot takes the place of the old one, which is removed."""
    old = used(folder)
    fake_build(corpus(tmp_path, {"sun.md": "The sun came out."}), folder.path)
    assert used(folder) != old
    assert (folder.path / "CURRENT").read_text(encoding="ascii").strip() == used(folder).name
    assert not old.exists()


def test_nothing_else_is_left(folder: SnapshotFolder, tmp_path: Path) -> None:
    """After a build there are a snapshot, the pointer, the cache and the lock, no more."""
    fake_build(tmp_path / "seeds", folder.path, force=True)
    assert {path.name for path in folder.path.iterdir()} - {"LOCK"} == {
        used(folder).name,
        "CURRENT",
        "cache",
    }


def test_other_peoples_files(folder: SnapshotFolder, tmp_path: Path) -> None:
    """What else stands in the index folder is not touched."""
    (folder.path / "notes").mkdir()
    (folder.path / "notes" / "mine.txt").touch()
    fake_build(corpus(tmp_path, {"sun.md": "The sun came out."}), folder.path)
    assert (folder.path / "notes" / "mine.txt").is_file()


def test_leftovers(folder: SnapshotFolder, tmp_path: Path) -> None:
    """What a killed build left is removed by the next."""
    left = folder.path / ".unfinished-killed"
    left.mkdir()
    (left / "library.sqlite").touch()
    fake_build(corpus(tmp_path, {"sun.md": "The sun came out."}), folder.path)
    assert not left.exists()


def test_failed_build_leaves_nothing(folder: SnapshotFolder) -> None:
    """A build that fails leaves nothing behind, and the snapshot in use."""
    before = used(folder)
    with pytest.raises(CorpusError):
        fail(folder, CorpusError())
    assert not list(folder.path.glob(".unfinished-*"))
    assert used(folder) == before


def test_opened_snapshot_outlives_a_build(folder: SnapshotFolder, tmp_path: Path) -> None:
    """A snapshot that is open can be read on after another took its place."""
    with opened(folder) as snapshot:
        fake_build(corpus(tmp_path, {"sun.md": "The sun came out."}), folder.path)
        assert snapshot.store.document("rain").text == FILES["rain.md"]
        assert snapshot.rows[0].tolist() == (0, 0, 35)


def test_a_snapshot_that_may_not_be_read(
    folder: SnapshotFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Permissions are told as what they are, not as damage."""

    def refuse(_folder: Path) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(snapshot, "Lease", refuse)
    with pytest.raises(SnapshotError, match=r"Permission denied\); check") as caught:
        folder.open()
    assert not isinstance(caught.value, DamagedSnapshotError)


def test_whoever_may_read_what_its_owner_makes_may_read_it(folder: SnapshotFolder) -> None:
    """A snapshot is no more secret than any other folder of its owner's."""
    plain = folder.path / "plain"
    plain.mkdir()
    assert used(folder).stat().st_mode == plain.stat().st_mode


def test_locked(folder: SnapshotFolder) -> None:
    """While another process builds, a build says so at once; after it, the lock is free."""
    with until_killed(hold, folder.path) as pipe:
        assert pipe.recv() == "held"
        said = f"Another process is building the index in {folder.path}; wait until it is done."
        with pytest.raises(SnapshotError) as caught, folder.building():
            pass
        assert str(caught.value) == said
    with folder.building() as unfinished:
        assert [p for p in folder.path.iterdir() if p.name.startswith(".unfinished-")] == [
            unfinished
        ]


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A folder that cannot be made is told, with what to check."""
    (tmp_path / "file").touch()
    folder = SnapshotFolder(tmp_path / "file" / "built")
    with pytest.raises(SnapshotError, match=r"cannot be written .* name another with --index"):
        folder.building().__enter__()


def test_full_disk(folder: SnapshotFolder) -> None:
    """A disk that fills up while building is told in a sentence."""
    with pytest.raises(SnapshotError, match=r"No space left on device.*space on its disk"):
        fail(folder, OSError(28, os.strerror(28)))
