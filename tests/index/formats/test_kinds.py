"""What a file is, by its bytes; and how its text is encoded."""

import pytest

from index.errors import CorpusError
from index.formats.archive import MAX_ENTRIES, open_archive, unpacked
from index.formats.charset import decoded
from index.formats.kinds import Kind, kind_of, mislabelled
from index.formats.prose import extract
from tests.index.formats.files import PROSE, epub, packed, page, pdf, word

PDF = pdf(PROSE)
WORD = word(lambda document: document.add_paragraph(PROSE))


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (PDF, Kind.PDF),
        (b"\n\n" + PDF, Kind.PDF),
        (WORD, Kind.DOCX),
        (epub("<p>x</p>"), Kind.EPUB),
        (page("<p>x</p>").encode(), Kind.HTML),
        (b"\xef\xbb\xbf<!-- c --><HTML>", Kind.HTML),
        (b"Plain.", Kind.TEXT),
    ],
)
def test_a_file_is_what_its_bytes_say(raw: bytes, kind: Kind) -> None:
    """Its name does not matter."""
    for name in ("x", "x.txt", "x.html"):
        if (kind, name) != (Kind.TEXT, "x.html"):
            assert kind_of(raw, name) is kind


def test_markdown_is_told_by_its_name() -> None:
    """Nothing else tells it from other text."""
    assert kind_of(b"# A", "a.MD") is Kind.MARKDOWN
    assert kind_of(b"# A", "a.txt") is Kind.TEXT


def test_what_is_called_otherwise_is_told() -> None:
    """A PDF that is called .docx is a PDF, and the reader is told."""
    assert "is called .docx and is a PDF" in (mislabelled(Kind.PDF, "a.docx") or "")
    assert mislabelled(Kind.PDF, "a.PDF") is None
    assert mislabelled(Kind.TEXT, "a.md") is None
    assert mislabelled(Kind.PDF, "a") is None


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"\x89PNG\r\n", "a picture"),
        (b"{\\rtf1 a}", "RTF"),
        (b"\x1f\x8b\x08", "a packed archive"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 99, "before 2007"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"ab\x00cd", "no text"),
        (packed({"xl/workbook.xml": "<x/>"}), "neither a Word document nor an EPUB"),
        (b"PK\x03\x04 and no more", "damaged"),
    ],
)
def test_what_has_no_text_is_named(raw: bytes, why: str) -> None:
    """The sentence says what the file is."""
    with pytest.raises(CorpusError, match=why):
        kind_of(raw, "x")


def test_text_that_is_called_a_pdf_is_refused() -> None:
    """It is hardly what it was meant to be."""
    with pytest.raises(CorpusError, match="is not a PDF"):
        kind_of(b"Not found", "x.pdf")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_tells_the_encoding(encoding: str) -> None:
    """Text that begins with a byte order mark is read by it, and nothing was guessed."""
    assert decoded("Größe 中文".encode(encoding)) == ("Größe 中文", None)


def test_an_encoding_is_guessed_and_that_is_told() -> None:
    """Text that is not UTF-8 is read as what it most likely is."""
    text = "Die Größe der Häfen überraschte die Männer. " * 20
    found, warning = decoded(text.encode("cp1252"))
    assert found == text
    assert "guessed" in (warning or "")
    assert extract(text.encode("cp1252")).warnings == (warning,)


def test_a_declared_encoding_that_does_not_fit_is_passed_over() -> None:
    """A page that says it is ASCII, or nonsense, and is not, is read all the same."""
    for name in ("us-ascii", "nonsense", "utf-8"):
        raw = f"<meta charset={name}><p>Café au lait, naïve, déjà vu, garçon.".encode("cp1252")
        assert "garçon" in decoded(raw, declares=True)[0]


def test_half_of_a_character_is_refused() -> None:
    """UTF-16 that is cut is named."""
    with pytest.raises(CorpusError, match="UTF-16"):
        decoded(b"\xff\xfea")


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"a": b"\x00" * 50_000_000}, "tighter"),
        ({f"{i}": b"" for i in range(MAX_ENTRIES + 1)}, "too large unpacked"),
    ],
)
def test_bombs_are_not_unpacked(files: dict[str, bytes], why: str) -> None:
    """What would swell is refused by its list of contents."""
    with pytest.raises(CorpusError, match=why):
        open_archive(packed(files))


def test_a_part_that_is_damaged_is_named() -> None:
    """A flipped byte is found by the checksum."""
    raw = packed({"a": PROSE.encode() * 9}, tight=False)
    with pytest.raises(CorpusError, match="damaged: 'a'"):
        unpacked(open_archive(raw.replace(b"harbour", b"harbaur", 1)), "a")
