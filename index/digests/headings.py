"""Sections -> a heading for each, of words that stand so in one of its passages, or none."""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.core.content import Word, opens_sentence
from index.core.stopwords import STOP_WORDS
from index.domain import Citation
from index.ports import Floats, Span

MOST_WORDS = 5
MOST_CHARACTERS = 60
_LONGEST_OWN = 70  # characters, of a document's own heading
_LONGEST_OF_IDEOGRAPHS = 14
_SHORTEST = 4
_HALF = 1 / 2
_COMMON = 2 / 3
"""Shares of a section's passages that have its heading's words; if that is one common word."""
_READ = 30
"""Phrases of a section that the model reads."""

OWN_WEIGHT = 0.15
RARE_WEIGHT = 0.15
KNOWN_WEIGHT = 0.08
FIRST_WEIGHT = 0.05
EARLY_WEIGHT = 0.04
"""Weights beside the cosine with the section: of the share of its passages that have the phrase's
words, less that of the others'; of how rare its rarest word is in the corpus; of being in more
than one passage of the corpus; of being in the section's first passage, which is read next; and of
standing early in a passage. Chosen by reading the headings of topics in two corpora, two posts and
414 mixed documents."""

_LENGTHS = (0.0, -0.04, 0.06, 0.06, 0.0, -0.04)
"""What is added for a phrase of so many words."""

_TELL_NOTHING = frozenset(
    """
    number numbers part parts case cases example examples way ways kind kinds type types year
    years time times fact facts use uses lot lots group groups form forms name names term terms
    result results study studies aim objective background conclusion conclusions method methods
    finding findings purpose importance introduction discussion table figure figures percent
    majority variety range amount level levels role roles many several various different first
    second third last new recent large small major main great good important significant day
    days week weeks month months century people person place places end beginning addition
    useful apparent surprising interesting difficult meaningful likely possible able available
    whole certain particular specific common similar overall general total further additional
    only own same next final further existing possible potential high low
    order view point points age average century centuries question questions side sides area areas
    nobody nothing everybody everything everyone none one ones hundreds thousands millions
    billions million billion dollars sq mi km ft
    """.split()
)
"""What a phrase may hold but not be: words that every subject has."""

_MARKS = re.compile(
    '[][(){}|<>*_=#"“”:;—。，、！？；：\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]'
)
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_LETTERS = re.compile(r"[a-zA-Z]+")
_OF_A_PEOPLE = (
    "ish",
    "ese",
    "ian",
    "ean",
    "American",
    "African",
    "Mexican",
    "French",
    "Dutch",
    "German",
    "Greek",
)
_PART_BEFORE = re.compile(
    r"(?:[A-Z][\w.-]*\s(?:(?:of|on|and|for|de|von|van)\s(?:the\s)?)?|['’]s\s|\w[-'’])\Z"
)
_PART_AFTER = re.compile(
    r"(?:\s(?:(?:of|on|and|for|de|von|van)\s(?:the\s)?)?[A-Z]|\sof\s(?:the\s)?\d|['’]s\b|[-'’]\w)"
)


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
    rarity: Callable[[str], float]  # of a term: near 0 where every passage has it, 1 at most
    passages: Callable[[str], int]  # of the corpus that hold a phrase, word for word


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    terms: frozenset[str]
    standing: float  # how much it is the section's own, by its words


def headings_of(drafts: Sequence[Draft], topic: str, by: Reading) -> list[str | None]:
    """Return a heading for each section, no two alike; none where no words fit enough of it.

    It is the heading that the section's passages share in their document, else the noun phrase
    that is nearest to the section in meaning (after KeyBERT: Grootendorst, 2020) and farthest
    from the others and from the topic, that more of its passages have than of the others', and
    that the corpus has more than once. At least half of the passages have its words, and two
    where there are several; else it is the heading or the title that so many stand below.
    """
    asked = frozenset(by.terms(topic))
    told = [_phrases(draft, drafts, asked, by) for draft in drafts]
    texts = [one.text for some in told for one in some]
    vectors = iter(by.vectors([topic, *texts]))
    about = next(vectors)
    used: list[frozenset[str]] = []
    headings: list[str | None] = []
    for draft, some in zip(drafts, told, strict=True):
        others = [_unit(one.vector) for one in drafts if one is not draft]
        near = _unit(draft.vector)
        scored: list[tuple[float, str]] = []
        for phrase in some:
            vector = next(vectors)
            far = max(float(vector @ other) for other in (about, *others))
            score = float(vector @ near) - far / 2 + phrase.standing
            if not any(phrase.terms <= terms for terms in used):
                scored.append((score, phrase.text))
        heading = _own(draft, used, asked, single=not others, by=by)
        if heading is None:
            several = asked if others else frozenset[str]()
            heading = max(scored)[1] if scored else _above(draft, headings, several, by)
        headings.append(heading)
        if heading is not None:
            used.append(frozenset(by.terms(heading)))
    return headings


def _own(
    draft: Draft,
    used: Sequence[frozenset[str]],
    asked: frozenset[str],
    *,
    single: bool,
    by: Reading,
) -> str | None:
    """Return the heading that all of the section's passages stand below in one document.

    For the only section the document's title will do, too.
    """
    above = {(one.key, one.heading) for one in draft.citations}
    first = draft.citations[0]
    for heading in (
        first.heading if len(above) == 1 and first.heading != first.title else None,
        first.title if single and len({key for key, _ in above}) == 1 else None,
    ):
        terms = frozenset(by.terms(heading or ""))
        short = len(heading or "") <= _LONGEST_OWN
        if heading and short and terms not in used and not terms <= asked:
            return heading
    return None


def _above(
    draft: Draft, used: Sequence[str | None], asked: frozenset[str], by: Reading
) -> str | None:
    """Return the heading of a document, else the title, below which enough passages stand.

    Not one that only says what was ``asked``.
    """
    known = {one.casefold() for one in used if one}
    headings = Counter((one.key, one.heading) for one in draft.citations if one.heading)
    titles = Counter((one.key, one.title) for one in draft.citations)
    for above in (headings, titles):
        for (_, text), times in above.most_common(1):
            fits = times >= _enough(draft) and text is not None and text.casefold() not in known
            terms = frozenset(by.terms(text or ""))
            if fits and not (terms and terms <= asked):
                return text
    return None


def _enough(draft: Draft, share: float = _HALF) -> int:
    """Return how many of a section's passages a heading must fit: a share, of several two."""
    passages = len(draft.citations)
    return max(math.ceil(share * passages), min(passages, 2))


def _phrases(
    draft: Draft, drafts: Sequence[Draft], asked: frozenset[str], by: Reading
) -> list[_Phrase]:
    """Return the phrases of a section that may head it, those that are most its own."""
    inside = [frozenset(by.terms(one.window)) for one in draft.citations]
    others = [one for other in drafts if other is not draft for one in other.citations]
    outside = [frozenset(by.terms(one.window)) for one in others]
    titles = [frozenset(by.terms(one.title)) for one in others]
    found: dict[str, _Phrase] = {}
    for citation in draft.citations:
        for start, end in by.phrases(citation.window):
            text = citation.window[start:end]
            terms = frozenset(by.terms(text))
            if text.casefold() in found or not terms or terms <= asked:
                continue
            if not heads(citation.window, start, end) or any(terms <= one for one in titles):
                continue
            if _says_little(citation.window, start, end):
                continue
            common = len(terms) == 1 and not is_name(citation.window, start, end)
            if sum(terms <= one for one in inside) < _enough(draft, _COMMON if common else _HALF):
                continue
            words = len(text.split())
            standing = OWN_WEIGHT * (_share(terms, inside) - _share(terms, outside))
            standing += _LENGTHS[min(words, len(_LENGTHS) - 1)]
            standing += RARE_WEIGHT * max(map(by.rarity, terms))
            standing += FIRST_WEIGHT * (terms <= inside[0])
            standing += EARLY_WEIGHT * (1 - start / len(citation.window))
            found[text.casefold()] = _Phrase(text, terms, standing)
    best = sorted(found.values(), key=lambda one: -one.standing)[:_READ]
    return [
        replace(one, standing=one.standing + KNOWN_WEIGHT * (by.passages(one.text) > 1))
        for one in best
    ]


def heads(text: str, start: int, end: int) -> bool:
    """Tell whether a phrase can stand above what is told: whole, short, and saying something."""
    phrase = text[start:end]
    words = phrase.casefold().split()
    fits = len(words) <= MOST_WORDS and _SHORTEST <= len(phrase) <= MOST_CHARACTERS
    if _IDEOGRAPH.search(phrase):
        fits = len(phrase) <= _LONGEST_OF_IDEOGRAPHS
    if not fits or _MARKS.search(phrase):
        return False
    if not words[0][0].isalpha() or words[0] in STOP_WORDS or words[-1] in STOP_WORDS:
        return False
    if words[0] in _TELL_NOTHING and not is_name(
        text, start, end
    ):  # "new weapons", but the "New York Times"
        return False
    # "integer n", and the "pressure of O" whose 2 is lost, but "vitamin C".
    symbol = len(words[-1]) == 1 and (phrase[-1].islower() or words[-2:-1] == ["of"])
    if symbol or all(word in _TELL_NOTHING or word in STOP_WORDS for word in words):
        return False
    if phrase[0].isupper() and _PART_BEFORE.search(text, max(0, start - 40), start):
        return False
    return not (_PART_AFTER.match(text, end) and phrase.split()[-1][0].isupper())


def _says_little(text: str, start: int, end: int) -> bool:
    """Tell whether a phrase is one common word, or one of a people: "host", "English"."""
    phrase = text[start:end]
    if not _LETTERS.fullmatch(phrase) or not phrase[1:].islower():
        return False
    return phrase.endswith(_OF_A_PEOPLE) or not is_name(text, start, end)


def is_name(text: str, start: int, end: int) -> bool:
    """Tell whether a phrase has a capital that is not that of its sentence."""
    return text[start].isupper() and not opens_sentence(text, Word(text[start:end], start, end))


def _share(terms: frozenset[str], of: Sequence[frozenset[str]]) -> float:
    return sum(terms <= one for one in of) / len(of) if of else 0.0


def _unit(vector: Floats) -> Floats:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector
