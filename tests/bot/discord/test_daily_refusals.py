"""A channel that takes no passage is tried again, for a while, and after some days no more."""

from collections.abc import Callable, Mapping

import pytest

from bot.daily import CLAIMED_FOR, MOST_REFUSED, REFUSED_FOR
from bot.discord.daily import LOOK_EVERY
from index.library import Library
from tests.bot.discord.dailies import HOUR, days
from tests.bot.journals import DAY
from tests.index.digests.test_daily import FILES


@pytest.fixture
def piers(fake_library: Callable[[Mapping[str, str]], Library]) -> Library:
    """Return a library with eight passages of prose."""
    return fake_library(FILES)


async def test_where_it_may_no_longer_write_it_stops_on_the_third_day(
    piers: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """The log and the status say so from the first, and the other channels go on."""
    async with days(piers) as on:
        shut = on.here.guild.create_text_channel("shut")
        await on.daily("on", channel=shut, time="13:00")
        await on.daily("on", time="13:00")
        messages = f"/channels/{shut.id}/messages"
        on.here.env.inject_error("POST", messages, status=403, code=50013, times=None)
        on.clock.now += HOUR + REFUSED_FOR
        for day in range(1, MOST_REFUSED + 1):
            await on.look()
            await on.look()  # as often as it likes: once a day
            told = caplog.text.count(f"may not post the passage of the day in channel {shut.id}")
            assert told == len(on.posted()) == day
            assert ("no more until /daily on" in caplog.text) is (day == MOST_REFUSED)
            status = await on.daily("status")
            assert ("could not post there the last" in status) is (day < MOST_REFUSED)
            assert ("no more passages" in status) is (day == MOST_REFUSED)
            on.clock.now += DAY
        await on.look()
        assert caplog.text.count(f"channel {shut.id}") == MOST_REFUSED
        on.here.env.backend.faults.clear()
        await on.daily("on", channel=shut, time="13:00")
        on.clock.now += DAY
        await on.look()
        assert len(on.posted(shut)) == 1


async def test_a_refusal_that_passes_costs_no_day(
    piers: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """For an hour it is tried again, a few times, and it does not count."""
    async with days(piers) as on:
        await on.daily("on", time="13:00")
        messages = f"/channels/{on.here.channel.id}/messages"
        on.here.env.inject_error("POST", messages, status=403, code=50013, times=2)
        on.clock.now += HOUR + 1
        for tries in (1, 2):
            for _ in range(2):
                await on.look()
            assert caplog.text.count("and try again in some minutes") == tries
            on.clock.now += CLAIMED_FOR + 1
        await on.look()
        (schedule,) = on.here.service.daily.schedules()
        assert (len(on.posted()), schedule.refused) == (1, 0)


async def test_a_refusal_that_lasts_for_an_hour_ends_the_day(
    piers: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """It is asked each five minutes at most, and then not before the next day."""
    async with days(piers) as on:
        await on.daily("on", time="13:00")
        messages = f"/channels/{on.here.channel.id}/messages"
        on.here.env.inject_error("POST", messages, status=403, code=50013, times=None)
        on.clock.now += HOUR + 1
        for _ in range(2 * REFUSED_FOR // LOOK_EVERY):
            await on.look()
            on.clock.now += LOOK_EVERY
        (schedule,) = on.here.service.daily.schedules()
        assert schedule.refused == 1
        tried = caplog.text.count("may not post the passage")
        assert 1 < tried <= REFUSED_FOR / CLAIMED_FOR + 1
        assert caplog.text.count("and try again on its next day") == 1


async def test_a_refusal_between_two_passages_ends_nothing(piers: Library) -> None:
    """Only those that follow one another count."""
    async with days(piers) as on:
        await on.daily("on", time="13:00")
        on.clock.now += HOUR + REFUSED_FOR
        messages = f"/channels/{on.here.channel.id}/messages"
        for day in range(2 * MOST_REFUSED):
            on.here.env.backend.faults.clear()
            if day % MOST_REFUSED:
                on.here.env.inject_error("POST", messages, status=403, code=50013, times=None)
            await on.look()
            on.clock.now += DAY
        (schedule,) = on.here.service.daily.schedules()
        assert (len(on.posted()), schedule.refused) == (2, MOST_REFUSED - 1)
