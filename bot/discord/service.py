"""What commands, buttons and messages have in common: asking, remembering, and being counted."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

import discord

from bot.daily import Daily
from bot.discord.cards.answer import Page
from bot.discord.corpus import Corpus
from bot.discord.desk import Desk, QueueFullError
from bot.discord.gaps import GapFinder
from bot.discord.gate import Gate, RefusedError, TooOftenError, Visitor
from bot.discord.pages import MOST, first_page, kept
from bot.discord.timelines import Timelines
from bot.discord.touring import MadeTours
from bot.journal import Journal
from bot.metrics import FAILED, Metrics
from bot.settings import Access
from index.domain import EVERYTHING, Inquiry, Scope
from index.errors import DossierError, NotFoundError, QuestionError
from index.library import Library
from index.serving import Serving

logger = logging.getLogger(__name__)

_P = ParamSpec("_P")
_T = TypeVar("_T")

FOLLOW_UP_WITHIN = 30 * 60
"""Seconds for which a question without a reply may lean on the one before it in its channel."""


UTC = ZoneInfo("UTC")

STOPPING = "I am being restarted; ask again in a minute."


class StoppingError(DossierError):
    """The bot is about to stop."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a question may be a follow-up in.

    What is asked privately has no channel, so that nobody's follow-up leans on it.
    """

    channel: int | None
    replied_to: int | None = None  # the message
    leans: bool = False  # on the last answer in the channel: a thread, or a direct message
    told_as: str | None = None  # what to remember, and show, in place of somebody else's message


class Service:
    """Everything that handles what people do in Discord works with this."""

    def __init__(  # noqa: PLR0913 (put together in one place)
        self,
        serving: Serving,
        journal: Journal,
        access: Access,
        queue: int,
        corpus: Corpus,
        *,
        log_questions: bool = False,
        zone: ZoneInfo = UTC,
    ) -> None:
        """Answer from ``serving``; what is asked is logged in words only if ``log_questions``.

        Hours of the day are those of the ``zone``.
        """
        self.serving = serving
        self.journal = journal
        self.corpus = corpus
        self.gate = Gate(access)
        self.metrics = Metrics()
        self.desk = Desk(serving, queue, self.metrics)
        self.gaps = GapFinder(self.desk, serving, journal)
        self.daily = Daily(journal.folder, zone)
        self.made_tours = MadeTours()
        self.timelines = Timelines()
        self.log_questions = log_questions
        self.started = time.monotonic()
        self.stopping = False
        self.under_way = 0
        self.idle = asyncio.Event()
        self.idle.set()

    @property
    def library(self) -> Library:
        """The library, for what it has in memory; what reads its files goes through ``read``."""
        return self.serving.library

    async def read(
        self,
        function: Callable[Concatenate[Library, _P], _T],
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> _T:
        """Return what ``function`` returns for the library, called in the thread that reads it.

        All that it reads is of one snapshot.
        """
        return await self.desk.read(self._held(lambda held: function(held, *args, **kwargs)))

    async def make(
        self,
        function: Callable[Concatenate[Library, _P], _T],
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> _T:
        """Return what ``function`` returns, though it takes longer than an answer."""
        return await self.desk.make(self._held(lambda held: function(held, *args, **kwargs)))

    def _held(self, function: Callable[[Library], _T]) -> Callable[[], _T]:
        """Return ``function``, called with a library that nobody closes meanwhile."""

        def called() -> _T:
            with self.serving.using() as library:
                return function(library)

        return called

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count what is done inside as under way, so that the bot does not stop in its midst.

        To tell somebody what went wrong with it belongs inside, too.

        Raises:
            StoppingError: if the bot is about to stop.

        """
        if self.stopping:
            self.metrics.refused("stopping")
            raise StoppingError(STOPPING)
        with self.telling():
            yield

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Count what is done inside, also where the bot is about to stop: to tell somebody so."""
        self.under_way += 1
        self.idle.clear()
        try:
            yield
        finally:
            self.under_way -= 1
            if not self.under_way:
                self.idle.set()

    def note_refused(self, error: Exception) -> None:
        """Count somebody who was turned away, if the error says that."""
        if isinstance(error, RefusedError | QueueFullError):
            self.metrics.refused(_reason_of(error))

    async def answer(
        self,
        question: str,
        visitor: Visitor,
        conversation: Conversation,
        scope: Scope = EVERYTHING,
    ) -> Page:
        """Ask, remember, and return the answer's first page.

        Raises:
            DossierError: if the question cannot be answered.

        """
        replied_to, channel = conversation.replied_to, conversation.channel
        told_as = conversation.told_as
        before = None
        if replied_to is not None or conversation.leans:
            place = channel if conversation.leans else None
            entry = await self.desk.keep(self.journal.before, replied_to, place, FOLLOW_UP_WITHIN)
            before = entry.asked if entry else None
            if (
                entry
                and scope == EVERYTHING
                and await self.read(Library.is_follow_up, question, entry.asked)
            ):
                scope = entry.scope
        began = time.perf_counter()
        try:
            answer = await self.desk.ask(Inquiry(question, MOST, scope, before))
        except (QueueFullError, StoppingError, QuestionError, NotFoundError):
            raise  # whoever asked may ask again, or otherwise
        except Exception:
            self.metrics.answered(FAILED)
            raise
        self.metrics.answered(answer.verdict.value)
        logger.info(
            "Answered.",
            extra={
                "verdict": answer.verdict.value,
                "ms": round((time.perf_counter() - began) * 1000),
                # What a context menu was used on is somebody else's message.
                **({"question": question} if self.log_questions and told_as is None else {}),
            },
        )
        if told_as is not None:
            answer = replace(answer, question=told_as, missing=())
        with self.metrics.timed("remember"):
            entry = await self.desk.keep(
                self.journal.record, answer, kept(answer), visitor.user, channel
            )
        return first_page(answer, entry, visitor.user)

    async def sent(
        self, page: Page, message: discord.Message | discord.InteractionMessage
    ) -> None:
        """Remember which message shows an answer, for the replies to it.

        Discord may have shown it to the asker alone, where an application that somebody installed
        for themselves may not write.
        """
        if message.flags.ephemeral:
            await self.desk.keep(self.journal.hide, page.entry.id)
        else:
            await self.desk.keep(self.journal.sent, page.entry.id, message.id)


def _reason_of(error: RefusedError | QueueFullError) -> str:
    """Return by which name a question that was turned away is counted."""
    if isinstance(error, QueueFullError):
        return "queue_full"
    return "too_often" if isinstance(error, TooOftenError) else "not_allowed"
