"""The bot is stopped, and started again."""

import signal
import time

from bot.discord.run import STOPPED
from tests.wire import launcher
from tests.wire.conftest import StartBot
from tests.wire.discord_server import DiscordServer
from tests.wire.people import Person
from tests.wire.seen import text_of

GRACE, HURRIED = 10.0, 5.0
_COMMANDS = r"/applications/\d+/commands"


async def test_a_restart(server: DiscordServer, start: StartBot) -> None:
    """Stopped while an answer is under way, the bot gives it first; after a start, all works on.

    The buttons of what was answered before still work, and the commands, which did not change,
    are not registered again.
    """
    alice = Person(server, "alice")
    with start(**{launcher.FAKE_ENCODER: "2"}) as first:
        await server.gateway.connected()
        slow = alice.slash("ask", question="How slowly does rain fall?")
        await slow.acknowledged()
        first.send(signal.SIGTERM)
        told = time.monotonic()
        await first.logged("SIGTERM")
        refused = await alice.slash("ask", question="How loud is rain?").answered()
        assert "restarted" in text_of(refused)
        assert await first.ended(GRACE) == STOPPED
        assert time.monotonic() - told < GRACE
        answer = await slow.answered(0)
        assert "Rain" in text_of(answer)
        assert first.problems == []
    assert len(server.rest.sent("PUT", _COMMANDS)) == 1
    with start() as second:
        await server.gateway.connected()
        assert "Noted" in text_of(await alice.presses("👍", answer).answered())
        assert "Rain" in text_of(await alice.presses("Context", answer).answered())
        second.send(signal.SIGINT)
        assert await second.ended() == STOPPED
        assert second.problems == []
    assert len(server.rest.sent("PUT", _COMMANDS)) == 1


async def test_a_second_signal(server: DiscordServer, start: StartBot) -> None:
    """Nobody is waited for, and whoever asked is not left with "thinking..."."""
    alice = Person(server, "alice")
    with start(**{launcher.FAKE_ENCODER: "30"}) as bot:
        await server.gateway.connected()
        slow = alice.slash("ask", question="How slowly does rain fall?")
        await slow.acknowledged()
        bot.send(signal.SIGTERM)
        await bot.logged("SIGTERM")
        bot.send(signal.SIGTERM)
        told = time.monotonic()
        assert await bot.ended() == STOPPED
        assert time.monotonic() - told < HURRIED
        assert "restarted" in text_of(await slow.followed_up(0))
        assert bot.problems == []
