"""Text -> the phrases in it that may say what it is about, where no tagger knows its language.

A phrase is what stands between two words of grammar, or two marks (Rose, Engel, Cramer and Cowley,
"Automatic keyword extraction from individual documents", 2010).
"""

import re
from collections.abc import Sequence

from index.core.content import Word, all_words, is_content
from index.ports import Span

_MOST_WORDS = 4
_LONGEST, _SHORTEST = 48, 4
_MOST_IDEOGRAPHS = 12
"""A script without spaces has a whole sentence between two marks."""
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SPACE = re.compile(r"[^\S\r\n]")
_JOINING = re.compile(r"[-‐‑–—'’/]")


def runs_of(text: str) -> list[Span]:
    """Return where the phrases of ``text`` stand, in order."""
    return [
        (run[0].start, run[-1].end)
        for run in _runs(text, all_words(text))
        if _is_phrase(text, run)
    ]


def untold(phrases: Sequence[str], title: str) -> list[str]:
    """Return the phrases that say more than the ``title`` does, or all if none of them do."""
    said = {_stem(word.text) for word in all_words(title)}
    return [phrase for phrase in phrases if not _is_said(phrase, said)] or list(phrases)


def _runs(text: str, words: Sequence[Word]) -> list[list[Word]]:
    """Return the words that say something in runs."""
    runs: list[list[Word]] = []
    for word in filter(is_content, words):
        if runs and _SPACE.fullmatch(text[runs[-1][-1].end : word.start]):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _is_phrase(text: str, run: Sequence[Word]) -> bool:
    """Tell whether a run says something by itself: short, no date, no part of a longer word."""
    start, end = run[0].start, run[-1].end
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    dated = run[0].text[0].isdigit() or run[-1].text[0].isdigit()
    fits = len(run) <= _MOST_WORDS and _SHORTEST <= end - start <= _LONGEST
    fits = fits and len(_IDEOGRAPH.findall(text, start, end)) <= _MOST_IDEOGRAPHS
    return fits and not dated and not _JOINING.search(around)


def _is_said(phrase: str, said: set[str]) -> bool:
    """Tell whether half of the phrase, or more, stands in the title already."""
    words = [word.text for word in all_words(phrase) if is_content(word)]
    return 2 * sum(_stem(word) in said for word in words) >= len(words)


def _stem(word: str) -> str:
    return word.casefold()[:5]
