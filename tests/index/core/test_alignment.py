"""Tests of ``index.core.alignment``: where a long quote is parted."""

import random
from dataclasses import replace

import numpy as np
import pytest

from index.core.alignment import _CUT_ABOVE, _SURE, Step, _Side, _side, _sure_place, aligned
from index.core.quotes import Kind, Token, tokens_of

WORDS = [f"w{'abcdefghijklmnopqrstuvwxyz'[n % 26]}{'xyz'[n // 26 % 3]}{n}" for n in range(200)]


def place(quote: list[str], source: list[str]) -> tuple[int, int] | None:
    """Return where a quote of these words is parted."""
    numbers: dict[str, int] = {}
    sides = [_side(tokens_of(" ".join(words)), numbers) for words in (quote, source)]
    return _sure_place(*sides)


def replaced(words: list[str], *spans: tuple[int, int]) -> list[str]:
    """Return the words with others in these spans."""
    out = list(words)
    for start, end in spans:
        out[start:end] = [f"other{n}" for n in range(start, end)]
    return out


def test_a_quote_is_parted_near_its_middle() -> None:
    """At a twelfth token, the nearest to the middle, wherever that stands in the source."""
    assert place(WORDS, WORDS) == (96, 96)
    assert place(WORDS, ["before"] * 7 + WORDS) == (96, 103)
    assert place(WORDS, WORDS[96:]) == (96, 0)


def test_where_the_middle_does_not_stand_in_the_source_the_next_place_is_taken() -> None:
    """One after the other, outwards, but never so near an end that little is left."""
    assert place(WORDS, replaced(WORDS, (96, 108))) == (108, 108)
    assert place(WORDS, replaced(WORDS, (96, 120))) == (84, 84)
    assert place(WORDS, replaced(WORDS, (24, 200))) == (12, 12)
    assert place(WORDS, replaced(WORDS, (0, 168))) == (168, 168)
    assert place(WORDS, replaced(WORDS, (0, 180))) is None
    assert place(WORDS, replaced(WORDS, (12, 200))) is None


def test_what_stands_twice_is_no_sure_place() -> None:
    """Anywhere in the source, also where the one run begins within the other."""
    assert place(WORDS, WORDS + WORDS[96:108]) == (108, 108)
    assert place(WORDS, WORDS[96:108] + WORDS) == (108, 120)
    same = replaced(WORDS)
    same[96:108] = ["same"] * 12
    assert place(same, [*same[:100], "same", *same[100:]]) == (108, 109)


@pytest.mark.parametrize(("at", "place"), [(95, 96), (96, 108), (100, 108), (107, 108), (108, 96)])
def test_a_gap_is_no_sure_place(at: int, place: int) -> None:
    """It stands for anything, also where the source has just what it is written as."""
    quote = tokens_of(" ".join([*WORDS[:at], "[...]", *WORDS[at + 1 :]]))
    source = tokens_of(" ".join([*WORDS[:at], "[...]", *WORDS[at + 1 :]]))
    quote[at] = replace(quote[at], kind=Kind.GAP)
    numbers: dict[str, int] = {}
    assert _sure_place(_side(quote, numbers), _side(source, numbers)) == (place, place)


def test_half_a_token_is_none() -> None:
    """The numbers of tokens are looked for as bytes, which may agree between two tokens."""

    def side(*numbers: int) -> _Side:
        exact = np.array(numbers, dtype=np.int32)
        return _Side(
            tokens_of("w " * len(exact)),
            exact,
            exact,
            exact,
            np.ones_like(exact, dtype=np.bool_),
            exact,
        )

    ones = side(*[1] * (5 * _SURE))
    assert _sure_place(ones, side(*[256] * (_SURE + 1))) is None
    assert _sure_place(ones, side(*[1] * _SURE)) == (24, 0)


@pytest.mark.parametrize("changed", [[40], [96, 97], [0, 60, 120, 198], list(range(90, 110))])
def test_parted_or_not_a_quote_is_aligned_alike(
    changed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parting saves time, and changes no step."""
    assert len(WORDS) > _CUT_ABOVE
    quote = tokens_of(" ".join("other" if n in changed else w for n, w in enumerate(WORDS)))
    source = tokens_of(" ".join(["before", *WORDS, "behind"]))
    parted = aligned(quote, source)
    monkeypatch.setattr("index.core.alignment._CUT_ABOVE", 10**6)
    assert parted == aligned(quote, source)
    assert parted == [(i, i + 1) for i in range(200)]


def edited(words: list[str], rng: random.Random, first: int, last: int) -> list[str]:
    """Return the words with some between two places exchanged, left out or put in."""
    out: list[str] = []
    for n, word in enumerate(words):
        kind = rng.random() if first <= n < last else 1.0
        if kind < 0.15:
            out.append(f"new{n}")
        elif kind < 0.3:
            out += [word, f"more{n}"]
        elif kind > 0.4 or not first <= n < last:
            out.append(word)
    return out


def cost(steps: list[Step], quote: list[Token], source: list[Token]) -> int:
    """Return what steps cost: a word 4 where it stands alone, or for another."""
    total = 0
    for i, j in steps:
        if i is None or j is None or quote[i].key != source[j].key:
            total += 4
    return total


@pytest.mark.parametrize("seed", range(12))
def test_a_parted_quote_costs_no_more(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was changed around the places where it is parted, and at its ends."""
    rng = random.Random(seed)  # noqa: S311 (a test's)
    spans = [(0, 12), (84, 124), (188, 200)]
    first, last = spans[seed % 3]
    quote = tokens_of(" ".join(edited(WORDS, rng, first, last)))
    source = tokens_of(" ".join(["before", "it", *edited(WORDS, rng, first, last), "behind"]))
    parted = aligned(quote, source)
    assert [i for i, _ in parted if i is not None] == list(range(len(quote)))
    used = [j for _, j in parted if j is not None]
    assert used == list(range(used[0], used[-1] + 1))
    monkeypatch.setattr("index.core.alignment._CUT_ABOVE", 10**6)
    assert cost(parted, quote, source) == cost(aligned(quote, source), quote, source)
