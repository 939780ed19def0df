"""Passage -> what a digest shows of it: all of a short one, whole sentences of a long one."""

import re
from collections.abc import Iterable, Sequence

from index.core.openings import stands_alone
from index.core.organisations import PARTICLES
from index.core.terms import words_of
from index.domain import Passage, Window
from index.ports import Segmenter, Span

WHOLE_UP_TO = 900
"""Characters up to which a passage is shown whole."""

ROOM = 700
"""Characters of a longer one that are shown, unless its best sentences alone are longer."""

_FEWEST_WORDS = 8
_LINE_OF_A_LIST = re.compile(r"^\s*(?:[-*+|]\s|\d+[.)]\s|\|)", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\([^)]*\)|https?://\S+")
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]*_\d]*(?:\s|$)|[。！？]")
_ENDED = re.compile(r"[.!?…。！？][\"'”’»)\]*_\d]*\Z")
_MOST_IN_LINKS = 0.5
_BEGUN_BEFORE = re.compile(rf"(?!(?:(?:{'|'.join(sorted(PARTICLES))})\s)+[A-Z])[a-z]+\b(?![-.])")
"""A word that begins no sentence: the sentence before it, or a formula, was cut off. A name may
begin one: "de Gaulle"."""
_LEADS_ON = re.compile(r"[:,;]\s*\Z")
"""The end of what the next paragraph or a formula goes on with: "He said:"."""
_LEANS_BACK = re.compile(
    r"""(?:He|She|They|It|This|These|Those|That|Such|His|Her|Their|Its|However|Moreover|Furthermore
    |Therefore|Thus|Hence|But|And|Or|So|Yet|Nevertheless|Nonetheless|Instead|Also|Then
    |Consequently|Similarly|Likewise|Additionally|Conversely|First|Firstly|Second|Secondly|Third
    |Thirdly|Fourth|Last|Lastly|Next|Finally|Accordingly|Meanwhile|Otherwise|Still|Both
    |Neither|Another|Others|Here|There|Later|In\ contrast|In\ addition|As\ a\ result
    |For\ example|For\ instance|On\ the\ other\ hand|On\ the\ contrary|By\ contrast|In\ fact
    |Indeed|Rather|Nor|Specifically|Particularly|In\ particular|Similar|A\ similar|Many\ others
    |Some\ others|Since\ then|By\ then|At\ the\ time|At\ the\ same\ time|Even\ so|To\ do\ so
    |After\ all|Again)\b
    |[^.]{0,60},\ (?:however|therefore|though|too|then|moreover|in\ turn),""",
    re.VERBOSE,
)


_MOST_LOST = 1 / 3
"""Of an excerpt that begins later than it might, so that it begins well."""


def shown_of(passage: Passage, window: Window, language: str | None, by: Segmenter) -> Window:
    """Return what is shown of a passage around its best window: whole sentences, or all of it."""
    text, whole = passage.text, len(passage.text) <= WHOLE_UP_TO
    if whole and not _BEGUN_BEFORE.match(text) and not _LEADS_ON.search(text):
        return Window(passage.start, passage.end)
    spans = _ended(text, by.sentences(text, language))
    left, right = window.start - passage.start, window.end - passage.start
    best = [i for i, (start, end) in enumerate(spans) if start < right and end > left]
    if whole:
        first, last = _whole(text, spans, best[0], best[-1])
    else:
        first, last = _around(text, spans, best[0], best[-1])
    return Window(passage.start + spans[first][0], passage.start + spans[last][1])


def _whole(text: str, spans: Sequence[Span], first: int, last: int) -> tuple[int, int]:
    """Return the first and last sentence of a passage that is cut in front or behind.

    What stands alone among the best ones, ``first`` to ``last``, or before them, begins it; else
    whatever follows the rest of a sentence, where that rest is short.
    """
    begins, ends = 0, len(spans) - 1
    if _BEGUN_BEFORE.match(text):
        begins = _standing(text, spans, range(1, last + 1)) or 0
    if not begins and ends and _BEGUN_BEFORE.match(text):
        begins = int(_kept(spans, 0, 1, ends) >= 1 - _MOST_LOST)
    if _LEADS_ON.search(text) and ends > max(first, begins):
        ends -= 1
    return begins, ends


def _around(text: str, spans: Sequence[Span], first: int, last: int) -> tuple[int, int]:
    """Return the first and last sentence that are shown around the best ones.

    What begins with a word that points back is shown with the sentence before; where that has no
    room, it begins later, or ends sooner.
    """
    best_first, best_last = first, last

    def room(low: int, high: int, most: int = ROOM) -> bool:
        return spans[high][1] - spans[low][0] <= most

    def leans(low: int) -> bool:
        return low > 0 and _leans_back(text, *spans[low])

    def with_what_it_leans_on(low: int) -> int:
        while leans(low) and room(low - 1, last, WHOLE_UP_TO):
            low -= 1
        return low

    first = with_what_it_leans_on(first)
    while last + 1 < len(spans) and room(first, last + 1):
        last += 1
    while first > 0 and room(first - 1, last):
        first -= 1
    first = with_what_it_leans_on(first)
    if leans(first):
        later = _standing(text, spans, range(first + 1, best_first + 1))
        if later is not None and _kept(spans, first, later, last) >= 1 - _MOST_LOST:
            return later, last
        while last > best_last and leans(first):
            last -= 1
            first = with_what_it_leans_on(first)
    return first, last


def _kept(spans: Sequence[Span], first: int, later: int, last: int) -> float:
    """Return what share of an excerpt is left that begins with a later sentence."""
    return (spans[last][1] - spans[later][0]) / (spans[last][1] - spans[first][0])


def _standing(text: str, spans: Sequence[Span], among: Iterable[int]) -> int | None:
    """Return the first of some sentences that does not point back."""
    return next((i for i in among if not _leans_back(text, *spans[i])), None)


def _ended(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return sentences, one that has no end (", or 2)", "he said:") joined with the next."""
    ended: list[Span] = []
    open_from: int | None = None
    for start, end in spans:
        first = start if open_from is None else open_from
        if _ENDED.search(text, start, end) or end == spans[-1][1]:
            ended.append((first, end))
            open_from = None
        else:
            open_from = first
    return ended


def is_prose(text: str) -> bool:
    """Tell whether ``text`` is sentences, rather than a table, a list, links, or a line."""
    if len(words_of(text)) < _FEWEST_WORDS or not _ENDS.search(text):
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    if 2 * len(_LINE_OF_A_LIST.findall(text)) > len(lines):
        return False
    return sum(map(len, _LINK.findall(text))) <= _MOST_IN_LINKS * len(text)


def _leans_back(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence begins with what stands before it."""
    pointed = _LEANS_BACK.match(text, start) or _BEGUN_BEFORE.match(text, start)
    return pointed is not None or not stands_alone(text[start:end])
