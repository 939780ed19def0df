"""Passage -> as much of it around the match as there is room for, in Discord's markup.

Lengths and room are in UTF-16 units, the larger of the two ways Discord may count characters.
"""

import re

from bot.discord.escape import CLOSERS, escape
from index.engines.sentences import SentencexSegmenter

_CUT_BEFORE, _CUT_AFTER = "… ", " …"
_BOLD = "**"
_MARKS = len(_CUT_BEFORE) + len(_CUT_AFTER) + 2 * len(_BOLD)

_MOST_IN_BOLD = 0.9

_MAY_BE_ESCAPED = frozenset("\\*_~|`[]<>:@#+-.").union(CLOSERS)
_ASTRAL = "\U00010000"  # from here on, a character is two units

_segmenter = SentencexSegmenter()

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


def excerpt(quote: str, start: int, end: int, room: int, language: str | None = None) -> str:
    """Return ``quote`` escaped, ``quote[start:end]`` in bold, in at most ``room`` units.

    A quote that is too long is cut around the match at the ends of sentences, with an ellipsis for
    what is left out; where not one whole sentence fits, at the ends of words. A match that is all
    of the quote is not marked: a wall of bold tells nothing.
    """
    if not quote[start:end].strip():  # a place rather than a match
        end = start
    whole = _marked(quote, start, end, 0, len(quote))
    if size(whole) <= room:
        return whole
    first, last = _around(quote, start, end, room - _MARKS, language)
    parts = [_marked(quote, start, end, first, last)]
    if quote[:first].strip():
        parts = [_CUT_BEFORE, "".join(parts).lstrip()]
    if quote[last:].strip():
        parts = ["".join(parts).rstrip(), _CUT_AFTER]
    return "".join(parts)


def stands_out(quote: str, start: int, end: int) -> bool:
    """Tell whether ``quote[start:end]`` is worth marking: not all of it, and not nothing."""
    return bool(quote[start:end].strip()) and end - start <= _MOST_IN_BOLD * len(quote)


def _marked(quote: str, start: int, end: int, first: int, last: int) -> str:
    """Return ``quote[first:last]`` escaped, and what of the match is in it in bold."""
    if not stands_out(quote, start, end):
        return escape(quote[first:last])
    start, end = max(start, first), min(end, last)
    return escape(quote[first:start]) + _bold(quote[start:end]) + escape(quote[end:last])


def _around(quote: str, start: int, end: int, room: int, language: str | None) -> tuple[int, int]:
    """Return the span around the match that fits: whole sentences, a side each by turns."""
    kept = _head(quote[start:end], room, of_one_word=True)
    first, last = start, start + len(kept)
    if last < end:
        return first, last
    room -= _cost(kept)
    spans = _segmenter.sentences(quote, language)
    before = [begin for begin, _ in spans if begin < start]
    after = [stop for _, stop in spans if stop > end]
    while before or after:
        if after and (cost := _cost(quote[last : after[0]])) <= room:
            last, room = after.pop(0), room - cost
        else:
            after = []
        if before and (cost := _cost(quote[before[-1] : first])) <= room:
            first, room = before.pop(), room - cost
        else:
            before = []
    if first == last:  # nothing to stand around, and no sentence that fits
        last += len(_head(quote[end:], room))
        first -= len(_tail(quote[:start], room)) if last == end else 0
    return first, last


def parts_of(quote: str, room: int) -> list[str]:
    """Return all of ``quote`` escaped, in parts of at most ``room`` units each."""
    parts: list[str] = []
    rest = quote
    while rest:
        part = _head(rest, room, of_one_word=True)
        if shown := part.strip():  # Discord takes no empty text
            parts.append(escape(shown))
        rest = rest[len(part) :]
    return parts


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
