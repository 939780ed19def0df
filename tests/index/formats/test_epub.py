"""Books -> their chapters in order."""

import pytest

from index.errors import CorpusError
from index.formats.epub import extract
from tests.index.formats.files import PROSE, epub, packed, with_part

METADATA = (
    "<dc:title>Of harbours</dc:title><dc:creator>Writer, Any</dc:creator>"
    "<dc:creator>Other, An</dc:creator><dc:publisher>The Press</dc:publisher>"
    "<dc:date>2009-12-14T00:00:00Z</dc:date><dc:language>en</dc:language>"
)


def test_chapters_are_read_in_order_and_the_contents_left_out() -> None:
    """Headings, paragraphs and line breaks are those of the book; its navigation is no text."""
    book = epub(
        f"<section><h1>One</h1><p>{PROSE}</p></section>",
        "<h1>Two</h1><div>A line,<br/>another.<br/><br/>A new one.</div><ol><li>x</li></ol>",
    )
    assert extract(book).text.strip().split("\n\n") == [
        "# One",
        PROSE,
        "# Two",
        "A line,\nanother.",
        "A new one.",
        "1. x",
    ]


def test_metadata() -> None:
    """What the book says of itself, all its authors among it."""
    found = extract(epub("<p>Text.</p>", metadata=METADATA)).metadata
    assert (found.title, found.author) == ("Of harbours", "Writer, Any; Other, An")
    assert (found.publisher, found.language) == ("The Press", "en")
    assert found.date == "2009-12-14T00:00:00Z"


def refused(raw: bytes) -> str:
    """Return why a file is refused."""
    with pytest.raises(CorpusError) as caught:
        extract(raw)
    return str(caught.value)


def test_copy_protection_is_refused_and_hidden_fonts_are_not() -> None:
    """What is encrypted decides."""
    form = '<e><EncryptionMethod Algorithm="{}"/></e>'
    name = "META-INF/encryption.xml"
    aes = form.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    assert "copy protection" in refused(with_part(epub("<p>Text.</p>"), name, aes))
    fonts = form.format("http://ns.adobe.com/pdf/enc#RC")
    obfuscated = form.format("http://www.idpf.org/2008/embedding#font-obfuscation")
    assert extract(with_part(epub("<p>Text.</p>"), name, obfuscated)).text == "Text.\n"
    assert "copy protection" in refused(with_part(epub("<p>Text.</p>"), name, fonts))


def test_entities_are_refused() -> None:
    """A book's lists need none."""
    bomb = '<!DOCTYPE d [<!ENTITY a "ha">]><container>&a;</container>'
    assert "XML entities" in refused(with_part(epub("<p>x</p>"), "META-INF/container.xml", bomb))


def test_a_chapter_that_is_missing_is_named() -> None:
    """A book with a chapter less is damaged."""
    book = epub("<p>One.</p>")
    broken = with_part(book, "OEBPS/book.opf", "<package/>")
    assert extract(broken).text.strip() == ""
    assert "damaged" in refused(packed({"META-INF/container.xml": "<container/>"}))
