"""Words with capitals, and what stands around them -> whether they name a person."""

import re
from collections.abc import Sequence
from itertools import dropwhile

from index.core.forenames import (
    DYNASTIES,
    FORENAMES,
    NO_CHINESE,
    SURNAMES_FIRST,
    SURNAMES_OF_KOREA,
)
from index.core.name_words import FIELDS, NO_NAMES, PLACES, ROLES, SPEAKING, TIMES, TITLES
from index.core.organisations import LINKED, PARTICLES, is_head, is_known

CAPITALS = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ"
INITIALS = re.compile(rf"(?!U\.S|U\.K|U\.N|E\.U|D\.C|[CENSW]\.D\.)(?:[{CAPITALS}]\.-?)+")
ROMAN = re.compile(r"[IVX]+")
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])\Z")
OFFICES = frozenset(
    """
    Affairs Agriculture Commerce Defence Defense Education Energy Finance Foreign Health
    Homeland Industry Information Intelligence Interior Justice Labor Labour National Public
    Science Security Staff State Technology Trade Transportation Treasury War
    """.split()
)
"""May follow a title and "of": "Secretary of State", "Director of National Intelligence"."""

_NO_PERSON = re.compile(r"(?:tions?|ments|[eai]nts|ity|ities|ness|ics|isms?|ogy|[ea]ncy|ships?)\Z")
_ROLE = re.compile(r"([a-z]+),?\s\Z")
_VERB = re.compile(r",?\s([a-z]+)\b")
_NUMBER = re.compile(r"\s\d")
_CAMEL = re.compile(r"(?!Ma?c|D[aei]|L[aeo]|Van|Fitz|O['’])\w+[a-z][A-Z]")  # "SecureWorks"
_SITES = frozenset("Camp Cape Fort Lake Mount Port River".split())
_WHO = re.compile(r",\s(?:who|whose|whom)\b")
_SYLLABLES = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:a|ai|an|ang|ao|e|ei|en|eng|er|i|ia|ian|iang|iao|ie"
    r"|in|ing|iong|iu|o|ong|ou|u|ua|uai|uan|uang|ue|ui|un|uo|ü|üe)){1,2}",
    re.IGNORECASE,
)
"""A Chinese given name in pinyin."""
_HYPHENED = re.compile(rf"[{CAPITALS}]\w+-[a-z]+")
_NOBODY = NO_NAMES | FIELDS | OFFICES
_OF_A_PEOPLE = re.compile(r"\w{3}(?:ian|ish|ese)\Z")
"""Before a name of two words, these are none of it: "Venetian Marco Polo"."""
_JUNIOR = frozenset({"Jr.", "Jr", "Sr.", "Sr"})
_NO_TITLE = frozenset({("General", "Motors"), ("General", "Electric")})
_TITLES_AND_SURNAMES = frozenset("Bishop Earl Judge King Marshal Pope Prince Baron".split())
_PLACES_AND_SURNAMES = frozenset("Holland Houston Jordan London Washington".split())
_COURTESIES = frozenset({"Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Ms", "Miss"})
_ARTICLES = ("al-", "el-", "as-", "ash-", "ad-", "ar-", "an-")
_MOST_WORDS = 4
_TWO = 2


def is_title(word: str) -> bool:
    """Tell whether a word stands before names: "Gen.", "Secretary-General", "Then-President"."""
    word = word.rstrip(".").lower()
    return word in TITLES or ("-" in word and word.rpartition("-")[2] in TITLES)


def is_courtesy(title: str) -> bool:
    """Tell whether a title is one that everybody has: "Mr."."""
    return title in _COURTESIES


def is_forename(word: str) -> bool:
    """Tell whether a word is a first name, or is made of such: "Jean-Claude"."""
    return word in FORENAMES or ("-" in word and word.partition("-")[0] in FORENAMES)


def is_chinese(words: Sequence[str]) -> bool:
    """Tell whether two words are a name as they are in China, Korea and Taiwan."""
    if len(words) != _TWO:
        return False
    first, last = words
    if first in SURNAMES_FIRST and first.isalpha() and _SYLLABLES.fullmatch(last):
        dynasties = first in DYNASTIES and last in DYNASTIES
        other = dynasties or last in PLACES or last in NO_NAMES  # "Mao Tower"
        return not other and (first, last) not in NO_CHINESE
    return first in SURNAMES_OF_KOREA | SURNAMES_FIRST and _HYPHENED.fullmatch(last) is not None


def surname_of(name: str) -> str | None:
    """Return by which word alone a person is called: the last, but "Xi" of "Xi Jinping"."""
    words = name.split()
    if ROMAN.fullmatch(words[-1]):
        return None  # "Louis XIV" has none
    if is_chinese(words):
        return words[0]
    article = next((one for one in _ARTICLES if words[-1].startswith(one)), "")
    return words[-1].removeprefix(article)


def titled(piece: Sequence[str]) -> tuple[str, str] | None:
    """Return the name and the title of a person who has one."""
    words = _without_number(piece)
    titles = [i for i, word in enumerate(words[:-1]) if is_title(word)]
    if not titles or tuple(words[:2]) in _NO_TITLE:
        return None
    at = titles[-1] + 1
    if words[at] == "of":
        while at < len(words) and (words[at] in OFFICES or words[at] in {"of", "the", "and"}):
            at += 1
    name = list(words[at:])
    if not 0 < len(name) <= _MOST_WORDS or not _may_be_titled(name):
        return None
    # "National Security Advisor": what stands before a title goes with it, but for a "Tuesday".
    return " ".join(name), " ".join(dropwhile(_tells_when, words[:at]))


def _may_be_titled(name: Sequence[str]) -> bool:
    first, last = name[0], name[-1]
    if _is_called_may(name):
        return True
    dotted = "." in first[:-1]  # "U.S.", but not "J.D. Vance"
    initials = len(name) > 1 and INITIALS.fullmatch(first)
    return not (
        any(is_head(w) or w in _NOBODY or w in LINKED or _is_abstract(w) for w in name)
        or is_known(first)
        or first in PLACES
        or is_title(first)
        or (is_title(last) and last not in _TITLES_AND_SURNAMES)
        or (dotted and not initials)
        or len(last) == 1
        or all(word.isupper() and len(word) > 1 for word in name)
        or ROMAN.fullmatch(first)
    )


def _is_called_may(name: Sequence[str]) -> bool:
    """Tell whether the month is a surname: "Theresa May"."""
    return len(name) == _TWO and name[1] == "May" and is_forename(name[0])


def person(piece: Sequence[str], *, begins: bool, before: str, after: str) -> str | None:
    """Return a person's name, if the words are one or end in one, and something says so."""
    words = _without_number(piece)
    answers = begins and words[0] in {"A.", "Q."} and not INITIALS.fullmatch(words[1])
    if len(words) > _TWO and (answers or _OF_A_PEOPLE.search(words[0])):
        words = words[1:]
    if words[0] in _SITES:  # "Fort William Henry"
        return None
    if _is_called_may(words):
        return None if _NUMBER.match(after) else " ".join(words)  # "Theresa May"
    for at, word in enumerate(words[:-1]):
        known = (is_forename(word) and word not in PLACES) or INITIALS.fullmatch(word)
        if known and (at == 0 or begins or words[at - 1] in _NOBODY or words[0] in PLACES):
            words = words[at:]
            break
    if is_chinese(words[-2:]) and len(words) - _TWO <= 1:  # "Defendant Wang Dong"
        return " ".join(words[-2:])
    if not may_be_a_person(words):
        return None
    first = words[0]
    told = (
        (is_forename(first) and first not in PLACES)
        or (len(words) > _TWO and INITIALS.fullmatch(first) and is_forename(words[1]))
        # One initial alone may be the end of the sentence before it: "vitamin D. However".
        or (_several_initials(words) and not INITIALS.fullmatch(words[-1]))
        or _WHO.match(after)
        or ((role := _ROLE.search(before)) and role[1] in ROLES and not begins)
        or ((verb := _VERB.match(after)) and verb[1] in SPEAKING and not begins)
    )
    return " ".join(words) if told else None


def may_be_a_person(words: Sequence[str]) -> bool:
    """Tell whether words can be a person's name, though nothing may say so."""
    count = sum(word not in PARTICLES for word in words)
    if not 1 < count <= _MOST_WORDS or LINKED & set(words) or is_place(words):
        return False
    return not any(
        word in NO_NAMES
        or is_head(word)
        or _is_abstract(word)
        or _CAMEL.match(word)
        or (word.isupper() and len(word) > 1 and not _of_a_person(word))
        or (is_title(word) and not (word == words[-1] and word in _TITLES_AND_SURNAMES))
        or POSSESSIVE.search(word)
        for word in words
    )


def is_place(words: Sequence[str]) -> bool:
    """Tell whether words end in a place's name, but for "George Washington"."""
    surname = words[-1] in _PLACES_AND_SURNAMES and is_forename(words[0])
    return words[-1] in PLACES and not (surname and words[0] not in PLACES)


def _without_number(words: Sequence[str]) -> Sequence[str]:
    """Return a name without "Jr." or, behind an initial, "III"."""
    if len(words) > _TWO and words[-1] in _JUNIOR:
        return words[:-1]
    if ROMAN.fullmatch(words[-1]) and any(INITIALS.fullmatch(word) for word in words[:-1]):
        return words[:-1]
    return words


def _is_abstract(word: str) -> bool:
    return _NO_PERSON.search(word) is not None and word not in FORENAMES  # "Nancy"


def _tells_when(word: str) -> bool:
    return word in TIMES or word.endswith("ly")


def _several_initials(words: Sequence[str]) -> bool:
    initials = [word for word in words if INITIALS.fullmatch(word)]
    return words[0] in initials and "".join(initials).count(".") > 1


def _of_a_person(word: str) -> bool:
    """Tell whether capitals alone may be part of a person's name: initials, a number."""
    return bool(INITIALS.fullmatch(word) or ROMAN.fullmatch(word))
