"""Questions and their vectors -> groups of those that ask the same, each with its middle first.

The one with the most around it begins, takes what is near, and so on with what is left. So every
member of a group is near to its middle: where one is near to the next and that to another, as with
agglomeration, a group wanders from a question to one that nobody would call the same.

A model takes "What is Salt Typhoon?" and "What is Volt Typhoon?" for neighbours: the form counts
for as much as the name. So two that each have a name which the other has not are never together.
"""

import re
from collections.abc import Sequence

import numpy as np

from index.core.stopwords import STOP_WORDS
from index.ports import Floats, Mask

_WORD = re.compile(r"[^\W_]+")
_TITLE = 3
"""Words behind the first that, where all have a capital, are a headline's, and tell no name."""


def grouped(
    questions: Sequence[str], vectors: Floats, weights: Sequence[int], near: float
) -> list[list[int]]:
    """Return the groups as places in ``questions``, whose ``vectors``, (n, d), have length one.

    Each question counts for as many as its weight says. ``near`` is the least cosine of a member
    and the middle. Of two with as much around them the nearer to it is the middle, then the first.
    The nearest to the middle come first. Every question is in one group; it takes memory for
    n * n numbers.
    """
    cosines = vectors @ vectors.T
    apart = _apart(questions)
    close = (cosines >= near) & ~apart
    np.fill_diagonal(close, val=True)
    counts = np.asarray(weights, dtype=np.float64)
    nearby = np.where(close, cosines, 0.0)
    around, nearness = close @ counts, nearby @ counts
    free = np.ones(len(counts), dtype=np.bool_)
    groups: list[list[int]] = []
    while free.any():
        most = free & (around == around[free].max())
        middle = int(np.flatnonzero(most)[nearness[most].argmax()])
        members = [middle]
        near_by = np.flatnonzero(close[middle] & free)
        for row in near_by[np.argsort(-cosines[middle, near_by], kind="stable")].tolist():
            # A middle without a name may be near to two that each have one.
            if row != middle and not apart[row, members].any():
                members.append(row)
        groups.append(members)
        free[members] = False
        around -= close[:, members] @ counts[members]
        nearness -= nearby[:, members] @ counts[members]
    return groups


def names_in(questions: Sequence[str]) -> list[set[str]]:
    """Return the names in each question, in lower case, also where it is written without capitals.

    A name is a word that somewhere has a capital within a sentence, or a digit in it.
    """
    known = {name for question in questions for name in _written_as_names(question)}
    return [{word.casefold() for word in _WORD.findall(text)} & known for text in questions]


def _written_as_names(question: str) -> set[str]:
    _, *words = _WORD.findall(question) or [""]
    capital = [word for word in words if word[0].isupper()]
    if len(words) >= _TITLE and len(capital) == len(words):
        capital = []
    digits = [word for word in _WORD.findall(question) if any(map(str.isdigit, word))]
    return {word.casefold() for word in (*capital, *digits)} - STOP_WORDS


def _apart(questions: Sequence[str]) -> Mask:
    """Return, (n, n), which two questions each have a name that the other has not."""
    names = names_in(questions)
    column = {name: i for i, name in enumerate(sorted(set().union(*names)))}
    has = np.zeros((len(questions), max(len(column), 1)), dtype=np.float32)
    for row, own in enumerate(names):
        has[row, [column[name] for name in own]] = 1.0
    lacks = has @ (1.0 - has).T > 0
    return np.asarray(lacks & lacks.T, dtype=np.bool_)
