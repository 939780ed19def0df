"""Text -> the words that say what it is about, and where they stand."""

import re
from dataclasses import dataclass

from index.core.stopwords import STOP_WORDS

_OF_THE_TEXT_ITSELF = frozenset(
    """
    article articles author authors author's blog blogger citation citations cite corpus doc
    docs document documents essay essays paragraph paragraphs passage passages piece post posts
    quotation quotations quote quotes source sources text texts writer writers
    """.split()
)
"""Words with which people speak of what they read, rather than of what it is about."""

_GREETINGS = frozenset("bye cheers goodbye hello hey hi hiya howdy sup yo".split())
"""What a greeting is near to is no answer to it."""

_WORD = re.compile(r"[^\W_]+(?:['.-]+[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, ``text[start:end]``."""

    text: str
    start: int
    end: int


def all_words(text: str) -> list[Word]:
    """Return every word of ``text`` as it is written, in order."""
    return [Word(match[0], *match.span()) for match in _WORD.finditer(text)]


def content_words(text: str) -> list[Word]:
    """Return the words of ``text`` without those that only hold a sentence together."""
    return [word for word in all_words(text) if is_content(word)]


def is_content(word: Word) -> bool:
    """Tell whether a word says something of what a text is about."""
    return word.text.casefold() not in STOP_WORDS


def is_telling(word: Word) -> bool:
    """Tell whether a passage that answers should have the word, or one that comes near it.

    "Who is Captain Renault in this article?" is answered by one that says nothing of articles.
    """
    folded = word.text.casefold()
    return is_content(word) and folded not in _OF_THE_TEXT_ITSELF and folded not in _GREETINGS


def opens_sentence(text: str, word: Word) -> bool:
    """Tell whether a sentence of ``text`` begins with the word, which so has a capital anyway."""
    return text[: word.start].rstrip()[-1:] in {"", ".", "!", "?"}
