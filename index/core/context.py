"""A passage -> the text that is searched for it: what it may leave unsaid goes in front."""

from index.domain import Document, Passage

_YEAR = 4  # characters of a date in ISO 8601


def context_of(document: Document, passage: Passage) -> str:
    """Return the titles above a passage."""
    return "\n".join(filter(None, (document.title, passage.heading)))


def words_context_of(document: Document, passage: Passage) -> str:
    """Return the same with who wrote the document, and in which year, as far as that is known.

    People remember both where a title has neither. Words and tokens are compared with it, vectors
    are not: in front of a sentence, or of two, it would drown what they say.
    """
    byline = " ".join(filter(None, (document.author, (document.date or "")[:_YEAR])))
    return "\n".join(filter(None, (byline, context_of(document, passage))))


def in_context(context: str, text: str) -> str:
    """Return ``text``, a passage or a part of one, as it is searched."""
    return f"{context}\n{text}"
