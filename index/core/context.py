"""A passage -> the text that is searched for it: what it may leave unsaid goes in front."""

from index.domain import Document, Passage

_YEAR = 4  # characters of a date in ISO 8601


def context_of(document: Document, passage: Passage) -> str:
    """Return the titles above a passage."""
    return "\n".join(filter(None, (document.title, passage.heading)))


def byline_of(document: Document) -> str:
    """Return who wrote a document, and in which year, as far as that is known.

    People remember who said it and when, where its title may have neither. It is searched by words
    alone: what a vector says of its sentence would be drowned.
    """
    return " ".join(filter(None, (document.author, (document.date or "")[:_YEAR])))


def in_context(context: str, text: str) -> str:
    """Return ``text``, a passage or a part of one, as it is searched."""
    return f"{context}\n{text}"
