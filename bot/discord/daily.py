"""A passage every day or week in the channels that asked for it, posted when its hour comes."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

import discord

from bot.daily import MOST_REFUSED, Claim, Schedule
from bot.discord.cards.daily import daily_card
from bot.discord.cards.layout import custom_id
from bot.discord.gate import Visitor
from bot.discord.service import Service, StoppingError
from index.digests.daily import next_passage
from index.domain import Citation
from index.errors import DossierError

logger = logging.getLogger(__name__)

LOOK_EVERY = 20
"""Seconds between two looks at whether a passage is due."""

_CONNECTED = 1.0
"""Seconds between two looks at whether the bot is connected."""

_LOOKED_THROUGH = 50
"""Messages that are looked through for one that another process may have posted."""

_BAD, _LEFT_OUT = 400, 5
"""The status by which Discord refuses what a card has in it, and how many such cards in a row are
left out: where it refuses more, it is not for what they have in them."""

Postable: TypeAlias = discord.TextChannel | discord.Thread
"""Where a passage may be posted; a channel for announcements is a TextChannel."""


class NoChannelError(DossierError):
    """There is no such channel any more."""


class NotAllowedError(DossierError):
    """The bot may not write in a channel."""


class NotYetError(DossierError):
    """Discord has not told yet what the bot may do in a server."""


class Poster:
    """Posts what is due."""

    def __init__(self, client: discord.Client, service: Service) -> None:
        self._client = client
        self._service = service

    async def look(self) -> None:
        """Post in every channel whose hour has come, each by itself.

        Raises:
            JournalError: if the channels cannot be read.
            StoppingError: if the bot is about to stop.

        """
        service = self._service
        for schedule in await service.desk.keep(service.daily.schedules):
            with service.counted():
                try:
                    if claim := await service.desk.keep(service.daily.claim, schedule):
                        await self._post(claim)
                except Exception as error:  # noqa: BLE001 (the other channels have theirs)
                    logger.warning(
                        "The passage of the day was not posted in channel %d,"
                        " and is tried again: %r",
                        schedule.channel,
                        error,
                    )

    async def _post(self, claim: Claim) -> None:
        """Post; where nothing can ever be posted, the channel is switched off.

        Where it may not write it may again in some minutes, or tomorrow; on some days in a row it
        stops. Where it is for those who run the bot to let it post, it stays.
        """
        schedule = claim.schedule
        try:
            channel = await self._channel(schedule)
            await self._send(claim, channel)
        except (NoChannelError, discord.NotFound) as error:
            await self._service.desk.keep(self._service.daily.switch_off, schedule.channel)
            logger.warning(
                "The passage of the day is switched off in channel %d: %s", schedule.channel, error
            )
        except (NotAllowedError, discord.Forbidden) as error:
            if isinstance(error, discord.Forbidden) and not error.code:
                raise  # not Discord's own: whoever stands before it turns this address away
            days = await self._service.desk.keep(self._service.daily.refuse, claim)
            logger.warning(
                "I may not post the passage of the day in channel %d, and try %s: %s",
                schedule.channel,
                _tried_then(days),
                error,
            )

    async def _send(self, claim: Claim, channel: Postable) -> None:
        """Post the next passage; where Discord refuses the card of one, that after it."""
        service, schedule = self._service, claim.schedule
        shown = await service.desk.keep(service.daily.shown, schedule.channel)
        refused: list[str] = []
        anew = False
        while chosen := await service.read(
            next_passage, schedule.seed, [*shown, *refused], schedule.source
        ):
            passage = chosen.citation.passage_id
            anew = anew or chosen.anew
            try:
                await self._put(claim, channel, chosen.citation)
            except discord.HTTPException as error:
                if error.status != _BAD or passage in refused or len(refused) == _LEFT_OUT:
                    raise
                refused.append(passage)
                logger.warning("Discord refused a card; %s is left out: %s", passage, error)
            else:
                finish = service.daily.finish
                await service.desk.keep(finish, claim, *refused, passage, anew=anew)
                return
        logger.warning("No passage fits for channel %d.", schedule.channel)
        await service.desk.keep(service.daily.finish, claim)

    async def _put(self, claim: Claim, channel: Postable, citation: Citation) -> None:
        """Post a passage, unless a process that ended in the midst of it had done so."""
        if claim.again and await self._stands(channel, citation.passage_id):
            return
        schedule = claim.schedule
        view = daily_card(citation, weekly=schedule.weekday is not None)
        # Discord takes a message with the same once in some minutes; 25 characters at most.
        nonce = f"{schedule.channel:x}:{schedule.minutes}:{claim.day[-2:]}"
        await channel.send(view=view, nonce=nonce)

    async def _channel(self, schedule: Schedule) -> Postable:
        """Return the channel, if the bot may still write in it."""
        channel = self._client.get_channel(schedule.channel)
        if channel is None:
            channel = await self._client.fetch_channel(schedule.channel)
        if not isinstance(channel, Postable):
            msg = "It is no channel for text any more."
            raise NoChannelError(msg)
        check_postable(self._service, channel)
        return channel

    async def _stands(self, channel: Postable, passage: str) -> bool:
        """Tell whether a process that ended in the midst of it had posted the passage."""
        try:
            async for message in channel.history(limit=_LOOKED_THROUGH):
                mine = message.author == self._client.user
                if mine and custom_id("context", passage) in _ids(message):
                    return True
        except discord.Forbidden:  # it may write there, and not read
            return False
        return False


def check_postable(service: Service, channel: Postable) -> None:
    """Return if the bot may post in a channel.

    Raises:
        RefusedError: if it does not answer in this channel, or server.
        NotAllowedError: if it may not write in it.
        NotYetError: if nobody can tell yet.

    """
    places = frozenset(filter(None, (channel.id, getattr(channel, "parent_id", None))))
    service.gate.admit(Visitor(0, channel.guild.id, places, frozenset(), manages=False))
    me: discord.Member | None = channel.guild.me
    if me is None:  # as long as the server is not there
        msg = "Discord has not told me yet what I may do in that server; try again in a minute."
        raise NotYetError(msg)
    if not may_write(channel, me):
        msg = "I may not write in that channel; let me see it and send messages there."
        raise NotAllowedError(msg)


def may_write(channel: Postable, member: discord.Member) -> bool:
    """Tell whether somebody may write in a channel."""
    allowed = channel.permissions_for(member)
    writes = allowed.send_messages
    if isinstance(channel, discord.Thread):
        writes = allowed.send_messages_in_threads and not channel.locked
    return allowed.view_channel and writes


def _tried_then(days: int | None) -> str:
    """Return when a channel is tried next that took no passage on some days in a row."""
    if days is None:
        return "again in some minutes"
    return "no more until /daily on" if days >= MOST_REFUSED else "again on its next day"


def _ids(message: discord.Message) -> set[str]:
    """Return what the buttons of a card mean."""
    rows = [
        row
        for part in message.components
        if isinstance(part, discord.Container)
        for row in part.children
        if isinstance(row, discord.ActionRow)
    ]
    return {item.custom_id for row in rows for item in row.children if item.custom_id}


@contextmanager
def posting(client: discord.Client, service: Service) -> Iterator[None]:
    """Post passages while the block runs, as soon as the bot is connected."""
    poster = Poster(client, service)

    async def post() -> None:
        while True:
            if not client.is_ready():
                await asyncio.sleep(_CONNECTED)
                continue
            try:
                await poster.look()
            except StoppingError:
                return
            except Exception as error:  # noqa: BLE001 (the next look may succeed)
                logger.warning("Passages that are due could not be posted yet (%r).", error)
            await asyncio.sleep(LOOK_EVERY)

    task = asyncio.ensure_future(post())
    try:
        yield
    finally:
        task.cancel()
