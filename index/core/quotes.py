"""Text -> tokens to compare a quote by: what typography changes is gone, where they stand is kept.

Equal are all quotation marks, all dashes, all ellipses, whatever spaces and line breaks part the
words, and the case of the quote's first letter. Marks of Markdown, which a reader of the page does
not see, are no tokens. Everything else counts: other case, accents, commas, signs and numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from index.core.typography import folded, plain
from index.errors import QuestionError

MIN_QUOTE_WORDS = 4
"""Fewer words stand in many texts by chance."""
MAX_QUOTE_CHARACTERS = 20_000
WORDS_PER_GAP = 4
"""With fewer words a gap a "quote" is a collage: then an ellipsis only stands for one."""

ELLIPSIS = "..."
_QUOTATION_MARK = '"'
_DASH = "-"

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_INVISIBLE = "\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_LETTERS = rf"[^\W_{_IDEOGRAPHS}]+(?:[{_INVISIBLE}][^\W_{_IDEOGRAPHS}]*)*"
_DASHES = "‐‑‒–—―−﹘﹣－-"
_MARKS = "\"'‘’‚‛′´ʼ＇“”„‟″«»‹›＂「」『』"
_DOTS = r"(?:[.…](?:\s*[.…])+|…)"
_TOKEN = re.compile(
    rf"""
    (?P<gap> \[\s*{_DOTS}\s*\] | \(\s*{_DOTS}\s*\) )
    | (?P<dots> {_DOTS} )
    | (?P<skipped>
        \[sic\]
        | \]\([^()\s]*\)                              # where a link leads to
        | </?[A-Za-z][^<>]*> | <!--[^<>]*-->
        | ^[ \t]*(?:>[ \t]?)+ | ^[ \t]*(?:[-*+]|\#{{1,6}})[ \t]+
        # An initial put into brackets, "[T]he", is read with its word.
        | \[(?![^\W\d_]\][^\W\d_]) | [\]*_`~]
      )
    | (?P<word>
        [{_IDEOGRAPHS}]
        # A sign, and the point in front of a fraction, belong to their number.
        | (?: \[[^\W\d_]\] | (?<![^\s(])(?:[{_DASHES}]\.?|\.)(?=\d) )?
          {_LETTERS}
          (?: (?: (?<=\d)[.,:](?=\d) | ['’ʼ＇](?=[^\W\d_]) ) {_LETTERS} )*
      )
    | (?P<dash> [{_DASHES}]+ )
    | (?P<mark> [{_MARKS}]+ )
    | (?P<other> \S )
    """,
    re.VERBOSE | re.MULTILINE,
)
_SEARCHED = re.compile(rf"[{_IDEOGRAPHS}]|[^\W_{_IDEOGRAPHS}]+")
_PLACED = re.compile(rf"[{_IDEOGRAPHS}]|{_LETTERS}")
_EDGE = frozenset({_QUOTATION_MARK, _DASH, ELLIPSIS, *",.;:()"})
"""What may stand at a quote's ends and not in the source: the sentence around brings it along."""


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    MARK = "mark"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, as it is compared, and where it stands."""

    key: str
    start: int
    end: int
    kind: Kind
    any_case: bool = False  # of the first letter


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote as it is looked for."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def gaps(self) -> int:
        """How many gaps it may have."""
        return sum(token.kind is Kind.GAP for token in self.tokens)

    def segments(self) -> list[list[str]]:
        """Return the words to search with, by the pieces that the gaps leave."""
        pieces: list[list[str]] = [[]]
        for token in self.tokens:
            if token.kind is Kind.GAP:
                pieces.append([])
            elif token.kind is Kind.WORD:
                pieces[-1] += search_words(token.key)
        return [piece for piece in pieces if piece]


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of ``text[start:end]``, their offsets counted from the text's beginning.

    The ellipses of a text are marks of it; only in a quote can one be a gap.
    """
    return list(_tokens(text, start, len(text) if end is None else end))


def quote_of(text: str) -> Quote:
    """Return the quote that ``text`` is.

    Raises:
        QuestionError: if it is empty, has fewer words than ``MIN_QUOTE_WORDS`` or more characters
            than ``MAX_QUOTE_CHARACTERS``.

    """
    if len(text) > MAX_QUOTE_CHARACTERS:
        msg = (
            f"The quote has {len(text):,} characters and the limit is {MAX_QUOTE_CHARACTERS:,};"
            " verify it in parts."
        )
        raise QuestionError(msg)
    if not text.strip():
        msg = "The quote is empty; give the words to look for."
        raise QuestionError(msg)
    tokens = _without_edges(tokens_of(text))
    words = _count(tokens)
    if words < MIN_QUOTE_WORDS:
        msg = f"A quote of at least {MIN_QUOTE_WORDS} words can be verified; this one has {words}."
        raise QuestionError(msg)
    return Quote(text, tuple(_with_gaps(tokens, words)))


def words_in(text: str) -> int:
    """Return how many words ``text`` has, each ideograph for one."""
    return _count(tokens_of(text))


def search_words(text: str) -> list[str]:
    """Return all words of ``text``, folded, ideographs alone: what the store is searched by."""
    # Of ASCII nothing is folded but its case; this is asked for every word of a source.
    return _SEARCHED.findall(text.lower() if text.isascii() else folded(text))


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word of ``search_words`` with where it stands: ``text[start:end]``."""
    for match in _PLACED.finditer(text):
        word = match[0]
        yield (word.lower() if word.isascii() else folded(word)), match.start(), match.end()


def _count(tokens: list[Token]) -> int:
    return sum(token.kind is Kind.WORD for token in tokens)


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        kind, key = Kind.MARK, ""
        match match.lastgroup:
            case "word":
                kind, key = Kind.WORD, _word(match[0])
            case "gap" | "dots":
                key = ELLIPSIS
            case "dash":
                key = _DASH
            case "mark":
                key = _QUOTATION_MARK
            case "other":
                key = plain(match[0])
        if key:
            bracketed = kind is Kind.WORD and match[0].startswith("[")
            yield Token(key, match.start(), match.end(), kind, bracketed)


def _word(text: str) -> str:
    if text.isascii() and text[0] != "[":
        return text
    return plain(text.replace("[", "").replace("]", ""))


def _without_edges(tokens: list[Token]) -> list[Token]:
    first, last = 0, len(tokens)
    while first < last and tokens[first].key in _EDGE:
        first += 1
    while last > first and tokens[last - 1].key in _EDGE:
        last -= 1
    return tokens[first:last]


def _with_gaps(tokens: list[Token], words: int) -> Iterator[Token]:
    """Yield the tokens with ellipses as gaps, and any case where a piece of the quote begins."""
    collage = sum(token.key == ELLIPSIS for token in tokens) * WORDS_PER_GAP > words
    begins = True
    for token in tokens:
        if token.key == ELLIPSIS:
            begins = True
            yield token if collage else replace(token, kind=Kind.GAP)
        elif token.kind is Kind.WORD:
            yield replace(token, any_case=begins or token.any_case)
            begins = False
        else:
            yield token
