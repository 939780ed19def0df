"""Timelines are made beside all else, counted, and kept for those who turn their pages."""

import threading
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bot.discord import desk, timelines
from bot.discord.gate import MAKING
from bot.discord.timelines import MOST_KEPT, Timelines
from bot.settings import Access, Rate
from index.digests import marks
from index.digests.timeline import Timeline, timeline
from index.domain import Scope
from index.library import Library, Reader
from tests.bot.discord.place import Place, place
from tests.bot.discord.seen import text_of, told_alone

Builder = Callable[[Mapping[str, str]], Library]

LETTERS = {
    f"letter{year}.md": f"---\ntitle: Letter of {year}\ndate: {year}-03\n---\n\n"
    f"I met him in {year - 10}, and he spoke of hackers.\n"
    for year in range(1910, 1922)
}


@pytest.fixture
def letters(fake_library: Builder) -> Library:
    """Return a library of letters, a year each."""
    return fake_library(LETTERS)


@pytest.fixture
def makings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the threads in which a timeline is made, or drawn, from now on."""
    threads: list[str] = []
    draw = marks.drawn

    def made(reader: Reader, scope: Scope, *rest: Any) -> Timeline:  # noqa: ANN401
        threads.append(threading.current_thread().name)
        return timeline(reader, scope, *rest)

    def drawn(found: Timeline) -> bytes:
        threads.append(threading.current_thread().name)
        return draw(found)

    monkeypatch.setattr(timelines, "timeline", made)
    monkeypatch.setattr(timelines, "drawn", drawn)
    return threads


async def shown(here: Place, **given: object) -> Any:  # noqa: ANN401 (untyped)
    """Have Alice ask for a timeline, and return its message."""
    return (await here.alice.slash(here.channel, "timeline", **given)).response


async def test_to_turn_a_page_makes_nothing_anew(letters: Library, makings: list[str]) -> None:
    """The picture stays the same; so it is for the next who asks for the same."""
    given = {"since": "1905-01", "topic": " the\n Hackers", "source": "letter1918"}
    for options in ({}, {"since": "1905-01", "topic": " the\n Hackers"}, given):
        async with place(letters) as here:
            makings.clear()
            message = await shown(here, **options)
            before = await message.attachments[0].read()
            if options is not given:
                await here.press(here.alice, message, r"dates:\d+:2:.*")
                assert "Page 2" in text_of(message)
            assert await message.attachments[0].read() == before
            await shown(here, **options)
            assert len(makings) == 2


async def test_a_timeline_is_made_in_the_thread_of_what_takes_longer(
    letters: Library, makings: list[str]
) -> None:
    """Found and drawn: the one that reads must be there for completions."""
    async with place(letters) as here:
        await shown(here)
        assert {name.partition("_")[0] for name in makings} == {"asker"}


async def test_to_make_one_is_counted_and_to_turn_it_is_not(letters: Library) -> None:
    """It costs as much as a briefing; another one has to wait."""
    async with place(letters, access=Access(per_user=Rate(MAKING, 60))) as here:
        message = await shown(here)
        for page in (2, 3):
            await here.press(here.alice, message, rf"dates:\d+:{page}:.*")
            assert f"Page {page}" in text_of(message)
        other = await here.alice.slash(here.channel, "timeline", since="1905", private=False)
        assert "ask again in" in told_alone(other)
        assert here.replies == []
        assert "12 documents" in text_of(await shown(here))


@pytest.mark.parametrize(
    "given", [{"topic": "the"}, {"topic": "x" * 41}, {"source": "nothing"}, {"since": "soon"}]
)
async def test_what_cannot_be_read_costs_nothing(letters: Library, given: dict[str, str]) -> None:
    """One sentence, and the next one is made."""
    async with place(letters, access=Access(per_user=Rate(MAKING, 60))) as here:
        told_alone(await here.alice.slash(here.channel, "timeline", private=False, **given))
        assert "12 documents" in text_of(await shown(here))


async def test_one_that_is_turned_away_costs_nothing(
    letters: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where too much waits to be made, nothing is counted."""
    async with place(letters, access=Access(per_user=Rate(MAKING, 60))) as here:
        monkeypatch.setattr(desk, "MOST_TO_MAKE", 0)
        told = told_alone(await here.alice.slash(here.channel, "timeline"))
        assert "Too much is being put together" in told
        monkeypatch.undo()
        assert "12 documents" in text_of(await shown(here))


def test_those_made_last_are_kept(letters: Library, makings: list[str]) -> None:
    """And no more of them than fit."""
    made = Timelines()
    scopes = [Scope(since=str(year)) for year in range(1900, 1901 + MOST_KEPT)]
    for scope in scopes:
        made.made_page(letters, scope, None, 1)
    assert made.page(letters, scopes[0], None, 1) is None
    assert all(made.page(letters, scope, None, 1) for scope in scopes[1:])
    assert made.page(letters, scopes[1], "hackers", 1) is None
    assert len(makings) == 2 * len(scopes)


def test_another_corpus_has_another_timeline(letters: Library, fake_library: Builder) -> None:
    """What was made of one index is not shown over the next."""
    made = Timelines()
    made.made_page(letters, Scope(), None, 1)
    changed = LETTERS["letter1910.md"].replace("1900", "1890")
    other = fake_library({**LETTERS, "letter1910.md": changed})
    assert made.page(other, Scope(), None, 1) is None
