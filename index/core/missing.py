"""A question -> what it names and nothing in the corpus mentions."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from index.core.content import Word, all_words, content_words, is_telling, opens_sentence
from index.core.stopwords import STOP_WORDS

MOST = 3
"""As many are told: after three everybody has understood."""

_SHORTEST = 2
_JOINS = r"(?:\s*[,&]\s*(?:and\s+|or\s+)?|\s+(?:and|or|with)\s+)"


def missing_from(
    question: str, known: Callable[[str], bool], common: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return what ``question`` names and the corpus does not mention, as it is written there.

    ``known`` tells whether the corpus has a word, and ``common`` whether the lower-case word is
    one of the language rather than a name. Names alone are told ("Salt Typhoon"): that nothing
    mentions "stole" misleads where the corpus has "stolen".
    """
    words = all_words(question)

    def unknown(word: Word) -> bool:
        return len(word.text) >= _SHORTEST and is_telling(word) and not known(word.text)

    def name(word: Word) -> bool:
        capital = word.text[0].isupper() and not opens_sentence(question, word)
        plain = word.text.lower().partition("'")[0]
        return is_telling(word) and plain not in STOP_WORDS and (capital or not common(plain))

    names = [run for run in _runs(question, words, name) if any(map(unknown, run))]
    told = [question[run[0].start : run[-1].end] for run in names]
    return tuple(dict.fromkeys(told))[:MOST]


def known_part(topic: str, missing: Sequence[str]) -> str | None:
    """Return ``topic`` without those that are missing of what it names side by side.

    It is ``None`` where they are not side by side with others, or nothing is left.

    "China and Japan" is "China" where nothing mentions Japan; "Zeppelins over China" is one thing.
    """
    known = topic
    for name in missing:
        alone = re.escape(name)
        known = re.sub(rf"{_JOINS}{alone}\b|\b{alone}{_JOINS}", "", known, count=1)
        if re.search(rf"\b{alone}\b", known):
            return None
    return known if known != topic and content_words(known) else None


def _runs(text: str, words: list[Word], belongs: Callable[[Word], bool]) -> Iterator[list[Word]]:
    """Yield the longest runs of words that belong and have nothing but a space between them."""
    place = 0
    places = []
    for before, word in zip([None, *words], words, strict=False):
        if before is None or text[before.end : word.start] != " " or not belongs(before):
            place += 1
        places.append(place)
    for _, run in groupby(zip(places, words, strict=True), key=lambda pair: pair[0]):
        found = [word for _, word in run if belongs(word)]
        if found:
            yield found
