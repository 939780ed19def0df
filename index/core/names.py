"""Passage -> the people and organisations that it names, by plain rules.

A name is a run of words with capitals. What comes before it ("Captain", "spokesman"), what it is
made of ("Council", "Thomas") and what follows it ("said") tell what it names; a run of which
nothing tells that is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import dropwhile

from index.core.name_words import (
    FORENAMES,
    NO_NAMES,
    PLACES,
    ROLES,
    SPEAKING,
    SURNAMES_FIRST,
    TIMES,
    TITLES,
)
from index.core.organisations import (
    LINK_WORDS,
    LINKED,
    PARTICLES,
    is_head,
    is_known,
    is_organisation,
)
from index.core.stopwords import STOP_WORDS

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_SHORT = "Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Col|Capt|Lt|Maj|Sgt|Prof|Rev|Amb|Adm|Brig|St|Jr|Sr"
_WORD = (
    rf"(?:(?:{_SHORT})\.|(?:[{_CAPITAL}]\.)+-[{_CAPITAL}]\w+|(?:[{_CAPITAL}]\.)(?:-?[{_CAPITAL}]\.)*(?:[{_CAPITAL}]\b)?"
    rf"|[{_CAPITAL}]\w*(?:['’-]\w+)*)"
)
_GAP = r"(?:[ \u00a0]{1,2}|[ ]?\r?\n[ ]?)"
_RUN = re.compile(
    # The lookahead comes first, since most characters are no capitals.
    rf"(?=[{_CAPITAL}])(?<![\w’'@#/.]){_WORD}(?:{_GAP}(?:(?:{'|'.join(sorted(LINK_WORDS))}){_GAP}){{0,2}}{_WORD}){{0,11}}"
)
_SPACE = re.compile(r"\s+")
_BEHIND = re.compile(r"\s*\(([A-Z]{2,8})\)")
INITIALS = re.compile(rf"(?!U\.S|U\.K|U\.N|E\.U|D\.C)(?:[{_CAPITAL}]\.-?)+")
ROMAN = re.compile(r"[IVX]+")
_NO_PERSON = re.compile(r"(?:tions?|ments|[eai]nts|ity|ities|ness|ics|isms?|ogy|[ea]ncy|ships?)\Z")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])\Z")
_KEPT_POSSESSIVE = frozenset("People Children Women Men King Queen Nurse Veteran Worker".split())
_ENDS = re.compile(r"(?:^|[.!?:;•*#>|]|[.!?][\"”’')\]]+)\s*[\"“‘'(\[]?\Z|\n\s*\n\s*\Z|^[-*•]\s*\Z")
_ROLE = re.compile(r"([a-z]+),?\s\Z")
_VERB = re.compile(r",?\s([a-z]+)\b")
_NO_TITLE = frozenset({("General", "Motors"), ("General", "Electric")})
_NOT_FOR = frozenset(
    "army church club college company corporation hospital journal library navy news police post"
    " press times tribune university".split()
)
_MOST_WORDS = 4
_LONG_CAPITALS = 4
_HEADING = 6


class Kind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text; without a kind it is one word that may be somebody's surname."""

    text: str
    kind: Kind | None
    title: str | None = None
    alias: str | None = None


def names_in(text: str) -> Iterator[Found]:
    """Yield the names in a passage, in order, repeats included."""
    for match in _RUN.finditer(text):
        words = _SPACE.split(match[0])
        if len(words) == 1 and _says_nothing(words[0]):  # as most words with a capital
            continue
        shouted = [word for word in words if word.isupper() and len(word) >= _LONG_CAPITALS]
        if len(shouted) > 1:  # a heading
            continue
        begins = _ENDS.search(text[max(match.start() - 6, 0) : match.start()]) is not None
        begins = begins or match.start() == 0
        pieces = _pieces(words)
        for place, piece in enumerate(pieces):
            first, last = place == 0, place == len(pieces) - 1
            before = text[max(match.start() - 20, 0) : match.start()] if first else ""
            after = text[match.end() : match.end() + 20] if last else ""
            if found := _named(piece, begins=begins and first, before=before, after=after):
                yield found


def _pieces(words: Sequence[str]) -> list[list[str]]:
    """Return a run in pieces that name one thing each, links between them left out."""
    pieces: list[list[str]] = [[]]
    links: list[str] = []
    for word in words:
        if word in LINK_WORDS:
            links.append(word)
            continue
        if _parts(word) or (pieces[-1] and _parts(pieces[-1][-1])):
            pieces.append([])
        current = pieces[-1]
        if not current:
            current.append(word)
        elif not links or _linked(current, links, word):
            current += [*links, word]
        else:
            pieces.append([word])
        links = []
        bare = _POSSESSIVE.sub("", word)
        of_a_saint = pieces[-1][-2:-1] == ["St."]  # "St. Mary's Church"
        if bare != word and bare.rstrip("s") not in _KEPT_POSSESSIVE and not of_a_saint:
            pieces[-1][-1] = bare
            pieces.append([])
    return [piece for piece in pieces if piece]


def _parts(word: str) -> bool:
    """Tell whether a name cannot go on over the word: "The", or the "FUNDING" of a heading."""
    shouted = word.isupper() and word.isalpha() and len(word) >= _HEADING
    return word.lower() in STOP_WORDS or (shouted and not is_known(word))


def _linked(piece: Sequence[str], links: Sequence[str], word: str) -> bool:
    """Tell whether the links belong to a name: "van Gogh", "Council on Foreign Relations"."""
    if links == ["&"] or all(link in PARTICLES for link in links):
        return True
    if links[0] == "of":
        return is_head(piece[-1]) or piece[-1] == "House"
    if links[0] in {"for", "on"}:  # "Council on ...", but not "Times on Monday"
        follows = word not in NO_NAMES and word not in FORENAMES
        return is_head(piece[-1]) and piece[-1].lower() not in _NOT_FOR and follows
    # "Ministry of Science and Technology", but not "Ministry of Defence and Bob Smith"
    within = any(link in piece for link in ("of", "for", "on")) and not _is_whole(piece[-1])
    return links == ["and"] and within and not is_head(word) and word not in FORENAMES


def _is_whole(word: str) -> bool:
    """Tell whether a word is a name by itself, after which "and" leads to another: "the PLA"."""
    return is_known(word) or word in PLACES or (word.isupper() and len(word) > 1)


def _named(piece: list[str], *, begins: bool, before: str, after: str) -> Found | None:
    """Return what a piece names, if it can be told."""
    while piece and (piece[0].lower() in STOP_WORDS or piece[0] in PARTICLES):
        piece, begins = piece[1:], False
    while piece and piece[-1] in LINK_WORDS:
        piece = piece[:-1]
    if not piece or any(character.isdigit() for word in piece for character in word):
        return None
    return (
        _titled(piece)
        or _organisation(piece, begins=begins, after=after)
        or _person(piece, begins=begins, before=before, after=after)
        or _single(piece, begins=begins)
    )


def _titled(piece: Sequence[str]) -> Found | None:
    titles = [i for i, word in enumerate(piece[:-1]) if word.rstrip(".").lower() in TITLES]
    if not titles or LINKED & set(piece) or tuple(piece[:2]) in _NO_TITLE:
        return None
    at = titles[-1] + 1
    name = list(piece[at:])
    if len(name) > _MOST_WORDS or any(is_head(word) or word in NO_NAMES for word in name):
        return None
    if any(_NO_PERSON.search(word) for word in name) or "." in name[0][:-1]:
        return None
    if any(word in PLACES for word in name[:1]) or name[0].rstrip(".").lower() in TITLES:
        return None
    if all(word.isupper() and len(word) > 1 for word in name) or ROMAN.fullmatch(name[0]):
        return None
    # "National Security Advisor": what stands before a title goes with it, but for a "Tuesday".
    title = list(dropwhile(_tells_when, piece[:at]))
    return Found(" ".join(name), Kind.PERSON, " ".join(title))


def _tells_when(word: str) -> bool:
    return word in TIMES or word.endswith("ly")


def _organisation(piece: Sequence[str], *, begins: bool, after: str) -> Found | None:
    if not is_organisation(piece, begins=begins):
        return None
    acronym = _BEHIND.match(after)
    alias = acronym[1] if acronym and _stands_for(acronym[1], piece) else None
    return Found(" ".join(piece), Kind.ORGANISATION, None, alias)


def _stands_for(acronym: str, words: Sequence[str]) -> bool:
    """Tell whether the acronym's letters begin the words, in order."""
    letters = iter([word[0].upper() for word in words])
    return all(letter in letters for letter in acronym)


def _person(piece: Sequence[str], *, begins: bool, before: str, after: str) -> Found | None:
    words = list(piece)
    for at, word in enumerate(words[:-1]):
        known = (word in FORENAMES and word not in PLACES) or INITIALS.fullmatch(word)
        if known and (at == 0 or begins or words[at - 1] in NO_NAMES or words[0] in PLACES):
            words = words[at:]
            break
    count = sum(word not in PARTICLES for word in words)
    if not 1 < count <= _MOST_WORDS or LINKED & set(words) or not _may_be_a_person(words):
        return None
    first = words[0]
    told = (
        (first in FORENAMES and first not in PLACES)
        # One initial alone may be the end of the sentence before it: "vitamin D. However".
        or (_several_initials(words) and not INITIALS.fullmatch(words[-1]))
        or (first in SURNAMES_FIRST and len(words) == 2 and words[-1] not in SURNAMES_FIRST)  # noqa: PLR2004 (two words)
        or ((role := _ROLE.search(before)) and role[1] in ROLES and not begins)
        or ((verb := _VERB.match(after)) and verb[1] in SPEAKING and not begins)
    )
    return Found(" ".join(words), Kind.PERSON) if told else None


def _several_initials(words: Sequence[str]) -> bool:
    initials = [word for word in words if INITIALS.fullmatch(word)]
    return words[0] in initials and "".join(initials).count(".") > 1


def _may_be_a_person(words: Sequence[str]) -> bool:
    return not any(
        word in NO_NAMES
        or is_head(word)
        or _NO_PERSON.search(word)
        or (word.isupper() and len(word) > 1 and not _of_a_person(word))
        or word.rstrip(".").lower() in TITLES
        or _POSSESSIVE.search(word)
        for word in words
    ) and (words[-1] not in PLACES)


def _of_a_person(word: str) -> bool:
    """Tell whether capitals alone may be part of a person's name: initials, a number."""
    return bool(INITIALS.fullmatch(word) or ROMAN.fullmatch(word))


def _single(piece: Sequence[str], *, begins: bool) -> Found | None:
    """Return one word that may be a surname, or an acronym; where a sentence begins, neither."""
    if len(piece) > 1 or begins:
        return None
    (word,) = piece
    if word in NO_NAMES or word in PLACES or word in FORENAMES:
        return None
    return Found(word, None)


def _says_nothing(word: str) -> bool:
    """Tell whether one word alone is in no case a name: "The", "December", "China"."""
    common = word in NO_NAMES or word in PLACES or word in FORENAMES
    return common or len(word) == 1 or (word.lower() in STOP_WORDS and not is_known(word))
