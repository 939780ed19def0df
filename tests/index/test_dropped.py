"""Files put into a folder of documents by hand."""

import ast
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from index import intake
from index.build import is_current
from index.dropped import dropped_files, take_in_dropped
from index.errors import CorpusError, UnreadFileError
from index.formats.door import LIBRARIES, read_file
from index.store.documents import read_document
from index.store.refusals import NAME
from index.store.snapshot import SnapshotFolder
from tests.conftest import corpus, fake_build
from tests.index.formats.files import PROSE, epub, pdf, scan
from tests.index.test_intake import PAGE, PDF, files_in

SCAN = scan()


def test_a_file_that_lies_in_the_folder_is_taken_in_by_a_build(tmp_path: Path) -> None:
    """Its text is written beside it, it stays where it is, and is taken in once."""
    seeds = corpus(
        tmp_path,
        {"old.md": "It rained.", "sub/new.pdf": PDF, "book.EPUB": epub(f"<p>{PROSE}</p>")},
    )
    built = fake_build(seeds, tmp_path / "built")
    assert [entry.key for entry in built.manifest.documents] == ["book", "new", "old"]
    assert files_in(seeds) == {"old.md", "sub/new.pdf", "sub/new.md", "book.EPUB", "book.md"}
    assert read_document(seeds / "sub" / "new.md", seeds)[1].original == "sub/new.pdf"
    assert not fake_build(seeds, tmp_path / "built").changed
    assert dropped_files(seeds) == []


def test_a_file_beside_a_document_of_its_name_is_that_documents_own(tmp_path: Path) -> None:
    """So are hidden files, READMEs, and all that lies in ``originals``, no new documents."""
    names = ["a.pdf", ".hidden/b.pdf", "README.html", "originals/c.pdf", "originals/d.md"]
    seeds = corpus(tmp_path, {"a.md": "It rained.", **dict.fromkeys(names, PDF)})
    assert dropped_files(seeds) == []
    assert len(fake_build(seeds, tmp_path / "built").manifest.documents) == 1


def test_a_file_that_is_refused_is_left_out_and_named(tmp_path: Path) -> None:
    """Each with its reason, at every build; the index has the others, and is current."""
    seeds = corpus(tmp_path, {"old.md": "It rained."})
    fake_build(seeds, tmp_path / "built")
    corpus(tmp_path, {"sub/scan.pdf": scan(), "good.html": PAGE, "bad.docx": b"PK\x03\x04"})
    for changed in (True, False):
        built = fake_build(seeds, tmp_path / "built")
        assert built.changed is changed
        assert [entry.key for entry in built.manifest.documents] == ["good", "old"]
        first, second = built.refused
        assert first.startswith("bad.docx: the file is damaged")
        assert "scan.pdf: it is a scan" in second
        assert "It is left out; mend it, or move sub/scan.pdf out of" in second
    with closing(SnapshotFolder(tmp_path / "built").open()) as snapshot:
        assert is_current(snapshot, seeds)
        (seeds / "sub" / "scan.pdf").write_bytes(PDF)
        assert not is_current(snapshot, seeds)
    assert fake_build(seeds, tmp_path / "built").refused == (first,)


def test_where_nothing_else_is_there_what_was_refused_says_why(tmp_path: Path) -> None:
    """That there is no document comes of it."""
    seeds = corpus(tmp_path, {"scan.pdf": scan()})
    with pytest.raises(CorpusError, match=r"it is a scan(.|\n)*no document"):
        fake_build(seeds, tmp_path / "built")


def test_pages_reach_the_index(tmp_path: Path) -> None:
    """A passage of a PDF knows its page."""
    seeds = corpus(tmp_path, {"a.pdf": pdf(*[f"Number {i}. {PROSE * 4}" for i in range(30)])})
    fake_build(seeds, tmp_path / "built")
    snapshot = SnapshotFolder(tmp_path / "built").open()
    pages = [passage.page for passage in snapshot.store.passages_of("a")]
    snapshot.close()
    assert pages[0] == 1
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert set(pages) == set(range(1, (pages[-1] or 0) + 1))
    assert (pages[-1] or 0) > 1


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    """Neither is taken for the other's original."""
    seeds = corpus(tmp_path, {"a.md": "It rained.", "b.pdf": PDF, "b.html": PAGE})
    first, second = fake_build(seeds, tmp_path / "built").refused
    assert first.startswith("b.html: a file beside it has the same name")
    assert second.startswith("b.pdf: a file beside it has the same name")
    assert files_in(seeds) == {"a.md", "b.pdf", "b.html"}


def test_two_builds_take_a_file_in_once(tmp_path: Path) -> None:
    """Whoever comes second finds it done, and refuses nothing."""
    seeds = corpus(tmp_path, {"a.pdf": PDF})
    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(lambda _: take_in_dropped(seeds, tmp_path), range(4))] == [[]] * 4
    assert files_in(seeds) == {"a.pdf", "a.md"}


def test_a_file_that_was_refused_is_not_read_again(tmp_path: Path, read: list[str]) -> None:
    """It is named with the same sentence each time; touched, it is still the same file."""
    seeds = corpus(tmp_path, {"a.md": "It rained.", "sub/b.pdf": SCAN})
    first = take_in_dropped(seeds, tmp_path / "cache")
    assert "b.pdf: it is a scan" in first[0]
    os.utime(seeds / "sub" / "b.pdf", (1, 1))
    for _ in range(2):
        assert take_in_dropped(seeds, tmp_path / "cache") == first
    assert read == ["b.pdf"]


def test_a_file_that_was_given_up_is_not_waited_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirty seconds are lost once."""
    seeds = corpus(tmp_path, {"a.md": "It rained.", "b.pdf": SCAN})
    given_up = CorpusError("b.pdf: reading it took longer than 30 seconds, so it was given up.")
    monkeypatch.setattr(intake, "read_file", _raising(given_up))
    first = take_in_dropped(seeds, tmp_path)
    monkeypatch.setattr(intake, "read_file", _raising(AssertionError("read again")))
    assert take_in_dropped(seeds, tmp_path) == first


def _changed(seeds: Path, _: pytest.MonkeyPatch) -> None:
    (seeds / "b.pdf").write_bytes(SCAN + b"\n")


def _changed_within(seeds: Path, _: pytest.MonkeyPatch) -> None:
    (seeds / "b.pdf").write_bytes(SCAN[:-1] + b" ")


def _by_other_rules(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("index.dropped.rules", lambda: "others")


def _flipped(seeds: Path, _: pytest.MonkeyPatch) -> None:
    path = seeds.parent / "cache" / NAME
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"scan")] ^= 1
    path.write_bytes(raw)


def _cut(seeds: Path, _: pytest.MonkeyPatch) -> None:
    os.truncate(seeds.parent / "cache" / NAME, 40)


def _other_json(seeds: Path, _: pytest.MonkeyPatch) -> None:
    (seeds.parent / "cache" / NAME).write_text("[1]")


@pytest.mark.parametrize(
    "change", [_changed, _changed_within, _by_other_rules, _flipped, _cut, _other_json]
)
def test_what_is_remembered_of_another_file_or_by_other_rules_does_not_count(
    tmp_path: Path,
    read: list[str],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path, pytest.MonkeyPatch], None],
) -> None:
    """The file is read anew, once; so it is where the memory is damaged."""
    seeds = corpus(tmp_path, {"a.md": "It rained.", "b.pdf": SCAN})
    first = take_in_dropped(seeds, tmp_path / "cache")
    change(seeds, monkeypatch)
    for _ in range(2):
        assert take_in_dropped(seeds, tmp_path / "cache") == first
    assert read == ["b.pdf"] * 2


def test_a_forced_build_tries_again(tmp_path: Path, read: list[str]) -> None:
    """What was given up on a busy machine may be read on an idle one."""
    seeds = corpus(tmp_path, {"a.md": "It rained.", "b.pdf": SCAN})
    for force in (False, False, True, False):
        assert "it is a scan" in fake_build(seeds, tmp_path / "built", force=force).refused[0]
    assert read == ["b.pdf"] * 2


def test_a_file_whose_key_is_taken_waits_for_it_unread(tmp_path: Path, read: list[str]) -> None:
    """When the other document goes, the file is taken in."""
    seeds = corpus(tmp_path, {"a.md": "It rained.", "sub/a.html": PAGE, "c.md": "Other."})
    for _ in range(2):
        assert "the key 'a' is that of a.md" in take_in_dropped(seeds, tmp_path)[0]
    assert read == ["a.html"]
    (seeds / "a.md").unlink()
    assert take_in_dropped(seeds, tmp_path) == []
    assert (seeds / "sub" / "a.md").exists()


def test_a_failure_that_is_not_the_files_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next build may have what this one had not."""
    seeds = corpus(tmp_path, {"a.md": "It rained.", "b.html": PAGE})
    with monkeypatch.context() as patch:
        patch.setattr(intake, "read_file", _raising(UnreadFileError("no process")))
        assert "no process" in take_in_dropped(seeds, tmp_path)[0]
    assert take_in_dropped(seeds, tmp_path) == []


def test_a_file_that_is_still_being_copied_is_not_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first half can be read, too, and would stand for the whole from then on."""
    seeds = corpus(tmp_path, {"a.md": "It rained.", "b.html": PAGE[: len(PAGE) // 2]})
    through = read_file

    def growing(raw: bytes, name: str) -> object:
        (seeds / "b.html").write_bytes(PAGE)
        return through(raw, name)

    with monkeypatch.context() as patch:
        patch.setattr(intake, "read_file", growing)
        assert "it was still being written" in take_in_dropped(seeds, tmp_path)[0]
    assert not (seeds / "b.md").exists()
    assert take_in_dropped(seeds, tmp_path) == []
    assert "Second." in (seeds / "b.md").read_text()


def test_a_memory_that_cannot_be_written_is_gone_without(tmp_path: Path) -> None:
    """The file is named all the same."""
    seeds = corpus(tmp_path, {"a.md": "It rained.", "b.pdf": SCAN})
    (tmp_path / "file").write_text("in the way")
    assert "it is a scan" in take_in_dropped(seeds, tmp_path / "file" / "cache")[0]


def test_every_library_that_reads_files_is_part_of_the_rules() -> None:
    """A new version of any may read what another refused."""
    folder = Path(intake.__file__).parent / "formats"
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in folder.glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    foreign = {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"index", ""}
    distributions = packages_distributions()
    assert "pypdfium2" in foreign
    assert {distributions[name][0].lower().replace("_", "-") for name in foreign} <= {*LIBRARIES}


def _raising(error: Exception) -> Callable[..., None]:
    def raising(*_: object) -> None:
        raise error

    return raising
