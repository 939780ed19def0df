"""Events that discord.py cannot read: each is logged and passed over, and the bot goes on.

What it does not know at all it passes over by itself. What it knows but finds in another shape,
after a change of Discord's, would end the connection, and the bot with it.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import discord

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
