"""Questions -> answers, off the event loop: a bounded queue, and batches."""

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from bot.discord.desk import BATCH, MOST_TO_MAKE, Desk, QueueFullError
from index.domain import Answer, Inquiry, Verdict
from index.errors import QuestionError


class GatedAsker:
    """Answers each batch once it is let go; notes the batches, and in which thread it works."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.threads: set[int] = set()
        self.begun = threading.Event()
        self.go = threading.Event()

    def ask_many(self, inquiries: Sequence[Inquiry]) -> list[Answer | Exception]:
        """Wait, then repeat each question; fail where it is "fail"."""
        self.batches.append([inquiry.question for inquiry in inquiries])
        self.threads.add(threading.get_ident())
        self.begun.set()
        assert self.go.wait(timeout=10)
        return [
            QuestionError("no")
            if inquiry.question == "fail"
            else Answer(inquiry.question, Verdict.ANSWERED, 1.0, ())
            for inquiry in inquiries
        ]


class BrokenAsker:
    """Fails as a whole."""

    def ask_many(self, inquiries: Sequence[Inquiry]) -> list[Answer | Exception]:
        """Fail."""
        del inquiries
        raise ZeroDivisionError


@asynccontextmanager
async def desk(asker: GatedAsker | BrokenAsker, most: int = 100) -> AsyncIterator[Desk]:
    """Give a desk, closed at the end."""
    opened = Desk(asker, most)
    try:
        yield opened
    finally:
        if isinstance(asker, GatedAsker):
            asker.go.set()
        opened.close()


async def begun(asker: GatedAsker) -> None:
    """Wait until the first batch is under way."""
    assert await asyncio.to_thread(asker.begun.wait, 10)


def put(at: Desk, *questions: str) -> list[asyncio.Task[Answer]]:
    """Put questions, and return what will be answered."""
    return [asyncio.create_task(at.ask(Inquiry(question, 3))) for question in questions]


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


async def test_what_takes_long_is_abandoned_like_a_question() -> None:
    """What is being made, what waits for it, and what would be made after; the thread goes on."""
    async with desk(GatedAsker()) as opened:
        started, go = threading.Event(), threading.Event()

        def long() -> None:
            started.set()
            go.wait(5)

        making = [asyncio.ensure_future(opened.make(long)) for _ in range(2)]
        while not started.is_set():  # noqa: ASYNC110 (of another thread)
            await asyncio.sleep(0.001)
        opened.abandon(QuestionError("stopping"))
        failed = await asyncio.gather(*making, opened.make(long), return_exceptions=True)
        assert [str(error) for error in failed] == ["stopping"] * 3
        assert opened.busy  # so that nobody waits for the thread
        go.set()


async def test_whoever_gives_up_what_is_made_is_gone() -> None:
    """That nobody told the desk to stop makes it no error of its own."""
    async with desk(GatedAsker()) as opened:
        go = threading.Event()
        making = asyncio.ensure_future(opened.make(go.wait, 5))
        await asyncio.sleep(0)
        making.cancel()
        go.set()
        with pytest.raises(asyncio.CancelledError):
            await making


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


class OrderedAsker(GatedAsker):
    """Tells when it is asked."""

    def __init__(self, order: list[str]) -> None:
        super().__init__()
        self.go.set()
        self.order = order

    def ask_many(self, inquiries: Sequence[Inquiry]) -> list[Answer | Exception]:
        """Answer, and note it."""
        self.order.append("question")
        return super().ask_many(inquiries)


async def test_questions_go_between_two_briefings() -> None:
    """What takes long is made one after another; what is asked meanwhile is answered between."""
    order: list[str] = []
    started, go = threading.Event(), threading.Event()

    def first() -> None:
        started.set()
        go.wait(5)
        order.append("first")

    async with desk(OrderedAsker(order)) as opened:
        making = [
            asyncio.ensure_future(opened.make(first)),
            asyncio.ensure_future(opened.make(order.append, "second")),
        ]
        while not started.is_set():  # noqa: ASYNC110 (of another thread)
            await asyncio.sleep(0.001)
        (asked,) = put(opened, "question")
        await asyncio.sleep(0)
        assert opened.busy
        go.set()
        await asyncio.gather(*making, asked)
        assert order == ["first", "question", "second"]


async def test_only_so_much_waits_to_be_made() -> None:
    """One more is refused at once, and those that wait are made all the same."""
    async with desk(GatedAsker()) as opened:
        go = threading.Event()
        making = [asyncio.ensure_future(opened.make(go.wait, 5)) for _ in range(MOST_TO_MAKE)]
        opened.admit_to_make()
        await asyncio.sleep(0)
        with pytest.raises(QueueFullError, match="Too much is being put together"):
            opened.admit_to_make()
        with pytest.raises(QueueFullError, match="Too much is being put together"):
            await opened.make(go.wait, 5)
        go.set()
        assert await asyncio.gather(*making) == [True] * MOST_TO_MAKE


async def test_what_cannot_be_made_is_told_and_makes_room() -> None:
    """An error goes to who asked, and the next one is made."""
    async with desk(GatedAsker()) as opened:
        with pytest.raises(ZeroDivisionError):
            await opened.make(lambda: 1 // 0)
        assert await opened.make(lambda: 1) == 1
        assert not opened.busy
