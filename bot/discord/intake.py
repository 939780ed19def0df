"""A file or an address -> what it would become, and then a document; in Discord's words."""

from collections.abc import Iterator
from contextlib import contextmanager
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


def previewed(raw: bytes, name: str, seeds: Path) -> Preview:
    """Return what a new file would become.

    Raises:
        CorpusError: if no text can be taken from it, or it or its key is in the corpus already.

    """
    return new(preview_bytes(raw, name), seeds)


def new(found: Preview, seeds: Path) -> Preview:
    """Return what was previewed; raises ``CorpusError`` if it or its key is there already."""
    with _other_words_for_a_taken_key(found):
        check_new(found, seeds)
    return found


def corrected(found: Preview, typed: Corrections) -> Preview:
    """Return what a file would become with what was typed; raises ``CorpusError`` as above."""
    return preview_bytes(found.raw, found.name, typed)


def added(changes: Changes, found: Preview, who: int) -> Change:
    """Take a previewed file in; raises ``CorpusError`` if something is in its way by now."""
    with _other_words_for_a_taken_key(found):
        return changes.add(found, who)


@contextmanager
def _other_words_for_a_taken_key(found: Preview) -> Iterator[None]:
    """Have an error not name options of the terminal."""
    try:
        yield
    except TakenKeyError as error:
        msg = (
            f"{found.name}: the key {found.document.key} is that of another document; give the"
            " file another name, or take that document out first, with /corpus remove."
        )
        raise CorpusError(msg) from error
