"""Topic -> the documents that mention it at all: a passage of each has all of its words."""

from collections.abc import Sequence
from itertools import accumulate

from index.core.mention import (
    Case,
    Form,
    equivalents,
    form_of,
    mentions_in,
    phrases_of,
)
from index.core.quotes import search_words
from index.core.stopwords import STOP_WORDS
from index.digests.inflections import inflected
from index.library import Library

_AT_ONCE = 1000
"""Rows that are read at once, of a topic that many passages mention."""


def mentioning(library: Library, topic: str) -> frozenset[str]:
    """Return the keys of the documents of which a passage has all words of ``topic``.

    In whatever form, "Chinese" for "China" excepted; of a name that is written in several ways,
    as any of them.
    """
    groups = _groups(library, topic)
    store = library.snapshot.store
    sources = library.sources()
    ends = list(accumulate(source.passages for source in sources))
    exact = [forms for forms in groups if any(form.case is not Case.ANY for form in forms)]
    phrases = [phrases_of(forms) for forms in groups]
    found: set[str] = set()
    at = owner = 0
    while at < ends[-1]:
        rows = store.passages_holding(phrases, _AT_ONCE, range(at, ends[-1]))
        for row in rows:
            while ends[owner] <= row:
                owner += 1
            key = sources[owner].key
            if key in found:
                continue
            text = store.passage(row).text if exact else ""
            if all(mentions_in(text, forms) for forms in exact):
                found.add(key)
        at = rows[-1] + 1 if len(rows) == _AT_ONCE else ends[-1]
        if rows and sources[owner].key in found:  # the rest of it says nothing new
            at = max(at, ends[owner])
    return frozenset(found)


def _groups(library: Library, topic: str) -> list[Sequence[Form]]:
    """Return what a passage must have one of each: the ways to write the topic, or its words."""
    if whole := equivalents(topic):
        return [_written(whole)]
    words = [word for word in topic.split() if search_words(word)]
    telling = [word for word in words if word.casefold() not in STOP_WORDS] or words
    return [_forms(library, word) for word in telling]


def _forms(library: Library, word: str) -> Sequence[Form]:
    if several := equivalents(word):
        return _written(several)
    parts = search_words(word)
    if len(parts) > 1:  # ideographs, "well-known"
        return [form_of(word, Case.ANY)]

    def stems(words: Sequence[str]) -> list[str]:
        return [" ".join(library.searcher.terms(one)) or one for one in words]

    return [Form((inflected(library, parts[0], stems),))]


def _written(ways: Sequence[str]) -> Sequence[Form]:
    return [form_of(one, Case.CAPITALS if one.isupper() else Case.NAME) for one in ways]
