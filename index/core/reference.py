"""Citation -> reference: who, what, when and where, as every citation style asks for it."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from index.core.fragments import without_text_fragment
from index.domain import Citation, Source, Style


@dataclass(frozen=True, slots=True)
class Name:
    """An author; without a given name ``family`` is the name as a whole, never to be turned."""

    family: str
    given: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """What a bibliography says of a document, with the place that is cited.

    ``publisher`` is what the front matter calls so, as a whole: "Asia Unbound (Council on Foreign
    Relations)" may be a blog and the body behind it, and "Reuters (UK)" is not.
    """

    key: str
    title: str
    authors: tuple[Name, ...]
    publisher: str | None
    date: tuple[int, ...]  # (), (year,), (year, month) or (year, month, day): as far as known
    url: str | None  # of the document, without a text fragment
    language: str | None
    paragraph: int | None = None  # none where the document as a whole is meant
    page: int | None = None


def reference_of(citation: Citation) -> Reference:
    """Return the reference of a citation; white space is made one space throughout."""
    document = reference_to(citation)
    return replace(document, paragraph=citation.paragraph, page=citation.page)


def reference_to(document: Citation | Source) -> Reference:
    """Return the reference of a document as a whole, as a bibliography has it."""
    return Reference(
        key=document.key,
        title=_one_line(document.title),
        authors=names_in(document.author),
        publisher=_one_line(document.publisher or "") or None,
        date=date_parts(document.date),
        url="".join(without_text_fragment(document.url or "").split()) or None,
        language=_one_line(document.language or "") or None,
    )


def named_once(reference: Reference, style: Style) -> Reference:
    """Return the reference as a style has it where a body publishes what it wrote itself.

    APA leaves out the site then (Publication Manual, 7th edition, 10.16), the MLA the author, so
    that the entry begins with its title (Handbook, 9th edition, 5.18). Chicago names both.
    """
    if [name.family for name in reference.authors] != [reference.publisher]:
        return reference
    match style:
        case Style.APA:
            return replace(reference, publisher=None)
        case Style.MLA:
            return replace(reference, authors=())
        case _:
            return reference


def names_in(author: str | None) -> tuple[Name, ...]:
    """Return the names in the front matter's ``author``, parted by semicolons.

    A name is split into family and given name only where it says itself which is which: "Writer,
    Any" by its comma, "Any B. Writer" by its initial. All others stay whole, because nothing in
    "Xi Jinping", "Chatham House" and "Ann Smith" tells which of them begins with the family name.
    """
    return tuple(_name(part) for name in (author or "").split(";") if (part := _one_line(name)))


def date_parts(iso: str | None) -> tuple[int, ...]:
    """Return the year, month and day in ``iso``, as far as it has them; () for what is no date."""
    parts = (iso or "").split("-")
    try:
        numbers = tuple(int(part) for part in parts)
        date(*numbers, *(1, 1)[len(numbers) - 1 :])
    except (TypeError, ValueError):
        return ()
    return numbers


_WITH_COMMA = re.compile(r"(?P<family>[^,]+), (?P<given>[^,]+)")
_WITH_INITIAL = re.compile(
    r"(?!(?:U\. [SNK]|E\. U)\. )"  # "U. S. Army"
    r"(?P<given>(?:[^\W\d_][\w'’-]+ )*[^\W\d_]\.(?: [^\W\d_]\.)*) (?P<family>[^\W\d_][\w'’-]+)"
)
_NAMES_OF_BODIES = frozenset(
    "& and for of on the bureau center centre co company corp corporation council gmbh group inc"
    " institute llc llp ltd ministry office university".split()
)
_TITLES = frozenset("jr sr ii iii iv phd md esq".split())  # behind a name, they are no given name
_WORDS_OF_A_NAME = 3


def _name(text: str) -> Name:
    match = _WITH_COMMA.fullmatch(text) or _WITH_INITIAL.fullmatch(text)
    if match and all(_is_of_a_person(part) for part in match.groups()):
        return Name(match["family"], match["given"])
    return Name(text)


def _is_of_a_person(part: str) -> bool:
    words = part.lower().replace(".", " ").split()
    return (
        0 < len(words) <= _WORDS_OF_A_NAME
        and not (_NAMES_OF_BODIES | _TITLES) & set(words)
        and not any(unicodedata.east_asian_width(character) in "WF" for character in part)
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
