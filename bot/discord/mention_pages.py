"""What a command or a button asks for -> a page of names, of mentions; a document."""

import hashlib

from bot.discord.cards.mentions import NAMES_PER_PAGE, PER_PAGE, MentionsPage
from bot.discord.cards.timeline import KEY_HASH
from index.core.name_list import Name
from index.core.typography import plain
from index.digests.mentions import cited, names, term, who
from index.engines.words import stems
from index.errors import NotFoundError
from index.library import Reader

ANYWHERE = "-"
"""Stands for no document in what a button carries along."""


def mentions_page(reader: Reader, command: str, asked: str, number: int) -> MentionsPage:
    """Return a page, from 1, of the mentions of a name ("who") or of a term.

    Raises:
        QuestionError, NotFoundError: see ``who`` and ``term``.

    """
    found = who(reader, asked) if command == "who" else term(reader, asked, stems)
    pages = -(-len(found.passages) // PER_PAGE)
    number = min(max(number, 1), pages)
    first = (number - 1) * PER_PAGE
    citations = cited(reader, found.passages[first : first + PER_PAGE], first + 1)
    return MentionsPage(command, plain(asked), found, tuple(citations), number, pages)


def names_page(reader: Reader, number: int) -> tuple[list[Name], int, int]:
    """Return a page of who is named, how many names there are, and the page's number."""
    _, total = names(reader, 0, 0)
    number = min(max(number, 1), max(-(-total // NAMES_PER_PAGE), 1))
    shown, _ = names(reader, (number - 1) * NAMES_PER_PAGE, NAMES_PER_PAGE)
    return shown, total, number


def source_hashed(reader: Reader, named: str) -> str | None:
    """Return the key of the document that a button names; ``None`` for no document.

    Raises:
        NotFoundError: if the document is not in the corpus any more.

    """
    if named == ANYWHERE:
        return None
    for source in reader.sources():
        if hashed(source.key) == named:
            return source.key
    msg = "This document is no longer in the corpus."
    raise NotFoundError(msg)


def hashed(key: str | None) -> str:
    """Return how a button names the document with the key, or none."""
    return hashlib.sha256(key.encode()).hexdigest()[:KEY_HASH] if key else ANYWHERE
