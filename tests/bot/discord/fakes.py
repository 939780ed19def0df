"""Libraries that behave as no small corpus can make a real one behave."""

from collections.abc import Sequence

from index.domain import Answer, Citation, Inquiry, Passage
from index.library import Library


class FailingLibrary(Library):
    """A library with which everything fails in the same way."""

    def __init__(self, library: Library, error: Exception) -> None:
        """Read from what ``library`` reads from, and raise ``error`` where it counts."""
        super().__init__(library.snapshot, library.searcher)
        self._error = error

    def ask_many(self, inquiries: Sequence[Inquiry]) -> list[Answer | Exception]:
        """Fail at each question."""
        return [self._error for _ in inquiries]

    def suggest(self, typed: str, limit: int) -> list[Passage]:
        """Fail."""
        del typed, limit
        raise self._error

    def cite(
        self, passage_id: str, window: tuple[int, int] | None = None, number: int = 1
    ) -> Citation:
        """Fail."""
        del passage_id, window, number
        raise self._error
