"""Briefing or comparison -> the bytes of a file, in the format that its name asks for."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import PurePath

from index.domain import Briefing, Comparison
from index.errors import QuestionError
from index.printing.paper import Paper, paper_of


class Format(StrEnum):
    """A kind of file, by the ending of its name."""

    MARKDOWN = "md"
    WORD = "docx"
    PDF = "pdf"
    HTML = "html"


def printed(made: Briefing | Comparison, as_format: Format, date: str | None = None) -> bytes:
    """Return a file of what was made, the same bytes each time; dated if a date is given."""
    return _writer(as_format)(paper_of(made, date))


def _writer(as_format: Format) -> Callable[[Paper], bytes]:
    """Return what writes the format, whose library is loaded when it is wanted first."""
    match as_format:
        case Format.MARKDOWN:
            from index.printing.markdown import markdown

            return markdown
        case Format.WORD:
            from index.printing.word_file import word_file

            return word_file
        case Format.PDF:
            from index.printing.pdf_file import pdf_file

            return pdf_file
        case Format.HTML:
            from index.printing.web_page import web_page

            return web_page


def format_of(name: str) -> Format:
    """Return the format that a file's name asks for by its ending.

    Raises:
        QuestionError: if it has none of the endings.

    """
    ending = PurePath(name).suffix.removeprefix(".").casefold()
    try:
        return Format(ending)
    except ValueError:
        *most, last = [f".{known}" for known in Format]
        msg = f"{name} has none of the endings {', '.join(most)} and {last}; give it one of them."
        raise QuestionError(msg) from None
