"""PDF -> its text, page by page, by pypdfium2."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import pypdfium2
import pypdfium2.raw as pdfium

from index.errors import CorpusError
from index.formats.cleaning import assembled, inert, one_line
from index.formats.extracted import Extracted, Metadata
from index.formats.layout import (
    Line,
    Paragraph,
    in_order,
    merged_rows,
    paragraphs_of,
    without_furniture,
)

MAX_PAGES = 2_000

_END_WITHIN = 2_048  # bytes
_LINE_ENDS = frozenset("\r\n")
_HYPHENS = frozenset("\x02\ufffe")  # what PDFium has for one at a line's end, without that end
_GAP = 1.3  # of a letter's height: more between two letters, and a column ends
_HEADING = 1.15  # of the usual height of letters
_LONGEST_HEADING = 3  # lines
_UNREADABLE = 0.2  # of the letters
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
    0xAD: "-",
    0xA0: " ",
}
_MADE_BY_PROGRAMS = re.compile(
    r"(?:microsoft (?:word|powerpoint) - |untitled|\(?anonymous\)?$|unspecified"
    r"|.*\.(?:docx?|pdf|indd|tex|rtf|pptx?|qxd)$)",
    re.IGNORECASE,
)
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def extract(raw: bytes) -> Extracted:
    """Return the text layer of a PDF.

    Raises:
        CorpusError: if it is damaged, encrypted, too long or a scan.

    """
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            msg = "it is encrypted; take its password off and add it again."
        elif getattr(error, "err_code", None) == pdfium.FPDF_ERR_SECURITY:
            msg = "it is encrypted in a way that cannot be read; save it without protection."
        else:
            msg = "the file is damaged or cut short; get it again."
        raise CorpusError(msg) from error
    count = len(document)
    if count > MAX_PAGES:
        msg = f"it has {count:,} pages and the limit is {MAX_PAGES:,}; split it."
        raise CorpusError(msg)
    pages: list[list[Line]] = []
    empty: list[int] = []
    damaged: list[int] = []
    heights: Counter[float] = Counter()
    for number in range(1, count + 1):
        try:
            lines, height = _page(document, number)
        except pypdfium2.PdfiumError:
            damaged.append(number)
            continue
        heights[height] += 1
        pages.append(lines)
        if not lines:
            empty.append(number)
    text = "".join(line.text for lines in pages for line in lines)
    _check(document, text, len(damaged))
    body = without_furniture(pages, heights.most_common(1)[0][0])
    paragraphs = paragraphs_of([line for lines in body for line in lines])
    metadata, made = _metadata(document)
    warnings = [
        ""
        if b"%%EOF" in raw[-_END_WITHIN:]
        else "It has no end, so some of its text may be lost.",
        f"Page {_numbers(empty)}: no text, so left out; pictures of text need OCR first."
        if empty
        else "",
        f"Page {_numbers(damaged)}: damaged, so left out." if damaged else "",
        f"It was made on {made}; if that is its date, say so with --date {made}." if made else "",
    ]
    return Extracted(
        assembled(_blocks(paragraphs)), metadata, tuple(filter(None, warnings)), count
    )


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[list[Line], float]:
    """Return a page's lines in the order of reading, and its height."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        text_page = page.get_textpage()
        try:
            lines = list(_lines(text_page, number))
        finally:
            text_page.close()
    finally:
        page.close()
    return merged_rows(in_order(lines, width)), round(height)


def _lines(text_page: pypdfium2.PdfTextPage, number: int) -> Iterator[Line]:
    """Yield the lines in the file's order, parted where a column ends."""
    box = pdfium.FS_RECTF()
    letters: list[str] = []
    edges: list[float] = []  # left and right
    foot = 0.0  # of the first letter
    feet: Counter[tuple[float, float]] = Counter()  # bottom and top, of each letter

    def line() -> Iterator[Line]:
        raw = "".join(letters).encode("utf-16", "surrogatepass")
        if edges and (text := one_line(raw.decode("utf-16", "ignore"))):
            # A bullet, or one word in another font, does not say where the line stands.
            ((bottom, top), _), *_others = feet.most_common(1)
            yield Line(text, edges[0], edges[1], bottom, top, number)
        letters.clear()
        edges.clear()
        feet.clear()

    for i in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, i)
        letter = _LIGATURES.get(code) or chr(code)
        if letter in _LINE_ENDS:
            yield from line()
            continue
        if letter in _HYPHENS:
            letters.append("-")
            yield from line()
            continue
        if letter == " " or not pdfium.FPDFText_GetLooseCharBox(text_page, i, ctypes.byref(box)):
            letters.append(letter)
            continue
        tall = box.top - box.bottom
        if edges and (abs(box.bottom - foot) > 2 * tall or box.left - edges[1] > _GAP * tall):
            yield from line()
        letters.append(letter)
        if edges:
            edges[1] = max(edges[1], box.right)
        else:
            edges[:] = [box.left, box.right]
            foot = box.bottom
        feet[round(box.bottom, 1), round(box.top, 1)] += 1
    yield from line()


def _check(document: pypdfium2.PdfDocument, text: str, damaged: int) -> None:
    """Refuse what has no letters, or letters without a meaning."""
    if len(document) in {0, damaged}:
        msg = "the file is damaged: no page of it can be read; get it again."
        raise CorpusError(msg)
    letters = sum(letter.isalnum() for letter in text)
    unreadable = sum(
        letter == "\N{REPLACEMENT CHARACTER}" or "\ue000" <= letter <= "\uf8ff" for letter in text
    )
    if unreadable > _UNREADABLE * max(letters, 1):
        msg = (
            "its letters cannot be read: the file does not say which characters they are; run OCR"
            " over it, or print it to PDF anew from the program that made it."
        )
        raise CorpusError(msg)
    if letters < 3:
        msg = "there is no text in it."
        if _has_pictures(document):
            msg = (
                "it is a scan: its pages are pictures without text; run OCR over it first, such as"
                " ocrmypdf."
            )
        raise CorpusError(msg)


def _has_pictures(document: pypdfium2.PdfDocument) -> bool:
    """Tell whether there is a picture on the first pages."""
    for number in range(min(len(document), 5)):
        with suppress(pypdfium2.PdfiumError):
            page = document[number]
            pictures = [pdfium.FPDF_PAGEOBJ_IMAGE]
            if next(iter(page.get_objects(filter=pictures, max_depth=3)), None):
                return True
    return False


def _blocks(paragraphs: list[Paragraph]) -> Iterator[str]:
    """Yield the paragraphs as Markdown, with a comment where a page begins."""
    sizes: Counter[float] = Counter()
    for one in paragraphs:
        sizes[round(one.height, 1)] += len(one.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    page = 0
    for one in paragraphs:
        if one.page != page:
            page = one.page
            yield f"<!-- page {page} -->"
        heads = one.height > _HEADING * usual and one.lines <= _LONGEST_HEADING
        yield f"## {one.text}" if heads else inert(one.text)


def _metadata(document: pypdfium2.PdfDocument) -> tuple[Metadata, str | None]:
    """Return what the file says of itself, and the day on which it was made."""
    said = {name: one_line(value) for name, value in document.get_metadata_dict().items()}
    made = _DATE.match(said.get("CreationDate", ""))
    title, author = (
        None if _MADE_BY_PROGRAMS.match(said.get(name, "")) else said.get(name) or None
        for name in ("Title", "Author")
    )
    return Metadata(title=title, author=author), "-".join(made.groups()) if made else None


def _numbers(pages: list[int]) -> str:
    shown = ", ".join(map(str, pages[:10]))
    return f"{shown} and {len(pages) - 10} more" if len(pages) > 10 else shown
