"""Misspelt name or word -> those of the corpus that may have been meant."""

from collections.abc import Sequence

from index.core.name_words import TITLES
from index.core.stopwords import STOP_WORDS
from index.engines.spelling import nearest
from index.library import Reader

SUGGESTED = 5
"""Names that are offered."""

WORDS_SCANNED = 50_000
"""Words with one beginning that are compared, the most frequent first."""

_SHORTEST = 4


def near_names(reader: Reader, words: Sequence[str]) -> list[str]:
    """Return what a misspelt name may have meant: names that the corpus has, or words of it."""
    store = reader.snapshot.store
    table = store.names
    known = table.words()
    meant: list[list[str]] = []
    for word in words:
        if word in TITLES:
            continue
        near = nearest(word, known, SUGGESTED)
        meant.append(near[:1] if near[:1] == [word] else near)
    found = [one.text for choice in _choices(meant) for one in table.with_words(choice)]
    if not found:
        single = [corrected(reader, word) for word in words]
        found = [" ".join(one.capitalize() for one in single)] if single != list(words) else []
    return list(dict.fromkeys(found))[:SUGGESTED]


def related_names(reader: Reader, words: Sequence[str]) -> list[str]:
    """Return names that hold one of the words, those with the last one first: "Donilon"."""
    table = reader.snapshot.store.names
    telling = _telling(words)
    known = table.words()
    near = [next(iter(nearest(word, known, 1)), word) for word in telling]
    found = [one.text for word in near for one in table.with_words([word])]
    return list(dict.fromkeys(found))[:SUGGESTED]


def alike_names(reader: Reader, words: Sequence[str]) -> list[str]:
    """Return words of the corpus for names that are known in part, or spelt quite otherwise.

    "Barack Obama" gives "Obama" where no text has the whole, and "Renaud" gives "Renault".
    """
    store = reader.snapshot.store
    telling = _telling(words)
    known = [word for word in telling if len(words) > 1 and store.counts([word])]
    if not known:
        named = [word for word in store.names.words() if len(word) >= _SHORTEST]
        unknown = [word for word in telling if len(word) >= _SHORTEST]
        known = [
            near[0]
            for word in unknown
            if (
                near := nearest(word, named, 1, alike=True)
                or nearest(word, _beginning_like(reader, word), 1, alike=True)
            )
        ]
    return [word.capitalize() for word in dict.fromkeys(known)]


def _telling(words: Sequence[str]) -> list[str]:
    """Return the words that somebody may be known by, the last first; an initial is none."""
    known = [word for word in reversed(words) if word not in TITLES | STOP_WORDS]
    return [word for word in known if len(word) > 1 or not word.isascii()]


def _beginning_like(reader: Reader, word: str) -> list[str]:
    found = reader.snapshot.store.words_beginning(word[0], WORDS_SCANNED)
    return [one for one in found if len(one) >= _SHORTEST]


def _choices(meant: Sequence[Sequence[str]]) -> list[list[str]]:
    choices: list[list[str]] = [[]]
    for near in meant:
        choices = [[*one, word] for one in choices for word in near][: 4 * SUGGESTED]
    return [choice for choice in choices if choice]


def corrected(reader: Reader, word: str) -> str:
    """Return the word of the corpus that a misspelt one is nearest to, or itself."""
    store = reader.snapshot.store
    if len(word) < _SHORTEST or store.counts([word]):
        return word
    near = nearest(word, store.words_beginning(word[0], WORDS_SCANNED), 1)
    return near[0] if near else word


def unknown_name(asked: str, near: Sequence[str]) -> str:
    """Return the sentence for a name that nothing has, with those that may have been meant."""
    if near:
        return f"Nobody and nothing is called {asked!r}. Did you mean {listed(near, 'or')}?"
    return (
        f"Nobody and nothing in the corpus is called {asked!r}. `dossier who` lists who is named;"
        " `dossier term` finds words that are no name."
    )


def listed(words: Sequence[str], link: str = "and") -> str:
    """Return words as they are listed in a sentence: "one, two and three"."""
    *others, last = words
    return f"{', '.join(others)} {link} {last}" if others else last
