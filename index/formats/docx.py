"""DOCX -> its text, by mammoth: as Word shows it with all changes accepted, notes at the end."""

import io
import re

import mammoth

from index.errors import CorpusError
from index.formats.archive import open_archive, unpacked
from index.formats.cleaning import assembled, one_line
from index.formats.extracted import Extracted, Metadata
from index.formats.markup import blocks_of, parsed
from index.formats.xml_parts import checked, tree

_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"
_CORE = "docProps/core.xml"
_ELEMENTS = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
# The number of a note in the text, and the arrow back from it, are no words of either.
_NOTE_MARKS = re.compile(
    r"<sup><a [^>]*id=\"[^\"]*(?:foot|end)note-ref-[^\"]*\"[^>]*>\[\d+\]</a></sup>"
    r"|<a href=\"#[^\"]*(?:foot|end)note-ref-[^\"]*\">↑</a>"
)


def extract(raw: bytes) -> Extracted:
    """Return the text of a Word document.

    Raises:
        CorpusError: if it is damaged, unsafe or too large.

    """
    with open_archive(raw) as archive:
        names = archive.namelist()
        for name in names:
            if name.endswith((".xml", ".rels")):
                checked(unpacked(archive, name), name)
        core = unpacked(archive, _CORE) if _CORE in names else None
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(raw), style_map=_STYLES, convert_image=lambda _image: []
        )
    except MemoryError:
        raise
    except Exception as error:  # mammoth has no errors of its own
        msg = "the file is damaged, or no document that Word would open; save it anew in Word."
        raise CorpusError(msg) from error
    root = parsed(_NOTE_MARKS.sub("", result.value))
    if root is None:
        msg = "there is no text in the document."
        raise CorpusError(msg)
    metadata, made = _metadata(core)
    warnings = [f"It was made on {made}; if that is its date, say so with --date {made}."] * bool(
        made
    )
    return Extracted(assembled(blocks_of(root)), metadata, tuple(warnings))


def _metadata(core: bytes | None) -> tuple[Metadata, str | None]:
    """Return what Word knows of the document, and the day on which its file was made."""
    if core is None:
        return Metadata(), None
    root = tree(core, _CORE)

    def said(name: str) -> str | None:
        return one_line(root.findtext(name) or "") or None

    made = re.match(r"\d{4}-\d\d-\d\d", said(f"{_TERMS}created") or "")
    return Metadata(
        title=said(f"{_ELEMENTS}title"),
        author=said(f"{_ELEMENTS}creator"),
        language=said(f"{_ELEMENTS}language"),
    ), made and made[0]
