"""Paper -> a PDF by reportlab, with an outline, links and page numbers.

The letters are DejaVu's, which come along with matplotlib and are embedded. Chinese, Japanese and
Korean are set in fonts that a reader of PDFs brings along itself: none with those letters can be
shipped in less than ten megabytes. A character that no font has is printed as an empty square, and
all runs from left to right. Where that concerns anything in a file, the file says so.
"""

import io
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    HRFlowable,
    PageTemplate,
    Paragraph,
    Spacer,
)

from index.printing.letters import CHINESE, KOREAN, Letters, is_chinese
from index.printing.paper import (
    BIBLIOGRAPHY,
    ELSEWHERE,
    NOT_COVERED,
    NOTES,
    OMISSION,
    PASSAGES_ONLY,
    SAME_POINT,
    Listing,
    Paper,
    Quotation,
    Reference,
)

_SERIF, _BOLD, _SANS = "DejaVuSerif", "DejaVuSerif-Bold", "DejaVuSans"
_MARGIN = 2.3 * cm
_ROOM_BELOW = 3.5 * cm
"""What a heading needs, itself included: more than a line of what it stands over."""
_GREY, _LINK = HexColor("#555555"), "#1a4fa0"


def pdf_file(paper: Paper) -> bytes:
    """Return the paper as a PDF."""
    written = io.BytesIO()
    document = _Document(written, paper)
    document.build(list(_flowables(paper)))
    return written.getvalue()


class _Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab is untyped
    """A document whose headings become its outline."""

    def __init__(self, target: io.BytesIO, paper: Paper) -> None:
        super().__init__(
            target,
            pagesize=A4,
            title=_letters().drawn(paper.topic),
            subject=paper.kind,
            author="Dossier",
            creator="Dossier",
            lang=paper.language,
            invariant=1,  # no time and no chance in it
        )
        width, height = A4
        frame = Frame(_MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate(frames=[frame], onPage=_numbered)])

    def afterFlowable(self, flowable: Any) -> None:  # noqa: ANN401, N802 (reportlab's name)
        """Put a heading that was set into the outline."""
        if (heading := getattr(flowable, "outline", None)) is not None:
            key = f"heading-{self.seq.nextf('heading')}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(heading, key, 0)


def _numbered(canvas: Any, document: _Document) -> None:  # noqa: ANN401 (of reportlab)
    canvas.saveState()
    canvas.setFont(_SERIF, 9)
    canvas.setFillColor(_GREY)
    canvas.drawCentredString(A4[0] / 2, _MARGIN / 2, str(document.page))
    canvas.restoreState()


def _flowables(paper: Paper) -> Iterator[Any]:
    yield _set(", ".join(filter(None, [paper.kind, paper.date])), "kind")
    yield from _heading(paper.topic, "title")
    for line in (*paper.told, PASSAGES_ONLY, *_letters().told(paper)):
        yield _set(line, "told")
    if paper.lead:
        yield _set(paper.lead, "lead")
    yield Spacer(1, 8)
    for part in paper.parts:
        if part.heading is not None:
            yield from _heading(part.heading, "heading")
        for point in part.points:
            yield from _point(point)
    yield from _uncovered(paper)
    if paper.notes:
        yield from _heading(NOTES, "heading")
    for number, note in enumerate(paper.notes, start=1):
        back = f'<a name="note-{number}"/><a href="#passage-{number}">{number}.</a> '
        yield _marked(back + _linked(note), "note", note.text)
    if paper.bibliography:
        yield from _heading(BIBLIOGRAPHY, "heading")
    for entry in paper.bibliography:
        yield _marked(_linked(entry), "entry", entry.text)


def _point(point: tuple[Quotation, ...]) -> Iterator[Any]:
    if len(point) > 1:
        yield CondPageBreak(_ROOM_BELOW)
        yield HRFlowable(width="100%", thickness=0.5, color=_GREY, spaceBefore=6, spaceAfter=2)
        yield _set(SAME_POINT, "label")
    for one in point:
        lines = [_words(line) for line in one.lines]
        if one.begins_within:
            lines[0] = f"{_words(OMISSION)} {lines[0]}"
        if one.ends_within:
            lines[-1] += f" {_words(OMISSION)}"
        anchor = f'<a name="passage-{one.number}"/>'
        note = f'<super size="7"><a href="#note-{one.number}">{one.number}</a></super>'
        yield _marked(f"{anchor}{'<br/>'.join(lines)}{note}", "quote", " ".join(one.lines))
        yield _set(one.source, "source")
    if len(point) > 1:
        yield HRFlowable(width="100%", thickness=0.5, color=_GREY, spaceBefore=0, spaceAfter=8)


def _uncovered(paper: Paper) -> Iterator[Any]:
    if paper.further:
        yield from _heading(ELSEWHERE, "heading")
        yield from _listing(paper.further)
    if paper.missing or paper.silent:
        yield from _heading(NOT_COVERED, "heading")
    if paper.missing:
        yield _set(paper.missing, "body")
    if paper.silent:
        yield from _listing(paper.silent)


def _listing(listing: Listing) -> Iterator[Any]:
    yield _set(f"{listing.label}:", "label")
    *others, last = [
        _marked(f"<bullet>•</bullet>{_words(source)}", "item", source)
        for source in listing.sources
    ]
    last.keepWithNext = listing.more is not None
    yield from (*others, last)
    if listing.more:
        yield _set(listing.more, "more")


def _heading(text: str, style: str) -> Iterator[Any]:
    """Yield a heading, on the next page where nothing would fit below it."""
    yield CondPageBreak(_ROOM_BELOW)
    heading = _set(text, style)
    heading.outline = _letters().drawn(text)
    yield heading


def _set(text: str, style: str) -> Any:  # noqa: ANN401 (of reportlab)
    return _marked(_words(text), style, text)


def _marked(markup: str, style: str, text: str) -> Any:  # noqa: ANN401 (of reportlab)
    """Return a paragraph of reportlab's markup; lines of Chinese may end at any character."""
    return Paragraph(markup, _styles()[style, "CJK" if is_chinese(text) else None])


def _linked(reference: Reference) -> str:
    if reference.target is None:
        return _words(reference.text)
    before, linked, after = reference.pieces
    link = f"<a href={quoteattr(reference.target)} color={quoteattr(_LINK)}>{_words(linked)}</a>"
    return f"{_words(before)}{link}{_words(after)}"


def _words(text: str) -> str:
    """Return one line as reportlab's markup of itself, each character in a font that has it."""
    parts, letters = [], _letters()
    for font, run in groupby(letters.drawn(text), letters.font_for):
        words = escape("".join(run))
        parts.append(words if font == _SERIF else f'<font name="{font}">{words}</font>')
    return "".join(parts)


@cache
def _letters() -> Letters:
    """Make the fonts known; return what knows their characters."""
    found = find_spec("matplotlib")
    if found is None or found.origin is None:  # it is one of our own requirements
        raise ModuleNotFoundError(name="matplotlib")
    folder = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
    known = {}
    for name in (_SERIF, _BOLD, _SANS):
        font = TTFont(name, folder / f"{name}.ttf")
        registerFont(font)
        known[name] = font.face.charToGlyph
    for name in (CHINESE, KOREAN):
        registerFont(UnicodeCIDFont(name))
    registerFontFamily(_SERIF, normal=_SERIF, bold=_BOLD, italic=_SERIF, boldItalic=_BOLD)
    return Letters({name: known[name] for name in (_SERIF, _SANS)})


@cache
def _styles() -> dict[tuple[str, str | None], ParagraphStyle]:
    plain: dict[str, Any] = {"fontName": _SERIF, "fontSize": 10, "leading": 14.5}
    small = plain | {"fontSize": 8.5, "leading": 12}
    soft = small | {"textColor": _GREY}
    bold = {"fontName": _BOLD}
    known: dict[str, dict[str, Any]] = {
        "kind": soft | {"spaceAfter": 2},
        "title": plain | {"fontSize": 20, "leading": 25, "spaceAfter": 6},
        "told": soft | {"spaceAfter": 1},
        "lead": plain | bold | {"spaceBefore": 10},
        "heading": plain
        | bold
        | {"fontSize": 13, "leading": 17, "spaceBefore": 18, "spaceAfter": 6},
        "label": soft | {"keepWithNext": 1, "spaceAfter": 3},
        "body": plain | {"spaceAfter": 6},
        "quote": plain | {"leftIndent": 12, "spaceBefore": 4, "allowWidows": 0, "allowOrphans": 0},
        "source": soft | {"leftIndent": 12, "spaceBefore": 2, "spaceAfter": 9},
        "item": small | {"leftIndent": 14, "bulletIndent": 3, "spaceAfter": 2},
        "more": soft | {"leftIndent": 14, "spaceAfter": 6},
        "note": small | {"spaceAfter": 3},
        "entry": small | {"leftIndent": 20, "firstLineIndent": -20, "spaceAfter": 4},
    }
    return {
        (name, wrap): ParagraphStyle(f"{name} {wrap}", **style, wordWrap=wrap)
        for name, style in known.items()
        for wrap in (None, "CJK")
    }
