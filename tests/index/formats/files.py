"""Builders of real files, each written by a library of its format."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import docx
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

STYLES = getSampleStyleSheet()
PROSE = (
    "The harbour master wrote down every ship that came in during the storm, and the clerk copied"
    " the list into the ledger before the evening bell was rung."
)


def pdf(
    *paragraphs: str,
    columns: int = 1,
    style: str | ParagraphStyle = "BodyText",
    furniture: Callable[[Canvas, int], None] | None = None,
    password: str | None = None,
    **information: str,
) -> bytes:
    """Return a PDF that flows; a paragraph that begins with ``# `` is a heading."""
    out = io.BytesIO()
    encrypt = StandardEncryption(password) if password else None
    document = BaseDocTemplate(out, pagesize=A4, encrypt=encrypt, **information)
    width = 460 / columns
    frames = [Frame(60 + i * width, 80, width - 20, 680) for i in range(columns)]

    def decorate(canvas: Canvas, _: object) -> None:
        if furniture:
            furniture(canvas, canvas.getPageNumber())

    document.addPageTemplates([PageTemplate(frames=frames, onPage=decorate)])
    chosen = STYLES[style] if isinstance(style, str) else style
    document.build(
        [
            Paragraph(text.removeprefix("# "), STYLES["Heading1"] if text[:2] == "# " else chosen)
            for text in paragraphs
        ]
    )
    return out.getvalue()


def drawn(*pages: Sequence[tuple[float, float, str]]) -> bytes:
    """Return a PDF with each text at its place, from the page's lower left corner, in order."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        canvas.setFont("Helvetica", 10)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scan(pages: int = 1) -> bytes:
    """Return a PDF of pictures."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for _ in range(pages):
        canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def word(fill: Callable[["docx.document.Document"], object], **properties: object) -> bytes:
    """Return a Word document that ``fill`` has written."""
    document = docx.Document()
    fill(document)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def packed(files: Mapping[str, str | bytes], *, tight: bool = True) -> bytes:
    """Return the files packed as a ZIP."""
    out = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if tight else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(raw: bytes, name: str, content: str | bytes) -> bytes:
    """Return a packed file with one part of it replaced, or added."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
    return packed({**parts, name: content})


def part(raw: bytes, name: str) -> str:
    """Return one part of a packed file."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(name).decode()


def epub(*chapters: str, metadata: str = "", **files: str) -> bytes:
    """Return a book whose chapters are bodies of XHTML; the navigation is no chapter."""
    items = "".join(
        f'<item id="c{i}" href="text/c{i}.xhtml" media-type="application/xhtml+xml"/>'
        for i in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{i}"/>' for i in range(len(chapters)))
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata><manifest>'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f"{items}</manifest><spine>"
        f'<itemref idref="nav"/>{spine}</spine></package>'
    )
    page = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": (
                '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
            ),
            "OEBPS/book.opf": package,
            "OEBPS/nav.xhtml": page.format("<nav><a href='c0'>Contents</a></nav>"),
            **{f"OEBPS/text/c{i}.xhtml": page.format(c) for i, c in enumerate(chapters)},
            **files,
        }
    )


def page(body: str, head: str = "", lang: str = "en") -> str:
    """Return a page as a site has it: navigation, a cookie banner, the article, a footer."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>'
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/all'>All topics</a></li></ul></nav>"
        "<div class='cookie-banner'>We use cookies. <button>Accept all</button></div>"
        f"<article>{body}</article>"
        "<footer>All rights reserved. <a href='/imprint'>Imprint</a></footer></body></html>"
    )
