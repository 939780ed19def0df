"""A quote's words -> what to ask the store for, so that few passages come back."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

_LONG = 8
"""Words of a phrase that is looked for as it stands."""
_SHORT = 3
"""Words of a phrase that should survive where words were changed."""
_FEW = 12
"""Up to so many words a piece of a quote is asked for with each of its words left out."""
_AROUND = 3
"""Words on either side of the one that is left out."""
_FIRST = 4
"""Phrases that are asked for before any others: most quotes are found by them."""
_BUDGET = 2000.0
"""What all rounds may cost together, as ``_cost`` has it: about 40 milliseconds."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Phrases that a passage should hold, at most ``apart`` words from one another."""

    phrases: tuple[str, ...]
    apart: int | None = None


def whole(segments: Sequence[Sequence[str]], counts: Mapping[str, int], most: int) -> list[Ask]:
    """Return long phrases of the quote, those with the rarest words first."""
    return [Ask((" ".join(words),)) for words in _rarest(segments, counts, _LONG, most)]


def broken(segments: Sequence[Sequence[str]], counts: Mapping[str, int]) -> list[Ask]:
    """Return the longer side of every place where a paragraph may break a short quote."""
    sides = [
        max(words[:i], words[i:], key=len)
        for words in segments
        if len(words) <= _LONG
        for i in range(1, len(words))
    ]
    asks = dict.fromkeys(Ask((" ".join(words),)) for words in sides if len(words) > 1)
    return sorted(asks, key=lambda ask: _cost(ask, counts))


def parts(
    segments: Sequence[Sequence[str]], counts: Mapping[str, int], most: int
) -> Iterator[list[Ask]]:
    """Yield what finds the quote where words of it were changed, added or dropped, by rounds.

    The rounds ask for ever more; they end where they would cost too much.
    """
    short = [words for words in segments if len(words) <= _FEW]
    rarest = _rarest(segments, counts, _SHORT, most)
    rounds: list[list[Ask]] = [
        [Ask((" ".join(words),)) for words in rarest[:_FIRST]],
        [Ask((" ".join(words),)) for words in (*rarest[_FIRST:], *_all(short, counts))],
        [ask for words in short for ask in _around(words, counts)],
    ]
    budget = _BUDGET
    for some in rounds:
        asks = []
        for cost, ask in sorted(
            ((_cost(ask, counts), ask) for ask in dict.fromkeys(some)), key=itemgetter(0)
        ):
            budget -= cost
            if budget > 0:
                asks.append(ask)
        yield asks


def _cost(ask: Ask, counts: Mapping[str, int]) -> float:
    """Return about how long the store takes over ``ask``, in no unit.

    Measured at a million passages: it grows with the number of words, and far slower than the
    number of passages that hold the rarest of them.
    """
    words = [word for phrase in ask.phrases for word in phrase.split()]
    return len(words) * math.sqrt(min(counts[word] for word in words))


def _all(segments: Sequence[Sequence[str]], counts: Mapping[str, int]) -> Iterator[Sequence[str]]:
    """Yield all runs of ``_SHORT`` words, overlapping."""
    for words in (known for segment in segments for known in _known(segment, counts)):
        for i in range(len(words) - _SHORT + 1):
            yield words[i : i + _SHORT]


def _around(words: Sequence[str], counts: Mapping[str, int]) -> Iterator[Ask]:
    """Yield what stands before and after each word, and each place between two words."""
    for left in (0, 1):  # how many words are left out
        for i in range(1 - left, len(words)):
            before, after = words[max(i - _AROUND, 0) : i], words[i + left :][:_AROUND]
            phrases = tuple(" ".join(part) for part in (before, after) if part)
            if phrases and all(word in counts for word in (*before, *after)):
                yield Ask(phrases, apart=2 if len(phrases) > 1 else None)


def _rarest(
    segments: Sequence[Sequence[str]], counts: Mapping[str, int], length: int, most: int
) -> list[Sequence[str]]:
    """Return the ``most`` pieces of so many words that hold the rarest words and do not overlap.

    A word that the corpus does not have parts the pieces around it; a shorter piece stays whole,
    but for a word alone.
    """
    found = []
    for segment in segments:
        for words in _known(segment, counts):
            for i in range(max(len(words) - length, 0) + 1):
                piece = words[i : i + length]
                if len(piece) > 1:
                    found.append((min(counts[word] for word in piece), id(words), i, piece))
    chosen: list[Sequence[str]] = []
    taken: set[tuple[int, int]] = set()
    for _, run, i, piece in sorted(found, key=lambda each: each[0]):
        places = {(run, place) for place in range(i, i + len(piece))}
        if len(chosen) < most and not places & taken:
            chosen.append(piece)
            taken |= places
    return chosen


def _known(words: Sequence[str], counts: Mapping[str, int]) -> list[list[str]]:
    runs: list[list[str]] = [[]]
    for word in words:
        if word in counts:
            runs[-1].append(word)
        else:
            runs.append([])
    return [run for run in runs if run]
