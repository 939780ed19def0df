"""A file or an address -> what it would become, and then a document; in Discord's words."""

from pathlib import Path

import discord

from bot.changes import Changes
from bot.discord.handling import UNDELIVERED
from bot.trail import Change
from index.errors import CorpusError, TakenKeyError
from index.intake import Corrections, Preview, check_new, preview_bytes
from index.store.documents import MAX_BYTES

MEGABYTES = MAX_BYTES // 1024 // 1024


async def bytes_of(file: discord.Attachment) -> bytes:
    """Return what is in a file, which is fetched only if it is not too large.

    Raises:
        CorpusError: if it is, or Discord does not hand it over.

    """
    name = file.filename
    if file.size > MAX_BYTES:
        msg = f"{name}: the file is larger than {MEGABYTES} MB; split it into several."
        raise CorpusError(msg)
    try:
        return await file.read()
    except UNDELIVERED as error:
        msg = f"{name}: Discord did not hand the file over; attach it again."
        raise CorpusError(msg) from error


def corrected(found: Preview, typed: Corrections) -> Preview:
    """Return what a file would become with what was typed.

    Raises:
        CorpusError: if it cannot be used.

    """
    return preview_bytes(found.raw, found.name, typed)


def is_taken(found: Preview, seeds: Path) -> bool:
    """Tell whether another document has its key; raises ``CorpusError`` if the file is known."""
    try:
        check_new(found, seeds)
    except TakenKeyError:
        return True
    return False


def taken_words(found: Preview) -> str:
    """Return the sentence that its key is another document's; the terminal has one of its own."""
    return (
        f"The key {found.document.key} is that of another document: give this one another key, or"
        " put it in the other one's place, which is kept."
    )


def added(changes: Changes, found: Preview, who: int, *, replacing: bool = False) -> Change:
    """Take a previewed file in; raises ``CorpusError`` if something is in its way by now."""
    try:
        return changes.add(found, who, replacing=replacing)
    except TakenKeyError as error:
        raise CorpusError(taken_words(found)) from error
