"""Cards of briefings, comparisons and bibliographies are within Discord's limits."""

from dataclasses import replace

import pytest
from discord.ui import TextDisplay
from hypothesis import given
from hypothesis import strategies as st

from bot.digest_records import Kind, Record, shown_of
from bot.discord.cards.bibliography import bibliography_card
from bot.discord.cards.digest import (
    ELSEWHERE,
    NOT_COVERED,
    SOURCES,
    digest_card,
    file_card,
    printed_card,
)
from bot.discord.digests import Digest, Leaf, Numbered, Points
from index.domain import Citation, Scope, Source, Style, Verdict
from index.engines.bibliography import bibliography
from tests.bot.discord.builders import citation, source
from tests.bot.discord.cards.test_limits import LARGEST, LETTERS, alike, problems
from tests.bot.discord.hostile import LONG, MAYBE, USERS, WORST, citations, sources

ID = "abcdefghijkl"

several = st.lists(citations(), min_size=1, max_size=3, unique_by=lambda one: one.passage_id)


def digest(
    *leaves: Leaf,
    kind: Kind = Kind.BRIEFING,
    verdict: Verdict = Verdict.ANSWERED,
    topic: str = "cranes",
    words: str | None = None,
    known: tuple[Source, ...] = (),
    asker: int = LARGEST,
) -> Digest:
    """Return a briefing with the pages; with ``words`` everywhere that words can stand."""
    given_ = (words,) if words else ()
    shown = [one for leaf in leaves for point in leaf.points for _, one in point if one]
    record = Record(
        ID,
        asker,
        kind,
        topic,
        verdict,
        tuple((one, one) for one in given_),
        Scope(words, "2009-09-30", "2010-09-30") if words else Scope(),
        given_ * 3,
        (("heading", tuple((shown_of(one),) for one in shown)),),
        tuple(one.key for one in known),
        given_ * 3,
        tuple(one.key for one in known),
    )
    return Digest(record, leaves, known, known, known)


def leaf(heading: str, *cited: Citation | None, together: bool = False) -> Leaf:
    """Return a page of the citations, apart or as one point."""
    numbered: list[Numbered] = list(enumerate(cited, start=1))
    points: Points = (tuple(numbered),) if together else tuple((one,) for one in numbered)
    return Leaf(heading, points, opens=True)


@given(st.data(), several, LONG, MAYBE, st.lists(sources(), max_size=4, unique_by=lambda s: s.key))
def test_pages(
    data: st.DataObject, cited: list[Citation], topic: str, words: str | None, known: list[Source]
) -> None:
    """Any page of anything, shared or not, whatever is gone."""
    gone: list[Citation | None] = [*cited, None][-3:]
    shown = digest(
        leaf(data.draw(LONG), *cited, together=data.draw(st.booleans())),
        leaf(data.draw(LONG), *gone),
        kind=data.draw(st.sampled_from(Kind)),
        verdict=data.draw(st.sampled_from(Verdict)),
        topic=topic,
        words=words,
        known=tuple(known),
        asker=data.draw(USERS),
    )
    for page in range(1, shown.pages + 1):
        card = digest_card(
            shown, page, private=data.draw(st.booleans()), shared_by=data.draw(st.none() | USERS)
        )
        assert problems(card) == []
    assert problems(file_card(shown)) == []


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("letters", LETTERS)
def test_the_longest_pages(letters: str, *, together: bool) -> None:
    """As many sections as a long briefing has, with the longest of everything."""
    known = tuple(
        source(f"{n:060}", 10**6, title=letters, publisher=letters, author=letters, date="2009")
        for n in range(25)
    )
    for one in WORST:
        leaves = [leaf(letters, *alike(one, 3), together=together) for _ in range(40)]
        shown = digest(*leaves, topic=letters, words=letters, known=known)
        for page in (2, shown.pages):
            assert problems(digest_card(shown, page, private=True, shared_by=LARGEST)) == []
        assert problems(printed_card(shown, f"{'a' * 60}.docx")) == []


@pytest.mark.parametrize("length", range(40, 161, 5))
def test_the_longest_end(length: int) -> None:
    """A long head, and forty documents in each list, whose titles fill it."""
    words = "Committee on Foreign Relations " * 30
    title = ("abcdefghij klmnopqrs " * 20)[:length].strip()
    known = tuple(source(f"k{n}", 10**6, title=title) for n in range(40))
    leaves = [leaf(f"Heading {n}", citation(1)) for n in range(10)]
    full = digest(*leaves, topic=words[:295], words=words, known=known, verdict=Verdict.POSSIBLE)
    record = replace(full.record, among=("k" * 60,) * 3)
    shown = replace(full, silent=known, further=known, record=record)
    card = digest_card(shown, shown.pages, private=True, shared_by=LARGEST)
    assert problems(card) == []
    texts = [one.content for one in card.walk_children() if isinstance(one, TextDisplay)]
    for heading in (ELSEWHERE, NOT_COVERED, SOURCES):
        (text,) = [one for one in texts if one.startswith(heading)]
        assert text.count("\n- ") > 2
        assert text.count("\n- ") >= 10 or "more document" in text


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("letters", LETTERS)
def test_the_longest_bibliographies(style: Style, letters: str) -> None:
    """More documents than a card can show, and titles that are longer than it."""
    known = [
        source(f"k{n}", title=letters * (n % 9 + 1), author=letters, date="2009")
        for n in range(40)
    ]
    for some in (known, known[:1], []):
        written = bibliography(some, style)
        assert problems(bibliography_card(style, written, len(some), "bibliography.json")) == []
