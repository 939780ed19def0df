"""Bytes -> a packed file that is safe to unpack."""

import io
import zipfile

from index.errors import CorpusError

MAX_ENTRIES = 5_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 200
"""Prose packs by about four, XML by about twenty; a bomb by a thousand."""

_SMALL = 1024 * 1024  # what is no larger than this unpacked is no bomb


def open_archive(raw: bytes) -> zipfile.ZipFile:
    """Return the packed file, nothing of it unpacked yet.

    Raises:
        CorpusError: if it is damaged or encrypted, or would be too large.

    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        msg = "the file is damaged or cut short; get it again."
        raise CorpusError(msg) from error
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        msg = (
            f"it would be too large unpacked ({len(entries):,} files,"
            f" {unpacked // 1024 // 1024:,} MB); the limits are {MAX_ENTRIES:,} files and"
            f" {MAX_UNPACKED // 1024 // 1024} MB."
        )
        raise CorpusError(msg)
    if any(e.file_size > max(_SMALL, MAX_RATIO * max(e.compress_size, 1)) for e in entries):
        msg = "it is packed tighter than any text can be, so it is not unpacked; save it anew."
        raise CorpusError(msg)
    if any(entry.flag_bits & 1 for entry in entries):
        msg = "it is encrypted; take its password or its copy protection off first."
        raise CorpusError(msg)
    return archive


def unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return what is packed under ``name``.

    Raises:
        CorpusError: if it is missing or damaged.

    """
    try:
        return archive.read(name)
    except Exception as error:  # zipfile lets through whatever a decompressor raises
        msg = f"the file is damaged: {name[:80]!r} in it is missing or cannot be read."
        raise CorpusError(msg) from error
