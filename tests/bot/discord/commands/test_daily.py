"""``/daily``, and what is posted: a passage every day or week in a channel."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.daily import CLAIMED_FOR, LATE
from bot.discord.commands.daily import NO_PROSE
from bot.discord.daily import Poster
from bot.settings import Access
from index.library import Library
from tests.bot.discord.place import Place, client, place
from tests.bot.discord.seen import meanings, text_of, told_alone
from tests.bot.journals import DAY, Clock
from tests.index.digests.test_daily import FILES, PROSE

HOUR = 60 * 60
MANAGES = discord.Permissions(manage_guild=True)
REFUSED = "This command is for those who may manage the server."
FIRST = datetime(2026, 11, 25, 12, tzinfo=UTC).timestamp()


@dataclass
class Days:
    """A server with somebody who manages it, and a clock that is moved by hand."""

    here: Place
    clock: Clock
    carol: Any

    async def daily(self, name: str, person: Any = None, **options: Any) -> str:  # noqa: ANN401
        """Use a command; return what whoever used it is told."""
        result = await (person or self.carol).slash(self.here.channel, f"daily {name}", **options)
        return told_alone(result)

    async def look(self) -> None:
        """Have the bot look whether anything is due."""
        service = self.here.service
        service.daily.clock = self.clock
        await Poster(self.here.bot, service).look()

    def posted(self, channel: Any = None) -> list[str]:  # noqa: ANN401 (untyped)
        """Return what the bot posted, the first first."""
        written = self.here.written_in(channel or self.here.channel)
        return [text_of(message) for message in sorted(written, key=lambda one: one.id)]


@asynccontextmanager
async def days(
    library: Library, folder: Path | None = None, access: Access | None = None
) -> AsyncIterator[Days]:
    """Give a server at noon of a Wednesday."""
    async with place(library, folder, access) as here:
        role = here.guild.create_role("managers", permissions=MANAGES)
        carol = here.guild.add_member(here.env.create_user("carol"), roles=[role])
        on = Days(here, Clock(FIRST), carol)
        here.service.daily.clock = on.clock
        yield on


@pytest.fixture
def piers(fake_library: Callable[[Mapping[str, str]], Library]) -> Library:
    """Return a library with eight passages of prose."""
    return fake_library(FILES)


async def test_a_passage_is_posted_every_day(piers: Library) -> None:
    """Word for word with where it stands, once a day, none again before all were shown."""
    async with days(piers) as on:
        told = await on.daily("on", time="1 pm")
        assert "gets a passage every day at 13:00 (UTC)" in told
        assert f"<t:{int(FIRST + HOUR)}:f>; 0 passages shown so far" in told
        await on.look()
        assert on.posted() == []
        on.clock.now += HOUR + 1
        for number in range(1, 9):
            await on.look()
            await on.look()
            assert len(on.posted()) == number
            on.clock.now += DAY
        assert len(set(on.posted())) == 8
        assert all("**Passage of the day**" in one for one in on.posted())
        assert sum(PROSE.format("stone") in one for one in on.posted()) == 1
        await on.look()
        assert len(set(on.posted())) == 8
        assert len(on.posted()) == 9
        assert "1 passage shown so far" in await on.daily("status")


async def test_its_buttons_are_for_all(piers: Library) -> None:
    """Whoever presses gets the context, or the citation, alone."""
    async with days(piers) as on:
        await on.daily("on", time="13:00")
        on.clock.now += HOUR + 1
        await on.look()
        (message,) = on.here.replies
        assert [meant.partition(":")[0] for meant in meanings(message)] == ["context", "cite"]
        context = (await on.here.press(on.here.bob, message, "context:.*")).response
        assert context.ephemeral
        assert "Around paragraph" in text_of(context)


async def test_once_a_week_from_one_document(piers: Library) -> None:
    """On the day that was chosen, from the document that was named by a word of its title."""
    async with days(piers) as on:
        told = await on.daily("on", every="Thursday", source="small", time="12:30")
        assert "every Thursday at 12:30 (UTC), from `small`" in told
        on.clock.now += HOUR
        for _ in range(14):
            await on.look()
            on.clock.now += DAY
        assert len(on.posted()) == 2
        assert all("**Passage of the week**" in one for one in on.posted())
        assert all("old pier" in one for one in on.posted())


async def test_a_restart_neither_loses_nor_doubles(piers: Library, tmp_path: Path) -> None:
    """Another process knows what was posted; down at the hour, it catches up."""
    async with days(piers, tmp_path) as on:
        await on.daily("on", time="13:00")
        on.clock.now += HOUR + 1
        await on.look()
        await on.here.restart(client(piers, tmp_path))
        await on.look()
        assert len(on.posted()) == 1
        on.clock.now += DAY + LATE - 10
        await on.here.restart(client(piers, tmp_path))
        await on.look()
        assert len(on.posted()) == 2
        on.clock.now += DAY + 20
        await on.look()
        assert len(on.posted()) == 2  # more than some hours late
        assert len(set(on.posted())) == 2


async def test_two_processes_post_once(piers: Library, tmp_path: Path) -> None:
    """Both look at the same moment."""
    async with days(piers, tmp_path) as on:
        await on.daily("on", time="13:00")
        other = client(piers, tmp_path).service
        other.daily.clock = on.clock
        on.clock.now += HOUR + 1
        (schedule,) = other.daily.schedules()
        assert other.daily.claim(schedule) is not None
        await on.look()
        assert on.posted() == []  # the other one does it
        on.clock.now += CLAIMED_FOR + 1
        await on.look()
        assert len(on.posted()) == 1
        other.desk.close()
        other.corpus.close()
        other.journal.close()


async def test_one_that_was_posted_as_the_process_ended_is_not_posted_again(
    piers: Library, tmp_path: Path
) -> None:
    """The channel is looked through before a day that was claimed is posted for once more."""
    async with days(piers, tmp_path) as on:
        await on.daily("on", time="13:00")
        on.clock.now += HOUR + 1
        finish, daily = on.here.service.daily.finish, on.here.service.daily
        daily.finish = lambda *_, **__: None  # type: ignore[method-assign]
        await on.look()
        daily.finish = finish  # type: ignore[method-assign]
        assert len(on.posted()) == 1
        on.clock.now += CLAIMED_FOR + 1
        await on.here.restart(client(piers, tmp_path))
        await on.look()
        assert len(on.posted()) == 1
        on.clock.now += DAY
        await on.look()
        assert len(set(on.posted())) == 2


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


async def test_where_it_may_no_longer_write_it_is_switched_off(
    piers: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says so, once, and the other channels go on."""
    async with days(piers) as on:
        shut = on.here.guild.create_text_channel("shut")
        await on.daily("on", channel=shut, time="13:00")
        await on.daily("on", time="13:00")
        messages = f"/channels/{shut.id}/messages"
        on.here.env.inject_error("POST", messages, status=403, code=50013)
        on.clock.now += HOUR + 1
        await on.look()
        assert len(on.posted()) == 1
        assert f"switched off in channel {shut.id}" in caplog.text
        assert [one.channel for one in on.here.service.daily.schedules()] == [on.here.channel.id]


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
        assert on.here.service.daily.schedules() == []


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


async def test_where_nothing_fits_nothing_is_posted(
    piers: Library,
    fake_library: Callable[[Mapping[str, str]], Library],
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    """The document may have gone since; the channel stays on, and the log says why."""
    async with days(piers, tmp_path / "state") as on:
        await on.daily("on", time="13:00", source="small")
        await on.here.restart(client(fake_library({"small.md": "A."}), tmp_path / "state"))
        on.clock.now += HOUR + 1
        await on.look()
        assert on.posted() == []
        assert "No passage fits" in caplog.text
        assert len(on.here.service.daily.schedules()) == 1


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


async def test_a_hostile_document_pings_nobody(
    fake_library: Callable[[Mapping[str, str]], Library],
) -> None:
    """What looks like a mention, or markup, is text in what is posted for all."""
    hostile = f"@everyone and <@123456789012345678>: **see** {PROSE.format('`secret`')}"
    async with days(fake_library({"bad.md": f"Everybody, {hostile}"})) as on:
        await on.daily("on", time="13:00")
        on.clock.now += HOUR + 1
        await on.look()
        (posted,) = on.posted()
        assert "@\u200beveryone and \\<@123456789012345678\\>" in posted
        (sent,) = [
            request.json
            for request in on.here.env.http_requests
            if request.method == "POST" and request.path.endswith("/messages")
        ]
        assert sent["allowed_mentions"] == {"parse": []}
