"""What a button asks for -> what its card shows, read from the corpus and checked each time."""

from collections.abc import Sequence

from bot.discord.cards.answer import GONE, PER_PAGE, Page
from bot.discord.cards.reading import ROOM, Reading, fits
from bot.discord.excerpt import parts_of
from bot.journal import Entry, Shown
from bot.wording import NEAR_MISSES
from index.domain import Answer, Citation, Passage, Source, Verdict
from index.errors import NotFoundError
from index.library import Reader

MOST = 3 * PER_PAGE
"""Passages that an answer is asked for: three pages of them."""

_JUMPS = 25
_FIRST_WORDS = 90


class GoneError(NotFoundError):
    """A passage that a card shows is not in the corpus any more."""


def kept(answer: Answer) -> int:
    """Return how many passages of an answer are worth turning pages for."""
    if answer.verdict is Verdict.NOT_IN_CORPUS:
        return NEAR_MISSES
    return max(answer.relevant, PER_PAGE)


def first_page(answer: Answer, entry: Entry, owner: int) -> Page:
    """Return the first page of an answer that was just given, and kept as ``entry``."""
    shown = answer.citations[: min(len(entry.shown), PER_PAGE)]
    return Page(entry, 1, _pages(entry), shown, owner)


def page_of(
    reader: Reader, entry: Entry, number: int, owner: int, asked: str | None = None
) -> Page:
    """Return a page, from 1, of an answer; a number out of range is the nearest page.

    The ``owner`` turns its card, on which the question was ``asked`` in a line.
    """
    pages = _pages(entry)
    number = min(max(number, 1), pages)
    shown = entry.shown[(number - 1) * PER_PAGE : number * PER_PAGE]
    citations = tuple(_cited(reader, passage) for passage in shown)
    return Page(entry, number, pages, citations, owner, asked)


def _pages(entry: Entry) -> int:
    return max(-(-len(entry.shown) // PER_PAGE), 1)


def _cited(reader: Reader, shown: Shown) -> Citation | None:
    try:
        return reader.cite(shown.passage_id, (shown.start, shown.end))
    except NotFoundError:
        return None


def cited(reader: Reader, passage_id: str) -> Citation:
    """Return the citation of a passage that a card shows.

    Raises:
        GoneError: if its document was changed or removed since.

    """
    try:
        return reader.cite(passage_id)
    except NotFoundError as error:
        raise GoneError(GONE) from error


def whole_of(reader: Reader, passage_id: str) -> tuple[Citation, list[str]]:
    """Return a passage's citation, and its text escaped, in parts that fit a card each.

    Raises:
        GoneError: if its document was changed or removed since.

    """
    citation = cited(reader, passage_id)
    return citation, parts_of(citation.quote, ROOM)


def sources_of(reader: Reader) -> list[Source]:
    """Return what is known of every document."""
    return reader.sources()


def reading_from(reader: Reader, key: str, number: int) -> Reading:
    """Return the page of a document that starts at a paragraph, from 1.

    Raises:
        NotFoundError: if there is no such document or paragraph.

    """
    source, passages = _document(reader, key)
    if not 1 <= number <= len(passages):
        there = f"the paragraphs 1 to {len(passages)}; ask for one of these"
        if len(passages) == 1:
            there = "paragraph 1 alone; ask for that"
        msg = f"{source.key} has {there}."
        raise NotFoundError(msg)
    first = number - 1
    citations = _forward(reader, passages, first)
    after = first + len(citations)
    return Reading(
        source,
        tuple(citations),
        previous=_page_before(reader, passages, first),
        following=after + 1 if after < len(passages) else None,
        jumps=_jumps(passages) if len(citations) < len(passages) else (),
    )


def context_of(reader: Reader, passage_id: str) -> Reading:
    """Return a passage between its neighbours.

    Raises:
        GoneError: if its document was changed or removed since.

    """
    try:
        middle = reader.passage(passage_id)
    except NotFoundError as error:
        raise GoneError(GONE) from error
    source, passages = _document(reader, middle.key)
    first, after = max(middle.number - 2, 0), min(middle.number + 1, len(passages))
    return Reading(
        source,
        tuple(reader.cite(passage.id) for passage in passages[first:after]),
        previous=_page_before(reader, passages, first),
        following=after + 1 if after < len(passages) else None,
        around=middle.number,
    )


def _document(reader: Reader, key: str) -> tuple[Source, list[Passage]]:
    source = reader.source(key)
    return source, reader.passages(source.key)


def _forward(reader: Reader, passages: Sequence[Passage], first: int) -> list[Citation]:
    citations = [reader.cite(passages[first].id)]
    for passage in passages[first + 1 :]:
        more = [*citations, reader.cite(passage.id)]
        if not fits(more):
            break
        citations = more
    return citations


def _page_before(reader: Reader, passages: Sequence[Passage], first: int) -> int | None:
    """Return the paragraph at which the page before starts, or ``None`` at the beginning."""
    if not first:
        return None
    start, citations = first, list[Citation]()
    while start and fits([*citations, more := reader.cite(passages[start - 1].id)]):
        citations.append(more)
        start -= 1
    return min(start, first - 1) + 1


def _jumps(passages: Sequence[Passage]) -> tuple[tuple[int, str], ...]:
    """Return paragraphs spread evenly over a document, with how they begin."""
    step = -(-len(passages) // _JUMPS)
    return tuple((p.number, " ".join(p.text[:_FIRST_WORDS].split())) for p in passages[::step])
