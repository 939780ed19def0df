"""The words of the house, as types: they hold data, do no I/O and do not format themselves.

Offsets are counted in characters (Unicode code points) of ``Document.text``; ``end`` is exclusive.
"""

from dataclasses import dataclass
from enum import StrEnum

DEFAULT_CITATIONS = 3
MAX_CITATIONS = 100
"""Passages of an answer: unless more are asked for, and at most."""


class Verdict(StrEnum):
    """What an answer claims about its passages."""

    ANSWERED = "answered"
    POSSIBLE = "possible"
    NOT_IN_CORPUS = "not_in_corpus"


class Style(StrEnum):
    """A form that a citation can be written out in, ready to copy."""

    PLAIN = "plain"
    CHICAGO = "chicago"
    APA = "apa"
    MLA = "mla"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL_JSON = "csl-json"


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
class KnownQuestion:
    """A question that somebody has judged, with the ids of passages that answer it or do not."""

    question: str
    answered_by: tuple[str, ...] = ()
    not_answered_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a document, without its text."""

    key: str
    title: str
    publisher: str | None
    author: str | None
    date: str | None
    url: str | None
    language: str | None
    passages: int  # how many it has


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the corpus that is asked; ``None`` sets no bound.

    Dates are ISO 8601, as precise as they are known, and both bounds belong to the scope. A
    document of 2009 may be of December 2009, so it is in the scope of either; one without a date
    is in the scope of no date.
    """

    source: str | None = None  # a document's key
    since: str | None = None
    until: str | None = None


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question with what goes along with it."""

    question: str
    k: int  # how many citations, at most
    scope: Scope = EVERYTHING
    before: str | None = None  # the question that this one may be a follow-up of


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
    page: int | None = None  # on which it begins, of the file that the text was taken from


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
    language: str | None = None  # BCP 47, of the document
    page: int | None = None  # on which the passage begins, where the document has pages


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the person who asked.

    Under ``not_in_corpus`` the citations are the nearest passages, not an answer; a front end
    labels them so.
    """

    question: str
    verdict: Verdict
    answerability: float  # 0 to 1: how likely it is that the first citation answers
    citations: tuple[Citation, ...]
    corrections: tuple[tuple[str, str], ...] = ()  # (as typed, as searched), for misspelt words
    before: str | None = None  # the question before it, where this one was read as its follow-up
    scope: Scope = EVERYTHING
    relevant: int = 0  # citations, from the first on, that answer about as well as the first
    missing: tuple[str, ...] = ()  # what the question names and nothing in the corpus mentions


class QuoteStatus(StrEnum):
    """What became of a quote that was looked for."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    NOT_FOUND = "not_found"


class Side(StrEnum):
    """Whose the words of a difference are."""

    BOTH = "both"
    SOURCE = "source"  # the quote leaves them out
    QUOTE = "quote"  # the source does not have them
    GAP = "gap"  # the source's, left out where the quote says so


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a difference, with the space that follows them; of both, as the source has them."""

    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a quote turned out to be.

    The citation is that of the passage in which the quote begins, its ``window`` the part of the
    passage that was quoted; there is none under ``not_found``. The difference is empty where the
    quote is the source's words without a gap.
    """

    quote: str  # as it was compared: an attribution that stood beside it is taken off
    status: QuoteStatus
    citation: Citation | None = None
    difference: tuple[Run, ...] = ()
    gaps: int = 0  # what the quote says that it leaves out, "[...]"
    passages: tuple[str, ...] = ()  # ids of all that the quote runs over, in order
    others: tuple[Citation, ...] = ()  # further places of a verbatim quote, numbered from 2


class Length(StrEnum):
    """How long a briefing is: about 5, 10 or 20 passages, fewer where there are not as many."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Point:
    """Passages of a briefing that are near in meaning: one, or one each of several documents.

    What is shown of each is its ``window``: all of the passage, or whole sentences of a long one.
    """

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A subtopic of a briefing, headed by words that stand so in one of its passages.

    Where none fit it is headed by a label of ours, of ``index.core.telling``.
    """

    heading: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """Passages on a topic, in an order to be read in; numbered from 1 throughout, none twice."""

    topic: str
    verdict: Verdict  # ``not_in_corpus``: the sections hold the nearest passages, labelled so
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]  # that are cited, ordered by key
    silent: tuple[Source, ...]  # of the scope, that have nothing on the topic, ordered by key
    missing: tuple[str, ...] = ()  # what the topic names and nothing in the corpus mentions
    corrections: tuple[tuple[str, str], ...] = ()  # (as typed, as searched), for misspelt words
    scope: Scope = EVERYTHING
    among: tuple[str, ...] = ()  # keys of its documents, where several were named
    further: tuple[Source, ...] = ()  # that have something on it, uncited, best first

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation, by number."""
        return tuple(
            citation
            for section in self.sections
            for point in section.points
            for citation in point.citations
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """What each source says on a topic: one passage each, oldest first, undated last."""

    topic: str
    verdict: Verdict  # ``not_in_corpus``: the citations are the nearest passages, labelled so
    citations: tuple[Citation, ...]  # numbered from 1
    silent: tuple[Source, ...]  # of the scope, that have nothing on the topic, ordered by key
    missing: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    scope: Scope = EVERYTHING
    among: tuple[str, ...] = ()  # keys of its documents, where several were named
    further: tuple[Source, ...] = ()  # that have something on it, uncited, best first
