"""Word documents that python-docx wrote -> their text."""

import pytest
from docx.document import Document

from index.errors import CorpusError
from index.formats.docx import extract
from tests.index.formats.files import PROSE, packed, part, with_part, word


def fill(document: Document) -> None:
    """Write a bit of everything."""
    document.add_heading("Of harbours", 0)
    document.add_paragraph(f"First. {PROSE}")
    document.add_heading("The second part", 1)
    document.add_paragraph("# no heading & <b>no tag")
    document.add_paragraph("One item", style="List Bullet")
    document.add_paragraph("Two items", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"


RAW = word(fill)


def test_the_text_is_taken_with_its_headings_lists_and_tables() -> None:
    """Each paragraph is there, to the character, and nothing in it is taken for a mark."""
    assert extract(RAW).text.strip().split("\n\n") == [
        "# Of harbours",
        f"First. {PROSE}",
        "# The second part",
        r"\# no heading & <b>no tag",
        "- One item\n- Two items",
        "| left | right |",
    ]


def test_changes_are_accepted() -> None:
    """What was inserted under review is text, and what was deleted is not."""
    run = "<w:r><w:t>{}</w:t></w:r>"
    changed = (
        f"<w:p>{run.format('It was ')}<w:ins>{run.format('not ')}</w:ins>"
        "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        f"{run.format('so.')}</w:p>"
    )
    body = part(RAW, "word/document.xml").replace("<w:body>", f"<w:body>{changed}")
    assert extract(with_part(RAW, "word/document.xml", body)).text.startswith("It was not so.")


def test_metadata() -> None:
    """Title, author and language are the file's; the day it was made is offered, no more."""
    found = extract(word(fill, title="Of harbours", author="Any Writer", language="de"))
    assert found.metadata.title == "Of harbours"
    assert (found.metadata.author, found.metadata.language) == ("Any Writer", "de")
    assert found.metadata.date is None
    assert any("--date" in warning for warning in found.warnings)


def refused(raw: bytes) -> str:
    """Return why a file is refused."""
    with pytest.raises(CorpusError) as caught:
        extract(raw)
    return str(caught.value)


BOMB = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d>&b;</d>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'


@pytest.mark.parametrize("content", [BOMB, OUTSIDE, BOMB.encode("utf-16")])
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "docProps/core.xml"])
def test_entities_are_refused(name: str, content: str | bytes) -> None:
    """Whichever part declares an entity, the file is not read."""
    assert "declares XML entities" in refused(with_part(RAW, name, content))


def test_a_part_that_is_no_xml_is_refused() -> None:
    """The part is named."""
    assert "'word/styles.xml' is no XML" in refused(with_part(RAW, "word/styles.xml", "<a><b>"))


def test_a_document_that_word_would_not_open_is_refused() -> None:
    """A packed file with the right name in it, and nothing else, is damaged."""
    assert "damaged" in refused(packed({"word/document.xml": "<w/>"}))
