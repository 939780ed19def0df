"""Documents taken out of a folder, and put back."""

from pathlib import Path

import pytest

from index.dropped import dropped_files
from index.errors import CorpusError, NotFoundError
from index.intake import Corrections, preview_bytes, take_in
from index.removal import exchange, put_back, standing, take_out
from index.store.documents import read_corpus
from tests.conftest import corpus
from tests.index.formats.files import PROSE, pdf
from tests.index.test_intake import files_in

PDF = pdf(PROSE)


def test_a_document_is_taken_out_and_put_back_to_the_byte(tmp_path: Path) -> None:
    """It and its original lie below ``.removed`` meanwhile."""
    seeds = corpus(tmp_path, {"other.md": "It rained.", "sub/own.md": "---\nkey: own\n---\nMine."})
    take_in(preview_bytes(PDF, "a.pdf"), seeds)
    before = {name: (seeds / name).read_bytes() for name in files_in(seeds)}
    for key in ("A", "own"):
        folder = take_out(key, seeds).folder
        assert folder.parent.name == ".removed"
    assert [document.key for document, _ in read_corpus(seeds)] == ["other"]
    assert put_back("a", seeds).key == "a"
    assert put_back("OWN", seeds).key == "own"
    assert {name: (seeds / name).read_bytes() for name in files_in(seeds)} == before
    assert not (seeds / ".removed").exists()


def test_what_was_removed_can_be_added_again(tmp_path: Path) -> None:
    """The file is no longer known; and what was removed first is not put back over it."""
    seeds = corpus(tmp_path, {"other.md": "It rained."})
    take_in(preview_bytes(PDF, "a.pdf"), seeds)
    take_out("a", seeds)
    take_in(preview_bytes(PDF, "a.pdf"), seeds)
    with pytest.raises(CorpusError, match="the key 'a' is that of a.md now|The key 'a' is"):
        put_back("a", seeds)


def test_files_beside_a_document_go_with_it(tmp_path: Path) -> None:
    """Alone, a build would take them in, and the document would be back."""
    text = {"other.md": "It rained.", "a.md": "Mine.", "a.html": "<p>No text"}
    seeds = corpus(tmp_path, {**text, "a.pdf": PDF})
    take_out("a", seeds)
    assert dropped_files(seeds) == []
    assert put_back("a", seeds).text == "Mine."
    assert files_in(seeds) == {*text, "a.pdf"}


def test_a_misspelt_key_is_told_which_was_meant(tmp_path: Path) -> None:
    """Nothing is taken out by it; where none comes near, none is offered."""
    seeds = corpus(tmp_path, {"renault.md": "Shocked.", "embassy.md": "Greetings."})
    with pytest.raises(NotFoundError, match="the key 'Renualt', but there is 'renault'; `dossier"):
        take_out("Renualt", seeds)
    with pytest.raises(NotFoundError, match="the key 'treaty'; `dossier sources`"):
        take_out("treaty", seeds)
    assert files_in(seeds) == {"renault.md", "embassy.md"}


def test_only_what_was_meant_is_taken_out(tmp_path: Path) -> None:
    """Whoever saw the document before it was changed has not seen what they would remove."""
    seeds = corpus(tmp_path, {"other.md": "It rained.", "a.md": "First."})
    seen = standing("A", seeds)[1].sha256
    (seeds / "a.md").write_text("Second.")
    with pytest.raises(CorpusError, match="changed meanwhile"):
        take_out("a", seeds, seen)
    assert files_in(seeds) == {"other.md", "a.md"}
    assert take_out("a", seeds, standing("a", seeds)[1].sha256).document.text == "Second."


def test_of_several_that_were_removed_one_is_chosen(tmp_path: Path) -> None:
    """By the name of its folder; what was removed later stays where it is."""
    seeds = corpus(tmp_path, {"other.md": "It rained.", "a.md": "First."})
    first = take_out("a", seeds).folder
    (seeds / "a.md").write_text("Second.")
    second = take_out("a", seeds).folder
    assert put_back("a", seeds, first.name).text == "First."
    assert second.exists()
    with pytest.raises(NotFoundError):
        put_back("a", seeds, first.name)


def test_the_last_that_was_removed_is_put_back(tmp_path: Path) -> None:
    """Of two under one key, the later."""
    seeds = corpus(tmp_path, {"other.md": "It rained.", "a.md": "First."})
    take_out("a", seeds)
    (seeds / "a.md").write_text("Second.")
    take_out("a", seeds)
    assert put_back("a", seeds).text == "Second."


def test_a_file_in_the_way_is_not_written_over(tmp_path: Path) -> None:
    """The path is named."""
    seeds = corpus(tmp_path, {"other.md": "It rained.", "a.md": "First."})
    take_out("a", seeds)
    (seeds / "a.md").write_text("---\nkey: b\n---\nAnother.")
    with pytest.raises(CorpusError, match="another file at"):
        put_back("a", seeds)


def test_an_original_outside_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    """Front matter cannot have a file moved that is none of the corpus."""
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(PDF)
    text = f"---\noriginal: {outside}\n---\nText."
    seeds = corpus(
        tmp_path,
        {
            "other.md": "It rained.",
            "a.md": text,
            "b.md": text.replace(str(outside), "../outside.pdf"),
        },
    )
    take_out("a", seeds)
    take_out("b", seeds)
    assert outside.exists()


def test_the_last_document_is_not_taken_out(tmp_path: Path) -> None:
    """No index could be built without it; what can be done instead is told, and works."""
    seeds = corpus(tmp_path, {"a.md": "It rained.", "b.md": "---\nkey: other\n---\nThe sun."})
    take_out("a", seeds)
    before = files_in(seeds)
    with pytest.raises(CorpusError, match="only document.*--key other --replace"):
        take_out("Other", seeds)
    assert files_in(seeds) == before
    take_in(preview_bytes(PDF, "b.pdf", Corrections(key="other")), seeds, replacing=True)
    take_in(preview_bytes(b"A second text.", "c.txt"), seeds)
    take_out("other", seeds)
    assert [document.key for document, _ in read_corpus(seeds)] == ["c"]


def test_an_original_alone_is_no_document_that_was_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is what a removal leaves that is killed between the two files; nothing is lost by it."""
    seeds = corpus(tmp_path, {"other.md": "It rained."})
    take_in(preview_bytes(PDF, "a.pdf"), seeds)
    _killed_after(1, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        take_out("a", seeds)
    monkeypatch.undo()
    taken = take_out("a", seeds)
    taken.folder.rename(tmp_path / "elsewhere")
    with pytest.raises(NotFoundError, match="No document with the key 'a' was removed"):
        put_back("a", seeds)


def test_a_document_is_back_before_the_files_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a page alone the next build would make another document, without what was corrected."""
    seeds = corpus(tmp_path, {"other.md": "It rained.", "b.md": "Mine.", "b.html": "<p>No text"})
    take_out("b", seeds)
    _killed_after(1, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        put_back("b", seeds)
    assert files_in(seeds) >= {"other.md", "b.md"}


def test_an_exchange_is_never_seen_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever the process ends, the one document stands or the other."""
    seeds = corpus(tmp_path, {"other.md": "It rained."})
    take_in(preview_bytes(PDF, "a.pdf"), seeds)
    folder = take_out("a", seeds).folder.name
    take_in(preview_bytes(b"A second text.", "a.txt"), seeds)
    seen = []
    replace = Path.replace

    def watched(path: Path, target: Path) -> Path:
        seen.append([document.text for document, _ in read_corpus(seeds)])
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", watched)
    now, kept = exchange("a", seeds, folder)
    assert PROSE in now.text
    assert all(len(texts) == 2 for texts in seen)
    assert seen[0][0] == "A second text.\n"
    assert files_in(seeds / "originals") == {"a.pdf"}
    assert files_in(kept) == {"a.md", "originals/a.txt"}


def test_what_a_killed_change_left_is_removed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of a file, hidden, that nobody would look for."""
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda *_, **__: None)  # the process does not get to this
        _killed_after(0, patch)
        with pytest.raises(KeyboardInterrupt):
            take_in(preview_bytes(PDF, "a.pdf"), tmp_path)
    assert len(files_in(tmp_path)) == 1
    take_in(preview_bytes(b"Another text.", "b.txt"), tmp_path)
    assert files_in(tmp_path) == {"b.md", "originals/b.txt"}


def _killed_after(files: int, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace
    moved: list[Path] = []

    def counted(path: Path, target: Path) -> Path:
        if len(moved) == files:
            raise KeyboardInterrupt
        moved.append(path)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", counted)


@pytest.mark.parametrize("change", [take_out, put_back])
def test_a_key_that_there_is_not_is_told(tmp_path: Path, change: object) -> None:
    """The key is named."""
    seeds = corpus(tmp_path, {"other.md": "It rained."})
    with pytest.raises(NotFoundError, match="'nothing'"):
        change("nothing", seeds)  # type: ignore[operator]
