"""Where everything that people do passes: who may, how it is counted, what happens if it fails."""

import logging
import re
import secrets
from collections import OrderedDict
from collections.abc import Coroutine
from http import HTTPStatus

import aiohttp
import discord

from bot.discord.cards.layout import Card
from bot.discord.cards.notice import notice
from bot.discord.gate import visitor_of
from bot.discord.service import Service, StoppingError
from index.errors import DossierError

logger = logging.getLogger(__name__)

UNANSWERED = "This question was not answered."
OUTAGE = "Discord did not take what I wanted to send; try again in a minute."

_COMMAND = re.compile(r"`dossier (?P<name>sources|read|cite|remove|who|term|timeline)[^`]*`")
"""A command of the terminal that Discord has too, as the library's sentences name it."""
_OTHERWISE = {"remove": "corpus remove"}
"""What it is called there, where it has another name."""

_PRIVATE = "private"
_SEEN = 1000
_TOO_LATE = frozenset({10003, 10008, 10015, 10062, 40060, 50027})
"""Discord's codes for a channel, message, webhook or interaction that is gone, one that was
answered already, and a token that has expired: nobody is left to be told."""


class Handler:
    """Handles each interaction once, and tells whoever acts what went wrong."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._seen: OrderedDict[int, None] = OrderedDict()

    async def handle(
        self, interaction: discord.Interaction, work: Coroutine[object, object, None]
    ) -> None:
        """Do the ``work`` that an interaction asks for; nothing that it raises goes further."""
        try:
            if self.is_new(interaction.id):
                with self._service.counted():
                    await self._done(interaction, work)
        except StoppingError as error:
            with self._service.telling():
                await self._tell(interaction, error)
        finally:
            work.close()

    async def _done(
        self, interaction: discord.Interaction, work: Coroutine[object, object, None]
    ) -> None:
        try:
            visitor = visitor_of(interaction)
            self._service.gate.admit(visitor)
            self._service.gate.act(visitor)
            await work
        except Exception as error:  # noqa: BLE001 (told to the asker, or logged)
            self._service.note_refused(error)
            await self._tell(interaction, error)

    def is_new(self, id_: int) -> bool:
        """Tell whether an interaction or a message comes for the first time.

        Discord may send it again, after it took up a lost connection.
        """
        if id_ in self._seen:
            return False
        self._seen[id_] = None
        if len(self._seen) > _SEEN:
            self._seen.popitem(last=False)
        return True

    async def _tell(self, interaction: discord.Interaction, error: Exception) -> None:
        if is_too_late(error):
            logger.info("An interaction could not be answered any more (%s).", error)
            return
        try:
            await answer_privately(interaction, notice(sentence_for(error)))
        except UNDELIVERED as failure:
            logger.warning("Somebody could not be told what went wrong (%r).", failure)


UNDELIVERED = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
"""What sending to Discord may raise."""


def sentence_for(error: Exception) -> str:
    """Return what to tell the asker; what nobody foresaw gets a reference and goes to the log."""
    if isinstance(error, DossierError):
        told = _COMMAND.sub(lambda m: f"/{_OTHERWISE.get(m['name'], m['name'])}", str(error))
        return told.replace("`", "")
    if _is_outage(error):
        logger.warning("Discord could not be reached with an answer (%r).", error)
        return OUTAGE
    reference = secrets.token_hex(3)
    logger.error("Something failed (reference %s).", reference, exc_info=error)
    return f"Something went wrong. It was logged; the reference is {reference}."


def _is_outage(error: BaseException) -> bool:
    """Tell whether Discord, or the way to it, was down at each of discord.py's several tries."""
    if isinstance(error, discord.HTTPException):
        return error.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return isinstance(error, aiohttp.ClientError)


def is_too_late(error: BaseException) -> bool:
    """Tell whether Discord says that there is nothing left to answer."""
    return isinstance(error, discord.HTTPException) and error.code in _TOO_LATE


def quiet_about_the_late() -> None:
    """Have discord.py not log, as an error, that somebody typed on before a completion came.

    It sends what is offered while somebody types by itself, so that this is not ours to catch.
    """
    logging.getLogger("discord.app_commands.tree").addFilter(_is_worth_logging)


def _is_worth_logging(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    return error is None or not is_too_late(error)


async def announce(interaction: discord.Interaction, *, private: bool) -> None:
    """Acknowledge that a card will come, for all to see or for whoever acted alone."""
    interaction.extras[_PRIVATE] = private
    await interaction.response.defer(ephemeral=private, thinking=True)


async def answer_privately(interaction: discord.Interaction, card: Card) -> None:
    """Show a card to whoever acted, and to nobody else."""
    announced = interaction.extras.get(_PRIVATE)
    if not interaction.response.is_done():
        await interaction.response.send_message(view=card, ephemeral=True)
    elif announced:
        await interaction.edit_original_response(view=card)
    elif announced is not None:
        # What was announced for all to see stays so, and a follow-up only stands by itself, for
        # the asker alone, once the deferred response is an answered one.
        await interaction.edit_original_response(view=notice(UNANSWERED))
        await interaction.followup.send(view=card, ephemeral=True)
        await interaction.delete_original_response()
    else:
        await interaction.followup.send(view=card, ephemeral=True)
