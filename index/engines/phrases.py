"""English text -> where its noun phrases stand, by TextBlob's tagger.

It is Pattern's: a lexicon and Brill's rules (Brill, "A simple rule-based part of speech tagger",
1992), which the package carries; nothing is downloaded.
"""

from collections.abc import Iterator
from functools import lru_cache

from textblob.en import tag

from index.ports import Span

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NAMES = frozenset({"NNP", "NNPS"})
_BEFORE_NOUNS = frozenset({"JJ"}) | _NOUNS
_FIRST = frozenset({"VBN"}) | _BEFORE_NOUNS
_BETWEEN = frozenset({" ", "\u00a0"})


@lru_cache(maxsize=1024)
def noun_phrases(text: str) -> list[Span]:
    """Return where noun phrases stand in ``text``, without their articles, in order.

    "the recent indictments of Chinese officials" gives "recent indictments" and "Chinese
    officials", and both with what joins them.
    """
    return list(dict.fromkeys(_phrases(text)))


def _phrases(text: str) -> Iterator[Span]:
    before: Span | None = None  # the phrase that "of" may join with the next
    joined = False
    run: list[tuple[int, int, str]] = []
    for start, end, kind in [*_tokens(text), (len(text), len(text), "")]:
        follows = not run or text[run[-1][1] : start] in _BETWEEN
        if follows and kind in (_BEFORE_NOUNS if run else _FIRST):
            run.append((start, end, kind))
            continue
        while run and run[-1][2] not in _NOUNS:
            run.pop()
        if len(run) > 1 and run[0][2] == "VBN" and run[1][2] in _NAMES:
            run = run[1:]
        if run:
            span = run[0][0], run[-1][1]
            yield span
            if before is not None and joined:
                yield before[0], span[1]
            before, joined = span, False
        run = []
        word = text[start:end]
        if before is not None and word == "of" and text[before[1] : start] in _BETWEEN:
            joined = True
        elif not (joined and word == "the"):
            before, joined = None, False
        if kind in _FIRST:
            run = [(start, end, kind)]


def _tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each token's place and its tag of the Penn Treebank."""
    place = 0
    for word, kind in tag(text):
        start = text.find(word, place)
        if start >= 0:
            place = start + len(word)
            yield start, place, kind if any(map(str.isalpha, word)) else ""
