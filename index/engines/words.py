"""Texts -> BM25 scores, by bm25s over terms stemmed by PyStemmer."""

import json
import logging
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from tokenize import TokenError

import bm25s
import numpy as np
import Stemmer

from index.core.stopwords import STOP_WORDS
from index.core.terms import words_of
from index.errors import DamagedSnapshotError
from index.ports import Floats

# bm25s sets itself to DEBUG when it is imported.
logging.getLogger("bm25s").setLevel(logging.WARNING)

_VOCABULARY = "words.json"
_DAMAGED = (OSError, EOFError, ValueError, KeyError, TypeError, TokenError)
"""What bm25s, json and numpy raise for a damaged file."""
_LETTERS = re.compile(r"[^\W\d_]")


def stems(words: Sequence[str]) -> list[str]:
    """Return the stem of each lower-case word, as the index has it."""
    # One of its own for each call: a stemmer is not to be shared by threads.
    found: list[str] = Stemmer.Stemmer("english").stemWords(list(words))
    return found


class Bm25Index:
    """BM25 as Lucene computes it (Kamphuis et al., "Which BM25 Do You Mean?", 2020)."""

    def __init__(self, scorer: bm25s.BM25, words: dict[str, int]) -> None:
        self._scorer = scorer
        self._words = words
        self._stemmer = Stemmer.Stemmer("english")
        self._frequencies = np.diff(np.asarray(scorer.scores["indptr"]))
        self._count = int(scorer.scores["num_docs"])

    @classmethod
    def build(cls, texts: Sequence[str], k1: float, b: float) -> "Bm25Index":
        """Return an index over ``texts``, one a passage, in the passages' order."""
        stemmer = Stemmer.Stemmer("english")
        words: Counter[str] = Counter()
        corpus: list[list[str]] = []
        for text in texts:
            found = words_of(text)
            words.update(word for word in set(found) if _LETTERS.search(word))
            corpus.append(stemmer.stemWords([word for word in found if word not in STOP_WORDS]))
        if not any(corpus):  # bm25s cannot index texts of stop words alone
            corpus[0] = [""]
        scorer = bm25s.BM25(k1=k1, b=b, method="lucene")
        scorer.index(corpus, show_progress=False)
        return cls(scorer, dict(words))

    @classmethod
    def load(cls, folder: Path) -> "Bm25Index":
        """Return the index in a folder, its scores mapped into memory rather than read.

        Raises:
            DamagedSnapshotError: if a file of it cannot be read.

        """
        try:
            scorer = bm25s.BM25.load(folder, mmap=True)
            words = json.loads((folder / _VOCABULARY).read_text(encoding="utf-8"))
            return cls(scorer, words)
        except _DAMAGED as error:
            msg = f"{folder} is damaged; run `dossier index build` to make it anew."
            raise DamagedSnapshotError(msg) from error

    def save(self, folder: Path) -> None:
        """Write the index to a new folder."""
        self._scorer.save(folder, show_progress=False)
        text = json.dumps(self._words, ensure_ascii=False, separators=(",", ":"))
        (folder / _VOCABULARY).write_text(text, encoding="utf-8")

    @property
    def words(self) -> Mapping[str, int]:
        """Every word of the corpus, lower case and unstemmed, with its number of passages."""
        return self._words

    def spelled(self, passages: int) -> dict[str, str]:
        """Return the terms of words of letters alone that as many passages have, or more.

        Each with the commonest of its words, in alphabetical order.
        """
        words = sorted(
            word
            for word, count in self._words.items()
            if count >= passages and word.isalpha() and word not in STOP_WORDS
        )
        found: dict[str, str] = {}
        for word, term in zip(words, self._stemmer.stemWords(words), strict=True):
            before = found.get(term)
            if self.has(term) and (before is None or self._words[word] > self._words[before]):
                found[term] = word
        return dict(sorted(found.items()))

    def terms(self, text: str) -> list[str]:
        """Return the stemmed terms of ``text`` that carry meaning, in order, repeats included."""
        stems: list[str] = self._stemmer.stemWords(
            [word for word in words_of(text) if word not in STOP_WORDS]
        )
        return stems

    def has(self, term: str) -> bool:
        """Tell whether any passage has the term."""
        return term in self._scorer.vocab_dict

    def idf(self, term: str) -> float:
        """Return ln(1 + (N - n + 0.5) / (n + 0.5)) for a term of n of N passages; n may be 0."""
        row = self._scorer.vocab_dict.get(term)
        n = 0 if row is None else int(self._frequencies[row])
        return float(np.log1p((self._count - n + 0.5) / (n + 0.5)))

    def scores(self, terms: Sequence[str]) -> Floats:
        """Return the BM25 score of every passage, (passages,), unknown terms counting nothing."""
        known = [row for term in terms if (row := self._scorer.vocab_dict.get(term)) is not None]
        if not known:
            return np.zeros(self._count, dtype=np.float32)
        return np.asarray(self._scorer.get_scores_from_ids(known), dtype=np.float32)
