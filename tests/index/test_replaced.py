"""Files put over those that a document's text was taken from."""

from pathlib import Path

from index.dropped import take_in_dropped
from index.store.documents import read_document
from tests.conftest import corpus, fake_build
from tests.index.formats.files import pdf, scan
from tests.index.test_intake import PDF, files_in

SCAN = scan()
LATER = pdf("The harbour was closed in spring, and no ship came in before the summer.", title="L")


def test_a_file_that_is_replaced_is_taken_in_anew(tmp_path: Path) -> None:
    """The answers are the new one's, what is known of it stays, and the old text is kept."""
    seeds = corpus(tmp_path, {"old.md": "It rained.", "sub/report.pdf": PDF})
    fake_build(seeds, tmp_path / "built")
    written = seeds / "sub" / "report.md"
    known = written.read_text().replace("publisher:\n", "publisher: The Press\n")
    written.write_text(known)
    (seeds / "sub" / "report.pdf").write_bytes(LATER)
    built = fake_build(seeds, tmp_path / "built")
    assert (built.changed, built.refused) == (True, ())
    document, source = read_document(written, seeds)
    assert "closed in spring" in document.text
    assert (document.key, document.publisher) == ("report", "The Press")
    assert not source.edited
    (kept,) = (seeds / ".removed").glob("*/sub/report.md")
    assert kept.read_text() == known
    assert not fake_build(seeds, tmp_path / "built").changed


def test_a_text_that_was_edited_is_not_written_over(tmp_path: Path) -> None:
    """What a person did by hand stays; a sentence says what to do."""
    seeds = corpus(tmp_path, {"report.pdf": PDF})
    fake_build(seeds, tmp_path / "built")
    text = (seeds / "report.md").read_text() + "\nAnd a line by hand.\n"
    (seeds / "report.md").write_text(text)
    (seeds / "report.pdf").write_bytes(LATER)
    for _ in range(2):
        (told,) = fake_build(seeds, tmp_path / "built").refused
        assert told == (
            "report.pdf: it is another file by now than the text was taken from, and the text was"
            " edited since; move report.md away to have the new one taken in. report.md is left as"
            " it was."
        )
    assert (seeds / "report.md").read_text() == text
    (seeds / "report.md").unlink()
    assert fake_build(seeds, tmp_path / "built").refused == ()
    assert "closed in spring" in (seeds / "report.md").read_text()


def test_a_file_that_was_replaced_by_one_that_is_refused(tmp_path: Path, read: list[str]) -> None:
    """The text that was taken stays; the new file is read once, and named at each build."""
    seeds = corpus(tmp_path, {"report.pdf": PDF})
    fake_build(seeds, tmp_path / "built")
    text = (seeds / "report.md").read_text()
    (seeds / "report.pdf").write_bytes(SCAN)
    read.clear()
    for _ in range(2):
        (told,) = fake_build(seeds, tmp_path / "built").refused
        assert told.startswith("report.pdf: it is a scan")
        assert told.endswith("report.md is left as it was.")
    assert read == ["report.pdf"]
    assert (seeds / "report.md").read_text() == text


def test_only_a_documents_own_original_is_looked_at(tmp_path: Path) -> None:
    """A file of its name beside it may be anything, and so may be a document that is broken."""
    seeds = corpus(
        tmp_path,
        {"a.md": "It rained.", "a.pdf": PDF, "b.md": "---\ntitle: Open\n\nNo end.", "b.pdf": PDF},
    )
    assert take_in_dropped(seeds, tmp_path) == []
    assert files_in(seeds) == {"a.md", "a.pdf", "b.md", "b.pdf"}
