"""What ``/daily`` switched on is posted when its hour comes, once."""

from collections.abc import Callable, Mapping
from pathlib import Path

import discord
import pytest

from bot.daily import CLAIMED_FOR, LATE, REFUSED_FOR
from index.library import Library
from tests.bot.discord.dailies import FIRST, HOUR, days
from tests.bot.discord.place import client
from tests.bot.discord.seen import meanings, text_of
from tests.bot.discord.test_conversations import thread_in
from tests.bot.journals import DAY
from tests.index.digests.test_daily import FILES, PROSE


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


async def test_another_hour_on_the_same_day_is_posted_for(piers: Library) -> None:
    """As the card says, though the day had its passage; also minutes after it."""
    async with days(piers) as on:
        await on.daily("on", time="13:00")
        on.clock.now += HOUR + 1
        await on.look()
        told = await on.daily("on", time="13:02")
        assert f"<t:{int(FIRST + HOUR + 120)}:f>; 1 passage shown so far" in told
        on.clock.now += 2 * 60
        await on.look()
        assert len(set(on.posted())) == 2
        first, second = (
            request.json["nonce"]
            for request in on.here.env.http_requests
            if request.method == "POST" and request.path.endswith("/messages")
        )
        assert first != second
        assert len(first) <= 25
        assert f"<t:{int(FIRST + HOUR + 120 + DAY)}:f>" in await on.daily("status")


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
        kept, finish = on.here.service.daily, on.here.service.daily.finish
        kept.finish = lambda *_, **__: None  # type: ignore[method-assign]
        await on.look()
        kept.finish = finish  # type: ignore[method-assign]
        assert len(on.posted()) == 1
        on.clock.now += CLAIMED_FOR + 1
        await on.here.restart(client(piers, tmp_path))
        await on.look()
        assert len(on.posted()) == 1
        on.clock.now += DAY
        await on.look()
        assert len(set(on.posted())) == 2


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


async def test_a_thread_gets_one(piers: Library) -> None:
    """A thread is a channel, too, for as long as it is not locked."""
    async with days(piers) as on:
        thread = thread_in(on.here)
        assert "gets a passage" in await on.daily("on", time="13:00", channel=thread)
        on.clock.now += HOUR + 1
        await on.look()
        (message,) = on.here.written_in(thread)
        assert "Passage of the day" in text_of(message)
        seen = on.here.bot.get_channel(thread.id)
        assert isinstance(seen, discord.Thread)
        seen.locked = True
        on.clock.now += DAY + REFUSED_FOR
        await on.look()
        assert len(on.here.written_in(thread)) == 1
        assert [one.refused for one in on.here.service.daily.schedules()] == [1]


async def test_where_it_may_not_read_it_posts_again(piers: Library) -> None:
    """Nobody can tell then whether the process before had posted; no day is lost."""
    async with days(piers) as on:
        await on.daily("on", time="13:00")
        on.clock.now += HOUR + 1
        (schedule,) = on.here.service.daily.schedules()
        assert on.here.service.daily.claim(schedule) is not None
        on.clock.now += CLAIMED_FOR + 1
        messages = f"/channels/{on.here.channel.id}/messages"
        on.here.env.inject_error("GET", messages, status=403, code=50001)
        await on.look()
        assert len(on.posted()) == 1
