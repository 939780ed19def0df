"""Message -> the quotations in it.

Between quotation marks of any kind, or in a block quote ("> ..."). Of quotations one within the
other the outermost counts; a mark without its partner is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.core.quotes import MIN_QUOTE_WORDS, words_in
from index.ports import Span

_CLOSING = {
    '"': '"',
    "'": "'",
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    "＂": "＂",
}
_STRAIGHT = "\"'＂"
_MAY_BE_APOSTROPHE = "'’"
_OPENING = re.compile(f"[{''.join(_CLOSING)}]")
_BLOCK = re.compile(r"^[ \t]*>>> ?(?P<rest>[\s\S]+)|(?:^[ \t]*> ?.*(?:\n|\Z))+", re.MULTILINE)
_MARKER = re.compile(r"^[ \t]*> ?", re.MULTILINE)
_CODE = re.compile(r"```[\s\S]*?(?:```|\Z)")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_ELIDED = re.compile(r"'(?:\d|tis\b|twas\b|em\b|til\b|cause\b|n\b)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"s['’] +[^\W\d_]")
_LINE_START = re.compile(r"\n[ \t]*\Z")
_INDENT = 8
_DEEPEST = 8
"""Quotations within one another; more marks than that are no quotations."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a message quotes: ``message[start:end]``, in a block quote without its ">"."""

    text: str
    start: int
    end: int


def quotations_in(text: str) -> list[Quotation]:
    """Return the quotations of at least ``MIN_QUOTE_WORDS`` words, in order."""
    found: list[Quotation] = []
    at = 0
    for block in _blocks(text):
        found += _between_marks(text, at, block.start)
        found.append(block)
        at = block.end
    found += _between_marks(text, at, len(text))
    code = [match.span() for match in _CODE.finditer(text)]
    return [
        quotation
        for quotation in found
        if words_in(quotation.text) >= MIN_QUOTE_WORDS
        and not any(start <= quotation.start < end for start, end in code)
    ]


def _blocks(text: str) -> Iterator[Quotation]:
    for match in _BLOCK.finditer(text):
        start, end = match.span("rest") if match["rest"] else match.span()
        inner = text[start:end] if match["rest"] else _MARKER.sub("", match[0])
        yield Quotation(inner.strip(), start, start + len(text[start:end].rstrip()))


def _between_marks(text: str, start: int, end: int) -> Iterator[Quotation]:
    at = start
    while opening := _OPENING.search(text, at, end):
        at = opening.end()
        if not _opens(text, opening.start()):
            continue
        closing = _closing(text, (opening.start(), end))
        if closing is not None:
            yield Quotation(text[at:closing], at, closing)
            at = closing + 1


def _opens(text: str, at: int) -> bool:
    """Tell whether the mark may open a quotation: nothing is glued to its left, all to its right.

    Where the marks say themselves which way they point, so much is not asked of them.
    """
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] not in _STRAIGHT:
        return not (text[at] == "»" and before and not before.isspace())
    return not before.isalnum() and not after.isspace() and not _ELIDED.match(text, at)


def _closing(text: str, span: Span) -> int | None:
    """Return where the quotation that opens at the span's start is closed, within the span."""
    start, end = span
    mark = text[start]
    if mark in _STRAIGHT and (blank := _BLANK_LINE.search(text, start, end)):
        end = blank.start()
    depth = 1
    possible = None
    for at in range(start + 1, end):
        character = text[at]
        if character in _CLOSING[mark] and _closes(text, at):
            if character in _MAY_BE_APOSTROPHE and _POSSESSIVE.match(text, at - 1):
                possible = possible or at  # "the Russians' efforts": only if no other closes
                continue
            depth -= 1
            if not depth:
                return at
        elif character == mark and _opens(text, at) and not _begins_paragraph(text, at):
            depth += 1
            if depth > _DEEPEST:
                break
    return possible


def _closes(text: str, at: int) -> bool:
    if text[at] not in _STRAIGHT and text[at] not in _MAY_BE_APOSTROPHE:
        return True
    return not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum()


def _begins_paragraph(text: str, at: int) -> bool:
    """Tell whether a mark only says that a quotation of several paragraphs goes on."""
    return _LINE_START.search(text, max(at - _INDENT, 0), at) is not None
