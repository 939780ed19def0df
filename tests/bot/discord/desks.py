"""A desk, and those whom it has answer."""

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.discord.desk import Desk
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
