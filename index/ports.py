"""What the library asks of its engines; each has one adapter in ``index/engines``."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Halves: TypeAlias = NDArray[np.float16]
Rows: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]
Span: TypeAlias = tuple[int, int]

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told (what is being done, how many are done, of how many) while long work goes on."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as a model reads it."""

    vector: Floats  # (dimension,), of length one
    tokens: Floats  # (tokens, dimension), each of length one; at least one token
    spans: Sequence[Span]  # of each token, in the text


class Texts(Protocol):
    """A list of texts, or what makes each when it is asked for."""

    def __len__(self) -> int:
        """Return how many there are."""
        ...

    def __getitem__(self, place: int, /) -> str:
        """Return the one at a place, from 0."""
        ...

    def __iter__(self) -> Iterator[str]:
        """Yield all in order."""
        ...


class Segmenter(Protocol):
    """Cuts text into sentences."""

    def sentences(self, text: str, language: str | None) -> list[Span]:
        """Return the sentences' spans in ``text``, in order, without surrounding white space."""
        ...


class Encoder(Protocol):
    """Turns texts into vectors of length one."""

    @property
    def name(self) -> str:
        """What the person who configured the model calls it."""
        ...

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hexadecimal) of all that decides the vectors, but for their last digits."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode_passages(self, texts: Sequence[str], progress: Progress = silent) -> Floats:
        """Return the vectors, (len(texts), dimension), of texts that are searched."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Return the vectors, (len(texts), dimension), of texts that are searched with."""
        ...

    def read_queries(self, texts: Sequence[str]) -> list[Reading]:
        """Return each text with the vector that ``encode_queries`` returns, and its tokens."""
        ...

    def token_vectors(self, texts: Sequence[str]) -> list[Floats]:
        """Return, for each text that is searched, a vector a token, (tokens, dimension).

        There is at least one, whatever the text.
        """
        ...

    def knows(self, word: str) -> bool:
        """Tell whether the lower-case ``word`` is a whole word of the model's vocabulary."""
        ...


class Reranker(Protocol):
    """Reads a question and a text together, and tells how well the text answers."""

    def scores(self, question: str, texts: Sequence[str]) -> Floats:
        """Return how well each text answers, (len(texts),), from 0 to 1."""
        ...


@runtime_checkable
class Likelihood(Protocol):
    """Reads a text, and tells how likely a question is after it."""

    def likelihoods(self, question: str, texts: Sequence[str]) -> Floats:
        """Return the mean log-probability of the question's tokens after each text, (texts,)."""
        ...


class VectorIndex(Protocol):
    """Finds the stored vectors nearest to a query, by inner product."""

    def search(self, queries: Floats, k: int, among: Mask | None = None) -> Rows:
        """Return the rows of the ``k`` best vectors of each query, (len(queries), <= k).

        ``among``, (rows,), says which rows may be found; without it all may. An index that does
        not look everywhere puts -1 in the place of each that it has not found.
        """
        ...

    def similarities(self, queries: Floats, rows: Rows) -> Floats:
        """Return the inner products, (len(queries), len(rows)), with the given rows."""
        ...

    def vectors(self, rows: Rows) -> Floats:
        """Return the stored vectors of the given rows, (len(rows), dimension)."""
        ...

    def save(self, path: Path) -> None:
        """Write the index to a file."""
        ...


class LexicalIndex(Protocol):
    """Scores passages by the words that they share with a query (BM25)."""

    @property
    def words(self) -> Mapping[str, int]:
        """Every word of the corpus, lower case and unstemmed, with its number of passages."""
        ...

    def spelled(self, passages: int) -> dict[str, str]:
        """Return the terms of words of letters alone that as many passages have, or more.

        Each with the commonest of its words, in alphabetical order.
        """
        ...

    def terms(self, text: str) -> list[str]:
        """Return the stemmed terms of ``text`` that carry meaning, in order, repeats included."""
        ...

    def has(self, term: str) -> bool:
        """Tell whether any passage has the term."""
        ...

    def idf(self, term: str) -> float:
        """Return the inverse document frequency, highest for a term that no passage has."""
        ...

    def scores(self, terms: Sequence[str]) -> Floats:
        """Return the BM25 score of every passage, (passages,)."""
        ...

    def save(self, folder: Path) -> None:
        """Write the index to a new folder."""
        ...
