"""``/tour`` where no team wrote one: it is made of the corpus, once for all who ask."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot.discord import desk, touring
from bot.discord.desk import MOST_TO_MAKE
from bot.discord.gate import MAKING, Visitor
from bot.discord.tour_presses import tour_of
from bot.discord.touring import MadeTours
from bot.settings import Access, Rate
from index.digests.tour import Tour, made_tour
from index.library import Library
from tests.bot.discord.place import place
from tests.bot.discord.seen import text_of, told_alone
from tests.bot.discord.taking import on, toured
from tests.index.digests.tours import NO_PROSE, QUAYS, TWO

Builder = Callable[[Mapping[str, str]], Library]


async def test_without_the_teams_a_tour_is_made(fake_library: Builder, tmp_path: Path) -> None:
    """It is said to be made, its questions are words of the text, and it is made once."""
    async with place(fake_library(TWO), tmp_path / "state") as here:
        message = await toured(here)
        assert "made from the corpus" in text_of(message)
        assert "### What does “The quays of the old port” say on “" in text_of(message)
        made = here.service.made_tours.kept(here.service.library)
        assert made is not None
        await on(here, message, len(made.steps))
        assert "Self-check 1 of" in text_of(message)
        assert here.service.made_tours.kept(here.service.library) is made


def test_another_corpus_has_another_tour(fake_library: Builder) -> None:
    """What was made of one index is not shown over the next."""
    tours = MadeTours()
    first = fake_library({"quays.md": QUAYS})
    made = tours.made(first)
    assert tours.kept(first) is tours.made(first) is made
    second = fake_library(TWO)
    assert tours.kept(second) is None
    assert len(tours.made(second).steps) > len(made.steps)


async def test_where_there_is_none_that_is_told(fake_library: Builder, tmp_path: Path) -> None:
    """The sentence names what can be done in Discord instead."""
    async with place(fake_library(NO_PROSE), tmp_path / "state") as here:
        result = await here.alice.slash(here.channel, "tour")
        assert "No tour can be made" in told_alone(result)
        assert "/sources lists the documents" in told_alone(result)


@pytest.fixture
def makings(monkeypatch: pytest.MonkeyPatch) -> list[Library]:
    """Return the libraries of which a tour is made from now on, one each time."""
    made: list[Library] = []

    def noted(library: Library) -> Tour:
        made.append(library)
        return made_tour(library)

    monkeypatch.setattr(touring, "made_tour", noted)
    return made


async def test_all_who_wait_for_one_tour_have_it(
    fake_library: Builder, makings: list[Library]
) -> None:
    """It is made once, takes one place of what may wait to be made, and turns nobody away."""
    async with place(fake_library(TWO)) as here:
        people = [visitor(number) for number in range(MOST_TO_MAKE + 2)]
        tours = await asyncio.gather(*(tour_of(here.service, one) for one in people))
        assert all(tour is not None and tour == tours[0] for tour in tours)
        assert len(makings) == 1


async def test_that_there_is_none_is_found_once(
    fake_library: Builder, makings: list[Library]
) -> None:
    """What cannot be made of a corpus is not tried anew whenever somebody asks."""
    async with place(fake_library(NO_PROSE)) as here:
        for person in (here.alice, here.bob):
            result = await person.slash(here.channel, "tour")
            assert "No tour can be made" in told_alone(result)
        assert len(makings) == 1


async def test_what_goes_wrong_otherwise_is_tried_again(
    fake_library: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That a tour could not be made this time says nothing of the corpus."""
    async with place(fake_library(TWO)) as here:
        with monkeypatch.context() as broken:
            broken.setattr(touring, "made_tour", lambda library: library.snapshot / 0)
            result = await here.alice.slash(here.channel, "tour")
            assert "Something went wrong" in told_alone(result)
        assert "Step 1" in text_of(await toured(here))


async def test_to_make_a_tour_is_counted_and_to_take_it_is_not(fake_library: Builder) -> None:
    """Whoever may ask no more is told so; what was made is there for everybody."""
    access = Access(per_user=Rate(MAKING, 60))
    async with place(fake_library(TWO), access=access) as here:
        here.service.gate.spend(visitor(here.alice.id))
        assert "ask again in" in told_alone(await here.alice.slash(here.channel, "tour"))
        message = await toured(here, here.bob)
        here.service.gate.spend(visitor(here.alice.id), MAKING - 1)
        assert "Step 1" in text_of(await toured(here))
        await here.press(here.bob, message, "tour:step:.*")
        assert "Step 2" in text_of(message)


async def test_a_tour_that_is_turned_away_costs_nothing(
    fake_library: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where too much waits to be made, nothing is counted."""
    async with place(fake_library(TWO), access=Access(per_user=Rate(MAKING, 60))) as here:
        monkeypatch.setattr(desk, "MOST_TO_MAKE", 0)
        told = told_alone(await here.alice.slash(here.channel, "tour"))
        assert "Too much is being put together" in told
        monkeypatch.undo()
        assert "Step 1" in text_of(await toured(here))


def visitor(user: int) -> Visitor:
    """Return somebody in a direct message."""
    return Visitor(user, guild=None, channels=frozenset(), roles=frozenset(), manages=False)
