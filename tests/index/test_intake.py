"""Files taken into a folder of documents."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.core.passages import passages_of
from index.engines.sentences import SentencexSegmenter
from index.errors import CorpusError, KnownFileError, TakenKeyError
from index.intake import (
    Corrections,
    check_new,
    preview,
    preview_bytes,
    take_in,
)
from index.removal import put_back, take_out
from index.store.documents import MAX_BYTES, read_corpus, read_document
from tests.conftest import corpus
from tests.index.formats.files import PROSE, epub, page, pdf

PDF = pdf("# Of harbours", PROSE, f"Second. {PROSE}", title="Of harbours", author="Any Writer")
PAGE = page(f"<p>First. {PROSE}</p><p>Second. {PROSE}</p>").encode()


def files_in(folder: Path) -> set[str]:
    """Return the files below a folder, but for the lock."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix() for path in found}


def test_a_file_becomes_a_document_and_is_kept(tmp_path: Path) -> None:
    """The text stands in the folder, the file unchanged below ``originals``."""
    seeds = tmp_path / "seeds"
    found = preview_bytes(PDF, "A Report (2).pdf")
    assert (found.kind, found.pages, found.passages) == ("pdf", 1, 2)
    assert not seeds.exists()
    taken = take_in(found, seeds)
    assert files_in(seeds) == {"a-report-2.md", "originals/A Report (2).pdf"}
    assert (seeds / "originals" / "A Report (2).pdf").read_bytes() == PDF
    ((document, source),) = read_corpus(seeds)
    assert document == taken == found.document
    assert (document.title, document.author, document.date) == ("Of harbours", "Any Writer", None)
    assert source.original == "originals/A Report (2).pdf"
    assert source.original_sha256 == found.sha256
    assert not source.edited
    assert stat.S_IMODE((seeds / "a-report-2.md").stat().st_mode) == 0o644


def test_who_may_read_a_document_is_the_owners_choice(tmp_path: Path) -> None:
    """A corpus of a strict owner's is nobody else's on the machine."""
    before = os.umask(0o077)
    try:
        take_in(preview_bytes(PDF, "a.pdf"), tmp_path)
    finally:
        os.umask(before)
    for name in ("a.md", "originals/a.pdf"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_what_could_not_be_taken_in_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full after the first of the two files."""
    seeds = corpus(tmp_path, {"old.md": "It rained."})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.intake.write_document", full)
    with pytest.raises(CorpusError, match="No space left on device"):
        take_in(preview_bytes(PDF, "a.pdf"), seeds)
    assert files_in(seeds) == {"old.md"}


def test_a_name_of_many_bytes_is_cut(tmp_path: Path) -> None:
    """A file system counts bytes: what was added could not be removed again."""
    take_in(preview_bytes(PDF, "\N{MATHEMATICAL BOLD CAPITAL B}" * 63 + ".pdf"), tmp_path)
    take_in(preview_bytes(b"Another text.", "other.txt"), tmp_path)
    ((document, _), _) = sorted(read_corpus(tmp_path), key=lambda pair: pair[0].key == "other")
    assert len(document.key) == 45
    take_out(document.key, tmp_path)
    assert put_back(document.key, tmp_path) == document
    with pytest.raises(CorpusError, match="cannot be typed in a command"):
        preview_bytes(PDF, "a.pdf", Corrections(key=document.key + "B" * 4))


def test_a_file_called_readme_becomes_a_document(tmp_path: Path) -> None:
    """A text file of that name is none, so the document's own file has another."""
    take_in(preview_bytes(PDF, "README.pdf"), tmp_path)
    ((document, source),) = read_corpus(tmp_path)
    assert (document.key, source.original) == ("readme", "originals/README.pdf")


def test_what_a_person_knows_better_counts() -> None:
    """Corrections stand in place of what the file says; an empty one makes it unknown."""
    given = Corrections(key="k", title="T: #1", date="2009-12", author="", url="https://e.org/x")
    found = preview_bytes(PDF, "a.pdf", given).document
    assert (found.key, found.title, found.date, found.author) == ("k", "T: #1", "2009-12", None)
    assert found.url == "https://e.org/x"


@pytest.mark.parametrize(
    ("corrections", "why"),
    [
        (Corrections(key="no key"), "cannot be typed"),
        (Corrections(date="yesterday"), "the date 'yesterday'"),
        (Corrections(url="example"), "web address"),
    ],
)
def test_a_correction_that_is_wrong_is_refused(corrections: Corrections, why: str) -> None:
    """It is told as for front matter."""
    with pytest.raises(CorpusError, match=why):
        preview_bytes(PDF, "a.pdf", corrections)


def test_markdown_keeps_its_own_front_matter(tmp_path: Path) -> None:
    """A text file is taken to the character, and what it says of itself is kept."""
    text = f"---\ntitle: Mine\ndate: 2009\nnote: x\n---\n\n  {PROSE}\n\n# Two\n\n```\nx\n```"
    document = take_in(preview_bytes(text.encode(), "m.md"), tmp_path)
    assert (document.key, document.title, document.date) == ("m", "Mine", "2009")
    assert document.text == f"{PROSE}\n\n# Two\n\n```\nx\n```\n"


def test_metadata_that_no_citation_could_use_is_left_out_and_told() -> None:
    """A date that is none, an address that is none, a language that is none."""
    metadata = (
        "<dc:title>T</dc:title><dc:date>long ago</dc:date><dc:language>English!</dc:language>"
    )
    found = preview_bytes(epub(f"<p>{PROSE}</p>", metadata=metadata), "b.epub")
    assert (found.document.date, found.document.language) == (None, None)
    assert len(found.warnings) == 2


@pytest.mark.parametrize(
    ("stated", "date"),
    [("2009-12-14T10:00:00Z", "2009-12-14"), ("2009-12", "2009-12"), ("2009", "2009")],
)
def test_a_date_is_as_precise_as_it_is_known(stated: str, date: str) -> None:
    """The time of day goes, and no month is made up."""
    book = epub(f"<p>{PROSE}</p>", metadata=f"<dc:date>{stated}</dc:date>")
    assert preview_bytes(book, "b.epub").document.date == date


@pytest.mark.parametrize(
    ("stated", "cited", "warnings"),
    [
        (None, "https://e.org/x?y=1", 0),
        ("https://www.e.org/x", "https://www.e.org/x", 0),
        ("https://other.org/x", "https://e.org/x?y=1", 1),
    ],
)
def test_a_page_is_cited_by_its_own_address_unless_that_is_another_sites(
    stated: str | None, cited: str, warnings: int
) -> None:
    """A page cannot pass for one of a site that it was not fetched from."""
    link = f'<link rel="canonical" href="{stated}">' if stated else ""
    raw = page(f"<p>{PROSE}</p><p>Second. {PROSE}</p>", head=link).encode()
    found = preview_bytes(raw, "x.html", None, "https://e.org/x?y=1")
    assert found.document.url == cited
    told = [w for w in found.warnings if "from another site, https://other.org/x." in w]
    assert len(told) == warnings


def test_a_person_knows_a_pages_address_best() -> None:
    """Corrections stand in place of where it was fetched from."""
    found = preview_bytes(PAGE, "x.html", Corrections(url="https://b.org/"), "https://e.org/")
    assert found.document.url == "https://b.org/"


def test_the_same_file_again_does_nothing(tmp_path: Path) -> None:
    """Under whatever name it comes."""
    take_in(preview_bytes(PDF, "a.pdf"), tmp_path)
    before = files_in(tmp_path)
    with pytest.raises(KnownFileError, match="in the corpus already, as a"):
        take_in(preview_bytes(PDF, "b.pdf"), tmp_path)
    assert files_in(tmp_path) == before


def test_a_key_that_is_taken_is_refused_and_can_be_replaced(tmp_path: Path) -> None:
    """What is replaced is kept aside, with its original."""
    take_in(preview_bytes(PDF, "a.pdf"), tmp_path)
    other = preview_bytes(PAGE, "A.html", Corrections(key="A"))
    with pytest.raises(CorpusError, match="--replace"):
        take_in(other, tmp_path)
    take_in(other, tmp_path, replacing=True)
    ((document, source),) = read_corpus(tmp_path)
    assert (document.key, source.original) == ("A", "originals/A.html")
    aside = {name.split("/", 2)[2] for name in files_in(tmp_path) if name.startswith(".removed/")}
    assert aside == {"a.md", "originals/a.pdf"}
    assert files_in(tmp_path / "originals") == {"A.html"}


def test_other_files_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    """No original is written over."""
    take_in(preview_bytes(PDF, "a.pdf"), tmp_path)
    take_in(preview_bytes(pdf(PROSE), "a.pdf", Corrections(key="b")), tmp_path)
    assert files_in(tmp_path / "originals") == {"a.pdf", "a-2.pdf"}


def test_what_stands_in_the_way_is_told_before_anything_is_written(tmp_path: Path) -> None:
    """The same file, or a key that is taken; what is new is neither."""
    found = preview_bytes(PDF, "a.pdf")
    check_new(found, tmp_path)
    take_in(found, tmp_path)
    with pytest.raises(KnownFileError, match="already, as a"):
        check_new(preview_bytes(PDF, "b.pdf"), tmp_path)
    with pytest.raises(TakenKeyError, match="the key 'a'"):
        check_new(preview_bytes(pdf(PROSE), "a.pdf"), tmp_path)
    assert files_in(tmp_path) == {"a.md", "originals/a.pdf"}


def test_the_first_passage_is_shown_as_it_will_be_quoted(tmp_path: Path) -> None:
    """It has the id and the text that it has in the corpus afterwards."""
    found = preview_bytes(PDF, "a.pdf")
    take_in(found, tmp_path)
    ((document, _),) = read_corpus(tmp_path)
    assert found.first == passages_of(document, SentencexSegmenter())[0]
    assert found.passages == 2


def test_many_at_once_do_not_get_into_one_anothers_way(tmp_path: Path) -> None:
    """Of eight that add one file, one does; and no document is half-written."""
    found = [preview_bytes(PDF, f"{n}.pdf") for n in range(2)]

    def attempt(number: int) -> int:
        try:
            take_in(found[number % 2], tmp_path)
        except KnownFileError:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 1
    assert len(read_corpus(tmp_path)) == 1


def test_a_change_of_the_text_is_noticed(tmp_path: Path) -> None:
    """A word of the body counts, a line of the front matter and the line ends do not."""
    take_in(preview_bytes(PDF, "a.pdf"), tmp_path)
    path = tmp_path / "a.md"
    text = path.read_bytes()
    path.write_bytes(text.replace(b"author: Any Writer", b"author: Other").replace(b"\n", b"\r\n"))
    assert not read_document(path, tmp_path)[1].edited
    path.write_bytes(text.replace(b"harbour master", b"harbor master"))
    assert read_document(path, tmp_path)[1].edited


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A folder, a file that is not there, one that is too large."""
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        os.truncate(file.fileno(), MAX_BYTES + 1)
    for path, why in ((tmp_path, "is a folder"), (tmp_path / "x", "No such"), (large, "larger")):
        with pytest.raises(CorpusError, match=why):
            preview(path)
    with pytest.raises(CorpusError, match="larger"):
        preview_bytes(large.read_bytes(), "a.txt")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The folder is named, and what to check."""
    (tmp_path / "seeds").write_text("a file")
    with pytest.raises(CorpusError, match="cannot be written"):
        take_in(preview_bytes(PDF, "a.pdf"), tmp_path / "seeds")


def test_a_process_that_is_killed_leaves_no_half_of_a_document(tmp_path: Path) -> None:
    """Where writing ends in the middle, there is no document, and adding again does it."""
    found = preview_bytes(PDF, "a.pdf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", _stopped)
        with pytest.raises(KeyboardInterrupt):
            take_in(found, tmp_path)
    assert files_in(tmp_path) == set()
    take_in(found, tmp_path)
    assert files_in(tmp_path) == {"a.md", "originals/a.pdf"}


def _stopped(*_: object) -> None:
    raise KeyboardInterrupt
