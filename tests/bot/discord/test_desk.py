"""Questions -> answers, off the event loop: a bounded queue, and batches."""

import asyncio
import threading

import pytest

from bot.discord.desk import BATCH, QueueFullError
from index.domain import Answer, Inquiry
from index.errors import QuestionError
from tests.bot.discord.desks import BrokenAsker, GatedAsker, begun, desk, put


async def test_what_waits_together_is_answered_together() -> None:
    """The first question goes at once; those that come meanwhile make one batch, in order."""
    asker = GatedAsker()
    async with desk(asker) as opened:
        asked = put(opened, "first")
        await begun(asker)
        asked += put(opened, "second", "third", "fourth")
        await asyncio.sleep(0)
        assert opened.waiting == 3
        asker.go.set()
        answers = await asyncio.gather(*asked)
    assert [answer.question for answer in answers] == ["first", "second", "third", "fourth"]
    assert asker.batches == [["first"], ["second", "third", "fourth"]]


async def test_a_batch_has_an_end() -> None:
    """More than a batch is answered in several, so that the first do not wait for the last."""
    asker = GatedAsker()
    async with desk(asker) as opened:
        asked = put(opened, "first")
        await begun(asker)
        asked += put(opened, *map(str, range(BATCH + 2)))
        await asyncio.sleep(0)
        assert opened.waiting == BATCH + 2
        asker.go.set()
        await asyncio.gather(*asked)
    assert [len(batch) for batch in asker.batches] == [1, BATCH, 2]


async def test_the_loop_goes_on_while_questions_are_answered() -> None:
    """Questions are answered in one other thread, and reading is done in a third meanwhile."""
    asker = GatedAsker()
    async with desk(asker) as opened:
        asked = put(opened, "slow", "slower")
        await begun(asker)
        reader = await opened.read(threading.get_ident)
        assert not any(task.done() for task in asked)
        asker.go.set()
        await asyncio.gather(*asked)
    assert len({threading.get_ident(), reader} | asker.threads) == 3


async def test_a_full_queue_refuses_at_once() -> None:
    """As many may wait as may; the next is told so, and the others are answered."""
    asker = GatedAsker()
    async with desk(asker, most=2) as opened:
        asked = put(opened, "under way")
        await begun(asker)
        asked += put(opened, "waits", "waits, too")
        await asyncio.sleep(0)
        assert opened.waiting == 2
        with pytest.raises(QueueFullError, match="Too many questions"):
            opened.admit()
        with pytest.raises(QueueFullError):
            await opened.ask(Inquiry("too many", 3))
        asker.go.set()
        assert len(await asyncio.gather(*asked)) == 3
        opened.admit()


async def test_one_bad_question_fails_no_other() -> None:
    """An error goes to whoever asked that question."""
    asker = GatedAsker()
    async with desk(asker) as opened:
        asked = put(opened, "first", "fail", "last")
        asker.go.set()
        first, failed, last = await asyncio.gather(*asked, return_exceptions=True)
    assert isinstance(failed, QuestionError)
    assert all(isinstance(answer, Answer) for answer in (first, last))


async def test_a_batch_that_fails_as_a_whole_fails_for_each() -> None:
    """Nobody waits for an answer that will not come, and the next may ask."""
    async with desk(BrokenAsker()) as opened:
        for _ in range(2):
            failed = await asyncio.gather(*put(opened, "a", "b"), return_exceptions=True)
            assert [type(error) for error in failed] == [ZeroDivisionError, ZeroDivisionError]


async def test_whoever_is_gone_is_passed_over() -> None:
    """An asker that gave up does not keep the others of the batch from their answers."""
    asker = GatedAsker()
    async with desk(asker) as opened:
        gone, stays = put(opened, "gone", "stays")
        await begun(asker)
        gone.cancel()
        asker.go.set()
        assert (await stays).question == "stays"
    assert gone.cancelled()


async def test_a_closed_desk_drops_what_waits() -> None:
    """At the end nobody is left waiting for a question that nobody will answer."""
    asker = GatedAsker()
    async with desk(asker) as opened:
        (first,) = put(opened, "under way")
        await begun(asker)
        (second,) = put(opened, "waits")
        await asyncio.sleep(0)
        assert opened.waiting == 1
        opened.close()
        with pytest.raises(asyncio.CancelledError):
            await second
        asker.go.set()
        assert (await first).question == "under way"
        assert opened.waiting == 0


async def test_what_is_abandoned_fails_at_once() -> None:
    """Told to stop, the desk answers nobody any more, and says so to all who wait."""
    asker = GatedAsker()
    async with desk(asker) as opened:
        (first,) = put(opened, "under way")
        await begun(asker)
        assert opened.busy
        (second,) = put(opened, "waits")
        await asyncio.sleep(0)
        opened.abandon(QuestionError("stopping"))
        failed = await asyncio.gather(first, second, return_exceptions=True)
        assert [str(error) for error in failed] == ["stopping", "stopping"]
        with pytest.raises(QuestionError, match="stopping"):  # it was on its way already
            await opened.ask(Inquiry("late", 3))
        assert opened.waiting == 0
        assert opened.busy


async def test_a_desk_is_busy_until_all_is_answered() -> None:
    """A desk that has nothing to do is not busy."""
    asker = GatedAsker()
    async with desk(asker) as opened:
        assert not opened.busy
        asked = put(opened, "a", "b")
        await begun(asker)
        asker.go.set()
        await asyncio.gather(*asked)
        await asyncio.sleep(0)
        assert not opened.busy


async def test_the_journal_does_not_wait_for_the_corpus() -> None:
    """Reading and keeping have a thread each, beside that which answers."""
    async with desk(GatedAsker()) as opened:
        reader = await opened.read(threading.get_ident)
        keeper = await opened.keep(threading.get_ident)
        assert len({threading.get_ident(), reader, keeper}) == 3
        assert await opened.keep(threading.get_ident) == keeper
