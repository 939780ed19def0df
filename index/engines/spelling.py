"""Misspelt word -> the word of the corpus that was meant, by rapidfuzz.

A word is put right only if nobody knows it: neither the corpus, nor the model, nor the English
dictionary (82,765 words, as carried by symspellpy). It becomes a word of the corpus or stays: the
dictionary would turn names that it does not know into words that nobody meant.
"""

import importlib.util
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import islice, takewhile
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from index.errors import ModelError

_REMEMBERED = 4096
_SHORTEST = 4
_SHORTEST_BEGINNING = 6
_ONE_EDIT_UP_TO = 7
"""Words up to this length may differ by one edit (Damerau's: a letter swapped with the next counts
once), longer ones by two."""

_NEAR_NAME = 0.85
"""Similarity (Jaro and Winkler's) from which on a word is alike: "renaud" is "renault"."""


class Speller:
    """Corrects words against the vocabulary of one corpus."""

    def __init__(self, corpus: Mapping[str, int], known: Callable[[str], bool]) -> None:
        """Take the corpus's words with their frequencies; what is ``known`` is not misspelt."""
        self._corpus = corpus
        self._known = known
        self._shelves: Mapping[tuple[str, int], list[str]] = {}
        self._in_order: list[str] = []
        self._corrected: dict[str, str] = {}

    def correct(self, word: str) -> str:
        """Return the word that the lower-case ``word`` most likely meant, or ``word`` itself."""
        # A decorator's cache would hold the speller, and with it the corpus, after its last use.
        right = self._corrected.get(word)
        if right is None:
            right = self._correct(word)
            if len(self._corrected) >= _REMEMBERED:
                self._corrected = {}
            self._corrected[word] = right
        return right

    def _correct(self, word: str) -> str:
        if len(word) < _SHORTEST or word in self._corpus or self._known(word):
            return word
        limit = 1 if len(word) <= _ONE_EDIT_UP_TO else 2
        near = self._cut_short(word) or self._near(word, limit)
        return min(near, key=lambda other: self._cost(word, other), default=word)

    def _cut_short(self, word: str) -> list[str]:
        """Return the words of the corpus that ``word`` is the beginning of: "cybersec"."""
        if len(word) < _SHORTEST_BEGINNING:
            return []
        words = self._in_order or self._sort()
        first = bisect_left(words, word)
        return list(takewhile(lambda other: other.startswith(word), islice(words, first, None)))

    def _near(self, word: str, limit: int) -> list[str]:
        """Return the words within ``limit`` edits that begin like ``word``.

        Hardly a typo changes the first letter but by swapping it with the second.
        """
        shelves = self._shelves or self._fill()
        return [
            other
            for first in {word[0], word[1]}
            for length in range(len(word) - limit, len(word) + limit + 1)
            for other, _, _ in process.extract(
                word,
                shelves.get((first, length), ()),
                scorer=OSA.distance,
                score_cutoff=limit,
                limit=None,
            )
        ]

    def _fill(self) -> Mapping[tuple[str, int], list[str]]:
        shelves: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._corpus:
            if len(word) >= _SHORTEST and word.isalpha():
                shelves[word[0], len(word)].append(word)
        self._shelves = shelves  # at once: another thread must not look through half of them
        return shelves

    def _sort(self) -> list[str]:
        self._in_order = sorted(self._corpus)
        return self._in_order

    def _cost(self, word: str, other: str) -> tuple[int, float, int, str]:
        alike = JaroWinkler.similarity(word, other)
        return OSA.distance(word, other), -alike, -self._corpus[other], other


def nearest(word: str, others: Iterable[str], limit: int, *, alike: bool = False) -> list[str]:
    """Return at most ``limit`` of the ``others`` that ``word`` may be misspelt for, nearest first.

    They differ by as many edits as the speller allows. With ``alike`` the one that is most like it
    is returned where none is as near.
    """
    known = list(others)
    edits = 1 if len(word) <= _ONE_EDIT_UP_TO else 2
    close = process.extract(word, known, scorer=OSA.distance, score_cutoff=edits, limit=limit * 4)
    if alike and not close:
        found = process.extractOne(
            word, known, scorer=JaroWinkler.similarity, score_cutoff=_NEAR_NAME
        )
        return [found[0]] if found else []
    ordered = sorted(
        (distance, -JaroWinkler.similarity(word, other), other) for other, distance, _ in close
    )
    return [other for _, _, other in ordered[:limit]]


def nearest_key(typed: str, keys: Iterable[str]) -> str | None:
    """Return the key of a document that was meant by one that there is not, if any comes near."""
    known = {key.casefold(): key for key in keys}
    near = nearest(typed.strip().casefold(), known, 1, alike=True)
    return known[near[0]] if near else None


def is_english(word: str) -> bool:
    """Tell whether a lower-case word, or every part of one with a hyphen, is in the dictionary.

    The dictionary is read when it is first asked.
    """
    parts = word.removesuffix("'s").replace("'", "").split("-")
    return all(part in english_words() for part in parts)


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Return the words of English that symspellpy carries.

    Raises:
        ModelError: if the package or its file is not there.

    """
    spec = importlib.util.find_spec("symspellpy")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    try:
        text = (folder / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    except OSError as error:
        msg = (
            "The English dictionary of symspellpy is missing; run `make install` to set up again."
        )
        raise ModelError(msg) from error
    return frozenset(line.split()[0] for line in text.splitlines())
