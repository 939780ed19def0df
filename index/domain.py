"""The words of the house, as types: they hold data, do no I/O and do not format themselves.

Offsets are counted in characters (Unicode code points) of ``Document.text``; ``end`` is exclusive.
"""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What an answer claims about its passages."""

    ANSWERED = "answered"
    POSSIBLE = "possible"
    NOT_IN_CORPUS = "not_in_corpus"


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known of it; metadata that is not known is ``None``."""

    key: str
    title: str
    text: str
    publisher: str | None = None
    author: str | None = None
    date: str | None = None  # ISO 8601: "2009", "2009-12" or "2009-12-14"
    url: str | None = None
    language: str | None = None  # BCP 47, such as "en" or "zh"


@dataclass(frozen=True, slots=True)
class Passage:
    """What a reader is shown: a paragraph, ``text == document.text[start:end]``."""

    id: str
    key: str
    number: int  # of the paragraph in its document, from 1
    heading: str | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Window:
    """One or two consecutive sentences of a passage: what is embedded and searched."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that the search found, with the window that matched best."""

    passage: Passage
    window: Window
    score: float
    rank: int  # from 1


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that was compared with its source, and where it stands.

    ``quote`` is the whole passage, ``document.text[start:end]``; ``window`` is the part of it that
    matched, ``document.text[window_start:window_end]``.
    """

    number: int  # from 1
    passage_id: str
    key: str
    title: str
    publisher: str | None
    author: str | None
    date: str | None
    paragraph: int
    heading: str | None
    quote: str
    start: int
    end: int
    window: str
    window_start: int
    window_end: int
    url: str | None  # with a text fragment that opens the source at the window


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the person who asked.

    Under ``not_in_corpus`` the citations are the nearest passages, not an answer; a front end
    labels them so.
    """

    question: str
    verdict: Verdict
    citations: tuple[Citation, ...]
    corrections: tuple[tuple[str, str], ...] = ()  # (as typed, as searched), for misspelt words
