"""A name or a term, and a text -> where the text mentions it.

Compared are folded words, so that accents, line breaks, curly apostrophes and a possessive's
ending do not matter. Of a name, capitals do: "us" is no country.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from index.core.people import is_forename
from index.core.quotes import placed_words, search_words
from index.ports import Span

SMALL = frozenset(
    "a al and bin da de del della den der di du el for ibn in la le of on the van von".split()
)
"""Words of names that have no capital."""

_BETWEEN = re.compile(
    r"\s*|\s?&\s|[-\u2010-\u2015'’‘.&/]|(?<=\b\w\w\w)\.\s|(?<=\b\w\w)\.\s|(?<=\b\w)\.\s"
)
_INITIALS = re.compile(r"\s(?:[A-Z]\.\s){1,2}")  # "Barack H. Obama", but not "Plan B Attack"
_BARE_INITIALS = re.compile(r"\s(?:[A-Z]\.?\s){1,2}")  # of who has a forename: "Tom H R Donilon"
_MOST_INITIALS = 2
_EQUIVALENTS = (
    ("US", "U.S.", "USA", "U.S.A.", "United States", "United States of America"),
    ("UK", "U.K.", "United Kingdom"),
    ("UN", "U.N.", "United Nations"),
    ("EU", "E.U.", "European Union"),
    ("PRC", "P.R.C.", "People's Republic of China"),
)
"""Ways to write one name: who asks for one asks for all. Others are what the corpus says itself:
"People's Liberation Army (PLA)"."""


class Case(Enum):
    """How a mention must be written."""

    ANY = "any"
    NAME = "name"  # each word with a capital, but for small ones
    CAPITALS = "capitals"


@dataclass(frozen=True, slots=True)
class Form:
    """Words that mention what is asked for: at each place one of the folded words."""

    words: tuple[frozenset[str], ...]
    case: Case = Case.ANY


def form_of(text: str, case: Case) -> Form:
    """Return the form that is ``text``, word for word."""
    return Form(tuple(frozenset({word}) for word in search_words(text)), case)


def name_form(text: str) -> Form:
    """Return the form of a name; one of capitals alone is looked for in capitals alone."""
    letters = [character for character in text if character.isalpha()]
    shouted = text.isupper() and len(letters) <= len("UNESCO")
    return form_of(text, Case.CAPITALS if shouted else Case.NAME)


def equivalents(text: str) -> tuple[str, ...]:
    """Return all ways to write a name, if it is one that is written in several; else none."""
    words = search_words(text)
    for group in _EQUIVALENTS:
        if any(search_words(one) == words for one in group):
            return group
    return ()


def phrases_of(forms: Iterable[Form], most: int = 60) -> list[str]:
    """Return phrases, of which a text that has one of the forms holds one."""
    phrases: list[str] = []
    for form in forms:
        beginnings = [""]
        for words in form.words:
            beginnings = [f"{one} {word}".strip() for one in beginnings for word in sorted(words)]
            beginnings = beginnings[:most]
        phrases += beginnings
    return phrases


def mentions_in(text: str, forms: Sequence[Form]) -> list[Span]:
    """Return where ``text`` has one of the forms, in order; the longest that begin at a place."""
    words = list(placed_words(text))
    begins = frozenset(word for form in forms for word in form.words[0])
    found: list[Span] = []
    after = 0
    for at, (word, start, _) in enumerate(words):
        if word not in begins or start < after:
            continue
        ends = [end for form in forms if (end := _end(text, words, at, form)) is not None]
        if ends:
            after = max(ends)
            found.append((start, after))
    return found


def _end(text: str, words: Sequence[tuple[str, int, int]], at: int, form: Form) -> int | None:
    """Return where the form ends that stands from a word on, or nothing if it does not.

    Initials may stand within a name: "Barack H. Obama".
    """
    named = form.case is Case.NAME
    run = [words[at]]
    for wanted in form.words[1:]:
        at += 1
        last = at + _MOST_INITIALS if named else at
        while at < min(last, len(words)) and words[at][0] not in wanted:
            if len(words[at][0]) > 1:
                return None
            at += 1
        if at >= len(words):
            return None
        run.append(words[at])
    if any(word not in wanted for (word, _, _), wanted in zip(run, form.words, strict=True)):
        return None
    initials = _BARE_INITIALS if is_forename(text[run[0][1] : run[0][2]]) else _INITIALS
    for before, after in pairwise(run):
        between = before[2], after[1]
        if not (_joined(text, *between) or (named and initials.fullmatch(text, *between))):
            return None
    written = all(_has_capital(text[start:end], word, form.case) for word, start, end in run)
    return run[-1][2] if written or form.case is Case.ANY else None


def _joined(text: str, end: int, start: int) -> bool:
    """Tell whether what stands between two words joins them: a space, a hyphen, "St. Louis"."""
    return _BETWEEN.fullmatch(text, end, start) is not None


def _has_capital(written: str, word: str, case: Case) -> bool:
    if case is Case.CAPITALS:
        return written.upper() == written
    if word in SMALL or len(word) == 1:  # the "s" of "People's"
        return True
    return written.lower() != written or written.upper() == written
