"""Events that discord.py cannot read: each is logged and passed over, and the bot goes on.

What it does not know at all it passes over by itself. What it knows but finds in another shape,
after a change of Discord's, would end the connection, and the bot with it. So would what is no
event at all, such as a page in HTML or a bare list: then the connection is taken up anew.
"""

import json
import logging
import zlib
from collections.abc import Callable
from functools import partial
from typing import Any

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


class ReadingWebSocket(DiscordWebSocket):
    """Is lost, like any connection, by what is no JSON, or no object of it."""

    def log_receive(self, data: Any, /) -> None:  # noqa: ANN401 (as discord.py has it)
        """Look at the text of what came, as discord.py lets one before it reads that."""
        if not data.lstrip().startswith("{"):
            msg = "This is no event"
            raise json.JSONDecodeError(msg, data, 0)

    async def received_message(self, msg: Any, /) -> None:  # noqa: ANN401 (as discord.py has it)
        """Read what came.

        Raises:
            ConnectionAbortedError: at which discord.py connects again, and resumes its session.

        """
        try:
            await super().received_message(msg)
        except (json.JSONDecodeError, UnicodeDecodeError, zlib.error) as error:
            await self.close()
            raise ConnectionAbortedError from error


def connect_again_at_the_unreadable() -> None:
    """Have discord.py's clients use such connections."""
    discord.client.DiscordWebSocket = ReadingWebSocket  # type: ignore[misc]  # no other way
