"""Words with capitals -> whether they name an organisation."""

import re
from collections.abc import Sequence

from index.core.forenames import FORENAMES
from index.core.name_words import (
    COMPANIES,
    FIELDS,
    FIRMS,
    GENERIC,
    HEADS,
    INSTITUTIONS,
    KNOWN_ORGANISATIONS,
    MINISTRIES,
    NO_NAMES,
    PAPERS,
    PARTISAN,
    PLACES,
    THREATS,
    TITLES,
)

PARTICLES = frozenset(
    "de van von der den en ten ter bin ibn al el la du da di del della des".split()
)
LINKED = frozenset({"of", "for", "on", "and", "&"})
LINK_WORDS = PARTICLES | LINKED | {"the"}
"""Words in small letters within a name."""

_COMPANY = frozenset({"AG", "Co", "GmbH", "LLC", "NV", "Plc", "PLC", "SA", "SpA"})
_FORMS = _COMPANY | {"Corp", "Inc", "Incorporated", "Ltd"}
"""Say what a company is in law, and are no part of what it is called."""
_CODE = re.compile(r"(?:APT|FIN|TAG|UAC|UNC)-?\d+|Unit [1-9]\d{2,5}")
"""As attackers are numbered: "APT1", "Unit 61398"."""
_INTRODUCED = re.compile(r"\b([a-z]+(?:-[a-z]+)?)\s\Z")
_EXPLAINED = re.compile(
    rf",\s(?:an?|the)\s(?:[\w-]+\s){{0,3}}?(?:{'|'.join(sorted(FIRMS))})\b"
    r"(?=[,.;:)]|\s(?:of|that|which|in|based|owned|with|for|and|has|had|was|is)\b)"
    r"|\s(?:executives|shareholders)\b"
)
_CAPITALISED = r"[^\W\d_a-z][\w&'’-]*"
_NAMED = rf"{_CAPITALISED}(?:\s(?:&\s)?{_CAPITALISED})*"
_COMPANIES = re.compile(
    r"\b(?:banks|carriers|companies|contractors|corporations|firms|giants|insurers|makers"
    r"|manufacturers|providers|retailers|suppliers|vendors)\s\Z",
    re.IGNORECASE,
)
_LONGEST_KIND = len("manufacturers ") + 1
_LIST = re.compile(
    r"(?:such\sas|like|including)\s"
    rf"(?P<names>{_NAMED}(?:(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s){_NAMED})*)"
)
_ONE_OF_SEVERAL = re.compile(r"(?<!&\s)\b[A-Z][\w'’-]*,\s\Z")
"""As before the last two of "Hilliard, Taylor & Wheeler"."""
_CITED = re.compile(
    r",?\s[(\[]?\d{4}|,?\set\sal\b"
    r"|\s(?:algorithm|criteria|equation|index|method|model|procedure|protocol|scale|score|test)s?\b"
)
"""As behind the authors of a work: "Smith & Jones, 2009", "the Bayley & Pinneau method"."""
_SUBJECTS = frozenset(
    """
    Acquisitions Answers Art Black Blues Breakfast Cinema Conditions Crafts Culture Dragons
    Drink Dungeons Entertainment Field Fire Film Fish Gas Garden Heating History Home Ladies Law
    Light Loss Media Music Nature Oil Order Parks Peace Profit Questions Recreation Rescue Roll
    Search Shopping Society Sons Terms Tools White Wildlife Work Yachts
    """.split()
)
"""Joined by "&", they are a subject and no firm: "Law & Order"."""
_ABSTRACT = re.compile(r"(?:ing|tions?|ments?|ities|ity|ics|isms?|ogy|ance|ence)\Z")
_NO_THREAT = frozenset("Big Black Brown Giant Great Grizzly Little Polar Red Snow Super".split())
_NO_COMPANY = GENERIC | NO_NAMES | FIELDS | LINK_WORDS
_THINGS = frozenset(
    "Act Award Building Classification Criteria Hunt Prize Scale Test Trial Year".split()
)
"""What a name ends in that is no organisation's: "Bank of Italy Building"."""
_VAGUE = frozenset("center centre group library network organisation organization".split())
_SEVERAL = frozenset({"Centers", "Centres"})
_ENDS_A_PARTY = frozenset("Party Union Federation League".split())
_MOST_WORDS = 11
_TELLING_TOGETHER = 2
"""Words such as "National" and "Security" that tell together what each alone does not."""


def is_organisation(words: Sequence[str], *, begins: bool) -> bool:
    """Tell whether words name an organisation; ``begins`` tells that a sentence does with them.

    It has a word such as "Council", which ends it, or which "of" or a place follows.
    """
    if len(words) == 1:
        return is_known(words[0]) or is_code(words[0])
    if is_institution(words):
        return True
    if words[0].lower() in TITLES and words[1] == "of":  # "Secretary of the Navy"
        return False
    heads = (i for i, word in enumerate(words) if is_head(word) and _may_end(words, i + 1))
    head = next(heads, None)
    field = len(words) == _TELLING_TOGETHER and words[0] in FIELDS  # "Software Library"
    if words[-1] in _THINGS or (field and words[1].lower() in _VAGUE):
        return False
    if head is None or len(words) > _MOST_WORDS:
        return _is_called(words)
    return _is_told(words, head) or (
        words[head].lower() in MINISTRIES
        and (
            words[head + 1 : head + 2] == ["of"]  # "Ministry of State Security"
            # "National Security Council", unless only where it stands gives it a capital
            or (head >= _TELLING_TOGETHER and not begins and words[0] not in NO_NAMES)
        )
    )


def is_institution(words: Sequence[str]) -> bool:
    """Tell whether several words are known together: "World Bank", "Standard & Poor's"."""
    return " ".join(words).replace("’", "'") in INSTITUTIONS


def is_partnership(words: Sequence[str], before: str, after: str) -> bool:
    """Tell whether a firm is called after two partners: "Boulton & Watt"."""
    if len(words) != len(("Boulton", "&", "Watt")) or words[1] != "&":
        return False
    # "Simon & Garfunkel", "Bonnie & Clyde": a first name is no partner's.
    if not FORENAMES.isdisjoint(words) or _ONE_OF_SEVERAL.search(before) or _CITED.match(after):
        return False
    return not any(
        word in _NO_COMPANY | PLACES | _SUBJECTS or word.isupper() or _ABSTRACT.search(word)
        for word in (words[0], words[2])
    )


def listed_companies(text: str) -> list[tuple[int, int]]:
    """Return where names stand in a list of companies: "firms such as Acme and Rio Tinto"."""
    return [
        match.span("names")
        for match in _LIST.finditer(text)
        if _COMPANIES.search(text, max(match.start() - _LONGEST_KIND, 0), match.start())
    ]


def is_introduced(before: str, after: str) -> bool:
    """Tell whether what stands around a name says that it is a company's or the like."""
    role = _INTRODUCED.search(before)
    return (role is not None and role[1] in FIRMS) or _EXPLAINED.match(after) is not None


def without_form(words: Sequence[str]) -> list[str]:
    """Return a company's name without what it is in law: "Alcoa" of "Alcoa Inc."."""
    kept = list(words)
    while len(kept) > 1 and kept[-1].rstrip(".") in _FORMS:
        kept.pop()
    single = len(kept) == 1 and kept[0].lower() in COMPANIES  # "Chemical Co"
    return list(words) if single or kept[-1] in _NO_COMPANY else kept


def is_head(word: str) -> bool:
    """Tell whether a word is what an organisation is: "Council", "Inc."."""
    return word.rstrip(".").lower() in HEADS or word.rstrip(".") in _COMPANY


def is_known(word: str) -> bool:
    """Tell whether a word alone is an organisation's name."""
    return word.replace("’", "'") in KNOWN_ORGANISATIONS


def is_code(text: str) -> bool:
    """Tell whether it is the number of a unit or of a group of attackers."""
    return text[-1:].isdigit() and _CODE.fullmatch(text) is not None


def stands_for(acronym: str, words: Sequence[str]) -> bool:
    """Tell whether the acronym's capitals begin the words, in order."""
    capitals = [letter for letter in acronym if letter.isupper()]
    letters = iter([word[0].upper() for word in words])
    return len(capitals) > 1 and all(letter in letters for letter in capitals)


def _is_told(words: Sequence[str], head: int) -> bool:
    """Tell whether the words beside a head say whose it is, or of what."""
    if tuple(words[:2]) == ("United", "States"):  # "United States Navy"
        return True
    rest = [word for word in words if word not in LINK_WORDS and not is_head(word)]
    telling = [word for word in rest if word not in GENERIC]
    if [word for word in telling if word not in NO_NAMES] or (LINKED & set(words) and telling):
        return True
    if words[head].lower() in PAPERS and (len(words) > _TELLING_TOGETHER or words[0] == "Daily"):
        return True  # "Wall Street Journal", "Daily Telegraph"
    return words[head] in _ENDS_A_PARTY and bool(PARTISAN & set(words))


def _is_called(words: Sequence[str]) -> bool:
    """Tell whether words without such a head are called as companies or attackers are."""
    *before, last = words
    if LINKED & set(words) or len(words) > _MOST_WORDS:
        return False
    if last in THREATS:
        return len(before) == 1 and before[0] not in NO_NAMES | PLACES | _NO_THREAT
    return last.lower() in COMPANIES and all(
        word not in NO_NAMES and word not in GENERIC and word not in FIELDS and word not in PLACES
        for word in before[:1]
    )


def _may_end(words: Sequence[str], at: int) -> bool:
    """Tell whether a name may end before a word of it, or go on as organisations' do."""
    behind = words[at:]
    if words[at - 1] in _SEVERAL:  # "Centers for Disease Control"
        return bool(behind) and behind[0] in LINKED
    return not behind or behind[0] in LINKED or all(word in PLACES for word in behind)
