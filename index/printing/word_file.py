"""Paper -> a Word file by python-docx, with headings, footnotes and links that Word knows as such.

python-docx has no footnotes; the part of the file that holds them is made here. Word numbers them
itself and leads from each number to its note and back.
"""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from index.printing.letters import runs_left
from index.printing.paper import (
    BIBLIOGRAPHY,
    ELSEWHERE,
    NOT_COVERED,
    OMISSION,
    PASSAGES_ONLY,
    SAME_POINT,
    Listing,
    Paper,
    Quotation,
    Reference,
)

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The first day that a zip file knows: the same briefing is the same file, whenever it is made."""
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RESERVED = 2  # footnotes that every file has: the lines between them and the text
_FONT, _CJK = "Georgia", "SimSun"
_A4 = Cm(21), Cm(29.7)
_GREY, _BLUE = RGBColor(0x59, 0x59, 0x59), "1A4FA0"
_NO_NOTE = f"""
<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240"
 w:lineRule="auto"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:pPr><w:spacing w:after="0"
 w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""


def word_file(paper: Paper) -> bytes:
    """Return the paper as a file of Word, .docx."""
    file = _Word(paper)
    written = io.BytesIO()
    file.document.save(written)
    return _same_whenever(written)


class _Word:
    """A file of Word in the making."""

    def __init__(self, paper: Paper) -> None:
        self.document: Any = Document()
        self._styled(paper.language)
        self._notes = XmlPart(
            PackURI("/word/footnotes.xml"),
            _FOOTNOTES,
            parse_xml(_NO_NOTE),
            self.document.part.package,
        )
        self.document.part.relate_to(self._notes, RELATIONSHIP_TYPE.FOOTNOTES)
        self._described(paper)
        self._written(paper)

    def _written(self, paper: Paper) -> None:
        document = self.document
        kind = ", ".join(filter(None, [paper.kind, paper.date]))
        document.add_paragraph(kind, style="Subtitle")
        document.add_paragraph(paper.topic, style="Title")
        for line in (*paper.told, PASSAGES_ONLY):
            document.add_paragraph(line, style="Told")
        document.paragraphs[-1].paragraph_format.space_after = Pt(12)
        if paper.lead:
            document.add_paragraph().add_run(paper.lead).bold = True
        self._parts(paper)
        self._uncovered(paper)
        if paper.bibliography:
            document.add_heading(BIBLIOGRAPHY, 1)
        for entry in paper.bibliography:
            line = document.add_paragraph(style="Entry")._p  # noqa: SLF001 (python-docx's way to its XML)
            self._referred(line, document.part, entry)

    def _parts(self, paper: Paper) -> None:
        document = self.document
        for part in paper.parts:
            if part.heading is not None:
                document.add_heading(part.heading, 1)
            for point in part.points:
                if len(point) == 1:
                    self._quote(document, point[0], paper)
                else:
                    self._side_by_side(point, paper)

    def _uncovered(self, paper: Paper) -> None:
        document = self.document
        if paper.further:
            document.add_heading(ELSEWHERE, 1)
            self._listed(paper.further)
        if paper.missing or paper.silent:
            document.add_heading(NOT_COVERED, 1)
        if paper.missing:
            document.add_paragraph(paper.missing)
        if paper.silent:
            self._listed(paper.silent)

    def _listed(self, listing: Listing) -> None:
        label = self.document.add_paragraph(f"{listing.label}:")
        label.paragraph_format.keep_with_next = True
        for source in listing.sources:
            line = self.document.add_paragraph(source, style="List Bullet")
        if listing.more:
            line.paragraph_format.keep_with_next = True
            self.document.add_paragraph(listing.more, style="Told")

    def _quote(self, place: Any, one: Quotation, paper: Paper) -> None:  # noqa: ANN401 (a document, or a cell)
        paragraph = place.add_paragraph(style="Quote")
        # Its source is on the same page; in a cell, LibreOffice would keep the whole table so.
        paragraph.paragraph_format.keep_with_next = place is self.document
        if runs_left("".join(one.lines)):
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001 (as below)
        for number, line in enumerate(one.lines):
            run = paragraph.add_run()
            if number:
                run.add_break(WD_BREAK.LINE)
            start = f"{OMISSION} " if one.begins_within and not number else ""
            last = number == len(one.lines) - 1
            run.add_text(start + line + (f" {OMISSION}" if one.ends_within and last else ""))
            run.font.rtl = runs_left(line) or None
            _speaks(run, one.language)
        self._noted(paragraph, one.number, paper.notes[one.number - 1])
        place.add_paragraph(one.source, style="Source")

    def _side_by_side(self, point: tuple[Quotation, ...], paper: Paper) -> None:
        label = self.document.add_paragraph(SAME_POINT, style="Told")
        label.paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=-(-len(point) // 2), cols=2)
        for number, one in enumerate(point):
            cell = table.cell(number // 2, number % 2)
            if number == len(point) - 1 and not number % 2:  # it has the last row for itself
                cell = cell.merge(table.cell(number // 2, 1))
            self._quote(cell, one, paper)
            cell._tc.remove(cell.paragraphs[0]._p)  # noqa: SLF001 (an empty one that every cell begins with)
        self.document.add_paragraph(style="Told")

    def _noted(self, paragraph: Paragraph, number: int, note: Reference) -> None:
        """Put a note's number behind a passage, and the note among the notes."""
        id_ = str(number - 1 + _RESERVED)
        run = paragraph.add_run(style="Note Number")
        run._r.append(_element("w:footnoteReference", id=id_))  # noqa: SLF001 (as above)
        footnote, line = _element("w:footnote", id=id_), OxmlElement("w:p")
        properties, style = OxmlElement("w:pPr"), _element("w:pStyle", val="NoteText")
        properties.append(style)
        mark, of_mark = OxmlElement("w:r"), OxmlElement("w:rPr")
        of_mark.append(_element("w:rStyle", val="NoteNumber"))
        mark.extend([of_mark, OxmlElement("w:footnoteRef")])
        line.extend([properties, mark, _run(". ")])
        self._referred(line, self._notes, note)
        footnote.append(line)
        self._notes.element.append(footnote)

    def _referred(self, line: Any, part: Any, reference: Reference) -> None:  # noqa: ANN401 (XML, and the part it is of)
        before, linked, after = reference.pieces
        line.append(_run(before))
        if reference.target is not None:
            id_ = part.relate_to(reference.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), id_)
            link.append(_run(linked, colour=_BLUE))
            line.extend([link, _run(after)])

    def _described(self, paper: Paper) -> None:
        properties = self.document.core_properties
        properties.title, properties.subject = paper.topic, paper.kind
        properties.author = properties.last_modified_by = "Dossier"
        properties.comments = properties.keywords = ""
        properties.language = paper.language
        properties.created = properties.modified = _EPOCH
        properties.revision = 1

    def _styled(self, language: str) -> None:
        styles = self.document.styles
        self.document.sections[0].page_width, self.document.sections[0].page_height = _A4
        for margin in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(self.document.sections[0], margin, Cm(2.4))
        _lettered(styles["Normal"], 11)
        styles.element.find(".//" + qn("w:lang")).set(qn("w:val"), language)
        _lettered(styles["Title"], 22)
        _lettered(styles["Subtitle"], 11, _GREY)
        _lettered(styles["Heading 1"], 14)
        styles["Heading 1"].paragraph_format.space_before = Pt(18)
        _lettered(styles["Quote"], 11)
        styles["Quote"].font.italic = styles["Quote"].font.cs_italic = False
        styles["Quote"].paragraph_format.left_indent = Cm(0.6)
        styles["Quote"].paragraph_format.space_after = Pt(2)
        for name, size, indent, after in (
            ("Told", 10, 0.0, 2),
            ("Source", 9.5, 0.6, 12),
            ("Entry", 10.5, 1.0, 4),
            ("Note Text", 9, 0.0, 2),
        ):
            style = styles.add_style(name, 1)
            style.base_style = styles["Normal"]
            _lettered(style, size, None if name in {"Entry", "Note Text"} else _GREY)
            style.paragraph_format.left_indent = Cm(indent)
            style.paragraph_format.space_after = Pt(after)
        styles["Entry"].paragraph_format.first_line_indent = Cm(-1)
        styles.add_style("Note Number", 2).font.superscript = True


def _lettered(style: Any, size: float, colour: RGBColor | None = None) -> None:  # noqa: ANN401 (of python-docx)
    """Give a style our letters; those for Chinese are named apart."""
    style.font.name, style.font.size = _FONT, Pt(size)
    style.font.color.rgb = colour or RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), _CJK)


def _speaks(run: Any, language: str | None) -> None:  # noqa: ANN401 (of python-docx)
    """Tell a run's language, for spelling and hyphenation."""
    if language:
        speaks = _element("w:lang", val=language)
        speaks.set(qn("w:eastAsia"), language)
        run._r.get_or_add_rPr().append(speaks)  # noqa: SLF001 (python-docx's way to its XML)


def _element(name: str, **attributes: str) -> Any:  # noqa: ANN401 (XML)
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


def _run(text: str, colour: str | None = None) -> Any:  # noqa: ANN401 (XML)
    run = OxmlElement("w:r")
    if colour:
        properties = OxmlElement("w:rPr")
        properties.append(_element("w:color", val=colour))
        run.append(properties)
    words = OxmlElement("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    return run


def _same_whenever(written: io.BytesIO) -> bytes:
    """Return the zip file with the same time at each of its files."""
    again = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(again, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _EPOCH.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(info, source.read(name))
    return again.getvalue()
