"""Whatever a card on the corpus holds, it is one that Discord takes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.cards.changes import log_card, made_card, removal_card, taught_card
from bot.discord.cards.holdings import Holding, holdings_card
from bot.discord.cards.preview import preview_card
from bot.discord.corpus import Made
from bot.trail import QUESTION, Change, What
from index.domain import Document, KnownQuestion, Passage, Source
from index.formats.kinds import Kind
from index.intake import Preview
from tests.bot.discord.builders import source
from tests.bot.discord.cards.test_limits import LARGEST, LETTERS, problems
from tests.bot.discord.hostile import (
    HOSTILE,
    IDS,
    KEYS,
    LONG,
    MAYBE,
    NUMBERS,
    USERS,
    WORST,
    sources,
)

PREVIEW_ID = "abcdefghijkl"
DATES = st.sampled_from([None, "2009", "2009-12", "2009-12-14"])


@st.composite
def previews(draw: st.DrawFn) -> Preview:
    """Draw what a file may become."""
    text = draw(LONG.filter(str.strip))
    fields = {name: draw(MAYBE) for name in ("publisher", "author", "url", "language")}
    of = Document(draw(KEYS), draw(LONG), text, date=draw(DATES), **fields)
    first = Passage(draw(IDS), of.key, 1, None, 0, len(text), text, draw(st.none() | NUMBERS))
    warnings = tuple(draw(st.lists(LONG, max_size=6)))
    pages = draw(st.none() | NUMBERS)
    name = draw(HOSTILE)[:90]
    return Preview(name, draw(st.sampled_from(Kind)), b"", of, first, 9, pages, warnings)


@given(found=previews(), problem=MAYBE, may_add=st.booleans(), may_replace=st.booleans())
def test_previews(
    found: Preview, problem: str | None, *, may_add: bool, may_replace: bool
) -> None:
    """What a file would become, with what is wrong with it."""
    card = preview_card(found, PREVIEW_ID, problem, may_add=may_add, may_replace=may_replace)
    assert problems(card) == []


@pytest.mark.parametrize("letters", LETTERS)
def test_the_longest_previews(letters: str) -> None:
    """All that can stand there, as long as it can be."""
    for one in WORST:
        of = Document(
            "k" * 60, letters, one.quote, letters, letters, "2009-09-30", one.url, letters
        )
        text = one.quote
        first = Passage(f"{'k' * 60}-k3f9ab-12", of.key, 10**6, None, 0, len(text), text, 10**6)
        notes = (letters,) * 9
        found = Preview(letters[:90], Kind.EPUB, b"", of, first, 10**6, 10**6, notes)
        card = preview_card(found, PREVIEW_ID, letters, may_add=False, may_replace=True)
        assert problems(card) == []


@given(sources())
def test_what_may_be_removed(of: Source) -> None:
    """A document, before it goes."""
    assert problems(removal_card(of, "a" * 64)) == []


CHANGES = st.builds(
    Change,
    number=NUMBERS,
    at=st.floats(0, 2**32),
    who=st.none() | USERS,
    what=st.sampled_from(What),
    key=KEYS | KEYS.map(QUESTION.__add__),
    title=LONG,
    present=st.booleans(),
    kept=st.none() | KEYS,
    undoes=st.none() | NUMBERS,
    done=st.booleans(),
)


@given(change=CHANGES, followed=st.booleans())
def test_changes_that_were_made(change: Change, *, followed: bool) -> None:
    """Any change, of any document or question."""
    assert problems(made_card(Made(change, 10**6, 10**9, followed))) == []


@given(
    change=CHANGES,
    question=LONG,
    yes=st.lists(IDS, max_size=2).map(tuple),
    no=st.lists(IDS, max_size=9).map(tuple),
)
def test_what_was_taught(
    change: Change, question: str, yes: tuple[str, ...], no: tuple[str, ...]
) -> None:
    """Any judgement of any question."""
    made = Made(change, 10**6, 10**9, followed=False)
    assert problems(taught_card(made, KnownQuestion(question, yes, no))) == []


@given(changes=st.lists(CHANGES, max_size=12), number=st.integers(0, 3), undone=st.booleans())
def test_logs(changes: list[Change], number: int, *, undone: bool) -> None:
    """The changes, any page of them."""
    numbers = {change.number for change in changes if undone}
    assert problems(log_card(changes, numbers, number)) == []


@given(
    st.lists(
        st.builds(Holding, sources(), LONG, st.booleans(), st.none() | CHANGES),
        max_size=9,
        unique_by=lambda one: one.source.key,
    ),
    st.integers(0, 3),
)
def test_lists_of_what_there_is(holdings: list[Holding], number: int) -> None:
    """The documents with their files, any page of them."""
    assert problems(holdings_card(holdings, number)) == []


@pytest.mark.parametrize("letters", LETTERS)
def test_the_longest_lists_of_changes(letters: str) -> None:
    """Full pages, of the longest titles and files."""
    change = Change(
        10**9, 2**33, LARGEST, What.UNDONE, "k" * 60, letters, present=True, undoes=10**9
    )
    judged = replace(change, key=f"{QUESTION}{letters}")
    of = source("k" * 60, 10**6, title=letters)
    for card in (
        made_card(Made(judged, 10**6, 10**9, followed=False)),
        taught_card(
            Made(replace(judged, kept=letters), 10**6, 10**9, followed=False),
            KnownQuestion(letters, (f"{'k' * 60}-k3f9ab-12",)),
        ),
        log_card([judged] * 30, {10**9}, 2),
        made_card(Made(change, 10**6, 10**9, followed=False)),
        log_card([change] * 30, {10**9}, 2),
        holdings_card([Holding(of, letters, True, change)] * 30, 2),  # noqa: FBT003
    ):
        assert problems(card) == []
