"""A question and the one before it -> the question that is meant.

"And Russia?" asks nothing by itself: what it asks stands in the question before it. Nothing is
rewritten here: where a question leans on the one before, both are searched with, as they are.
"""

import re

from index.core.stopwords import STOP_WORDS
from index.core.terms import words_of

_MAX_BEFORE = 600
"""Characters of the question before that are carried on, through any number of follow-ups."""

_CONTINUES = re.compile(
    r"(?:and|but|or|also|then|so|ok so|plus|what about|how about|what of|same for|ditto for)\b",
    re.IGNORECASE,
)
_POINTS_BACK = frozenset(
    """
    he him his she her hers it its they them their theirs this that these those then one
    ones former latter others another same else more
    """.split()
)
_ASKS_BARELY = frozenset(
    "many much often long ago since until meaning example examples detail details source sources "
    "elaborate explain continue".split()
)
_OWN_WORDS = 3
"""Words of its own that a follow-up may have: "when did he say that about Google"."""


def is_follow_up(question: str) -> bool:
    """Tell whether ``question`` is understood only with the one before it."""
    words = words_of(question)
    own = [word for word in words if word not in STOP_WORDS and word not in _ASKS_BARELY]
    leans = _CONTINUES.match(question.strip()) or not _POINTS_BACK.isdisjoint(words)
    return not own or (bool(leans) and len(own) <= _OWN_WORDS)


def joined(question: str, before: str) -> str:
    """Return the question that ``question`` means after ``before``."""
    return f"{question.rstrip(' ?!.')}: {before[:_MAX_BEFORE]}"
