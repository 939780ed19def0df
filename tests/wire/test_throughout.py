"""What holds of all that the other scenarios did; this module comes last."""

import pytest

from tests.bot.discord.limits.wire import problems_on_the_wire
from tests.wire.bot_process import BotProcess
from tests.wire.discord_server import TOKEN, DiscordServer

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_the_token_is_in_no_log(shared_bot: BotProcess) -> None:
    """The token reaches no log, however much is logged."""
    assert '"level": "debug"' in shared_bot.log
    assert TOKEN not in shared_bot.log


async def test_nothing_went_unhandled(shared_bot: BotProcess) -> None:
    """The log tells of no error, whatever people and Discord did."""
    assert shared_bot.problems == []


async def test_discord_would_take_what_was_sent(shared_server: DiscordServer) -> None:
    """Every message, response and command that was sent is within Discord's limits."""
    requests = shared_server.rest.requests
    assert requests
    assert problems_on_the_wire(requests) == []


async def test_only_what_discord_has_was_asked_for(shared_server: DiscordServer) -> None:
    """Every request was one that the fake Discord knows, but for those that had to be late."""
    refused = {r.path for r in shared_server.rest.requests if r.status == 404}
    assert not [path for path in refused if not path.startswith("/interactions/")]
