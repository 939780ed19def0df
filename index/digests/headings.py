"""Sections -> a heading for each, of words that stand so in one of its passages."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.core.stopwords import STOP_WORDS
from index.domain import Citation
from index.ports import Floats, Span

MOST_WORDS = 5
MOST_CHARACTERS = 60
_SHORTEST = 4  # characters
_READ = 40
"""Phrases of a section that the model reads."""

_TELL_NOTHING = frozenset(
    """
    number numbers part parts case cases example examples way ways kind kinds type types year
    years time times fact facts use uses lot lots group groups form forms name names term terms
    result results study studies aim objective background conclusion conclusions method methods
    finding findings purpose importance introduction discussion table figure figures percent
    majority variety range amount level levels role roles many several various different first
    second third last new recent large small major main great good important significant day
    days week weeks month months century people person place places end beginning addition
    order view point points question questions side sides area areas
    """.split()
)
"""What a phrase may hold but not be: words that every subject has."""

_PART_BEFORE = re.compile(
    r"(?:[A-Z][\w.-]*\s(?:(?:of|and|for|de|von|van)\s(?:the\s)?)?|['’]s\s|\w[-'’])\Z"
)
_PART_AFTER = re.compile(r"(?:\s(?:(?:of|and|for|de|von|van)\s(?:the\s)?)?[A-Z]|['’]s\b|[-'’]\w)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A section without its heading."""

    citations: tuple[Citation, ...]
    vector: Floats  # (dimension,), the mean of its passages'


@dataclass(frozen=True, slots=True)
class Reading:
    """What reads a text for its phrases and terms, and what the model makes of them."""

    phrases: Callable[[str], Sequence[Span]]
    terms: Callable[[str], list[str]]
    vectors: Callable[[Sequence[str]], Floats]


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    terms: frozenset[str]
    inside: float  # share of the section's passages that have its terms
    outside: float  # share of the other sections'


def headings_of(drafts: Sequence[Draft], topic: str, by: Reading) -> list[str]:
    """Return a heading for each section, no two alike.

    It is the heading that the section's passages share in their document, else the noun phrase
    that is nearest to the section in meaning and farthest from the others (after KeyBERT:
    Grootendorst, 2020), and that more of its passages have than of the others'.
    """
    used: list[frozenset[str]] = []
    headings: list[str] = []
    asked = frozenset(by.terms(topic))
    for draft in drafts:
        others = [one for one in drafts if one is not draft]
        heading = _own(draft, used, asked, by) or _told(draft, others, used, asked, by)
        headings.append(heading)
        used.append(frozenset(by.terms(heading)))
    return headings


def _own(
    draft: Draft, used: Sequence[frozenset[str]], asked: frozenset[str], by: Reading
) -> str | None:
    """Return the heading that all of the section's passages stand below in one document."""
    above = {(one.key, one.heading) for one in draft.citations}
    if len(above) > 1:
        return None
    ((_, heading),) = above
    if not heading or heading == draft.citations[0].title:
        return None
    terms = frozenset(by.terms(heading))
    return None if terms in used or terms <= asked else heading


def _told(
    draft: Draft,
    others: Sequence[Draft],
    used: Sequence[frozenset[str]],
    asked: frozenset[str],
    by: Reading,
) -> str:
    found = [
        one
        for one in _phrases(draft, others, by)
        if not one.terms <= asked and not any(one.terms <= terms for terms in used)
    ]
    if not found:
        return draft.citations[0].heading or draft.citations[0].title
    found = sorted(found, key=_standing, reverse=True)[:_READ]
    vectors = by.vectors([one.text for one in found])
    near = vectors @ _unit(draft.vector)
    if others:
        far = (vectors @ np.array([_unit(one.vector) for one in others]).T).max(axis=1)
        near = near - far / 2
    scores = near + 0.1 * np.array([_standing(one) for one in found])
    return found[int(scores.argmax())].text


def _standing(phrase: _Phrase) -> float:
    """Return how much a phrase is the section's own, by the passages that have its words."""
    words = len(phrase.text.split())
    return phrase.inside - phrase.outside + (0.0, 0.0, 0.5, 0.5, 0.3, 0.1)[min(words, 5)]


def _phrases(draft: Draft, others: Sequence[Draft], by: Reading) -> Iterator[_Phrase]:
    inside = [frozenset(by.terms(one.window)) for one in draft.citations]
    outside = [frozenset(by.terms(one.window)) for other in others for one in other.citations]
    seen: set[str] = set()
    for citation in draft.citations:
        for start, end in by.phrases(citation.window):
            text = citation.window[start:end]
            terms = frozenset(by.terms(text))
            if text.casefold() in seen or not terms or not _heads(citation.window, start, end):
                continue
            seen.add(text.casefold())
            yield _Phrase(text, terms, _share(terms, inside), _share(terms, outside))


def _heads(text: str, start: int, end: int) -> bool:
    """Tell whether a phrase can stand above a section: whole, short, and saying something."""
    phrase = text[start:end]
    words = phrase.casefold().split()
    if len(words) > MOST_WORDS or not _SHORTEST <= len(phrase) <= MOST_CHARACTERS:
        return False
    if words[0] in STOP_WORDS or words[-1] in STOP_WORDS or words[0] in _TELL_NOTHING:
        return False
    if all(word in _TELL_NOTHING or word in STOP_WORDS for word in words):
        return False
    if phrase[0].isupper() and _PART_BEFORE.search(text, max(0, start - 40), start):
        return False
    return not (_PART_AFTER.match(text, end) and phrase.split()[-1][0].isupper())


def _share(terms: frozenset[str], of: Sequence[frozenset[str]]) -> float:
    return sum(terms <= one for one in of) / len(of) if of else 0.0


def _unit(vector: Floats) -> Floats:
    length = float(np.linalg.norm(vector))
    return vector / length if length and math.isfinite(length) else vector
