"""Text as it comes out of a file -> blocks that can stand in a document."""

import re
from collections.abc import Iterable

_SPACE = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")
# Controls, halves of surrogate pairs, and code points that no text has.
_NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# What Markdown would take for a heading, a fence or HTML when a line begins so.
_TAKEN_FOR_MARKS = re.compile(
    r"^(?=#{1,6}(?:\s|$)|```|~~~|<|=+[ \t]*$|(?:-[ \t]*){3,}$)", re.MULTILINE
)


def without_controls(text: str) -> str:
    """Return ``text`` without what is no character of any text."""
    return _NO_TEXT.sub("", text)


def one_line(text: str) -> str:
    """Return ``text`` with its white space, but for no-break spaces, made single spaces."""
    return _NO_TEXT.sub("", _SPACE.sub(" ", text)).strip()


def inert(block: str) -> str:
    """Return a block of prose with a backslash before what Markdown would take for a mark."""
    return _TAKEN_FOR_MARKS.sub(r"\\", block)


def assembled(blocks: Iterable[str]) -> str:
    """Return the blocks that are not empty with blank lines between them."""
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"
