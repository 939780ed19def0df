"""Texts -> vectors, by counting words: exact, at once, without a model. For tests."""

import hashlib
import re
from collections.abc import Collection, Sequence

import numpy as np

from index.core.terms import words_of
from index.ports import Floats, Progress, Reading, silent

_DIMENSION = 512
_PART = re.compile(r"\S+")
_NO_WORDS = 0
"""Where a text without words points: a vector must have a direction."""


class WordCountEncoder:
    """An encoder whose vectors are hashed word counts, scaled to length one."""

    def __init__(
        self, fingerprint: str = "0" * 64, vocabulary: Collection[str] = frozenset()
    ) -> None:
        """Take what stands for the model's weights, and the words that the model knows."""
        self.name = "word-counts"
        self.fingerprint = fingerprint
        self.dimension = _DIMENSION
        self.encoded = 0
        self._vocabulary = vocabulary

    def encode_passages(self, texts: Sequence[str], progress: Progress = silent) -> Floats:
        """Return the vectors, (len(texts), dimension), of texts that are searched; count them."""
        self.encoded += len(texts)
        progress("Embedding", len(texts), len(texts))
        return _vectors(texts)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Return the vectors, (len(texts), dimension), of texts that are searched with."""
        return _vectors(texts)

    def read_queries(self, texts: Sequence[str]) -> list[Reading]:
        """Return each text with the vector that ``encode_queries`` returns, and its words."""
        readings = []
        for text, vector in zip(texts, self.encode_queries(texts), strict=True):
            parts = [(words_of(part[0]), part.span()) for part in _PART.finditer(text)]
            spans = [span for words, span in parts for _ in words] or [(0, len(text))]
            tokens = _vectors([word for words, _ in parts for word in words] or [""])
            readings.append(Reading(vector, tokens, spans))
        return readings

    def token_vectors(self, texts: Sequence[str]) -> list[Floats]:
        """Return, for each text, a vector a word, (words, dimension); at least one."""
        return _tokens(texts)

    def knows(self, word: str) -> bool:
        """Tell whether the lower-case ``word`` is one of the vocabulary given."""
        return word in self._vocabulary


def _vectors(texts: Sequence[str]) -> Floats:
    counts = np.zeros((len(texts), _DIMENSION), dtype=np.float32)
    for row, text in enumerate(texts):
        for place in map(_place_of, words_of(text)):
            counts[row, place] += 1
        if not counts[row].any():
            counts[row, _NO_WORDS] = 1
    lengths: Floats = np.linalg.norm(counts, axis=1, keepdims=True)
    return counts / lengths


def _tokens(texts: Sequence[str]) -> list[Floats]:
    return [_vectors(words_of(text) or [""]) for text in texts]


def _place_of(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=2).digest()) % _DIMENSION
