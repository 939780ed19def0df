"""EPUB -> the text of its chapters in the order of reading.

What is packed is unpacked by the standard library: the package for this format is under the AGPL.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from index.errors import CorpusError
from index.formats.archive import open_archive, unpacked
from index.formats.charset import decoded
from index.formats.cleaning import assembled, one_line
from index.formats.extracted import Extracted, Metadata
from index.formats.markup import blocks_of, parsed
from index.formats.xml_parts import tree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FILES = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PACKAGE = "{http://www.idpf.org/2007/opf}"
_ELEMENTS = "{http://purl.org/dc/elements/1.1/}"
_FONTS_ONLY = ("font", "obfuscation")
_CHAPTERS = frozenset({"application/xhtml+xml", "text/html"})


def extract(raw: bytes) -> Extracted:
    """Return the text of a book.

    Raises:
        CorpusError: if it is damaged, unsafe, too large or under copy protection.

    """
    with open_archive(raw) as archive:
        if _ENCRYPTION in archive.namelist() and _is_protected(unpacked(archive, _ENCRYPTION)):
            msg = "it is under copy protection, so nothing in it can be read."
            raise CorpusError(msg)
        container = tree(unpacked(archive, _CONTAINER), _CONTAINER)
        entry = container.find(f".//{_FILES}rootfile")
        path = entry.get("full-path") if entry is not None else None
        if not path:
            msg = "the file is damaged: it does not say where its contents are listed."
            raise CorpusError(msg)
        package = tree(unpacked(archive, path), path)
        blocks = [
            block for chapter in _chapters(package, path) for block in _text(archive, chapter)
        ]
    return Extracted(assembled(blocks), _metadata(package))


def _chapters(package: "Element", path: str) -> Iterator[str]:
    """Yield the names of the chapters in the order of reading."""
    folder = posixpath.dirname(path)
    listed = {
        item.get("id"): item.get("href", "")
        for item in package.iter(f"{_PACKAGE}item")
        if item.get("media-type") in _CHAPTERS and "nav" not in item.get("properties", "").split()
    }
    read = set()
    for entry in package.iter(f"{_PACKAGE}itemref"):
        href = listed.get(entry.get("idref"))
        if href and href not in read:
            read.add(href)
            yield posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _text(archive: zipfile.ZipFile, chapter: str) -> list[str]:
    text, _ = decoded(unpacked(archive, chapter), declares=True)
    root = parsed(text)
    return [] if root is None else blocks_of(root)


def _metadata(package: "Element") -> Metadata:
    def said(name: str) -> list[str]:
        found = (one_line(one.text or "") for one in package.iter(f"{_ELEMENTS}{name}"))
        return [text for text in found if text]

    return Metadata(
        title=next(iter(said("title")), None),
        publisher=next(iter(said("publisher")), None),
        author="; ".join(said("creator")) or None,
        date=next(iter(said("date")), None),
        language=next(iter(said("language")), None),
        url=next((s for s in said("source") if s.startswith(("http://", "https://"))), None),
    )


def _is_protected(encryption: bytes) -> bool:
    """Tell whether more than fonts is encrypted."""
    algorithms = [
        one.get("Algorithm", "").lower()
        for one in tree(encryption, _ENCRYPTION).iter()
        if one.tag.endswith("EncryptionMethod")
    ]
    return any(not any(word in name for word in _FONTS_ONLY) for name in algorithms)
