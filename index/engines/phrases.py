"""English text -> where its noun phrases stand, by TextBlob's tagger.

It is Pattern's: a lexicon and Brill's rules (Brill, "A simple rule-based part of speech tagger",
1992), which the package carries; nothing is downloaded.
"""

import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import dropwhile
from typing import TypeAlias

from textblob.en import tag

from index.ports import Span

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NAMES = frozenset({"NNP", "NNPS"})
_WITHIN = frozenset({"JJ"}) | _NOUNS
_DETERMINERS = frozenset({"DT", "PRP$"})
_GIVING = frozenset(
    """
    deny denied denies gave give given gives giving grant granted grants offer offered offers
    send sends sent tell tells told
    """.split()
)
_HAPPENING = frozenset(
    """
    acts argues asks becomes begins causes changes claims continues decreases declines drops ends
    explains falls finds flows grows helps holds increases leads makes means needs notes plays
    remains reports rises runs says seeks seems shows spread starts states stops suggests takes
    tells turns uses works
    """.split()
)
"""Behind a noun these may be its verb, though the tagger takes most for plurals."""
_SAID = frozenset({"claims", "notes", "reports"})
"""Of these, what somebody says where "about" or "by" follows: "news reports about China"."""
_PREPOSITIONS = frozenset(
    """
    about after against among before between by despite during for from in into of on over
    through to under with without
    """.split()
)
_PREDICATES = frozenset({"MD", "VB", "VBD", "VBN", "VBP", "VBZ"})
_GAPS = frozenset({" ", "\u00a0"})

with warnings.catch_warnings():  # it leaves the files of its lexicon to be closed by the collector
    warnings.simplefilter("ignore", ResourceWarning)
    tag("All of them are read now, 2 in Warsaw.")

_Token: TypeAlias = tuple[int, int, str]  # where it stands, and its tag of the Penn Treebank


@lru_cache(maxsize=1024)
def noun_phrases(text: str) -> list[Span]:
    """Return where noun phrases stand in ``text``, without their articles, in order.

    "the recent indictments of Chinese officials" gives "recent indictments", "indictments",
    "Chinese officials", "officials", and the whole.
    """
    return list(dict.fromkeys(_phrases(text)))


def _phrases(text: str) -> Iterator[Span]:
    before: Span | None = None  # the phrase that "of" may join with the next
    joined = False
    behind = ""  # the word before the run
    led = False  # whether a preposition stands before it, and before its article
    run: list[_Token] = []
    for token in [*_tokens(text), (len(text), len(text), "")]:
        start, end, kind = token
        if _goes_on(text, run, token):
            run.append(token)
            continue
        if kind in _DETERMINERS and len(run) > 1 and run[-1][2] not in _NAMES:
            run.pop()  # "Piketty challenges the": a verb
        if _ends_in_a_verb(text, run, token, led=led):
            run.pop()
        if behind in _GIVING and run and run[0][2] in _NAMES and run[-1][2] not in _NAMES:
            run = []  # "gives Beijing capability": whom, and what
        yield from _spans(run)
        if whole := next(iter(_spans(run)), None):
            if before is not None and joined:
                yield before[0], whole[1]
            before, joined = whole, False
        behind = text[start:end].casefold()
        led = behind in _PREPOSITIONS or (led and kind in _DETERMINERS)
        run = [token] if kind in _WITHIN else []
        if before is not None and text[start:end] == "of" and text[before[1] : start] in _GAPS:
            joined = True
        elif not run and not (joined and text[start:end] == "the"):
            before, joined = None, False


def _goes_on(text: str, run: list[_Token], token: _Token) -> bool:
    """Tell whether a token belongs to the phrase before it.

    After a plural of a common noun no further noun stands in one phrase: what comes then is a
    verb that the tagger did not know for one, or its object.
    """
    start, _, kind = token
    if not run or kind not in _WITHIN:
        return kind in _WITHIN
    return text[run[-1][1] : start] in _GAPS and not (
        run[-1][2] == "NNS" and text[run[-1][0]].islower()
    )


def _ends_in_a_verb(text: str, run: Sequence[_Token], token: _Token, *, led: bool) -> bool:
    """Tell whether a run ends in the verb of its nouns: "the Rhine flows", "Oxfam claims that".

    It does not where another verb follows ("price increases were"), "of" does ("price increases
    of 1973"), "about" or "by" follows what is said, or a preposition leads to it ("by price
    increases").
    """
    if len(run) < len(("Rhine", "flows")) or run[-2][2] not in _NOUNS:
        return False
    start, end, _ = run[-1]
    following = text[token[0] : token[1]]
    noun = token[2] in _PREDICATES or following == "of" or (led and following != "that")
    noun = noun or (text[start:end] in _SAID and following in {"about", "by"})
    return text[start:end] in _HAPPENING and not noun


def _spans(run: list[_Token]) -> Iterator[Span]:
    """Yield the phrase that a run of tokens is, and its noun or name without the adjectives.

    Nothing else is taken off: the "high" of "high pressure engines" is not the engines'.
    """
    while run and run[-1][2] not in _NOUNS:
        run = run[:-1]
    if not run:
        return
    yield run[0][0], run[-1][1]
    bare = list(dropwhile(lambda token: token[2] == "JJ", run))
    if len(bare) == 1 or bare[0][2] in _NAMES:
        yield bare[0][0], bare[-1][1]


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    for word, kind in tag(text):
        start = text.find(word, place)
        if start >= 0:
            place = start + len(word)
            yield start, place, kind if any(map(str.isalpha, word)) else ""
