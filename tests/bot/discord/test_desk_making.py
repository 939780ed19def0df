"""What takes long, made at a desk one after another, between questions."""

import asyncio
import threading
from collections.abc import Sequence

import pytest

from bot.discord.desk import MOST_TO_MAKE, QueueFullError
from index.domain import Answer, Inquiry
from index.errors import QuestionError
from tests.bot.discord.desks import GatedAsker, desk, put


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
