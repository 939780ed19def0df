"""Whatever was asked in vain, and whatever is posted, its card is one that Discord takes."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daily import Schedule
from bot.discord.cards.daily import (
    MOST,
    Planned,
    daily_card,
    daily_status_card,
    switched_on_card,
)
from bot.discord.cards.gaps import PER_PAGE, gaps_card, table_card
from bot.discord.cards.privacy import privacy_card
from bot.gaps import Gap
from bot.keeping import Keep
from index.domain import Citation
from tests.bot.discord.cards.test_limits import LARGEST, LETTERS, alike, problems
from tests.bot.discord.hostile import KEYS, LONG, NUMBERS, WORST, citations

TIMES = st.floats(0, 4e9)
PLANNED = Planned(
    Schedule(LARGEST, LARGEST, 1439, 2, "k" * 60, "", 0.0, None), 4_000_000_000.0, 10**6
)


@st.composite
def gaps(draw: st.DrawFn) -> Gap:
    """Draw what people may have asked."""
    words = st.lists(LONG, max_size=5).map(tuple)
    first, last = sorted([draw(TIMES), draw(TIMES)])
    number = draw(NUMBERS)
    return Gap(
        *(draw(LONG), number, number, first, last),
        *(draw(words), draw(words), draw(words)),
        frozenset(),
    )


@given(
    st.lists(st.tuples(gaps(), st.none() | citations()), min_size=1, max_size=PER_PAGE + 2),
    st.integers(-1, 9),
)
def test_gaps(drawn: Sequence[tuple[Gap, Citation | None]], page: int) -> None:
    """Any page, with passages that answer, the same one for several among them."""
    all_ = [gap for gap, _ in drawn]
    number = min(max(page, 1), -(-len(all_) // PER_PAGE))
    found = [one for _, one in drawn][(number - 1) * PER_PAGE : number * PER_PAGE]
    assert problems(gaps_card(all_, page, found)) == []


@pytest.mark.parametrize("letters", LETTERS)
def test_the_longest_gaps(letters: str) -> None:
    """All that can be known of a group, as long as it can be, and many pages."""
    words = (letters,) * 9
    gap = Gap(letters, 10**6, 10**6, 0.0, 4e9, words, words, words, frozenset())
    for one in WORST:
        found = alike(one, PER_PAGE)
        assert problems(gaps_card([gap] * 2000, 2, found)) == []
        assert problems(gaps_card([gap] * 2000, 2, [one] * PER_PAGE)) == []
    assert problems(table_card(2000)) == []


@given(citations(), st.booleans())
def test_passages_of_the_day(cited: Citation, weekly: bool) -> None:  # noqa: FBT001 (drawn)
    """Whatever stands in a document."""
    assert problems(daily_card(cited, weekly=weekly)) == []


def test_the_longest_passages_of_the_day() -> None:
    """And as many channels as a server has."""
    for one in WORST:
        assert problems(daily_card(one, weekly=True)) == []
    zone = "America/Argentina/ComodRivadavia"
    assert problems(switched_on_card(PLANNED, zone)) == []
    for many in (0, 1, MOST, 500):
        assert problems(daily_status_card([PLANNED] * many, zone)) == []


@given(KEYS)
def test_any_source(key: str) -> None:
    """Whatever the key of the document is."""
    schedule = replace(PLANNED.schedule, source=key)
    assert problems(switched_on_card(replace(PLANNED, schedule=schedule), "UTC")) == []


@pytest.mark.parametrize("keep", Keep)
@pytest.mark.parametrize("days", [0, 90, 2**31 - 1])
@pytest.mark.parametrize("logged", [True, False])
def test_privacy(keep: Keep, days: int, *, logged: bool) -> None:
    """However it is set."""
    assert problems(privacy_card(days, keep, log_questions=logged)) == []
