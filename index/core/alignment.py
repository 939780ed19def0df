"""Quote + stretch of a source -> which token of the one stands for which of the other.

A semi-global edit distance: the quote is used up, the source may go on at both ends. What a gap of
the quote leaves out costs nothing. See Gusfield, "Algorithms on Strings, Trees, and Sequences"
(1997), 11.6.4, for free ends.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.core.quotes import ELLIPSIS, Kind, Token

Step: TypeAlias = tuple[int | None, int | None]
"""A token of the quote and the token of the source that stands for it; ``None`` on one side where
the other stands alone."""

_WORD = 4
_MARK = 1
_CASE = 1
_CUT_ABOVE = 160
"""Tokens above which a quote is aligned in parts, parted where it surely stands in the source."""
_SURE = 12
"""Tokens in a row that, found once, are no chance."""


@dataclass(frozen=True, slots=True)
class _Side:
    """Tokens as numbers: equal ones have equal numbers."""

    tokens: Sequence[Token]
    exact: NDArray[np.int32]
    loose: NDArray[np.int32]  # without the first letter's case
    folded: NDArray[np.int32]  # without any
    words: NDArray[np.bool_]
    weights: NDArray[np.int32]

    def part(self, start: int, end: int) -> "_Side":
        piece = slice(start, end)
        return _Side(
            self.tokens[piece],
            self.exact[piece],
            self.loose[piece],
            self.folded[piece],
            self.words[piece],
            self.weights[piece],
        )


def aligned(quote: Sequence[Token], source: Sequence[Token]) -> list[Step]:
    """Return the cheapest steps through both, in order; none of the source beyond the quote."""
    at = next(occurrences(quote, source), None)
    if at is not None:
        return [(i, at + i) for i in range(len(quote))]
    numbers: dict[str, int] = {}
    return _aligned(_side(quote, numbers), _side(source, numbers), free=(True, True))


def occurrences(quote: Sequence[Token], source: Sequence[Token]) -> Iterator[int]:
    """Yield the tokens of the source at which the quote, without a gap in it, stands in it."""
    keys = [token.key for token in source]
    rest = [token.key for token in quote[1:]]
    at = 0
    with suppress(ValueError):  # once the key comes no more
        while rest:
            at = keys.index(rest[0], at + 1)
            if keys[at : at + len(rest)] == rest and same(quote[0], source[at - 1]):
                yield at - 1


def same(quote: Token, source: Token) -> bool:
    """Tell whether the two tokens are the same, but for what the quote may change."""
    if quote.any_case:
        return _loose(quote.key) == _loose(source.key)
    return quote.key == source.key


def _side(tokens: Sequence[Token], numbers: dict[str, int]) -> _Side:
    def numbered(keys: list[str]) -> NDArray[np.int32]:
        return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int32)

    words = np.array([token.kind is Kind.WORD for token in tokens], dtype=np.bool_)
    return _Side(
        tokens,
        numbered([token.key for token in tokens]),
        numbered([_loose(token.key) for token in tokens]),
        numbered([token.key.casefold() for token in tokens]),
        words,
        np.where(words, _WORD, _MARK).astype(np.int32),
    )


def _loose(key: str) -> str:
    return key[0].casefold() + key[1:]


def _aligned(quote: _Side, source: _Side, *, free: tuple[bool, bool]) -> list[Step]:
    """Align the parts; ``free`` says whether the source may go on before, and after, the quote."""
    cut = _sure_place(quote, source) if len(quote.tokens) > _CUT_ABOVE else None
    if cut is None:
        return _walked_back(quote, source, _costs(quote, source, free_start=free[0]), free)
    i, j = cut
    left = _aligned(quote.part(0, i), source.part(0, j), free=(free[0], False))
    n, m = len(quote.tokens), len(source.tokens)
    right = _aligned(quote.part(i, n), source.part(j, m), free=(False, free[1]))
    return left + [(None if a is None else a + i, None if b is None else b + j) for a, b in right]


def _sure_place(quote: _Side, source: _Side) -> tuple[int, int] | None:
    """Return where a run of tokens near the quote's middle stands, once, in the source."""
    haystack = source.exact.tobytes()
    width = source.exact.itemsize
    middle = len(quote.tokens) // 2
    starts = range(_SURE, len(quote.tokens) - 2 * _SURE, _SURE)
    for i in sorted(starts, key=lambda start: abs(start - middle)):
        if any(token.kind is Kind.GAP for token in quote.tokens[i : i + _SURE]):
            continue
        needle = quote.exact[i : i + _SURE].tobytes()
        at = haystack.find(needle)
        if at >= 0 and at % width == 0 and haystack.find(needle, at + width) < 0:
            return i, at // width
    return None


def _costs(quote: _Side, source: _Side, *, free_start: bool) -> NDArray[np.int32]:
    """Return the cost of every beginning of the quote at every place of the source."""
    n, m = len(quote.tokens), len(source.tokens)
    skipped = np.concatenate([[0], np.cumsum(source.weights)]).astype(np.int32)
    costs = np.empty((n + 1, m + 1), dtype=np.int32)
    costs[0] = 0 if free_start else skipped
    for i in range(n):
        above, row = costs[i], costs[i + 1]
        if quote.tokens[i].kind is Kind.GAP:
            np.minimum.accumulate(above, out=row)
            continue
        np.add(above, quote.weights[i], out=row)
        np.minimum(row[1:], above[:-1] + _exchanged(quote, source, i), out=row[1:])
        # Tokens of the source alone: the best of all places to the left, and what lies between.
        row -= skipped
        np.minimum.accumulate(row, out=row)
        row += skipped
    return costs


def _exchanged(quote: _Side, source: _Side, i: int) -> NDArray[np.int32]:
    """Return what it costs that each token of the source stands for token ``i`` of the quote."""
    token = quote.tokens[i]
    equal = source.loose == quote.loose[i] if token.any_case else source.exact == quote.exact[i]
    alike = source.words == quote.words[i]
    other = np.where(alike, quote.weights[i], source.weights + quote.weights[i])
    cased = np.where(source.folded == quote.folded[i], _CASE, other)
    return np.where(equal, 0, cased).astype(np.int32)


def _exchange(quote: _Side, source: _Side, i: int, j: int) -> int:
    """Return what it costs that token ``j`` of the source stands for token ``i`` of the quote."""
    ours, theirs = quote.tokens[i], source.tokens[j]
    if same(ours, theirs):
        return 0
    if quote.folded[i] == source.folded[j]:
        return _CASE
    weight = int(quote.weights[i])
    return weight if ours.kind is theirs.kind else weight + int(source.weights[j])


def _walked_back(
    quote: _Side, source: _Side, costs: NDArray[np.int32], free: tuple[bool, bool]
) -> list[Step]:
    i, m = len(quote.tokens), len(source.tokens)
    j = int(costs[i].argmin()) if free[1] else m
    steps: list[Step] = []
    step: Step
    while i:
        token, here = quote.tokens[i - 1], costs[i, j]
        if token.kind is Kind.GAP:
            literal = j and source.tokens[j - 1].key == ELLIPSIS and here == costs[i - 1, j - 1]
            if literal:
                step = (i - 1, j - 1)
            else:
                step = (i - 1, None) if here == costs[i - 1, j] else (None, j - 1)
        elif j and here == costs[i - 1, j - 1] + _exchange(quote, source, i - 1, j - 1):
            step = (i - 1, j - 1)
        elif here == costs[i - 1, j] + quote.weights[i - 1]:
            step = (i - 1, None)
        else:
            step = (None, j - 1)
        steps.append(step)
        if step[1] is not None:
            j -= 1
        if step[0] is not None:
            i -= 1
    if not free[0]:
        steps += [(None, at) for at in range(j - 1, -1, -1)]
    return steps[::-1]
