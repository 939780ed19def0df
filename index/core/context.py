"""A passage -> the text that is searched for it: what it may leave unsaid goes in front."""

from index.domain import Document, Passage

_YEAR = 4  # characters of a date in ISO 8601


def context_of(document: Document, passage: Passage) -> str:
    """Return the titles above a passage."""
    return "\n".join(filter(None, (document.title, passage.heading)))


def read_context_of(document: Document, passage: Passage) -> str:
    """Return the titles with the author in front, if known: what tokens are compared with.

    People remember who said something where a title does not. In front of the text that makes a
    vector it would drown what a sentence says; and a year would come near to every other year.
    """
    return "\n".join(filter(None, (document.author, context_of(document, passage))))


def words_context_of(document: Document, passage: Passage) -> str:
    """Return the same with the year, if known: what words are compared with."""
    year = (document.date or "")[:_YEAR]
    return "\n".join(filter(None, (year, read_context_of(document, passage))))


def in_context(context: str, text: str) -> str:
    """Return ``text``, a passage or a part of one, as it is searched."""
    return f"{context}\n{text}"
