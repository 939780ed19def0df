"""Questions -> answers, off the event loop: a bounded queue, and what waits in it goes together.

Three threads work: one answers questions, encodes all that wait at once, and in between makes what
takes longer (briefings, tours, timelines and their pictures); one reads the corpus, for what must
not wait behind questions (buttons, autocompletion); one keeps the journal, which may have to wait
for another process.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, ParamSpec, Protocol, TypeVar

from bot.metrics import Metrics
from index.domain import Answer, Inquiry
from index.errors import DossierError

_P = ParamSpec("_P")
_T = TypeVar("_T")

BATCH = 16
"""Questions that are answered together: more would keep the first of them waiting."""

MOST_TO_MAKE = 8
"""Briefings, tours and timelines that may be under way or wait: each is long, for a question."""


class QueueFullError(DossierError):
    """As many questions wait as may."""


class Asker(Protocol):
    """Answers questions; ``index.library.Library`` does."""

    def ask_many(self, inquiries: Sequence[Inquiry]) -> list[Answer | Exception]:
        """Return the answer to each inquiry, or what went wrong with it."""
        ...


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A question that waits."""

    inquiry: Inquiry
    answered: asyncio.Future[Answer]
    since: float  # by ``time.perf_counter``


class Desk:
    """Answers questions one batch at a time; belongs to one event loop."""

    def __init__(self, asker: Asker, most: int, metrics: Metrics | None = None) -> None:
        """Let at most ``most`` questions wait."""
        self._asker = asker
        self.most = most
        self._metrics = metrics or Metrics()
        self._waiting: deque[_Waiting] = deque()
        self._underway: list[_Waiting] = []
        self._answering: asyncio.Task[None] | None = None
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="asker")
        self._making = asyncio.Lock()
        self._to_make: set[asyncio.Task[Any]] = set()
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._keeper = ThreadPoolExecutor(1, thread_name_prefix="keeper")
        self._abandoned: Exception | None = None

    @property
    def waiting(self) -> int:
        """How many questions wait."""
        return len(self._waiting)

    def admit(self) -> None:
        """Return if another question may wait.

        Raises:
            QueueFullError: if too many wait already.

        """
        if len(self._waiting) >= self.most:
            msg = "Too many questions are waiting just now; ask again in a minute."
            raise QueueFullError(msg)

    async def ask(self, inquiry: Inquiry) -> Answer:
        """Return the answer.

        Raises:
            QueueFullError: at once, if too many questions wait.
            DossierError: if the question cannot be answered.

        """
        self.admit()
        self._check_abandoned()
        answered: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(inquiry, answered, time.perf_counter()))
        if self._answering is None or self._answering.done():
            self._answering = asyncio.create_task(self._answer())
        return await answered

    async def aside(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Return what ``function`` returns, called in the thread that uses the model.

        It is called between two batches, and holds up the next: give it little at a time.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._worker, lambda: function(*args, **kwargs))

    def admit_to_make(self) -> None:
        """Return if another piece of work may wait to be made.

        Raises:
            QueueFullError: if too much of it waits already.

        """
        if len(self._to_make) >= MOST_TO_MAKE:
            msg = "Too much is being put together just now; ask again in a minute."
            raise QueueFullError(msg)

    async def make(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Return what ``function`` returns, called in the thread that answers questions.

        It is for work that takes longer than an answer. One piece is done at a time, and between
        two of them the questions that wait are answered.

        Raises:
            QueueFullError: at once, if too much of it waits.

        """
        self.admit_to_make()
        self._check_abandoned()
        making = asyncio.create_task(self._made(lambda: function(*args, **kwargs)))
        self._to_make.add(making)
        making.add_done_callback(self._to_make.discard)
        try:
            return await making
        except asyncio.CancelledError:
            if self._abandoned is None:
                raise
            raise self._abandoned from None

    async def _made(self, function: Callable[[], _T]) -> _T:
        async with self._making:
            return await asyncio.get_running_loop().run_in_executor(self._worker, function)

    async def read(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Return what ``function`` returns, called in the thread that reads the corpus."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader, lambda: function(*args, **kwargs))

    async def keep(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Return what ``function`` returns, called in the thread that keeps the journal."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._keeper, lambda: function(*args, **kwargs))

    @property
    def busy(self) -> bool:
        """Whether a thread is, or may be, at work on questions, or on what takes longer."""
        return bool(self._underway or self._to_make or self._abandoned)

    def abandon(self, error: Exception) -> None:
        """Have all fail with ``error`` that is not answered or made yet, and what comes after."""
        self._abandoned = error
        for one in (*self._underway, *self._waiting):
            if not one.answered.done():
                one.answered.set_exception(error)
        self._waiting.clear()
        for making in self._to_make:
            making.cancel()

    def _check_abandoned(self) -> None:
        if self._abandoned is not None:
            raise self._abandoned

    def close(self) -> None:
        """Stop the threads once what they do is done, and drop what waits."""
        for one in self._waiting:
            one.answered.cancel()
        self._waiting.clear()
        for thread in (self._worker, self._reader, self._keeper):
            thread.shutdown(wait=False, cancel_futures=True)

    async def _answer(self) -> None:
        """Answer what waits, a batch at a time, until nothing does."""
        loop = asyncio.get_running_loop()
        while self._waiting:
            count = min(len(self._waiting), BATCH)
            batch = self._underway = [self._waiting.popleft() for _ in range(count)]
            inquiries = [one.inquiry for one in batch]
            began = time.perf_counter()
            for one in batch:
                self._metrics.took("queue", began - one.since)
            answers: Sequence[Answer | BaseException]
            try:
                answers = await loop.run_in_executor(self._worker, self._asker.ask_many, inquiries)
            except Exception as error:  # noqa: BLE001 (each asker gets it)
                answers = [error] * count
            took = time.perf_counter() - began
            for one, answer in zip(batch, answers, strict=True):
                self._metrics.took("answer", took)
                if one.answered.done():  # whoever asked is gone
                    continue
                if isinstance(answer, BaseException):
                    one.answered.set_exception(answer)
                else:
                    one.answered.set_result(answer)
            self._underway = []
