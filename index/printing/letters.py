"""Text -> what of it a PDF shows, and in which font; and what a file has to say on that."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import astuple
from unicodedata import bidirectional

from index.printing.paper import Paper

CHINESE, KOREAN = "STSong-Light", "HYSMyeongJo-Medium"
"""Fonts that a reader of PDFs brings along itself; the first has Japanese, too."""
FROM_THE_READER = (
    "Chinese, Japanese and Korean are shown in fonts of your PDF reader's; where it has none, use"
    " the Word, HTML or Markdown file."
)
NOT_ALL_LETTERS = (
    "Some letters of the sources cannot be set right in a PDF: they are squares here, or run from"
    " left to right. Use the Word, HTML or Markdown file for these."
)

_OF_THE_READER = (
    (CHINESE, "\u2e80", "\u2fdf"),
    (CHINESE, "\u3000", "\u30ff"),
    (KOREAN, "\u3130", "\u318f"),
    (CHINESE, "\u3400", "\u4dbf"),
    (CHINESE, "\u4e00", "\u9fff"),
    (KOREAN, "\uac00", "\ud7a3"),
    (CHINESE, "\uff00", "\uffef"),
)
_SPACE = re.compile(r"\s+")
_UNKNOWN = "\u25a1"
_UNDRAWN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_UNDRAWN |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10)])
"""Characters that are never seen; a font without them would show a square."""


class Letters:
    """Knows which font has a character."""

    def __init__(self, embedded: Mapping[str, Container[int]]) -> None:
        """Set text in the fonts that are ``embedded``, the first that has a character first."""
        self._embedded = embedded
        self._known: dict[str, str | None] = {}

    def font_for(self, character: str) -> str | None:
        """Return the font for a character, or ``None`` if none has it."""
        if character not in self._known:
            fonts = (name for name, has in self._embedded.items() if ord(character) in has)
            self._known[character] = next(fonts, None) or _of_the_reader(character)
        return self._known[character]

    def drawn(self, text: str) -> str:
        """Return the characters of a text that are seen, a square for each that no font has."""
        seen = _SPACE.sub(" ", text.translate(_UNDRAWN))
        return "".join(one if self.font_for(one) else _UNKNOWN for one in seen)

    def told(self, paper: Paper) -> Iterator[str]:
        """Yield what a file of the paper has to say on its letters, if anything."""
        letters = set("".join(_strings(astuple(paper))).translate(_UNDRAWN))
        if any(map(_of_the_reader, letters)):
            yield FROM_THE_READER
        if any(runs_left(one) or self.drawn(one) == _UNKNOWN != one for one in letters):
            yield NOT_ALL_LETTERS


def is_chinese(text: str) -> bool:
    """Tell whether a good part of a text is Chinese or Japanese, whose lines may end anywhere."""
    return sum(_of_the_reader(one) == CHINESE for one in text) > len(text) / 4


def _of_the_reader(character: str) -> str | None:
    for font, first, last in _OF_THE_READER:
        if first <= character <= last:
            return font
    return None


def runs_left(text: str) -> bool:
    """Tell whether a text runs from right to left, as its first letter does."""
    strong = (bidirectional(one) for one in text)
    return next((one != "L" for one in strong if one in {"L", "R", "AL"}), False)


def _strings(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _strings(one)
