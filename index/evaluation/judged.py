"""A question, what answers it, and whether a citation does."""

from dataclasses import dataclass
from typing import TypeAlias

from index.core.typography import plain
from index.domain import Citation


@dataclass(frozen=True, slots=True)
class AtParagraph:
    """The passage with the number in the document with the key."""

    key: str
    paragraph: int  # from 1


@dataclass(frozen=True, slots=True)
class WithWords:
    """Any passage that contains the words, whatever their typography, case and line breaks."""

    words: str


@dataclass(frozen=True, slots=True)
class InDocument:
    """Any passage of the document with the key."""

    key: str


Gold: TypeAlias = AtParagraph | WithWords | InDocument
"""What a right passage is."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question of which it is known what answers it."""

    question: str
    gold: tuple[Gold, ...]  # any of them will do; none where the corpus does not answer
    kind: str | None = None
    split: str | None = None

    @property
    def answerable(self) -> bool:
        """Whether the corpus answers the question."""
        return bool(self.gold)


def is_right(citation: Citation, gold: tuple[Gold, ...]) -> bool:
    """Tell whether the citation is of a passage that answers."""
    return any(_is(citation, one) for one in gold)


def comparable(text: str) -> str:
    """Return ``text`` in the form that the words of ``WithWords`` are looked for in."""
    return plain(text).casefold()


def written(gold: Gold) -> str:
    """Return ``gold`` as a file of questions has it."""
    match gold:
        case AtParagraph(key, paragraph):
            return f"{key}:{paragraph}"
        case WithWords(text) | InDocument(text):
            return text


def _is(citation: Citation, gold: Gold) -> bool:
    match gold:
        case AtParagraph(key, paragraph):
            return (citation.key, citation.paragraph) == (key, paragraph)
        case WithWords(words):
            return comparable(words) in comparable(citation.quote)
        case InDocument(key):
            return citation.key == key
