"""Tests of ``index.printing.word_file``, read back by python-docx and by mammoth."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import mammoth
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from index.printing.paper import paper_of
from index.printing.word_file import word_file
from tests.index.printing.briefings import (
    CRANE,
    HARBOUR,
    MARKUP,
    NOTHING,
    SCRIPT,
    SHIPS,
    STORM,
    USUAL,
    WORST,
    briefing,
    quoted,
)

_NOTE = re.compile(r'<li id="footnote-\d+">(.*?)</li>')


def as_html(file: bytes) -> str:
    """Return the file as another program reads it, notes at the end."""
    read = mammoth.convert_to_html(io.BytesIO(file))
    assert not [told for told in read.messages if told.type == "error"]
    return str(read.value)


def test_headings_and_quotations_have_their_styles() -> None:
    """An outline can be made of the headings, and the quotations be set anew at once."""
    read = docx.Document(io.BytesIO(word_file(paper_of(USUAL))))
    styled = [(p.style.name, p.text) for p in read.paragraphs if p.style is not None]
    assert ("Title", "cranes in winter") in styled
    assert [text for name, text in styled if name == "Heading 1"] == [
        "The crane",
        "winter",
        "Not covered",
        "Bibliography",
    ]
    assert ("Quote", "[…] It is old. […]") in styled
    assert ("Quote", SHIPS) in styled


def test_what_speaks_to_one_point_stands_side_by_side() -> None:
    """Two documents, two cells of one row."""
    (table,) = docx.Document(io.BytesIO(word_file(paper_of(USUAL)))).tables
    first, second = (cell.text for cell in table.rows[0].cells)
    assert first == "A storm broke the crane.\nIt was winter.\nAfter the Storm"
    assert second == "没有网络安全就没有国家安全。\n网络强国, 写者"


def test_a_third_has_a_row_for_itself() -> None:
    """Half a row would be narrow, and the other half empty; and no page is left so before it."""
    third = (
        quoted(HARBOUR, CRANE, 1),
        quoted(STORM, STORM.text, 2),
        quoted(SCRIPT, "It rained.", 3),
    )
    made = briefing(("x", [third]))
    (table,) = docx.Document(io.BytesIO(word_file(paper_of(made)))).tables
    first, second = table.rows
    assert [cell.text.splitlines()[0] for cell in first.cells] == [
        CRANE,
        "A storm broke the crane.",
    ]
    assert len(second._tr.tc_lst) == 1
    assert second.cells[0].text == "It rained.\nA Title"
    assert not any(
        p.paragraph_format.keep_with_next for cell in first.cells for p in cell.paragraphs
    )


def test_what_runs_from_right_to_left_does() -> None:
    """As a paragraph of its own direction, upright, on a page of A4."""
    of = replace(HARBOUR, text="أعلنت الحكومة عن سياسة.", language="ar")
    made = briefing(("x", [(quoted(of, of.text, 1),), (quoted(HARBOUR, SHIPS, 2),)]))
    read = docx.Document(io.BytesIO(word_file(paper_of(made))))
    there, other = (p for p in read.paragraphs if p.style is not None and p.style.name == "Quote")
    assert there._p.pPr is not None
    assert there._p.pPr.find(qn("w:bidi")) is not None
    assert there.runs[0].font.rtl
    assert other._p.pPr is not None
    assert other._p.pPr.find(qn("w:bidi")) is None
    assert read.styles["Quote"].font.cs_italic is False
    width = read.sections[0].page_width
    assert width is not None
    assert round(width.cm, 2) == 21


def test_notes_are_footnotes() -> None:
    """Another program finds each behind its passage, with its words and its link."""
    read = as_html(word_file(paper_of(USUAL)))
    notes = _NOTE.findall(read)
    assert len(notes) == len(USUAL.citations)
    assert "A. Writer, “The Harbour,”" in notes[0]
    assert 'href="https://example.org/harbour#:~:text=It%20is%20old."' in notes[0]
    assert re.findall(r'href="#footnote-(\d+)"', read) == ["2", "3", "4", "5"]
    assert re.findall(r'id="footnote-ref-(\d+)"', read) == ["2", "3", "4", "5"]


def test_every_relation_has_its_part() -> None:
    """What the text and the notes refer to is there, and addresses are pages."""
    document = docx.Document(io.BytesIO(word_file(paper_of(WORST)))).part
    notes = document.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    for part in (document, notes):
        used = set(re.findall(rb'r:id="(\w+)"', part.blob))
        assert {name.decode() for name in used} <= set(part.rels)
        for relation in part.rels.values():
            if relation.is_external:
                assert relation.target_ref.startswith("https://example.org/")


def test_a_document_is_words_alone() -> None:
    """What would be markup, or what XML does not take, breaks no part of the file."""
    read = as_html(word_file(paper_of(WORST)))
    assert "&lt;script&gt;" in read
    assert "<script>" not in read
    text = docx.Document(io.BytesIO(word_file(paper_of(WORST)))).paragraphs[1].text
    assert text.startswith(MARKUP)


def test_what_the_file_says_of_itself() -> None:
    """The topic is its title; it knows no time and no person, and speaks a language."""
    known = docx.Document(io.BytesIO(word_file(paper_of(USUAL)))).core_properties
    assert (known.title, known.subject, known.author) == (
        "cranes in winter",
        "Briefing",
        "Dossier",
    )
    assert (known.language, known.comments) == ("en", "")
    with zipfile.ZipFile(io.BytesIO(word_file(paper_of(USUAL)))) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b'w:val="en"' in file.read("word/styles.xml")
        assert file.testzip() is None


def test_nothing_at_all() -> None:
    """Without a passage there is a file all the same."""
    assert "After the Storm" in as_html(word_file(paper_of(NOTHING)))
