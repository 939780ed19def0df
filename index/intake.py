"""A file of any format -> a document of the corpus.

``preview`` reads a file and writes nothing; ``take_in`` writes what was previewed.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from index.core.passages import passages_of
from index.domain import Document, Passage
from index.engines.sentences import SentencexSegmenter
from index.errors import CorpusError, KnownFileError, TakenKeyError
from index.formats.door import read_file
from index.formats.extracted import Metadata
from index.formats.kinds import Kind
from index.store.composing import composed
from index.store.documents import (
    MAX_BYTES,
    MAX_FIELD,
    MAX_NAME,
    ORIGINALS,
    README,
    Source,
    is_date,
    is_web_address,
    parse_document,
    readable,
    text_hash,
)
from index.store.placing import (
    changing,
    files_of,
    free_path,
    set_aside,
    within,
    write_whole,
)
from index.store.tour_file import TOUR

_NOT_IN_A_NAME = re.compile(r"[^\w .()+-]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_CHECKS: dict[str, Callable[[str], object]] = {
    "url": is_web_address,
    "language": _LANGUAGE.fullmatch,
}


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a person knows better than a file; ``None`` leaves what the file says."""

    key: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would become; nothing is written yet."""

    name: str  # the file's
    kind: Kind
    raw: bytes
    document: Document
    first: Passage
    passages: int
    pages: int | None
    warnings: tuple[str, ...]  # a sentence each

    @property
    def sha256(self) -> str:
        """Of the file."""
        return hashlib.sha256(self.raw).hexdigest()


def preview(path: Path, corrections: Corrections | None = None) -> Preview:
    """Return what the file at ``path`` would become.

    Raises:
        CorpusError: if it cannot be read, or no text can be taken from it.

    """
    return preview_bytes(bytes_of(path), path.name, corrections)


def bytes_of(path: Path) -> bytes:
    """Return a file's bytes; raises ``CorpusError`` if it is too large or cannot be read."""
    try:
        if path.is_dir():
            msg = f"{path} is a folder; name the files in it."
            raise CorpusError(msg)
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(path.name)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        msg = f"{path}: the file cannot be read ({why}); check its name and permissions."
        raise CorpusError(msg) from error


def preview_bytes(
    raw: bytes, name: str, corrections: Corrections | None = None, address: str | None = None
) -> Preview:
    """Return what a file of these bytes would become; ``name`` is what the file is called.

    ``address`` is where it was fetched from, if it was; it is cited unless the file names another
    of the same site.

    Raises:
        CorpusError: if no text can be taken from it.

    """
    name = _safe(name)
    if len(raw) > MAX_BYTES:
        raise _too_large(name)
    read = read_file(raw, name)
    kind, extracted = Kind(read.kind), read.extracted
    warnings = list(extracted.warnings)
    if kind in {Kind.MARKDOWN, Kind.TEXT}:
        document = parse_document(extracted.text, Path(name))
    else:
        said, unusable = _usable(extracted.metadata)
        warnings += unusable
        stated = {field: value for field, value in asdict(said).items() if value is not None}
        document = replace(parse_document(extracted.text, Path(name)), **stated)
    if address is not None:
        if document.url and _site_of(document.url) != _site_of(address):
            warnings.append(f"It says that it is from another site, {document.url[:100]}.")
        elif document.url:
            address = document.url
        document = replace(document, url=address)
    if corrections is not None:
        given = {f: v.strip() for f, v in asdict(corrections).items() if v is not None}
        document = replace(document, **{field: value or None for field, value in given.items()})  # type: ignore[arg-type]
    document = replace(document, text=document.text.rstrip() + "\n")
    document = parse_document(composed(document, {}), Path(name))  # as it will be read
    first, *others = passages_of(document, SentencexSegmenter())
    return Preview(
        name, kind, raw, document, first, 1 + len(others), extracted.pages, tuple(warnings)
    )


def check_new(found: Preview, seeds: Path) -> None:
    """Return if ``take_in`` would find nothing in the way just now.

    Raises:
        KnownFileError: if the same file was taken in before.
        TakenKeyError: if its key is another document's.

    """
    cleared(found.name, found.sha256, found.document.key, seeds)


def take_in(found: Preview, seeds: Path, *, replacing: bool = False) -> Document:
    """Write the document into ``seeds``, and its file unchanged into ``seeds/originals``.

    ``replacing`` puts it in place of the document that has its key, which is kept in
    ``seeds/.removed``.

    Raises:
        KnownFileError: if the same file was taken in before; nothing is done.
        TakenKeyError: if its key is another document's.
        CorpusError: if the folder cannot be written to.

    """
    with changing(seeds):
        key = found.document.key
        old = cleared(found.name, found.sha256, key, seeds, replacing=replacing)
        original = free_path(seeds / ORIGINALS, *_parts(found.name))
        if old is None:
            path = free_path(seeds, _stem_of(key), ".md")
        else:
            path = seeds / old.path
            set_aside(seeds, key, files_of(old, seeds), keep=True)
            if old.original and old.original_sha256 == found.sha256:
                original = within(seeds, old.original) or original
        is_new = not original.exists()
        try:
            write_whole(original, found.raw)
            write_document(found, path, original, seeds)
        except BaseException:
            if is_new:  # on a full disk it would have the last of the room
                original.unlink(missing_ok=True)
            raise
        if old is not None and old.original:
            before = within(seeds, old.original)
            if before is not None and before != original:
                before.unlink(missing_ok=True)
    return found.document


def cleared(
    name: str, sha256: str, key: str, seeds: Path, *, replacing: bool = False
) -> Source | None:
    """Return the document that a file called ``name`` replaces; raise if the way is not clear.

    ``sha256`` is the file's, ``key`` that of the document that it would become.
    """
    old = None
    for document, source in readable(seeds):
        same_key = document.key.casefold() == key.casefold()
        if same_key and replacing:
            old = source
        elif sha256 in {source.sha256, source.original_sha256}:
            msg = f"{name}: the same file is in the corpus already, as {document.key}."
            raise KnownFileError(msg)
        elif same_key:
            msg = (
                f"{name}: the key {key!r} is that of {source.path}; rename the file, or name"
                " another with --key, or put it in its place with --replace."
            )
            raise TakenKeyError(msg)
    return old


def write_document(found: Preview, path: Path, original: Path, seeds: Path) -> None:
    """Write the document to ``path``, and into it that ``original`` is what it was taken from."""
    provenance = {
        "original": original.relative_to(seeds).as_posix(),
        "original_sha256": found.sha256,
        "text_sha256": text_hash(found.document.text),
    }
    write_whole(path, composed(found.document, provenance).encode())


def _usable(said: Metadata) -> tuple[Metadata, list[str]]:
    """Return what a citation can use of what a file says of itself, and what it cannot."""
    fields = {
        name: " ".join((value or "").split()) or None for name, value in asdict(said).items()
    }
    unusable = []
    for name, value in fields.items():
        if value is None:
            continue
        fields[name] = _as_date(value) if name == "date" else value
        if len(value) > MAX_FIELD or not _CHECKS.get(name, bool)(fields[name] or ""):
            fields[name] = None
            unusable.append(f"The file's {name}, {value[:40]!r}, cannot be used; left out.")
    return Metadata(**fields), unusable


def _site_of(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _as_date(text: str) -> str | None:
    """Return the day, month or year that ``text`` begins with: "2009-12-14T10:00:00Z"."""
    return next((text[:n] for n in (10, 7, 4) if is_date(text[:n])), None)


def _safe(name: str) -> str:
    """Return a file's name without what a name should not have in it."""
    path = PurePath(name.replace("\\", "/"))
    stem, suffix = (
        _NOT_IN_A_NAME.sub("-", part).strip(" .-") for part in (path.stem, path.suffix)
    )
    stem = stem[:80].encode()[:MAX_NAME].decode(errors="ignore")
    return f"{stem or 'document'}{f'.{suffix[:10]}' if suffix else ''}"


def _parts(name: str) -> tuple[str, str]:
    path = PurePath(name)
    return path.stem, path.suffix


def _stem_of(key: str) -> str:
    """Return what a document's file is called; one called README or tour would be no document."""
    return f"{key}-document" if key.casefold() in {README, TOUR} else key


def _too_large(name: str) -> CorpusError:
    return CorpusError(
        f"{name}: the file is larger than {MAX_BYTES // 1024 // 1024} MB; split it into several."
    )
