"""What every format's module returns: the port of this package."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of itself; ``None`` where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: str | None = None  # of publication, ISO 8601
    url: str | None = None
    language: str | None = None  # BCP 47


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file's text as Markdown: paragraphs and headings between blank lines."""

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    warnings: tuple[str, ...] = ()  # a sentence each
    pages: int | None = None
