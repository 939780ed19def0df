"""A name or a term -> the passages that mention it, the earliest document first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.core.mention import (
    Case,
    Form,
    equivalents,
    form_of,
    mentions_in,
    name_form,
    phrases_of,
)
from index.core.name_list import Name
from index.core.name_words import PLACES, TITLES
from index.core.names import Kind
from index.core.organisations import LINK_WORDS, is_known
from index.core.people import POSSESSIVE, is_courtesy, surname_of, titled
from index.core.quotes import search_words
from index.core.short_names import Short
from index.core.stopwords import STOP_WORDS
from index.core.typography import plain
from index.digests.inflections import Stems, term_forms
from index.digests.near import (
    SUGGESTED,
    alike_names,
    corrected,
    listed,
    near_names,
    related_names,
    unknown_name,
)
from index.digests.shelf import Shelf, rows_with
from index.domain import Citation
from index.engines.sentences import SentencexSegmenter
from index.errors import NotFoundError, QuestionError
from index.library import Reader

MAX_ASKED = 64
"""Characters of a name or a term: as much as a button can carry along."""

_LOOKED_AT = 20
"""Passages in which it is seen how a name is written."""

_POSSESSIVE = re.compile(POSSESSIVE.pattern, re.IGNORECASE)

_segmenter = SentencexSegmenter()


class UnknownNameError(NotFoundError):
    """Nothing in the corpus is called so, or no passage has the words."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A passage that mentions what was asked for."""

    row: int
    start: int  # of the first mention, in the passage's text
    end: int
    times: int


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where a name or a term is mentioned."""

    asked: str  # as it is written: in the list of names, or as it was typed
    passages: tuple[Mentioned, ...]  # by the document's date, undated last; then in order
    documents: int  # that have these passages
    undated: int  # of them, without a date
    more: bool  # further passages hold the words, and were not looked through
    name: Name | None = None
    forms: tuple[str, ...] = ()  # further ways to write it that were looked for
    others: tuple[str, ...] = ()  # names that hold the word, where more than one does
    corrected: str | None = None  # what was typed, where it was read otherwise

    @property
    def times(self) -> int:
        """How often it is mentioned."""
        return sum(one.times for one in self.passages)


def who(reader: Reader, typed: str) -> Mentions:
    """Return where a person, an organisation or a place is mentioned.

    A misspelt name is read as the one that was meant, if only one comes near.

    Raises:
        QuestionError: if it is empty, too long, or too common a word.
        UnknownNameError: if nothing is called so; the sentence offers the closest names.

    """
    asked = _checked(typed, "name")
    bare = _POSSESSIVE.sub("", asked)
    found = _named(reader, bare)
    if bare != asked and not found.name:
        whole = _named(reader, asked)
        if whole.name or whole.times == found.times > 1:  # "McDonald's" is called so
            found, bare = whole, asked
    asked = bare
    if found.passages:
        return found if found.name or not asked.islower() else _as_written(reader, found)
    near = near_names(reader, search_words(asked))
    # What is offered must be there: the list may hold what only looks like a name.
    sound = [(text, one) for text in near if (one := _named(reader, text)).passages]
    if len(sound) == 1:
        return replace(sound[0][1], corrected=asked)
    offered = [text for text, _ in sound] or related_names(reader, search_words(asked))
    if not offered:
        alike = alike_names(reader, search_words(asked))
        offered = [text for text in alike if _named(reader, text).passages][:SUGGESTED]
    raise UnknownNameError(unknown_name(asked, offered))


def term(reader: Reader, typed: str, stems: Stems) -> Mentions:
    """Return where a word or a phrase is mentioned, in all its inflected forms.

    Raises:
        QuestionError: if it is empty, too long, or too common a word.
        UnknownNameError: if no passage has it; the sentence offers the closest words.

    """
    asked = _POSSESSIVE.sub("", _checked(typed, "term"))
    found = _worded(reader, asked, stems)
    if found.passages:
        return found
    words = search_words(asked)
    right = [corrected(reader, word) for word in words]
    if right != words:
        again = _worded(reader, " ".join(right), stems)
        if again.passages:
            return replace(again, corrected=asked)
    known = [
        word for word in words if word not in STOP_WORDS and reader.snapshot.store.counts([word])
    ]
    hint = f" It has {listed(known)}." if known and len(words) > 1 else ""
    msg = f"No passage has {asked!r}.{hint} Try fewer words, or ask a question."
    raise UnknownNameError(msg)


def cited(reader: Reader, passages: Iterable[Mentioned], first: int = 1) -> list[Citation]:
    """Return the passages' citations, numbered from ``first``, the mention's sentence marked."""
    citations = []
    for number, one in enumerate(passages, start=first):
        passage = reader.snapshot.store.passage(one.row)
        language = reader.document(passage.key).language
        spans = _segmenter.sentences(passage.text, language)
        first_of = [span for span in spans if span[0] <= one.start < span[1]]
        window = first_of[0] if first_of else (one.start, one.end)
        citations.append(reader.cite(passage.id, window, number))
    return citations


def names(reader: Reader, first: int, limit: int) -> tuple[list[Name], int]:
    """Return people and organisations from a rank on, from 0, and how many there are."""
    table = reader.snapshot.store.names
    return table.ranked(first, limit), table.count()


def names_beginning(reader: Reader, typed: str, limit: int) -> list[Name]:
    """Return names that what is ``typed`` so far may mean, the most mentioned first."""
    return reader.snapshot.store.names.beginning(search_words(typed), limit)


def _checked(typed: str, what: str) -> str:
    text = plain(typed)
    if len(text.encode("utf-16-le")) > 2 * MAX_ASKED:
        msg = f"A {what} may have {MAX_ASKED} characters and this has {len(text)}; shorten it."
        raise QuestionError(msg)
    bare = _POSSESSIVE.sub("", text)
    words = search_words(bare)
    if not words:
        msg = f"There is no word in it; type a {what}."
        raise QuestionError(msg)
    common = all(word in STOP_WORDS or (len(word) == 1 and word.isascii()) for word in words)
    named = equivalents(bare) or (bare.isupper() and len(bare) > 1)  # "WHO" is not "who"
    named = named or (len(words) > 1 and is_known(bare.upper()))  # "at&t"
    if common and not named:
        msg = f"{bare!r} is too common: almost every passage has it. Add a word to it."
        raise QuestionError(msg)
    return text


def _named(reader: Reader, asked: str) -> Mentions:
    table = reader.snapshot.store.names
    words = search_words(asked)
    if group := equivalents(asked):
        forms = [form_of(one, Case.CAPITALS if one.isupper() else Case.NAME) for one in group]
        return _found(reader, asked if asked in group else group[0], forms, told=group)
    untitled = _untitled(reader, asked)
    holding = table.with_words(untitled)
    full = [word for word in untitled if len(word) > 1]
    if not holding and len(full) > 1:  # "Barack H. Obama"
        holding, untitled = table.with_words(full), full
    exact = [
        one
        for one in holding
        if search_words(one.text) in (words, untitled) or search_words(one.alias or "") == words
    ]
    name = exact[0] if exact else None
    whole = name.text if name else _bare(asked, untitled)
    short = _short_of(reader, name) if name and search_words(whole) == untitled else None
    if name and not short and search_words(name.text) != untitled:  # its acronym was asked for
        whole = name.alias or asked
    found = _found(reader, whole, [name_form(whole)], [short.text] if short else [], short)
    others = [one.text for one in holding if one.text != whole] if len(untitled) == 1 else []
    return replace(found, name=name, others=tuple(others[:SUGGESTED]))


def _as_written(reader: Reader, found: Mentions) -> Mentions:
    """Return mentions of what was typed in small letters under what one of the first has."""
    store = reader.snapshot.store
    texts = [
        store.passage(one.row).text[one.start : one.end] for one in found.passages[:_LOOKED_AT]
    ]
    # Capitals alone may be those of a heading: "CHINA AND THE WORLD".
    written = next((text for text in texts if not text.isupper()), texts[0])
    return replace(found, asked=" ".join(written.split()))


def _short_of(reader: Reader, name: Name) -> Short | None:
    if name.kind is Kind.ORGANISATION:
        return Short(name.alias, person=False) if name.alias else None
    surname = surname_of(name.text)
    none = surname is None or len(surname) == 1 or surname.isupper() or surname in PLACES
    if surname is None or none or " " not in name.text:
        return None
    called = reader.snapshot.store.names.with_words(search_words(surname))
    title = None if name.title is None or is_courtesy(name.title) else name.title.split()[-1]
    return Short(
        surname,
        person=True,
        full=name.text,
        first=name.text.startswith(f"{surname} "),
        shared=any(one.kind is Kind.ORGANISATION and " & " not in one.text for one in called),
        several=sum(surname_of(one.text) == surname != one.text for one in called) > 1,
        title=title,
    )


def _untitled(reader: Reader, asked: str) -> list[str]:
    """Return the folded words of a name without the titles that were typed before it."""
    typed = asked.lower() if asked.isupper() else asked
    words = [one if one in LINK_WORDS else one[0].upper() + one[1:] for one in typed.split()]
    if has_title := titled(words):
        return search_words(has_title[0])
    whole = search_words(asked)
    together = reader.snapshot.store.names.with_words(whole)  # "General Motors"
    return whole[-1:] if TITLES & {*whole[-2:-1]} and not together else whole  # "Mrs. May"


def _bare(asked: str, untitled: Sequence[str]) -> str:
    """Return what was asked for without the titles before it, in capitals where it had them."""
    kept = asked.split()[-len(untitled) :] if len(asked.split()) >= len(untitled) else [asked]
    return " ".join(kept)


def _worded(reader: Reader, asked: str, stems: Stems) -> Mentions:
    shouted = asked.isupper() and len(asked) <= MAX_ASKED and " " not in asked and len(asked) > 1
    if shouted:  # "WHO" is not "who"
        return _found(reader, asked, [form_of(asked, Case.CAPITALS)])
    forms, told = term_forms(reader, search_words(asked), stems)
    return _found(reader, asked, forms, told=told)


def _found(
    reader: Reader,
    asked: str,
    forms: Sequence[Form],
    told: Iterable[str] = (),
    short: Short | None = None,
) -> Mentions:
    """Look the forms up, and what the documents that have one of them call it for short."""
    store = reader.snapshot.store
    shelf = Shelf(reader)
    further = [name_form(short.text)] if short else []
    rows, more = rows_with(reader, [phrases_of([*forms, *further])])
    texts = {row: store.passage(row).text for row in rows}
    whole = {row: mentions_in(text, forms) for row, text in texts.items()}
    named = {shelf.owner(row).key for row, spans in whole.items() if spans}
    passages = []
    for row in rows:
        spans = whole[row]
        if short:
            within = shelf.owner(row).key in named
            both = mentions_in(texts[row], [*forms, *further])
            spans = [s for s in both if s in spans or short.means(texts[row], s, named=within)]
        passages += [Mentioned(row, *spans[0], times=len(spans))] if spans else []
    owners = {shelf.owner(one.row).key: shelf.owner(one.row) for one in passages}
    return Mentions(
        asked,
        tuple(passages),
        len(owners),
        sum(owner.date is None for owner in owners.values()),
        more,
        forms=tuple(one for one in told if one != asked),
    )
