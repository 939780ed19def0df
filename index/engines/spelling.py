"""Misspelt word -> the word that was meant, by rapidfuzz.

A word is put right only if nobody knows it: neither the corpus, nor the model, nor the English
dictionary (82,765 words with their frequencies, as carried by symspellpy). What the corpus has is
preferred to what English has.
"""

import importlib.util
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from index.errors import ModelError

_SHORTEST = 4
_SHORTEST_BEGINNING = 6
_ONE_EDIT_UP_TO = 7
"""Words up to this length may differ by one edit (Damerau's: a letter swapped with the next counts
once), longer ones by two."""
_CORPUS_BONUS = 0.5
"""Edits that a word of the corpus may be farther away than one of the dictionary."""


class Speller:
    """Corrects words against the vocabulary of one corpus."""

    def __init__(
        self,
        corpus: Mapping[str, int],
        known_otherwise: Callable[[str], bool],
        dictionary: Mapping[str, int],
    ) -> None:
        """Take words with their frequencies; ``known_otherwise`` vetoes a correction."""
        self._corpus = corpus
        self._dictionary = dictionary
        self._known_otherwise = known_otherwise
        self._shelves: Mapping[tuple[str, int], list[str]] = {}
        self.correct = lru_cache(maxsize=4096)(self._correct)

    def _correct(self, word: str) -> str:
        """Return the word that the lower-case ``word`` most likely meant, or ``word`` itself."""
        if len(word) < _SHORTEST or self._knows(word):
            return word
        limit = 1 if len(word) <= _ONE_EDIT_UP_TO else 2
        near = self._cut_short(word) or self._near(word, limit)
        return min(near, key=lambda other: self._cost(word, other), default=word)

    def _knows(self, word: str) -> bool:
        return word in self._corpus or word in self._dictionary or self._known_otherwise(word)

    def _cut_short(self, word: str) -> list[str]:
        """Return the words of the corpus that ``word`` is the beginning of: "cybersec"."""
        if len(word) < _SHORTEST_BEGINNING:
            return []
        return [other for other in self._corpus if other.startswith(word)]

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
        for word in self._corpus.keys() | self._dictionary.keys():
            if len(word) >= _SHORTEST and word.isalpha():
                shelves[word[0], len(word)].append(word)
        self._shelves = shelves  # at once: another thread must not look through half of them
        return shelves

    def _cost(self, word: str, other: str) -> tuple[float, float, int, int, str]:
        edits = OSA.distance(word, other) - (_CORPUS_BONUS if other in self._corpus else 0)
        alike = JaroWinkler.similarity(word, other)
        frequency, general = self._corpus.get(other, 0), self._dictionary.get(other, 0)
        return edits, -alike, -frequency, -general, other


@lru_cache(maxsize=1)
def english_dictionary() -> Mapping[str, int]:
    """Return the words of English that symspellpy carries, with their frequencies.

    Raises:
        ModelError: if the package or its file is not there.

    """
    spec = importlib.util.find_spec("symspellpy")
    try:
        folder = Path(spec.origin).parent if spec and spec.origin else Path()
        lines = (folder / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
        pairs = (line.split() for line in lines.splitlines())
        return {word: int(frequency) for word, frequency in pairs}
    except (OSError, ValueError) as error:
        msg = (
            "The English dictionary of symspellpy is missing; run `make install` to set up again."
        )
        raise ModelError(msg) from error
