"""How the bot is, for those who watch over it."""

import math
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from bot.discord.client import DossierClient
from bot.discord.health import readings, unhealthy
from index.library import Library
from tests.bot.discord.place import client, closed, place

if TYPE_CHECKING:
    from discord.gateway import DiscordWebSocket


def connected(bot: DossierClient, *, is_open: bool) -> None:
    """Give the bot a connection that is open or lost."""
    bot.ws = cast("DiscordWebSocket", SimpleNamespace(open=is_open, latency=math.inf))


async def test_a_bot_is_well_once_it_is_connected(shelf: Library) -> None:
    """Before it is ready, while the connection is lost, and when it stops, the reason is told."""
    bot = client(shelf)
    assert unhealthy(bot) == "not connected to Discord yet"
    await closed(bot)
    async with place(shelf) as here:
        connected(here.bot, is_open=False)
        assert "lost" in str(unhealthy(here.bot))
        connected(here.bot, is_open=True)
        assert unhealthy(here.bot) is None
        here.service.stopping = True
        assert unhealthy(here.bot) == "stopping"
        connected(here.bot, is_open=False)  # nothing is left to close


async def test_what_is_read_is_as_it_is_now(shelf: Library) -> None:
    """Each value comes from the bot at work; a latency that is not known yet is no number."""
    async with place(shelf, queue=7) as here:
        connected(here.bot, is_open=True)
        values = {one.name: one.read() for one in readings(here.bot)}
        connected(here.bot, is_open=False)
    assert math.isnan(values.pop("dossier_gateway_latency_seconds"))
    assert 0 <= values.pop("dossier_index_age_seconds") < 24 * 60 * 60
    assert values == pytest.approx(
        {
            "dossier_queue_length": 0,
            "dossier_queue_limit": 7,
            "dossier_gateway_connected": 1,
            "dossier_documents": 5,
            "dossier_passages": 19,
            "dossier_index_failures": 0,
            "dossier_journal_failures": 0,
        }
    )
