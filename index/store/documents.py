"""seeds/ -> documents.

Every ``.md``, ``.markdown`` and ``.txt`` file below the folder is a document, but for README
files, the tour, what is hidden, and what lies in ``originals/``: the files that texts were taken
from. Front matter (YAML between ``---`` lines) is optional.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from index.core.passages import first_heading, has_passages
from index.domain import Document
from index.errors import CorpusError
from index.store.tour_file import is_tour

SUFFIXES = frozenset({".md", ".markdown", ".txt"})
MAX_BYTES = 20 * 1024 * 1024
_MAX_FRONT_MATTER = 64 * 1024
ORIGINALS = "originals"
README = "readme"
FIELDS = ("key", "title", "publisher", "author", "date", "url", "language")
_PROVENANCE = ("original", "original_sha256", "text_sha256")
MAX_FIELD = 500

_FRONT_MATTER = re.compile(
    r"---[ \t]*(?:\r\n|\r|\n)(.*?)(?<=[\r\n])---[ \t]*(?:\r\n|\r|\n|\Z)", re.DOTALL
)
_FIELD_FOLLOWS = re.compile(r"---[ \t]*\s+\w+[ \t]*:")
_KEY = re.compile(r"[^\W_]+(?:[-_.][^\W_]+)*")
_MAX_KEY = 60
MAX_NAME = 180  # bytes of a key or a file's name: of most scripts as many as 60 letters have
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Source:
    """A document's file: enough to tell whether it changed without reading it again."""

    path: Path  # relative to the seeds folder
    sha256: str  # of the whole file, front matter included
    size: int  # bytes
    modified_ns: int
    original: str | None = None  # the file that its text was taken from, relative to the folder
    original_sha256: str | None = None
    edited: bool = False  # whether its text was changed since it was taken from the original


def source_files(seeds: Path) -> list[Path]:
    """Return the documents' files below ``seeds`` in a fixed order.

    Raises:
        CorpusError: if ``seeds`` is no folder that can be read, or holds no document.

    """
    if not seeds.is_dir():
        msg = f"There is no folder of documents at {seeds}: make it, or name another with --seeds."
        raise CorpusError(msg)
    try:
        files = sorted(path for path in seeds.rglob("*") if is_document(path, seeds))
    except OSError as error:
        msg = f"The folder {seeds} cannot be read ({error.strerror}): check its permissions."
        raise CorpusError(msg) from error
    if not files:
        msg = (
            f"The folder {seeds} holds no document: put at least one Markdown or text file"
            " (.md, .txt) into it."
        )
        raise CorpusError(msg)
    return files


def read_corpus(seeds: Path) -> list[tuple[Document, Source]]:
    """Return every document below ``seeds`` with its source, ordered by key.

    Raises:
        CorpusError: if any document cannot be read, with one line for each that cannot.

    """
    found: list[tuple[Document, Source]] = []
    problems: list[str] = []
    for path in source_files(seeds):
        try:
            found.append(read_document(path, seeds))
        except CorpusError as error:
            problems.append(str(error))
    problems.extend(_doubles(found))
    if problems:
        raise CorpusError("\n".join(problems))
    return sorted(found, key=lambda pair: pair[0].key)


def readable(seeds: Path) -> Iterator[tuple[Document, Source]]:
    """Yield the documents that can be read; a build names the others."""
    with suppress(CorpusError):  # there is none yet
        for path in source_files(seeds):
            with suppress(CorpusError):
                yield read_document(path, seeds)


def read_document(path: Path, seeds: Path) -> tuple[Document, Source]:
    """Return the document in one file, with its source.

    Raises:
        CorpusError: if it is too large, not UTF-8, without words, or its front matter is wrong.

    """
    name = path.relative_to(seeds)
    try:
        stat = path.stat()
        if stat.st_size > MAX_BYTES:
            msg = (
                f"{name}: the file has {stat.st_size / 1024 / 1024:.0f} MB and the limit is"
                f" {MAX_BYTES // 1024 // 1024} MB; split it into several documents."
            )
            raise CorpusError(msg)
        raw = path.read_bytes()
    except OSError as error:
        msg = f"{name}: the file cannot be read ({error.strerror}); check its permissions."
        raise CorpusError(msg) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"{name}: the file is not UTF-8 (byte {error.start}); save it as UTF-8."
        raise CorpusError(msg) from error
    document, provenance = _parsed(text, name)
    known = provenance.get("text_sha256")
    return document, Source(
        name,
        hashlib.sha256(raw).hexdigest(),
        stat.st_size,
        stat.st_mtime_ns,
        provenance.get("original"),
        provenance.get("original_sha256"),
        edited=known is not None and known != text_hash(document.text),
    )


def parse_document(text: str, name: Path) -> Document:
    """Return the document in a file's ``text``; ``name`` stands in for a key or title not given.

    The document's text is what follows the front matter and the blank lines after it, untouched.

    Raises:
        CorpusError: if it has no words, or its front matter is wrong.

    """
    return _parsed(text, name)[0]


def _parsed(text: str, name: Path) -> tuple[Document, dict[str, str]]:
    """Return the document, and what its front matter says of where the text was taken from."""
    metadata, body = _front_matter(text, name)
    if "\x00" in body:
        msg = f"{name}: the file holds NUL characters, so it is no text; convert it to text first."
        raise CorpusError(msg)
    if not has_passages(body):
        msg = f"{name}: the file holds no text; write some, or remove it."
        raise CorpusError(msg)
    title = metadata.get("title") or first_heading(body) or _title_from(name)
    document = Document(
        key=metadata.get("key") or _key_from(name),
        title=title[:MAX_FIELD],
        text=body,
        publisher=metadata.get("publisher"),
        author=metadata.get("author"),
        date=metadata.get("date"),
        url=metadata.get("url"),
        language=metadata.get("language"),
    )
    problem = _problem(document)
    if problem:
        msg = f"{name}: {problem}"
        raise CorpusError(msg)
    return document, {field: metadata[field] for field in _PROVENANCE if field in metadata}


def text_hash(text: str) -> str:
    """Return the SHA-256 of a document's text, whatever its line ends are."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def _front_matter(text: str, name: Path) -> tuple[dict[str, str], str]:
    """Return the front matter's fields that are not empty, and the text below it."""
    if not re.match(r"---[ \t]*[\r\n]", text):
        return {}, text
    match = _FRONT_MATTER.match(text)
    if match is None and not _FIELD_FOLLOWS.match(text):
        return {}, text  # a rule above the text
    if match is None or len(match[1]) > _MAX_FRONT_MATTER:
        msg = f"{name}: the front matter has no end; close it with a line of three dashes (---)."
        raise CorpusError(msg)
    try:
        # The base loader leaves every scalar a string: a date stays as it was written, and a
        # title such as "No" or "1984" is no boolean and no number.
        fields = yaml.load(match[1], Loader=yaml.BaseLoader) or {}  # noqa: S506 (builds only str, list, dict)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 2}" if mark else ""
        msg = (
            f"{name}: the front matter is not YAML{where}; write one `field: value` a line, and"
            " put a value that holds a colon between quotation marks."
        )
        raise CorpusError(msg) from error
    if not isinstance(fields, dict):
        msg = f"{name}: the front matter is no list of fields; write one `field: value` a line."
        raise CorpusError(msg)
    metadata = {}
    for field in (*FIELDS, *_PROVENANCE):
        if field not in fields:
            continue
        value = fields[field]
        if not isinstance(value, str):
            msg = f"{name}: the front matter's {field} must be one line of text."
            raise CorpusError(msg)
        value = " ".join(value.split())
        if value and value.casefold() not in {"null", "~"}:
            metadata[field] = value
    body = text[match.end() :]
    return metadata, body.lstrip()


def _problem(document: Document) -> str | None:
    """Return what is wrong with the document's metadata, as a sentence."""
    too_long = len(document.key) > _MAX_KEY or len(document.key.encode()) > MAX_NAME
    if too_long or not _KEY.fullmatch(document.key):
        return (
            f"the key {document.key!r} cannot be typed in a command; use up to {_MAX_KEY} letters"
            " and digits, with single hyphens between them."
        )
    for field in ("title", "publisher", "author", "url", "language"):
        if len(getattr(document, field) or "") > MAX_FIELD:
            return f"the front matter's {field} is longer than {MAX_FIELD} characters; shorten it."
    if document.date and not is_date(document.date):
        return f"the date {document.date!r} is none; write 2009-12-14, 2009-12 or 2009."
    if document.url and not is_web_address(document.url):
        return f"the url {document.url!r} is no web address; write https://... or leave it empty."
    return None


def is_date(text: str) -> bool:
    """Tell whether ``text`` is a year, a month or a day of the calendar, in ISO 8601."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - len("2009") :])
    except ValueError:  # the 31st of February
        return False
    return True


def is_web_address(url: str) -> bool:
    """Tell whether ``url`` can be opened by a browser."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in url


def _doubles(found: list[tuple[Document, Source]]) -> Iterator[str]:
    owners: dict[str, Path] = {}
    for document, source in found:
        # Keys that differ in case alone would be one name to a person.
        first = owners.setdefault(document.key.casefold(), source.path)
        if first is not source.path:
            yield (
                f"{source.path}: the key {document.key!r} is that of {first} too; give one of them"
                " another `key:` in its front matter."
            )


def is_document(path: Path, seeds: Path) -> bool:
    """Tell whether a path below ``seeds`` is a document's file."""
    return path.suffix.lower() in SUFFIXES and is_meant(path, seeds)


def is_meant(path: Path, seeds: Path) -> bool:
    """Tell whether a path below ``seeds`` is a file that was put there to be read."""
    name = path.relative_to(seeds)
    hidden = any(part.startswith(".") for part in name.parts)
    aside = name.parts[0] == ORIGINALS or path.stem.casefold() == README or is_tour(name)
    return not hidden and not aside and path.is_file()


def _key_from(name: Path) -> str:
    words = re.findall(r"[^\W_]+", name.stem.lower())
    key = "-".join(words)[:_MAX_KEY].encode()[:MAX_NAME].decode(errors="ignore")
    return key.strip("-") or "document"


def _title_from(name: Path) -> str:
    return re.sub(r"[\W_]+", " ", name.stem).strip().capitalize() or "Untitled"
