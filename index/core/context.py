"""A passage -> the text that is searched for it: the titles above it go in front."""

from index.domain import Document, Passage


def context_of(document: Document, passage: Passage) -> str:
    """Return what a passage may leave unsaid: the titles above it."""
    return "\n".join(filter(None, (document.title, passage.heading)))


def in_context(context: str, text: str) -> str:
    """Return ``text``, a passage or a part of one, as it is searched."""
    return f"{context}\n{text}"
