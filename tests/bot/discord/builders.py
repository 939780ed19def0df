"""Builders of answers, and the named fakes of this front end."""

from dataclasses import replace

from index.domain import Answer, Citation, Verdict


def citation(
    number: int = 1,
    quote: str = "He was shocked. Shocked!",
    window: tuple[int, int] | None = None,
    **fields: str | int | None,
) -> Citation:
    """Return a citation of ``quote``, matched as a whole unless ``window`` says (start, end)."""
    start, end = window or (0, len(quote))
    known: dict[str, str | int | None] = {
        "passage_id": "renault-xbyzgn",
        "key": "renault",
        "title": "Getting Past Captain Renault",
        "publisher": "Asia Unbound",
        "author": "The Author",
        "date": "2009-12-14",
        "paragraph": 3,
        "heading": None,
        "url": "https://www.cfr.org/blog#:~:text=shocked",
    }
    return Citation(
        number=number,
        quote=quote,
        start=100,
        end=100 + len(quote),
        window=quote[start:end],
        window_start=100 + start,
        window_end=100 + end,
        **{**known, **fields},  # type: ignore[arg-type]
    )


def answer(
    *citations: Citation,
    verdict: Verdict = Verdict.ANSWERED,
    corrections: tuple[tuple[str, str], ...] = (),
) -> Answer:
    """Return an answer with the citations."""
    return Answer("Who was shocked?", verdict, citations, corrections)


class CannedAsker:
    """Answers every question with the same answer, or fails with the same error."""

    def __init__(self, canned: Answer | Exception) -> None:
        self.canned = canned
        self.asked: list[str] = []

    def ask(self, question: str, k: int) -> Answer:
        """Return what was canned, ``k`` citations at most; raise it if it is an error."""
        self.asked.append(question)
        if isinstance(self.canned, Exception):
            raise self.canned
        return replace(self.canned, question=question, citations=self.canned.citations[:k])
