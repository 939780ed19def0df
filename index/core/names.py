"""Passage -> the people and organisations that it names, by plain rules.

A name is a run of words with capitals. What comes before it ("Captain", "spokesman"), what it is
made of ("Council", "Thomas") and what follows it ("said") tell what it names; a run of which
nothing tells that is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.core.name_words import BUSINESS, FIELDS, NO_NAMES, PLACES, TIMES
from index.core.organisations import (
    LINK_WORDS,
    PARTICLES,
    is_code,
    is_head,
    is_institution,
    is_introduced,
    is_known,
    is_organisation,
    is_partnership,
    listed_companies,
    stands_for,
    without_form,
)
from index.core.people import (
    CAPITALS,
    INITIALS,
    OFFICES,
    POSSESSIVE,
    ROMAN,
    is_chinese,
    is_forename,
    is_title,
    may_be_a_person,
    person,
    titled,
)
from index.core.stopwords import STOP_WORDS

_SHORT = (
    "Mr|Mrs|Ms|Dr|Gens?|Secs?|Sens?|Reps?|Gov|Col|Capt|Cmdr|Lt|Maj|Sgt|Profs?|Rev|Amb|Adm|Brig|St"
    "|Jr|Sr"
)
_WORD = (
    rf"(?:(?:{_SHORT})\.|Unit [1-9]\d{{2,5}}\b|(?:[{CAPITALS}]\.)+-[{CAPITALS}]\w+"
    rf"|(?:[{CAPITALS}]\.)(?:-?[{CAPITALS}]\.)*(?:[{CAPITALS}]\b)?|[{CAPITALS}]\w*(?:(?:['’-]|&(?=[{CAPITALS}]))\w+)*)"
)
_GAP = r"(?:[ \u00a0]{1,2}|[ ]?\r?\n[ ]?)"
_ARABIC = r"(?:(?:al|el|ul|as|ash|ad|ar|an)-)?"
_RUN = re.compile(
    # The lookahead comes first, since most characters are no capitals.
    rf"(?=[{CAPITALS}])(?<![\w’'@#/.]){_WORD}(?:{_GAP}(?:(?:{'|'.join(sorted(LINK_WORDS))}){_GAP}){{0,2}}{_ARABIC}{_WORD}){{0,11}}"
)
_SPACE = re.compile(r"(?<!\bUnit)\s+|(?<=\bUnit)\s+(?!\d)")
_BEHIND = re.compile(r"\.?\s*\((?:the\s)?[\"“‘']?([A-Z][A-Za-z]{1,7})[\"”’']?\)")
_IN_FRONT = re.compile(r"\b([A-Z][A-Za-z]{1,7})\s\((?:the\s)?\Z")
_ORDINAL = re.compile(r"(?<![\w-])(\d{1,3}(?:st|nd|rd|th))\s\Z")
_PARTY = re.compile(r"[DIR]-[A-Z]")
"""What stands in brackets behind a politician: "Sen. Dianne Feinstein (D-Calif.)"."""
_DIGIT = re.compile(r"\d")
_OF_A_PEOPLE = re.compile(r"(?:an|ish|ese)\Z")
_KEPT_POSSESSIVE = frozenset("People Children Women Men King Queen Nurse Veteran Worker".split())
_ENDS = re.compile(r"(?:^|[.!?:;•*#>|]|[.!?][\"”’')\]]+)\s*[\"“‘'(\[]?\Z|\n\s*\n\s*\Z|^[-*•]\s*\Z")
_NOT_FOR = frozenset(
    "army church club college company corporation hospital journal library navy news police post"
    " press times tribune university".split()
)
_RANKS = frozenset("Acting Assistant Chief Deputy Founding Group Interim Vice".split())
"""Stand before a title and are part of it."""
_LONG_CAPITALS = 4
_HEADING = 6
_BEFORE, _AFTER = 20, 60
"""Characters on either side that may tell what is named."""


class Kind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text; without a kind it may be a surname, or a name that nothing tells."""

    text: str
    kind: Kind | None
    title: str | None = None
    alias: str | None = None


def names_in(text: str) -> Iterator[Found]:
    """Yield the names in a passage, in order, repeats included."""
    lists = listed_companies(text)
    for match in _RUN.finditer(text):
        words = _SPACE.split(match[0])
        if len(words) == 1 and _says_nothing(words[0]):  # as most words with a capital
            continue
        shouted = [word for word in words if word.isupper() and len(word) >= _LONG_CAPITALS]
        if len(shouted) > 1:  # a heading
            continue
        start, end = match.span()
        begins = start == 0 or _ENDS.search(text[max(start - 6, 0) : start]) is not None
        before, after = text[max(start - _BEFORE, 0) : start], text[end : end + _AFTER]
        if listed := any(first <= start < last for first, last in lists):
            before = "company "  # as if that stood before each of them
        if len(words) == 1:
            word = words[0] if is_known(words[0]) else POSSESSIVE.sub("", words[0])
            yield from _single(word, begins=begins, before=before, after=after)
            continue
        pieces = _pieces(words)
        for place, piece in enumerate(pieces):
            first, last = place == 0, place == len(pieces) - 1
            goes_on = listed and not (first or pieces[place - 1][0].lower() in STOP_WORDS)
            yield from _named(
                piece,
                begins=begins and first,
                before=before if first or goes_on else "",
                after=after if last else "",
            )


def _pieces(words: Sequence[str]) -> list[list[str]]:
    """Return a run in pieces that name one thing each, links between them left out."""
    pieces: list[list[str]] = [[]]
    links: list[str] = []
    for place, word in enumerate(words):
        if word in LINK_WORDS:
            links.append(word)
            continue
        current = pieces[-1]
        if _parts(word, current[-1:], words[place + 1 : place + 2]) or (
            current and not links and _starts_a_person(current, words[place : place + 2])
        ):
            pieces.append([])
        current = pieces[-1]
        if not current:
            current.append(word)
        elif not links or _linked(current, links, word):
            current += [*links, word]
        else:
            pieces.append([word])
        links = []
        bare = POSSESSIVE.sub("", word)
        of_a_saint = pieces[-1][-2:-1] == ["St."]  # "St. Mary's Church"
        of_a_king = words[place + 1 : place + 2] == ["War"]  # "King George's War"
        own = of_a_saint or of_a_king or is_known(word) or is_institution(pieces[-1])
        if bare != word and bare.rstrip("s") not in _KEPT_POSSESSIVE and not own:
            pieces[-1][-1] = bare
            pieces.append([])
    return [piece for piece in pieces if piece]


def _parts(word: str, before: Sequence[str], behind: Sequence[str]) -> bool:
    """Tell whether a name cannot go on to a word."""
    return _stands_apart(word, before, behind) or any(
        _stands_apart(one, (), [word]) for one in before
    )


def _stands_apart(word: str, before: Sequence[str], behind: Sequence[str]) -> bool:
    """Tell whether a word is no part of a name: "The", or the "FUNDING" of a heading."""
    if word.lower() in STOP_WORDS:
        # "Vice Premier He Lifeng", "Liu He", "Theresa May"
        surname = word == "May" and any(is_forename(one) for one in before)
        return not (surname or is_chinese([word, *behind]) or is_chinese([*before, word]))
    if is_code(word):
        return True
    return word.isupper() and word.isalpha() and len(word) >= _HEADING and not is_known(word)


def _starts_a_person(piece: Sequence[str], following: Sequence[str]) -> bool:
    """Tell whether an organisation ends and somebody is named: "Bank of Japan Tom Smith"."""
    ends = is_head(piece[-1]) or piece[-1] in PLACES or piece[-1] in FIELDS
    if not ends or "of" not in piece or not any(is_head(word) for word in piece):
        return False
    return len(following) > 1 and (is_chinese(following) or is_forename(following[0]))


def _linked(piece: Sequence[str], links: Sequence[str], word: str) -> bool:
    """Tell whether the links belong to a name: "van Gogh", "Council on Foreign Relations"."""
    if links == ["&"] or all(link in PARTICLES for link in links):
        return True
    within = any(link in piece for link in ("of", "for", "on"))
    headed = within and any(is_head(one) for one in piece)
    if links[0] == "of":
        office = word in OFFICES and is_title(piece[-1])  # "Secretary of State"
        goes_on = headed and not is_head(word)  # "Court of Justice of the European Union"
        return is_head(piece[-1]) or piece[-1] == "House" or goes_on or office
    if links[0] in {"for", "on"}:  # "Council on ...", but not "Times on Monday"
        follows = word not in TIMES and not is_forename(word)
        leads = is_head(piece[-1]) and piece[-1].lower() not in _NOT_FOR
        return follows and (leads or (headed and is_title(piece[-1])))
    # "Ministry of Science and Technology", but not "Ministry of Defence and Bob Smith"
    one_more = not _is_whole(piece[-1]) and not is_head(word) and not is_forename(word)
    fields = piece[-1] in FIELDS and word in FIELDS  # "Food and Drug Administration"
    another = word in NO_NAMES and _OF_A_PEOPLE.search(word)  # "and European Society"
    if links != ["and"] or another or titled(piece):  # "Secretary of State Kerry and ..."
        return False
    return (within and one_more) or fields


def _is_whole(word: str) -> bool:
    """Tell whether a word is a name by itself, after which "and" leads to another: "the PLA"."""
    return is_known(word) or word in PLACES or (word.isupper() and len(word) > 1)


def _named(piece: list[str], *, begins: bool, before: str, after: str) -> Iterator[Found]:
    """Yield what a piece names, if it can be told."""
    words = _trimmed(piece, begins=begins)
    begins = begins and len(words) == len(piece)
    if not words:
        return
    if len(words) == 1:
        yield from _single(words[0], begins=begins, before=before, after=after)
    elif has_title := titled(words):
        name, title = has_title
        yield from _at_office(title.split(), begins=begins)
        yield Found(name, Kind.PERSON, title)
    elif is_organisation(words, begins=begins) or is_partnership(words, before, after):
        yield _organisation(words, before, after)
    elif _may_be_introduced(words[0]) and is_introduced(before, after):
        yield Found(" ".join(without_form(words)), Kind.ORGANISATION)
    elif somebody := person(words, begins=begins, before=before, after=after):
        yield Found(somebody, Kind.PERSON)
    elif may_be_a_person(words):
        yield Found(" ".join(words), None)


def _single(word: str, *, begins: bool, before: str, after: str) -> Iterator[Found]:
    """Yield one word that is an organisation, or may be a surname unless a sentence begins."""
    if is_known(word) or is_code(word):
        yield _organisation([word], before, after)
    elif _PARTY.match(word) and before.endswith("("):
        return
    elif not (begins or _says_nothing(word) or _DIGIT.search(word)):
        told = _may_be_introduced(word) and is_introduced(before, after)
        yield Found(word, Kind.ORGANISATION if told else None)


def _may_be_introduced(word: str) -> bool:
    """Tell whether "the company" before a word, or ", a company" behind it, can mean it."""
    number = is_head(word) or INITIALS.fullmatch(word) or ROMAN.fullmatch(word)
    subject = word in FIELDS or word[1:2] == "-"  # "group B-those"
    return not (_is_common(word) or number or subject)


def _may_be_a_company(word: str) -> bool:
    return word not in _RANKS and _may_be_introduced(word)


def _trimmed(piece: Sequence[str], *, begins: bool) -> list[str]:
    """Return a piece without the small words at its ends; one with numbers is none."""
    words = list(piece)
    while words and (words[0].lower() in STOP_WORDS or words[0] in PARTICLES):
        if not begins and is_chinese(words):  # "He Lifeng"
            break
        words, begins = words[1:], False
    if begins and len(words) > 1 and words[0] in TIMES:  # "However", "Several"
        words = words[1:]
    while words and words[-1] in LINK_WORDS:
        words.pop()
    numbered = _DIGIT.search(" ".join(words)) is not None
    return [] if numbered and not (len(words) == 1 and is_code(words[0])) else words


def _at_office(title: Sequence[str], *, begins: bool) -> Iterator[Found]:
    """Yield the organisation before a title: "FBI Director", "Credit Suisse CEO"."""
    at = next(i for i, word in enumerate(title) if is_title(word))
    business = title[at].lower() in BUSINESS and all(map(_may_be_a_company, title[:at]))
    if at and (business or is_organisation(title[:at], begins=begins)):
        yield Found(" ".join(title[:at]), Kind.ORGANISATION)


def _organisation(piece: Sequence[str], before: str, after: str) -> Found:
    name = " ".join(without_form(piece))
    if ordinal := _ORDINAL.search(before):  # "54th Research Institute"
        name = f"{ordinal[1]} {name}"
    for acronym in (_BEHIND.match(after), _IN_FRONT.search(before)):
        if acronym and stands_for(acronym[1], piece):
            return Found(name, Kind.ORGANISATION, None, acronym[1])
    return Found(name, Kind.ORGANISATION)


def _says_nothing(word: str) -> bool:
    """Tell whether one word alone is in no case a name: "The", "December", "China"."""
    return (
        _is_common(word) or len(word) == 1 or (word.lower() in STOP_WORDS and not is_known(word))
    )


def _is_common(word: str) -> bool:
    return word in NO_NAMES or word in PLACES or is_forename(word)
