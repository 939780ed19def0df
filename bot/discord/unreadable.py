"""Events that discord.py cannot read: each is logged and passed over, and the bot goes on.

What it does not know at all it passes over by itself. What it knows but finds in another shape,
after a change of Discord's, would end the connection, and the bot with it. So would what is no
event at all, such as a page in HTML: then the connection is taken up anew. A page in the place of
an answer to a request has an error of its own.
"""

import json
import logging
import zlib
from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn

import discord
from discord.gateway import DiscordWebSocket

logger = logging.getLogger(__name__)

_NEEDED = {"READY", "RESUMED"}
"""Events without which there is no connection."""


def pass_over_the_unreadable(client: discord.Client) -> None:
    """Have a client go on where it cannot read an event."""
    parsers = client._connection.parsers  # noqa: SLF001 (discord.py lets nobody else in)
    for name, parse in parsers.items():
        if name not in _NEEDED:
            parsers[name] = partial(_parsed, name, parse)


def _parsed(name: str, parse: Callable[[Any], None], event: Any) -> None:  # noqa: ANN401 (JSON)
    try:
        parse(event)
    except Exception:
        logger.exception("Discord sent an event (%s) that discord.py cannot read.", name)


class NotDiscordError(discord.DiscordException):
    """What answered cannot be read, and is not Discord."""


class ReadingWebSocket(DiscordWebSocket):
    """Is lost, like any connection, by what is no object of JSON."""

    async def received_message(self, msg: Any, /) -> None:  # noqa: ANN401 (as discord.py has it)
        """Read what came.

        Raises:
            ConnectionAbortedError: at which discord.py connects again, and resumes its session.

        """
        try:
            text = self._decompressor.decompress(msg) if isinstance(msg, bytes) else msg
            if text is None:  # more is to come
                return
            if not text.lstrip().startswith("{"):
                await self._lose()
            await super().received_message(text)
        except (json.JSONDecodeError, UnicodeDecodeError, zlib.error) as error:
            await self._lose(error)

    async def _lose(self, error: Exception | None = None) -> NoReturn:
        await self.close()
        raise ConnectionAbortedError from error


def connect_again_at_the_unreadable() -> None:
    """Have discord.py's clients use such connections."""
    discord.client.DiscordWebSocket = ReadingWebSocket  # type: ignore[misc]  # no other way
