"""The first bytes of a file -> its format, whatever it is called."""

import re
from enum import StrEnum
from pathlib import PurePath

from index.errors import CorpusError
from index.formats.archive import open_archive


class Kind(StrEnum):
    """A format that text can be taken from."""

    PDF = "pdf"
    DOCX = "docx"
    EPUB = "epub"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


SUFFIXES = {
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
    ".epub": Kind.EPUB,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".txt": Kind.TEXT,
}
NAMES = {
    Kind.PDF: "a PDF",
    Kind.DOCX: "a Word document",
    Kind.EPUB: "an EPUB",
    Kind.HTML: "a web page",
    Kind.MARKDOWN: "Markdown",
    Kind.TEXT: "plain text",
}
_PROSE = {Kind.MARKDOWN, Kind.TEXT}

_PDF_WITHIN = 1024  # bytes that may stand before the mark of a PDF
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:p|div|title|h1|article)\b", re.IGNORECASE)
_SIXTEEN_BITS = (b"\xff\xfe", b"\xfe\xff")
_OLE = b"\xd0\xcf\x11\xe0"
_OTHERS = (
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM"), "a picture"),
    ((b"{\\rtf",), "RTF"),
    ((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"), "a packed archive"),
    ((b"\x7fELF", b"MZ\x90"), "a program"),
)
_WANTED = "save it as PDF, Word (.docx), EPUB, HTML, Markdown or plain text"


def kind_of(raw: bytes, name: str) -> Kind:
    """Return the format of a file's bytes; its name only tells Markdown from other text.

    Raises:
        CorpusError: if it is none that text can be taken from.

    """
    head = raw[:4096].removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in raw[:_PDF_WITHIN]:
        return Kind.PDF
    if raw.startswith(b"PK\x03\x04"):
        return _packed(raw)
    if raw.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            msg = "it is encrypted; take its password off in Word and save it again."
            raise CorpusError(msg)
        msg = f"it is in a format of Office from before 2007; {_WANTED}."
        raise CorpusError(msg)
    for marks, what in _OTHERS:
        if raw.startswith(marks):
            msg = f"it is {what}, which no text can be taken from; {_WANTED}."
            raise CorpusError(msg)
    if _HTML.match(head) or (_named(name) is Kind.HTML and _TAG.search(raw)):
        return Kind.HTML
    if raw.startswith(_SIXTEEN_BITS):
        return Kind.HTML if _named(name) is Kind.HTML else _prose(name)
    if b"\x00" in raw:
        msg = f"it is no text, and in no format that text can be taken from; {_WANTED}."
        raise CorpusError(msg)
    return _prose(name)


def mislabelled(kind: Kind, name: str) -> str | None:
    """Return a sentence where a file's name says another format than it has."""
    named = _named(name)
    if named is None or named is kind or {named, kind} == _PROSE:
        return None
    return f"It is called {PurePath(name).suffix} and is {NAMES[kind]}; it was read as that."


def _named(name: str) -> Kind | None:
    return SUFFIXES.get(PurePath(name).suffix.lower())


def _prose(name: str) -> Kind:
    named = _named(name)
    if named is not None and named not in _PROSE | {Kind.HTML}:
        msg = f"it is called {PurePath(name).suffix} and is not {NAMES[named]}; it may be damaged."
        raise CorpusError(msg)
    return Kind.MARKDOWN if named is Kind.MARKDOWN else Kind.TEXT


def _packed(raw: bytes) -> Kind:
    with open_archive(raw) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        return Kind.DOCX
    if "META-INF/container.xml" in names:
        return Kind.EPUB
    msg = f"it is a packed file, and neither a Word document nor an EPUB; {_WANTED}."
    raise CorpusError(msg)
