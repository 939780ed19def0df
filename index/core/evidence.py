"""A question, and how near each of its words comes to a passage -> what speaks for the passage."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

_ASKS_FOR_ONE_THING = re.compile(
    r"^(?:(?:so|and|but|hey|ok) )?(?:who|whom|whose|which|when|where"
    r"|what (?:is|was) the name|how (?:many|much|long|old|far|often|big|large))\b"
    r"|\b(?:which|how many|how much|what (?:year|date|time|day)|name of)\b"
)
_ASKS_WHEN = re.compile(
    r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|century)\b|\bwhat time\b|\bhow long\b"
)
_ASKS_HOW_MANY = re.compile(
    r"\bhow (?:many|much)\b|\bwhat (?:percentage|percent|number|share)\b|\bnumber of\b"
)
_ASKS_WHO = re.compile(r"\bwho(?:se|m)?\b|\bwhich (?:person|man|woman|judge|official|president)\b")
_TIME = re.compile(
    r"\b(?:(?:1\d{3}|20\d\d)s?|(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|yesterday|today|century|day|week|month|year)s?)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred"
    r"|thousand|million|billion|half|third|quarter|percent|several|many|few)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[^.!?] )[A-Z][a-z]+")
_SHORTHAND = 2  # characters


MOST_UNKNOWN = 6
MOST_WORDS = 12
"""As many count: a paraphrase has that many words that the corpus lacks, but of two pages in
another language each further word would make an answer likelier."""

STRANGE_BELOW = 0.7
"""A name that the corpus lacks, "the PRC" say, may be another for what a passage speaks of: it
comes as near as 0.5 to it, where "Salt Typhoon" stays below 0.3."""

MOST_STRANGE = 3.0

NO_WORD = 0.5
"""Stands for how near the words come of a question of which the corpus has none."""


@dataclass(frozen=True, slots=True)
class Match:
    """A content word of a question beside the passage that is nearest to the question."""

    text: str
    opens: bool  # whether a sentence begins with it, so that it has a capital in any case
    near: float  # the mean, over its tokens, of the cosine of the passage's nearest token
    idf: tuple[float, ...]  # of each of its terms; a term that no passage has, has the highest
    known: tuple[bool, ...]  # whether the corpus has each of them


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against a passage as the answer to a question.

    A paraphrase shares no word with the passage, and its words come near all the same; a question
    about something else names what the corpus does not have, or asks for one thing that the
    passage does not tell.
    """

    cosine: float  # mean of the cosines of the best window and of the whole of it
    near: float  # mean of how near the question's words come, each weighted by its idf
    near_known: float  # plain mean of how near those come that the corpus has, or NO_WORD
    farthest: float  # how near the word comes that is farthest
    two_farthest: float  # the mean of the two that are farthest
    known: float  # share of the question's idf that is of words which the corpus has, 0 to 1
    unknown: float  # terms that the corpus does not have, ``MOST_UNKNOWN`` at most
    names: float  # words with a capital
    strange: float  # how far names and numbers that the corpus lacks stay away, in sum
    length: float  # ln(1 + content words), of ``MOST_WORDS`` at most
    one_thing: float  # 1 where who, when, where, which or how many is asked
    no_such_thing: float  # of when, who and how many: those asked of which the passage has none


def evidence_of(question: str, words: Sequence[Match], passage: str, cosine: float) -> Evidence:
    """Return the evidence that ``passage`` answers ``question``, which has these content words."""
    terms = [pair for word in words for pair in zip(word.known, word.idf, strict=True)]
    mass = sum(idf for _, idf in terms)
    weights = [sum(word.idf) for word in words]
    # A word whose every passage has it weighs nothing; of such alone all weigh the same.
    total = sum(weights)
    near = (
        sum(word.near * weight for word, weight in zip(words, weights, strict=True)) / total
        if total > 0
        else sum(word.near for word in words) / max(len(words), 1)
    )
    known = [word.near for word in words if all(word.known)] or [NO_WORD]
    farthest = sorted(word.near for word in words)[:2] or [0.0]
    strange = [
        max(0.0, STRANGE_BELOW - word.near)
        for word in words
        if not all(word.known) and (_is_name(word) or _is_number(word))
    ]
    asked = question.casefold()
    return Evidence(
        cosine=cosine,
        near=near,
        near_known=sum(known) / len(known),
        farthest=farthest[0],
        two_farthest=sum(farthest) / len(farthest),
        known=sum(idf for known, idf in terms if known) / mass if mass > 0 else 0.0,
        unknown=float(min(sum(not known for known, _ in terms), MOST_UNKNOWN)),
        names=float(sum(map(_is_name, words))),
        strange=min(sum(strange), MOST_STRANGE),
        length=math.log1p(min(len(words), MOST_WORDS)),
        one_thing=float(bool(_ASKS_FOR_ONE_THING.search(asked))),
        no_such_thing=float(_untold(asked, passage)),
    )


def features(evidence: Evidence) -> tuple[float, ...]:
    """Return the numbers of the evidence, in the order of its fields."""
    return tuple(float(getattr(evidence, field.name)) for field in fields(evidence))


def _is_name(word: Match) -> bool:
    return word.text[0].isupper() and not word.opens


def _is_number(word: Match) -> bool:
    """Tell whether a word is a year or has a number in it; "2" is short for "to"."""
    return len(word.text) > _SHORTHAND and any(map(str.isdigit, word.text))


def _untold(asked: str, passage: str) -> int:
    """Return how many kinds of things are asked for of which the passage has none."""
    other_names = any(name.casefold() not in asked for name in _NAME.findall(passage))
    return (
        (bool(_ASKS_WHEN.search(asked)) and not _TIME.search(passage))
        + (bool(_ASKS_HOW_MANY.search(asked)) and not _NUMBER.search(passage))
        + (bool(_ASKS_WHO.search(asked)) and not other_names)
    )
