"""``/daily``: a passage every day or week in a channel, switched on and off."""

from collections.abc import Callable, Mapping

import discord
import pytest

from bot.discord.client import UNSEEN
from bot.discord.commands.daily import NO_PROSE, NOT_YOURS
from index.library import Library
from tests.bot.discord.dailies import HOUR, REFUSED, days
from tests.index.digests.test_daily import FILES


@pytest.fixture
def piers(fake_library: Callable[[Mapping[str, str]], Library]) -> Library:
    """Return a library with eight passages of prose."""
    return fake_library(FILES)


async def test_it_can_be_switched_off(piers: Library) -> None:
    """In the channel that is named, and nothing more comes."""
    async with days(piers) as on:
        await on.daily("on", time="13:00", channel=on.here.channel)
        assert "gets a passage every day" in await on.daily("status")
        assert "gets no more passages" in await on.daily("off")
        assert "gets no passages" in await on.daily("off")
        assert "No channel of this server" in await on.daily("status")
        on.clock.now += HOUR + 1
        await on.look()
        assert on.posted() == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"time": "noonish"}, "'noonish' is no time of the day; write it as 09:00"),
        ({"source": "unknown"}, "No document is named 'unknown'"),
        ({"source": "table"}, NO_PROSE),
    ],
)
async def test_bad_input_is_one_sentence(
    piers: Library, options: dict[str, str], told: str
) -> None:
    """What is wrong is said, and nothing is switched on."""
    async with days(piers) as on:
        assert told in await on.daily("on", **options)
        assert on.here.service.daily.schedules() == []


async def test_where_it_may_not_write_it_is_not_switched_on(piers: Library) -> None:
    """The bot looks at its own rights in the channel first."""
    async with days(piers) as on:
        silent = {on.here.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
        shut = on.here.guild.create_text_channel("shut", overwrites=silent)
        assert "I may not write in that channel" in await on.daily("on", channel=shut)
        assert on.here.service.daily.schedules() == []


async def test_who_may_not_write_there_does_not_switch_it_on(piers: Library) -> None:
    """Nobody has the bot write for them where they may not; who may has it."""
    async with days(piers) as on:
        here = on.here
        assert here.bot.user is not None
        overwrites = {
            here.guild.default_role: discord.PermissionOverwrite(send_messages=False),
            here.bot.user: discord.PermissionOverwrite(send_messages=True),
        }
        shut = here.guild.create_text_channel("announcements", overwrites=overwrites)
        assert await on.daily("on", channel=shut) == NOT_YOURS
        assert here.service.daily.schedules() == []
        assert "gets a passage" in await on.daily("on", channel=here.channel)


@pytest.mark.parametrize("name", ["on", "off", "status"])
async def test_who_does_not_manage_the_server_is_refused(piers: Library, name: str) -> None:
    """Discord does not offer it to them, and where a server opened it the bot decides."""
    async with days(piers) as on:
        here = on.here
        assert f"daily {name}" not in here.alice.available_commands(here.channel)
        command = here.env.backend.find_command("daily", here.guild.id)
        here.guild.set_command_permissions(int(command["id"]), {here.guild.default_role: True})
        assert await on.daily(name, here.alice) == REFUSED
        assert here.service.daily.schedules() == []


async def test_a_channel_that_the_bot_does_not_see(
    piers: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Discord lets somebody name what the bot cannot look up, a sentence says so."""
    async with days(piers) as on:
        monkeypatch.setattr(discord.app_commands.AppCommandChannel, "resolve", lambda _: None)
        assert await on.daily("on", channel=on.here.channel) == UNSEEN
        (error,) = on.here.env.errors
        assert isinstance(error, discord.app_commands.TransformerError)
