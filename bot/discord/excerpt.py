"""Passage -> as much of it around the match as there is room for, in Discord's markup.

Lengths and room are in UTF-16 units, the larger of the two ways Discord may count characters.
"""

import re

from bot.discord.escape import escape

_CUT_BEFORE, _CUT_AFTER = "… ", " …"
_BOLD = "**"
_MARKS = len(_CUT_BEFORE) + len(_CUT_AFTER) + 2 * len(_BOLD)

_MAY_BE_ESCAPED = frozenset("\\*_~|`[]<>:@#+-.")
_ASTRAL = "\U00010000"  # from here on, a character is two units

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+|[。！？][”’」』）]*")
_WORD_END = re.compile(r"\s+|[，。、；！？]+")


def size(text: str) -> int:
    """Return the length of ``text`` in UTF-16 units."""
    return len(text) + sum(character >= _ASTRAL for character in text)


def clipped(text: str, room: int) -> str:
    """Return ``text`` on one line and escaped, cut at a word where it exceeds ``room``."""
    line = " ".join(text.split())
    if size(escape(line)) <= room:
        return escape(line)
    return escape(_head(line, room - len(_CUT_AFTER), of_one_word=True).rstrip()) + _CUT_AFTER


def excerpt(quote: str, start: int, end: int, room: int) -> str:
    """Return ``quote`` escaped, ``quote[start:end]`` in bold, in at most ``room`` units.

    A quote that is too long is cut around the match, at the ends of sentences or else of words,
    with an ellipsis for what is left out.
    """
    before, match, after = quote[:start], quote[start:end], quote[end:]
    whole = escape(before) + _bold(match) + escape(after)
    if size(whole) <= room:
        return whole
    room -= _MARKS
    kept = _head(match, room, of_one_word=True)
    room -= _cost(kept)
    if kept != match:
        left = right = ""
    else:  # what one side does not need, the other may use
        right = _head(after, room - _cost(_tail(before, room // 2)))
        left = _tail(before, room - _cost(right))
    parts = [escape(left), _bold(kept), escape(right)]
    if left != before:
        parts = [_CUT_BEFORE, escape(left.lstrip()), *parts[1:]]
    if kept + right != match + after:
        parts = ["".join(parts).rstrip(), _CUT_AFTER]
    return "".join(parts)


def _head(text: str, room: int, *, of_one_word: bool = False) -> str:
    """Return a beginning of ``text`` that fits: up to a sentence's end, or else a word's.

    Where not even one word fits there is none, or a part of the word if ``of_one_word``.
    """
    fitting = _fitting(text, room)
    if fitting == len(text):
        return text
    for boundary in (_SENTENCE_END, _WORD_END):
        ends = [found.end() for found in boundary.finditer(text) if found.end() <= fitting]
        if ends and ends[-1] >= fitting / 2:
            return text[: ends[-1]]
    return text[:fitting] if of_one_word else ""


def _tail(text: str, room: int) -> str:
    """Return an end of ``text`` that fits: from a sentence's start, or else a word's."""
    fitting = _fitting(text[::-1], room)
    if fitting == len(text):
        return text
    first = len(text) - fitting
    for boundary in (_SENTENCE_END, _WORD_END):
        starts = (found.end() for found in boundary.finditer(text) if found.end() >= first)
        start = next(starts, len(text))
        if len(text) - start >= fitting / 2:
            return text[start:] if start < len(text) else ""
    return ""


def _fitting(text: str, room: int) -> int:
    """Return how many characters of ``text`` fit, however they have to be escaped."""
    for count, character in enumerate(text):
        room -= _cost(character)
        if room < 0:
            return count
    return len(text)


def _cost(text: str) -> int:
    """Return the most that ``text`` takes once it is escaped, wherever it stands."""
    return size(text) + sum(character in _MAY_BE_ESCAPED for character in text)


def _bold(text: str) -> str:
    """Return ``text`` escaped and bold; white space stands outside of the marks."""
    bare = text.strip()
    if not bare:
        return text
    start = text.index(bare)
    return f"{text[:start]}{_BOLD}{escape(bare)}{_BOLD}{text[start + len(bare) :]}"
