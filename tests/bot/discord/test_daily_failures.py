"""What keeps a passage from being posted is told, and keeps no other from it."""

import asyncio
from collections.abc import Callable, Mapping

import discord
import pytest

from bot.daily import CLAIMED_FOR
from bot.discord import daily
from bot.discord.daily import Poster, check_postable
from bot.discord.service import Service, StoppingError
from bot.settings import Access
from index.library import Library
from tests.bot.discord.dailies import HOUR, days
from tests.bot.discord.seen import meanings
from tests.bot.journals import DAY
from tests.index.digests.test_daily import FILES


@pytest.fixture
def piers(fake_library: Callable[[Mapping[str, str]], Library]) -> Library:
    """Return a library with eight passages of prose."""
    return fake_library(FILES)


async def test_an_address_that_is_turned_away_is_no_refusal(
    piers: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """What stands before Discord answers with 403, too, but without a code: it is tried again."""
    async with days(piers) as on:
        await on.daily("on", time="13:00")
        on.clock.now += HOUR + 1
        messages = f"/channels/{on.here.channel.id}/messages"
        on.here.env.inject_error("POST", messages, status=403, code=0, times=1)
        await on.look()
        assert "is tried again" in caplog.text
        on.clock.now += CLAIMED_FOR + 1
        await on.look()
        (schedule,) = on.here.service.daily.schedules()
        assert (len(on.posted()), schedule.refused) == (1, 0)


async def test_a_channel_that_is_gone_is_switched_off(
    piers: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody posts into nothing for ever."""
    async with days(piers) as on:
        on.here.service.daily.switch_on(12345, on.here.guild.id, 13 * 60)
        on.clock.now += HOUR + 1
        await on.look()
        assert "switched off in channel 12345" in caplog.text
        assert on.here.service.daily.schedules() == []


async def test_where_nobody_is_answered_nothing_is_posted(
    piers: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """The channels that are allowed are so for this, too: when it is set, and when it posts."""
    async with days(piers) as on:
        other = on.here.guild.create_text_channel("other")
        on.here.service.gate._access = Access(channels=frozenset({on.here.channel.id}))
        assert "I do not answer in this channel" in await on.daily("on", channel=other)
        await on.daily("on", time="13:00")
        on.here.service.gate._access = Access(channels=frozenset({other.id}))
        on.clock.now += HOUR + 1
        await on.look()
        assert on.posted() == []
        assert "I do not answer in this channel" in caplog.text
        (schedule,) = on.here.service.daily.schedules()  # a wrong setting costs no schedule
        assert schedule.channel == on.here.channel.id
        on.here.service.gate._access = Access()
        on.clock.now += CLAIMED_FOR + 1
        await on.look()
        assert len(on.posted()) == 1


async def test_a_failure_of_the_moment_is_tried_again(
    piers: Library, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Discord is down for a while, the passage comes when it is back."""
    async with days(piers) as on:
        await on.daily("on", time="13:00")
        on.clock.now += HOUR + 1

        async def fails(*_: object, **__: object) -> None:
            raise OSError

        with monkeypatch.context() as patch:
            patch.setattr(discord.TextChannel, "send", fails)
            await on.look()
        assert on.posted() == []
        assert "is tried again" in caplog.text
        on.clock.now += CLAIMED_FOR + 1
        await on.look()
        assert len(on.posted()) == 1


async def test_the_bot_looks_again_and_again(
    piers: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Once it is connected; what fails once is told, and when the bot stops it stops."""
    outcomes: list[Exception | None] = [RuntimeError("once"), None, StoppingError("now")]
    looked = asyncio.Event()

    async def look(_: Poster) -> None:
        outcome = outcomes.pop(0)
        if not outcomes:
            looked.set()
        if outcome is not None:
            raise outcome

    monkeypatch.setattr(Poster, "look", look)
    monkeypatch.setattr(daily, "LOOK_EVERY", 0)
    monkeypatch.setattr(daily, "_CONNECTED", 0)
    async with days(piers) as on:
        ready = iter([False, True])
        monkeypatch.setattr(on.here.bot, "is_ready", lambda: next(ready, True))
        with daily.posting(on.here.bot, on.here.service):
            await asyncio.wait_for(looked.wait(), 10)
        assert "could not be posted yet (RuntimeError('once'))" in caplog.text
        assert outcomes == []


async def test_a_card_that_discord_refuses_is_left_out(
    piers: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """The passage after it comes, at once, and it does not stand in the way of any other."""
    async with days(piers) as on:
        await on.daily("on", time="13:00")
        on.clock.now += HOUR + 1
        messages = f"/channels/{on.here.channel.id}/messages"
        on.here.env.inject_error("POST", messages, status=400, code=50035)
        await on.look()
        assert len(on.posted()) == 1
        left_out, shown = on.here.service.daily.shown(on.here.channel.id)
        assert f"{left_out} is left out" in caplog.text
        (message,) = on.here.replies
        assert f"context:{shown}" in meanings(message)
        for _ in range(6):
            on.clock.now += DAY
            await on.look()
        assert len(set(on.posted())) == 7  # of eight passages


async def test_where_discord_refuses_every_card_none_is_lost(
    piers: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """What is refused whatever it is has not had its turn."""
    async with days(piers) as on:
        await on.daily("on", time="13:00")
        on.clock.now += HOUR + 1
        messages = f"/channels/{on.here.channel.id}/messages"
        on.here.env.inject_error("POST", messages, status=400, code=50035, times=None)
        await on.look()
        assert on.posted() == []
        assert "is tried again" in caplog.text
        on.here.env.backend.faults.clear()
        assert on.here.service.daily.shown(on.here.channel.id) == []
        on.clock.now += CLAIMED_FOR + 1
        await on.look()
        assert len(on.posted()) == 1


async def test_the_only_passage_is_tried_again(
    piers: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """Where no other can take its place."""
    async with days(piers) as on:
        await on.daily("on", time="13:00", source="small")
        on.clock.now += HOUR + 1
        messages = f"/channels/{on.here.channel.id}/messages"
        on.here.env.inject_error("POST", messages, status=400, code=50035, times=2)
        await on.look()
        assert on.posted() == []
        assert "is tried again" in caplog.text
        on.clock.now += CLAIMED_FOR + 1
        await on.look()
        assert len(on.posted()) == 1


async def test_what_nobody_foresaw_keeps_no_other_channel_from_its_passage(
    piers: Library, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each channel is looked at by itself, and the one that failed is tried again."""
    async with days(piers) as on:
        await on.daily("on", time="13:00")
        other = on.here.guild.create_text_channel("other")
        await on.daily("on", time="13:00", channel=other)
        assert on.here.channel.id < other.id

        def fails(service: Service, channel: daily.Postable) -> None:
            if channel.id == on.here.channel.id:
                raise AttributeError
            check_postable(service, channel)

        on.clock.now += HOUR + 1
        with monkeypatch.context() as patch:
            patch.setattr(daily, "check_postable", fails)
            await on.look()
        assert (len(on.posted()), len(on.posted(other))) == (0, 1)
        assert "is tried again: AttributeError()" in caplog.text
        on.clock.now += CLAIMED_FOR + 1
        await on.look()
        assert (len(on.posted()), len(on.posted(other))) == (1, 1)


async def test_a_server_that_is_not_there_yet_has_its_passage_later(
    piers: Library, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as Discord has not told what the bot may do in it."""
    async with days(piers) as on:
        await on.daily("on", time="13:00")
        on.clock.now += HOUR + 1
        with monkeypatch.context() as patch:
            patch.setattr(discord.Guild, "me", None)
            assert "Discord has not told me yet" in await on.daily("on", time="13:00")
            await on.look()
        assert on.posted() == []
        assert "Discord has not told me yet" in caplog.text
        on.clock.now += CLAIMED_FOR + 1
        await on.look()
        assert len(on.posted()) == 1
