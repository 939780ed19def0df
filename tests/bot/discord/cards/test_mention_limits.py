"""Whatever a card of names, mentions or dates holds, it is one that Discord takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.cards.layout import Card
from bot.discord.cards.mentions import (
    NAMES_PER_PAGE,
    PER_PAGE,
    MentionsPage,
    mentions_card,
    names_card,
)
from bot.discord.cards.timeline import PER_PAGE as DATES_PER_PAGE
from bot.discord.cards.timeline import TimelinePage, timeline_card
from index.core.name_list import Name
from index.core.names import Kind
from index.digests.mentions import MAX_ASKED, Mentioned, Mentions
from index.digests.timeline import MAX_TOPIC, Event, Timeline
from index.domain import Citation, Scope
from tests.bot.discord.builders import source
from tests.bot.discord.cards.test_limits import LARGEST, LETTERS, alike, problems
from tests.bot.discord.hostile import LONG, MAYBE, WORST, citations, sources

SHORT = st.text(min_size=1, max_size=MAX_ASKED // 2)


def mentions(asked: str, passages: int, letters: str, corrected: str | None) -> Mentions:
    """Return mentions of which everything is as long as it may be."""
    return Mentions(
        asked,
        tuple(Mentioned(row, 0, 4, 10**6) for row in range(passages)),
        10**5,
        10**4,
        more=True,
        name=Name(letters, Kind.ORGANISATION, 10**7, letters, letters),
        forms=(letters,) * 12,
        others=(letters,) * 5,
        corrected=corrected,
    )


SEVERAL = st.lists(
    citations(), min_size=1, max_size=PER_PAGE, unique_by=lambda one: one.passage_id
)


@given(SEVERAL, SHORT, LONG, MAYBE)
def test_mentions(drawn: list[Citation], asked: str, letters: str, corrected: str | None) -> None:
    """Passages that mention anything, of whatever documents."""
    found = mentions(letters, len(drawn), letters, corrected)
    page = MentionsPage("term", asked, found, tuple(drawn), 1, 3)
    assert problems(mentions_card(page, LARGEST)) == []


@pytest.mark.parametrize("count", range(1, PER_PAGE + 1))
@pytest.mark.parametrize("letters", LETTERS)
def test_the_longest_mentions(letters: str, count: int) -> None:
    """A full page of the longest passages, whose buttons carry the longest of names along."""
    asked = letters[: MAX_ASKED // (2 if letters[0] > "\uffff" else 1)]
    for one in WORST:
        found = mentions(letters, 250 * PER_PAGE, letters, letters)
        page = MentionsPage("term", asked, found, tuple(alike(one, count)), 249, 250)
        assert problems(mentions_card(page, LARGEST)) == []


@pytest.mark.parametrize("letters", LETTERS)
def test_the_longest_lists_of_names(letters: str) -> None:
    """A full page of names that are as long as can be, and one of none."""
    names = [
        Name(f"{number} {letters[:25]}", Kind.PERSON, 10**7, letters, letters)
        for number in range(NAMES_PER_PAGE)
    ]
    assert problems(names_card(names, 10**6, 2, LARGEST)) == []
    long = [Name(letters, Kind.PERSON, 10**7, letters, letters)] * NAMES_PER_PAGE
    assert problems(names_card(long, 10**6, 2, LARGEST)) == []
    assert problems(names_card([], 0, 1, LARGEST)) == []


def dates(cited: list[Citation | None], letters: str, topic: str, number: int) -> Card:
    """Return the card of a page of dates."""
    of = source("k" * 60, 10**6, title=letters, publisher=letters, author=letters, date="2009-09")
    events = tuple(
        Event(9995 + at, "2009-09-30", "2010-09-30", of, Mentioned(at, 0, 4, 1) if one else None)
        for at, one in enumerate(cited)
    )
    scope = Scope("k" * 60, "2009-09-30", "2010-09-30")
    found = Timeline(events, (of,) * 500, more=True, scope=scope, topic=topic)
    listed = tuple(zip(events, cited, strict=True))
    return timeline_card(TimelinePage(found, listed, number, 2000, "f" * 8), LARGEST)


@given(st.lists(st.none() | citations(), min_size=1, max_size=DATES_PER_PAGE), LONG)
def test_timelines(drawn: list[Citation | None], letters: str) -> None:
    """Dates of anything."""
    assert problems(dates(drawn, letters, letters[:10], 2000)) == []


@pytest.mark.parametrize("number", [1999, 2000])
@pytest.mark.parametrize("letters", LETTERS)
def test_the_longest_timelines(letters: str, number: int) -> None:
    """A full page of dates, before the last and on it, whose buttons say all that they can."""
    topic = letters[: MAX_TOPIC // (2 if letters[0] > "\uffff" else 1)]
    for one in WORST:
        cited: list[Citation | None] = [*alike(one, DATES_PER_PAGE)]
        assert problems(dates(cited, letters, topic, number)) == []
        assert problems(dates([None] * DATES_PER_PAGE, letters, topic, number)) == []


@given(sources())
def test_a_timeline_of_any_document(of: object) -> None:
    """A document's own date needs no passage."""
    events = (Event(1, "2009", "2009", of),)  # type: ignore[arg-type]
    found = Timeline(events, (), more=False, scope=Scope())
    page = TimelinePage(found, ((events[0], None),), 1, 1, "-")
    assert problems(timeline_card(page, LARGEST)) == []
