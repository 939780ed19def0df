"""Question -> query: what the library searches with."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.core.filler import without_filler
from index.core.shorthand import expanded
from index.core.terms import words_of
from index.core.typography import plain
from index.errors import QuestionError

MAX_QUESTION_CHARACTERS = 2000
"""As much as one Discord message holds; what is longer is a document, not a question."""

_QUOTED = re.compile(r"\"([^\"]+)\"|(?<!\w)'([^']+)'(?!\w)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched with."""

    text: str  # without filler, shorthand written out, spelling corrected
    phrases: tuple[str, ...]  # quoted in the question, as words parted by single spaces
    corrections: tuple[tuple[str, str], ...]  # (as typed, as searched)
    before: str = ""  # the question that this one is a follow-up of, in the same way


def checked(question: str) -> str:
    """Return ``question`` in plain typography, ready to be searched with.

    Raises:
        QuestionError: if it is empty, has no word, or is over ``MAX_QUESTION_CHARACTERS``.

    """
    if len(question) > MAX_QUESTION_CHARACTERS:
        msg = (
            f"The question has {len(question):,} characters and the limit is"
            f" {MAX_QUESTION_CHARACTERS:,}; ask it in fewer words."
        )
        raise QuestionError(msg)
    text = plain(question)
    if not text:
        msg = "The question is empty; ask one in words."
        raise QuestionError(msg)
    if not _WORD.search(text):
        msg = "The question has no word in it; ask one in words."
        raise QuestionError(msg)
    return text


def understood(question: str, correct: Callable[[str], str]) -> Query:
    """Return the query that ``question`` means.

    ``correct`` returns a word as the corpus spells it, or unchanged. Words with a digit, acronyms
    and names with a capital inside ("BSkyB") are never put to it.
    """
    text = plain(question)
    stripped = without_filler(expanded(without_filler(text)))
    corrections: dict[str, str] = {}

    def corrected(match: re.Match[str]) -> str:
        word = match[0]
        if not word.isalpha() or word[1:] != word[1:].lower():
            return word
        right = correct(word.lower())
        if right == word.lower():
            return word
        right = right.capitalize() if word[0].isupper() else right
        corrections[word] = right
        return right

    searched = _WORD.sub(corrected, stripped)
    phrases = [as_phrase(match[1] or match[2]) for match in _QUOTED.finditer(searched)]
    return Query(searched, tuple(filter(None, phrases)), tuple(corrections.items()))


def as_phrase(text: str) -> str:
    """Return the words of ``text`` parted by single spaces, to look for a phrase in."""
    return " ".join(words_of(text))


def contains(text: str, phrases: tuple[str, ...]) -> bool:
    """Tell whether every phrase stands in ``text``, word for word."""
    words = f" {as_phrase(text)} "
    return all(f" {phrase} " in words for phrase in phrases)
