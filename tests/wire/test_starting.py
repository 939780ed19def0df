"""What keeps the bot from running is said in one sentence, and its exit code says it too."""

import socket

import pytest

from bot.discord.run import BAD_TOKEN, NO_INTENT, NO_NETWORK
from tests.wire import launcher
from tests.wire.bot_process import BotProcess
from tests.wire.conftest import StartBot
from tests.wire.discord_server import TOKEN, DiscordServer
from tests.wire.rest import broken


def assert_told(bot: BotProcess, words: str) -> None:
    """Check that the log tells of one problem, in one sentence, without the token."""
    (problem,) = bot.problems
    assert words in problem
    assert "Traceback" not in bot.log
    assert TOKEN not in bot.log


async def test_an_unknown_token(server: DiscordServer, start: StartBot) -> None:
    """A token that Discord does not know is told as that (HTTP 401)."""
    server.rest.token = "another"
    with start() as bot:
        assert await bot.ended() == BAD_TOKEN
        assert_told(bot, "does not know this token")


@pytest.mark.parametrize(
    ("code", "exit_code", "words"),
    [(4004, BAD_TOKEN, "does not know this token"), (4014, NO_INTENT, "did not grant an intent")],
)
async def test_a_gateway_that_refuses(
    server: DiscordServer, start: StartBot, code: int, exit_code: int, words: str
) -> None:
    """A token that the gateway does not take, and an intent that was not granted, end the bot."""
    server.gateway.refuse_with = code
    with start() as bot:
        assert await bot.ended() == exit_code
        assert_told(bot, words)


async def test_a_discord_that_is_down(server: DiscordServer, start: StartBot) -> None:
    """A Discord that fails at the login ends the bot as a missing network does."""
    server.rest.script("GET", "/users/@me", broken(503))
    with start() as bot:
        assert await bot.ended() == NO_NETWORK
        assert_told(bot, "cannot be reached")


async def test_no_network(start: StartBot) -> None:
    """Where nothing answers, the bot says so and ends."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        with start(**{launcher.API: address}) as bot:
            assert await bot.ended() == NO_NETWORK
            assert_told(bot, "cannot be reached")
