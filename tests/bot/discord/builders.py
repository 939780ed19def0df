"""Builders of what cards show."""

from bot.discord.cards.answer import Page
from bot.journal import Entry, Shown
from index.domain import EVERYTHING, Citation, Scope, Source, Verdict

OWNER = 123456789012345678


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


def source(key: str = "renault", passages: int = 9, **fields: str | None) -> Source:
    """Return what is known of a document, nothing but its title unless ``fields`` say more."""
    known: dict[str, str | None] = {
        "title": "Getting Past Captain Renault",
        "publisher": None,
        "author": None,
        "date": None,
        "url": None,
        "language": None,
    }
    return Source(key=key, passages=passages, **{**known, **fields})  # type: ignore[arg-type]


def entry(
    *passages: Citation,
    verdict: Verdict = Verdict.ANSWERED,
    question: str | None = "Who was shocked?",
    before: str | None = None,
    corrections: tuple[tuple[str, str], ...] = (),
    scope: Scope = EVERYTHING,
) -> Entry:
    """Return what the journal keeps of an answer with the passages."""
    shown = tuple(
        Shown(one.passage_id, one.key, one.window_start - one.start, one.window_end - one.start)
        for one in passages
    )
    return Entry("abcdefghijkl", question, before, verdict, corrections, scope, shown)


def page(
    *citations: Citation | None, of: Entry | None = None, number: int = 1, pages: int = 1
) -> Page:
    """Return a page with the citations, of an answer with no other unless ``of`` is given."""
    known = [one for one in citations if one is not None]
    return Page(of or entry(*known), number, pages, citations, OWNER)
