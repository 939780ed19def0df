"""A question and the one before it -> whether, and how, they belong together.

"And Russia?" asks little by itself: the rest stands in the question before it. Nothing is
rewritten: where a question leans on the one before, both are searched with, as they are.
"""

import re

from index.core.stopwords import STOP_WORDS
from index.core.terms import words_of

_MAX_BEFORE = 600
"""Characters that are carried on through any number of follow-ups."""

_TELLING = 8
"""Characters of a question that was cut from which on they tell anything of it."""

_CONTINUES = re.compile(
    r"(?:(?:ok|okay|yes|yeah|no|hm+|well)\W+)?"
    r"(?:and|but|or|also|then|so|plus|what about|how about|what of|same for|ditto for)\b",
    re.IGNORECASE,
)
_POINTS_BACK = frozenset(
    """
    he him his she her hers it its they them their theirs this that these those then one
    ones former latter others another same else more
    """.split()
)
_ASKS = frozenset("why how when where who whom whose which what".split())
_ASKS_BARELY = frozenset(
    "many much often long ago since until meaning example examples detail details source sources "
    "elaborate explain continue".split()
)
_THANKS = frozenset(
    """
    thanks thank thx ty tysm cheers you u so much very a lot ok okay k kk cool great nice good
    perfect awesome amazing excellent super helpful that's thats got it i see noted lol lmao haha
    wow yes yep yeah no nope np right true fine done bot
    """.split()
)

_OWN_WORDS = 3
"""Words of its own that a follow-up may have: "when did he say that about Google"."""


def is_follow_up(question: str) -> bool:
    """Tell whether ``question`` is understood only with the one before it."""
    own, words = own_words(question), words_of(question)
    leans = points_back(question) or _CONTINUES.match(question.strip())
    if own:
        return bool(leans) and len(own) <= _OWN_WORDS
    # "Thanks!" and "ok" ask nothing, whatever stands before them.
    return bool(leans) or not (_ASKS | _ASKS_BARELY).isdisjoint(words)


def is_thanks(text: str) -> bool:
    """Tell whether ``text`` only takes note of an answer: "thanks!", "ok great", "lol"."""
    words = words_of(text)
    return bool(words) and all(word in _THANKS for word in words)


def joined(question: str, before: str) -> str:
    """Return what a further follow-up leans on: ``question``, a follow-up itself, and ``before``.

    One without words of its own ("why?") adds nothing to what was asked.
    """
    if not own_words(question):
        return before
    return f"{question.rstrip(' ?!.')}: {before}"[:_MAX_BEFORE]


def carries(before: str, question: str) -> bool:
    """Tell whether ``question`` stands in ``before``, what a follow-up leant on; see ``joined``.

    Also where ``before`` was cut within the question's words.
    """
    words = question.rstrip(" ?!.")
    if before == question or not own_words(question):
        return before == question
    if words in before:
        return True
    lengths = range(_TELLING, min(len(words), len(before)) + 1)
    return len(before) >= _MAX_BEFORE and any(before.endswith(words[:n]) for n in lengths)


def points_back(question: str) -> bool:
    """Tell whether a word of ``question`` stands for something said before: "did they get it"."""
    first, *rest = words_of(question) or [""]
    return not _POINTS_BACK.isdisjoint(rest) or (first in _POINTS_BACK and first != "then")


def own_words(question: str) -> list[str]:
    """Return the words of ``question`` that say what it is about."""
    words = words_of(question)
    return [word for word in words if word not in STOP_WORDS and word not in _ASKS_BARELY]
