"""The words of a term -> all the forms in which the corpus has them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from index.core.mention import Form
from index.core.stopwords import STOP_WORDS
from index.digests.near import WORDS_SCANNED
from index.library import Reader

Stems = Callable[[Sequence[str]], list[str]]
"""Returns the stem of each word: ``engines.words.stems``."""

_FORMS_OF_A_WORD = 12
_BEGINNING = 4
_ENDING = 2
_PART = 3
"""Letters that each part of a word must have at least to be looked for as two: "cyber attack"."""
_NO_PARTS = STOP_WORDS | {"able", "full", "less", "like", "ment", "ness", "ship", "wise"}
"""Second parts that are endings: what is "useless" is not of less use."""


def term_forms(reader: Reader, words: Sequence[str], stems: Stems) -> tuple[list[Form], list[str]]:
    """Return the forms of a term, and what else than its own words they look for.

    Each word stands for all that have its stem. Two that follow one another may be one, and one
    may be two: "cyber-attack", "cyber attack" and "cyberattack" find each other.
    """
    forms = [Form(tuple(inflected(reader, word, stems) for word in words))]
    told = {one for alike in forms[0].words for one in alike} - set(words)
    for at, (first, second) in enumerate(pairwise(words)):
        if {first, second} & STOP_WORDS:  # "the rapist"
            continue
        if joined := _known(reader, inflected(reader, first + second, stems)):
            forms.append(Form((*forms[0].words[:at], joined, *forms[0].words[at + 2 :])))
            told |= joined
    for at, word in enumerate(words):
        for parts in _parted(reader, word, stems):
            forms.append(Form((*forms[0].words[:at], *parts, *forms[0].words[at + 1 :])))
            told |= {f"{first} {second}" for first in parts[0] for second in parts[1]}
    return forms, sorted(told)


def inflected(reader: Reader, word: str, stems: Stems) -> frozenset[str]:
    """Return the words of the corpus that have the word's stem."""
    if word in STOP_WORDS or not word.isascii() or len(word) < _BEGINNING:
        return frozenset({word})
    (stemmed,) = stems([word])
    beginning = stemmed[: max(len(stemmed) - _ENDING, _BEGINNING - 1)]
    near = reader.snapshot.store.words_beginning(beginning, WORDS_SCANNED)
    alike = [one for one, its in zip(near, stems(near), strict=True) if its == stemmed]
    return frozenset({word, *alike[:_FORMS_OF_A_WORD]})


def _known(reader: Reader, words: frozenset[str]) -> frozenset[str]:
    """Return those of the words that the corpus has."""
    return frozenset(reader.snapshot.store.counts(words))


def _parted(
    reader: Reader, word: str, stems: Stems
) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Yield the two words of which the corpus makes one that is asked for."""
    store = reader.snapshot.store
    if word in STOP_WORDS or not (word.isascii() and word.isalpha()):
        return
    cuts = [(word[:at], word[at:]) for at in range(_PART, len(word) - _PART + 1)]
    known = store.counts([first for first, _ in cuts])
    for first, second in cuts:
        if first not in known or first in STOP_WORDS or second in _NO_PARTS:
            continue
        there = [
            one
            for one in inflected(reader, second, stems)
            if store.passages_holding([[f"{first} {one}"]], 1)
        ]
        if there:
            yield frozenset({first}), frozenset(there)
