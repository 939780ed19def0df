"""Files that are broken, odd or meant to do harm, the same ones for a seed."""

import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count

from tests.index.formats.files import PROSE, epub, packed, page, part, pdf, scan, with_part, word

SUFFIXES = ("pdf", "docx", "epub", "html", "md", "txt")


@dataclass(frozen=True)
class Hostile:
    """A file, and what is wrong with it."""

    name: str
    what: str
    make: Callable[[], bytes]  # a bomb takes a second to make

    @property
    def raw(self) -> bytes:
        """Its bytes."""
        return self.make()


def sound() -> dict[str, bytes]:
    """Return a sound file of every format."""
    paragraphs = [f"Number {i}. {PROSE}" for i in range(8)]
    html = page("".join(f"<p>{text}</p>" for text in paragraphs)).encode()
    return {
        "pdf": pdf("# A heading", *paragraphs, columns=2, title="A title"),
        "docx": word(lambda document: [document.add_paragraph(text) for text in paragraphs]),
        "epub": epub(*(f"<h1>One</h1><p>{text}</p>" for text in paragraphs)),
        "html": html,
        "md": f"# A heading\n\n{PROSE}\n\n{PROSE}\n".encode(),
        "txt": (PROSE * 9).encode("cp1252"),
    }


def crafted() -> Iterator[Hostile]:
    """Yield files that were made to do harm, or are odd by design."""
    files = sound()
    laughs = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "ha">{laughs}]>'
    outside = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    document = "word/document.xml"
    body = part(files["docx"], document)
    chapter = "OEBPS/text/c0.xhtml"
    deep = "<div>" * 50_000 + PROSE + "</div>" * 50_000
    cell = "<w:tbl><w:tr><w:tc>{}<w:p/></w:tc></w:tr></w:tbl>"
    nested = "<w:p/>"
    for _ in range(400):
        nested = cell.format(nested)
    for name, what, make in (
        (
            "laughs.docx",
            "entities",
            lambda: with_part(files["docx"], document, f"{bomb}<d>&a9;</d>"),
        ),
        (
            "laughs.epub",
            "entities",
            lambda: with_part(files["epub"], "META-INF/container.xml", f"{bomb}<d>&a9;</d>"),
        ),
        (
            "laughs.html",
            "entities",
            f"{bomb}<html><body><p>&a9; {PROSE}</p></body></html>".encode,
        ),
        (
            "chapter.epub",
            "entities",
            lambda: with_part(files["epub"], chapter, f"{bomb}<html><p>&a9;</p></html>"),
        ),
        (
            "outside.docx",
            "entities",
            lambda: with_part(files["docx"], "docProps/core.xml", f"{outside}<d>&x;</d>"),
        ),
        (
            "outside.epub",
            "entities",
            lambda: with_part(files["epub"], chapter, f"{outside}<html><p>&x;</p></html>"),
        ),
        (
            "bomb.docx",
            "bomb",
            lambda: with_part(files["docx"], "word/media/a.png", b"\x00" * 150_000_000),
        ),
        ("bomb.epub", "bomb", lambda: with_part(files["epub"], chapter, b"<p>a</p>" * 9_000_000)),
        ("many.epub", "bomb", lambda: packed({f"{i}": b"" for i in range(6_000)})),
        (
            "swelling.docx",
            "bomb",
            lambda: with_part(
                files["docx"], document, body.replace("<w:body>", "<w:body>" + _words(250_000))
            ),
        ),
        (
            "stream.pdf",
            "bomb",
            lambda: _pdf_stream(zlib.compress(b"(a) Tj " * 20_000_000, 9), "/Filter /FlateDecode"),
        ),
        (
            "twice.pdf",
            "bomb",
            lambda: _pdf_stream(
                zlib.compress(zlib.compress(b"\x00" * 400_000_000, 9), 9),
                "/Filter [/FlateDecode /FlateDecode]",
            ),
        ),
        ("forms.pdf", "loop", lambda: _pdf_stream(b"/F Do " * 40, "", own_form=True)),
        (
            "tree.pdf",
            "loop",
            lambda: files["pdf"].replace(b"/Kids [", b"/Kids [ 1 0 R 2 0 R 3 0 R 4 0 R 5 0 R "),
        ),
        ("deep.html", "depth", f"<html><body>{deep}</body></html>".encode),
        (
            "deep.epub",
            "depth",
            lambda: with_part(files["epub"], chapter, f"<html><body>{deep}</body></html>"),
        ),
        (
            "deep.docx",
            "depth",
            lambda: with_part(
                files["docx"], document, body.replace("<w:body>", f"<w:body>{nested}")
            ),
        ),
        ("quotes.md", "depth", lambda: b"> " * 20_000 + b"text"),
        ("lists.md", "depth", lambda: b"- " * 20_000 + b"text"),
        ("brackets.md", "depth", lambda: b"[" * 200_000 + b"text"),
        ("links.html", "size", lambda: page("<a href='x'>y</a> " * 100_000).encode()),
        ("paragraphs.html", "size", lambda: page(f"<p>{PROSE}</p>" * 20_000).encode()),
        (
            "attributes.html",
            "size",
            f"<html><body {'a=b ' * 300_000}><p>{PROSE}</p>".encode,
        ),
        ("line.txt", "size", lambda: b"word " * 2_000_000),
        ("nul.txt", "bytes", lambda: PROSE.encode() + b"\x00" * 9),
        ("nul.html", "bytes", lambda: page(f"<p>\x00{PROSE}\x00</p>").encode()),
        (
            "surrogates.html",
            "bytes",
            lambda: page(f"<p>&#xD800; &#xDFFF; &#x110000; &#0; {PROSE}</p>").encode(),
        ),
        ("halves.txt", "bytes", lambda: PROSE.encode() + b"\xed\xa0\x80 \xed\xbf\xbf"),
        ("controls.md", "bytes", lambda: b"\x1b[2J\x07 " + PROSE.encode()),
        ("mark.txt", "bytes", lambda: b"\xff\xfe"),
        ("half.txt", "bytes", lambda: b"\xff\xfea"),
        (
            "marks.html",
            "bytes",
            lambda: page(f"<p>---</p><p>```</p><p># {PROSE}</p><p>&lt;!-- {PROSE}</p>").encode(),
        ),
        ("empty.pdf", "empty", lambda: b""),
        ("empty.md", "empty", lambda: b"\n \n"),
        ("head.pdf", "empty", lambda: b"%PDF-1.7\n"),
        ("scan.pdf", "scan", scan),
        ("locked.pdf", "encrypted", lambda: pdf(PROSE, password="secret")),
        ("front.md", "front matter", lambda: b"---\nkey: [a\n---\n\n" + PROSE.encode()),
        (
            "aliases.md",
            "front matter",
            lambda: b"---\na: &a [x]\nb: &b [*a,*a]\nkey: *b\n---\n\n" + PROSE.encode(),
        ),
        ("key.md", "front matter", lambda: b"---\nkey: ../../etc\n---\n\n" + PROSE.encode()),
        ("..\\..\\evil\n.md", "name", lambda: b"One. " + PROSE.encode()),
        ("\udcff\udcfe.txt", "name", lambda: b"Two. " + PROSE.encode()),
        (f"{'long' * 90}.txt", "name", PROSE.encode),
        ("travel.epub", "path", lambda: files["epub"].replace(b"text/c0.xhtml", b"../../c0.xhtm")),
        ("picture.pdf", "other format", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        ("sheet.docx", "other format", lambda: packed({"xl/workbook.xml": "<x/>"})),
        ("word.docx", "other format", lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 5_000),
    ):
        yield Hostile(name, what, make)


def mutated(seed: int) -> Iterator[Hostile]:
    """Yield sound files with damage of every kind, one in five called something else, no end."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    files = sound()
    others = list(files.values())
    damages: dict[str, Callable[[random.Random, bytes], bytes]] = {
        "cut short": lambda r, raw: raw[: r.randrange(len(raw))],
        "flipped bytes": _flipped,
        "bytes left out": _with_hole,
        "bytes put in": lambda r, raw: _spliced(r, raw, r.randbytes(r.choice([1, 30, 3_000]))),
        "zeros put in": lambda r, raw: _spliced(r, raw, b"\x00" * r.choice([1, 100])),
        "numbers changed": _with_other_numbers,
        "two files in one": lambda r, raw: raw[: r.randrange(len(raw))] + r.choice(others),
        "no format": lambda r, raw: r.randbytes(min(len(raw), 5_000)),
    }
    for number in count(1):
        kind = chance.choice(SUFFIXES)
        what = chance.choice(list(damages))
        called = kind if chance.random() < 0.8 else chance.choice(SUFFIXES)
        raw = damages[what](chance, files[kind])
        yield Hostile(f"file-{number}.{called}", what, partial(bytes, raw))


def _words(paragraphs: int) -> str:
    return f"<w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p>" * paragraphs


def _pdf_stream(content: bytes, entries: str, *, own_form: bool = False) -> bytes:
    """Return a PDF of one page with a stream of its own; ``own_form`` draws itself."""
    form = "/XObject << /F 4 0 R >>" if own_form else ""
    kind = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {form} >>" * own_form
    return (
        b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
        + f"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R"
        f" /Resources << /Font << >> {form} >> >> endobj\n"
        f"4 0 obj << /Length {len(content)} {entries} {kind} >> stream\n".encode()
        + content
        + b"\nendstream endobj\ntrailer << /Root 1 0 R /Size 5 >>\n%%EOF"
    )


def _flipped(chance: random.Random, raw: bytes) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.choice([1, 10, 200])):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _with_hole(chance: random.Random, raw: bytes) -> bytes:
    start = chance.randrange(len(raw))
    return raw[:start] + raw[start + chance.choice([1, 50, 2_000]) :]


def _spliced(chance: random.Random, raw: bytes, put_in: bytes) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + put_in + raw[at:]


def _with_other_numbers(chance: random.Random, raw: bytes) -> bytes:
    changed = bytearray(raw)
    digits = [i for i, byte in enumerate(raw) if 48 <= byte <= 57]
    for at in chance.sample(digits, min(len(digits), 20)):
        changed[at] = chance.randrange(48, 58)
    return bytes(changed)
