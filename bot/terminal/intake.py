"""What a file would become -> lines for the terminal."""

from collections.abc import Iterator

from bot.wording import count, inert
from index.core.plain import written_date
from index.formats.kinds import NAMES
from index.intake import Preview

_UNKNOWN = "not known"


def preview_lines(found: Preview) -> Iterator[str]:
    """Yield what the file is, what is known of it, and a warning a line."""
    document = found.document
    pages = f", {count(found.pages, 'page')}" if found.pages is not None else ""
    yield inert(f"{found.name}: {NAMES[found.kind]}{pages}, {count(found.passages, 'passage')}")
    for name, value in (
        ("key", document.key),
        ("title", document.title),
        ("publisher", document.publisher),
        ("author", document.author),
        ("date", written_date(document.date)),
        ("url", document.url),
        ("language", document.language),
    ):
        yield inert(f"  {name:<10}{value or _UNKNOWN}")
    for warning in found.warnings:
        yield inert(f"  Note: {warning}")
