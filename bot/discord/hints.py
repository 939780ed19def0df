"""A reply that Discord withholds -> a hint how to ask on, which stands for a minute."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import discord

from bot.discord.cards.layout import Card
from bot.discord.cards.notice import marked_notice
from bot.discord.gate import RefusedError, visitor_of
from bot.discord.handling import UNDELIVERED
from bot.discord.service import Service
from bot.discord.told import Told

WITHHELD = "Discord does not show me this reply; mention me in it to ask on, or use `/ask`."
_EVERY, _MOST = 24 * 60 * 60.0, 1000
"""Seconds between two hints to one person, and people who are remembered to have had one."""
_STANDS = 60.0
"""Seconds for which a hint stands: what was replied may have been meant for people."""
_WITHDRAWING = 1.5
"""Seconds that taking back may last where the bot stops."""


class Hints:
    """Gives hints, and takes them back."""

    def __init__(
        self,
        service: Service,
        reply: Callable[[discord.Message, Card], Awaitable[discord.Message]],
    ) -> None:
        self._service = service
        self._reply = reply
        self._told = Told(_EVERY, _MOST)
        self._standing: dict[discord.Message, asyncio.Task[None]] = {}

    async def give(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Tell somebody who replies to an answer, where Discord withholds what, how to ask on.

        Nothing tells whether it was meant for the bot: each person is told once a day, for a
        minute.
        """
        replied = message.reference.resolved if message.reference else None
        if not isinstance(replied, discord.Message) or replied.author != me:
            return
        person = message.author.id
        if not is_withheld(message) or self._told.lately(person) or self._service.stopping:
            return
        with self._service.counted(), suppress(RefusedError, *UNDELIVERED):  # not asked for
            self._service.gate.admit(visitor_of(message))
            before = self._service.journal.before
            known = await self._service.desk.keep(before, replied.id, None, 0)
            if known is not None and self._told.is_due(person):
                await self._stand(await self._reply(message, marked_notice(WITHHELD)))

    async def withdraw(self) -> None:
        """Take back all hints that stand, for nobody will once the bot has stopped."""
        standing = dict(self._standing)
        for waiting in standing.values():
            waiting.cancel()
        if standing:
            deleting = [asyncio.create_task(_delete(hint)) for hint in standing]
            await asyncio.wait(deleting, timeout=_WITHDRAWING)

    async def _stand(self, hint: discord.Message) -> None:
        if self._service.stopping:
            await _delete(hint)
            return
        waiting = self._standing[hint] = asyncio.create_task(_delete(hint, _STANDS))
        waiting.add_done_callback(lambda _: self._standing.pop(hint))


def is_withheld(message: discord.Message) -> bool:
    """Tell whether the message is a reply of which Discord does not show the bot anything.

    It shows replies that mention the bot. One to what a command answered does not by itself, and
    any other does while its writer leaves the ping on.
    """
    shown = message.content or message.attachments or message.embeds or message.stickers
    return message.type is discord.MessageType.reply and not shown


async def _delete(hint: discord.Message, seconds: float = 0) -> None:
    await asyncio.sleep(seconds)
    with suppress(*UNDELIVERED):
        await hint.delete()
