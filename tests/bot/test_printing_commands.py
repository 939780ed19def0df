"""``dossier bibliography``, and what is written into files."""

import json
import os
from pathlib import Path

import pytest

from bot.terminal.saving import SavingError, check_target, save
from tests.bot.conftest import Run


def test_the_corpus_is_listed_as_a_style_asks(dossier: Run) -> None:
    """Chicago unless another is chosen, an empty line between entries."""
    told = dossier("bibliography")
    assert told.status == 0
    first, second = told.out.strip().split("\n\n")
    assert first.startswith("“Getting Past Captain Renault.” Asia Unbound")
    assert second.startswith("“Greetings from the Chinese Embassy.” Lawfare, n.d.")
    assert "(n.d.)" in dossier("bibliography", "--style", "apa").out


def test_some_documents_go_into_a_file(dossier: Run, tmp_path: Path) -> None:
    """A file for a reference manager; one that is there is not replaced by mistake."""
    file = tmp_path / "one.json"
    asked = ("bibliography", "renault", "RENAULT", "--style", "csl-json", "--output", str(file))
    told = dossier(*asked)
    assert (told.status, told.out) == (0, "")
    assert "Wrote 1 entry to" in told.err
    assert [item["id"] for item in json.loads(file.read_text(encoding="utf-8"))] == ["renault"]
    again = dossier(*asked)
    assert again.status == 1
    assert "is there already; name another file, or add --force" in again.err
    assert dossier(*asked, "--force").status == 0


def test_an_unknown_document_is_told(dossier: Run) -> None:
    """One sentence, and nothing is printed."""
    told = dossier("bibliography", "nothing")
    assert (told.status, told.out) == (1, "")
    assert "There is no document with the key 'nothing'" in told.err


@pytest.mark.parametrize("ending", ["md", "docx", "pdf", "html"])
def test_a_briefing_goes_into_a_file(dossier: Run, tmp_path: Path, ending: str) -> None:
    """Its ending says which; what is printed is only that it was written."""
    file = tmp_path / f"briefing.{ending}"
    told = dossier("brief", "patriotic", "hackers", "--length", "short", "--output", str(file))
    assert (told.status, told.out) == (0, "")
    assert f"to {file}." in told.err.replace("\n", "")
    content = file.read_bytes()
    starts = {"md": b"# patriotic hackers", "docx": b"PK", "pdf": b"%PDF-", "html": b"<!doctype"}
    assert content.startswith(starts[ending])


def test_a_comparison_goes_into_a_file(dossier: Run, tmp_path: Path) -> None:
    """As a briefing does."""
    file = tmp_path / "compared.md"
    told = dossier("compare", "China", "--output", str(file))
    assert (told.status, told.out) == (0, "")
    assert "Wrote 2 passages to" in told.err
    assert file.read_text(encoding="utf-8").startswith("# China\n\nComparison\\\n")
    assert "is there already" in dossier("compare", "China", "--output", str(file)).err


@pytest.mark.parametrize("command", ["brief", "compare"])
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--output", "briefing.odt"], "has none of the endings .md, .docx, .pdf and .html"),
        (["--output", "nowhere/briefing.md"], "name a file in a folder that is there"),
        (["--output", "briefing.md", "--json"], "choose one of them"),
    ],
)
def test_a_file_that_cannot_be_is_told_at_once(
    dossier: Run,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    arguments: list[str],
    sentence: str,
) -> None:
    """Before the model is loaded: there is none, and nobody misses it."""
    monkeypatch.setattr("bot.opening.open_library", None)
    told = dossier(command, "hackers", *arguments)
    assert told.status == 1
    assert sentence in told.err.replace("\n", " ")


@pytest.mark.parametrize("name", [".", "nowhere/file.md"])
def test_a_file_that_cannot_be_is_told_before_the_work(tmp_path: Path, name: str) -> None:
    """A folder, or a file in none."""
    with pytest.raises(SavingError, match="name a file in a folder that is there"):
        check_target(tmp_path / name, force=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_closed_is_told(tmp_path: Path) -> None:
    """The reason stands in the sentence, and nothing is left behind."""
    tmp_path.chmod(0o500)
    with pytest.raises(SavingError, match="check the folder's permissions"):
        save(tmp_path / "file.md", b"text", force=False)


def test_what_cannot_be_finished_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk costs the new file, never the one that was there."""
    file = tmp_path / "file.md"
    save(file, b"old", force=False)

    def full(self: Path, _: bytes) -> int:
        self.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(SavingError, match="No space left on device"):
        save(file, b"new", force=True)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("file.md", b"old")]
