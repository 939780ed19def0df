"""Lines on pages -> paragraphs: what a person sees of a page's order, as far as it can be told."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column; lengths in points, ``y`` counted upwards from the page's foot."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    page: int  # from 1

    @property
    def height(self) -> float:
        """The height of its letters."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, their words mended where they were broken."""

    text: str
    page: int  # on which it begins
    height: float
    lines: int


_WIDE = 0.2  # of the page: narrower columns are those of a table
_ROWS_OF_COLUMNS = 4
_EDGE = 0.13  # of the page's height, above and below: where headers and footers stand
_FEW = 6  # pages: in more, a header has to repeat more than once
_GAP = 1.8  # of a line's height, from the foot of one to the foot of the next
_MOST_IN_A_MARGIN = 4  # lines
_NUMBER = re.compile(
    r"(?:page|p\.|seite)?\s*[-–—\[|(]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–—\])|]?"
    r"(?:\s*(?:of|/|von)\s*\d{1,4})?",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[•‣◦▪●*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_ENDS = re.compile(r"[.!?:;。！？…][\"'”’»)\]]*\d{0,3}$")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W_]+)[-\u00ad\u2010]$")
_LONGEST_WORD = 100  # letters
_GOES_ON = re.compile(r"[^\W_]+")
_FIRST_HALVES = frozenset(
    "all anti co cross ex half mid multi non post pre quasi self well".split()
)


def in_order(lines: Sequence[Line], width: float) -> list[Line]:
    """Return a page's lines in the order of reading.

    The file's own order is kept, unless lines of two columns stand in it row by row.
    """
    rows = [
        (a, b)
        for a, b in pairwise(lines)
        if abs(a.bottom - b.bottom) < a.height / 2 and b.left > a.right
    ]
    prose = [(a, b) for a, b in rows if min(a.right - a.left, b.right - b.left) > _WIDE * width]
    if len(prose) < _ROWS_OF_COLUMNS or len(prose) < len(rows) / 2:
        return list(lines)
    gutter = median((a.right + b.left) / 2 for a, b in prose)
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda one: (-one.bottom, one.left)):
        if line.left < gutter < line.right:  # across both columns: what stood above comes first
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (left if line.right <= gutter else right).append(line)
    return [*ordered, *left, *right]


def without_furniture(pages: Sequence[Sequence[Line]], height: float) -> list[list[Line]]:
    """Return the pages without headers and footers that repeat, and without page numbers."""
    margins = [_margins(lines, height) for lines in pages]
    seen = Counter(key for lines in margins for key in {_repeats(line) for line in lines})
    numbers = sum(any(_NUMBER.fullmatch(line.text) for line in lines) for lines in margins)
    often = 2 if len(pages) <= _FEW else 3
    left_out = {
        line
        for lines in margins
        for line in lines
        if seen[_repeats(line)] >= often
        or (_NUMBER.fullmatch(line.text) and numbers >= len(pages) / 2)
    }
    return [[line for line in lines if line not in left_out] for lines in pages]


def _margins(lines: Sequence[Line], height: float) -> set[Line]:
    """Return the few lines at a page's head and foot that a gap parts from its text."""
    upwards = sorted(lines, key=lambda line: line.bottom)
    found: set[Line] = set()
    for ordered in (upwards, upwards[::-1]):
        block: list[Line] = []
        for line in ordered:
            if block and abs(line.bottom - block[-1].bottom) > _GAP * block[-1].height:
                found.update(block)
                break
            at_edge = line.bottom > (1 - _EDGE) * height or line.top < _EDGE * height
            if not at_edge or len(block) == _MOST_IN_A_MARGIN:
                break
            block.append(line)
    return found


def _repeats(line: Line) -> tuple[str, int]:
    """Return what a header or footer shares with those of other pages: its words and height."""
    return re.sub(r"\d+", "#", line.text.casefold()), round(line.bottom / 4)


def paragraphs_of(lines: Sequence[Line]) -> list[Paragraph]:
    """Return the paragraphs that the lines of all pages make."""
    groups: list[list[Line]] = []
    measures = _Measures(lines)
    for line in lines:
        if groups and measures.goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    known = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    return [
        Paragraph(
            _joined([line.text for line in group], known),
            group[0].page,
            median(line.height for line in group),
            len(group),
        )
        for group in groups
    ]


class _Measures:
    """What is usual in a document: the distance of lines, and where they end."""

    def __init__(self, lines: Sequence[Line]) -> None:
        steps = [
            round(a.bottom - b.bottom, 1)
            for a, b in pairwise(lines)
            if a.page == b.page and 0 < a.bottom - b.bottom < 3 * a.height
        ]
        self._step = median(steps) if steps else 0.0
        self._ends: dict[tuple[int, int], float] = {}
        for line in lines:
            key = self._column(line)
            self._ends[key] = max(self._ends.get(key, 0.0), line.right)

    def goes_on(self, group: Sequence[Line], line: Line) -> bool:
        """Tell whether ``line`` belongs to the paragraph whose lines so far are ``group``."""
        last = group[-1]
        other_size = abs(last.height - line.height) > 0.12 * max(last.height, line.height)
        if other_size or _ITEM.match(line.text):
            return False
        step = last.bottom - line.bottom
        if last.page != line.page or step < -last.height / 2:
            # The next page or column: only what is clearly broken off goes on.
            return not _ENDS.search(last.text) and line.text[:1].islower()
        if abs(step) <= last.height / 2:  # of one row, as a table has it
            return True
        if step > max(1.35 * self._step, 1.2 * last.height):
            return False
        # Below the bullet or number of an item, the text hangs.
        lines = group[1:] if _ITEM.match(group[0].text) else group
        above = [
            one.left for one in lines[-3:] if one.page == line.page and one.bottom > line.bottom
        ]
        indented = line.left - min(above, default=line.left) > 0.7 * line.height
        if indented and (len(group) > 1 or _ENDS.search(last.text)):
            return False
        end = self._ends.get(self._column(last), last.right)
        ends_short = end - last.right > 0.12 * (end - last.left) + last.height
        return not (ends_short and _ENDS.search(last.text))

    @staticmethod
    def _column(line: Line) -> tuple[int, int]:
        return line.page, round(line.left / 60)


def _joined(texts: Iterable[str], known: Counter[str]) -> str:
    joined = ""
    for text in texts:
        if not joined:
            joined = text
        elif (broken := _at_the_end(joined)) and (rest := _GOES_ON.match(text)):
            joined = _mended(joined, broken[1], rest[0], known) + text
        elif _IDEOGRAPH.match(joined[-1]) and _IDEOGRAPH.match(text):
            joined += text
        else:
            joined += f" {text}"
    return joined


def _at_the_end(joined: str) -> re.Match[str] | None:
    """Return the word that a hyphen breaks at the end, without looking through all before it."""
    return _BROKEN.search(joined, max(len(joined) - _LONGEST_WORD, 0))


def _mended(text: str, first: str, rest: str, known: Counter[str]) -> str:
    """Return ``text`` with its last hyphen kept where the word has one of its own.

    The rest of the document is the dictionary: it tells "cooperation" from "cross-border" wherever
    it has the word a second time.
    """
    whole, parted = f"{first}{rest}".lower(), f"{first}-{rest}".lower()
    if not rest[0].islower():  # "Franco-German", "2009-2010"
        keeps = True
    elif known[whole] or known[parted]:
        keeps = known[parted] > known[whole]
    else:
        halves = known[first.lower()] > 1 and known[rest.lower()] > 1
        keeps = halves or first.lower() in _FIRST_HALVES
    return f"{text[:-1]}-" if keeps else text[:-1]


def merged_rows(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with neighbours of one row put together again: no columns were found."""
    merged: list[Line] = []
    for line in lines:
        last = merged[-1] if merged else None
        if last and abs(last.bottom - line.bottom) < last.height / 2 and line.left > last.right:
            longer = max(last, line, key=lambda one: len(one.text))
            merged[-1] = replace(
                longer, text=f"{last.text} {line.text}", left=last.left, right=line.right
            )
        else:
            merged.append(line)
    return merged
