"""What keeps the bot from running is said in one sentence, and its exit code says it too."""

import json
import signal
import socket
from pathlib import Path

import pytest

from bot.discord.run import BAD_TOKEN, NO_INTENT, NO_NETWORK
from tests.wire import launcher
from tests.wire.bot_process import BotProcess
from tests.wire.conftest import RunBot, StartBot
from tests.wire.discord_server import TOKEN, DiscordServer
from tests.wire.people import Person
from tests.wire.rest import Reply, broken
from tests.wire.waiting import until


def assert_told(bot: BotProcess, words: str) -> None:
    """Check that the log tells of one problem, in one sentence, without the token."""
    (problem,) = bot.problems
    assert words in problem
    assert "Traceback" not in bot.log
    assert TOKEN not in bot.log
    assert all(json.loads(line)["event"] for line in bot.log.splitlines())


async def test_no_token(start: StartBot) -> None:
    """A bot that nobody gave a token fails, so that whoever supervises it sees that."""
    with start(DISCORD_TOKEN="") as bot:
        assert await bot.ended() == BAD_TOKEN
        assert_told(bot, "There is no DISCORD_TOKEN")


async def test_a_setting_that_cannot_be_used(start: StartBot) -> None:
    """What is wrong before there is a log is told in its form all the same."""
    with start(DOSSIER_QUEUE="0") as bot:
        assert await bot.ended() == 1
        assert_told(bot, "DOSSIER_QUEUE is '0'")


async def test_an_index_that_is_built_first(
    server: DiscordServer, start: StartBot, tmp_path: Path
) -> None:
    """No bar, and no empty line in its place, is drawn into the log."""
    server.rest.token = "another"
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "tea.md").write_text("Tea is poured.\n")
    folders = {"DOSSIER_SEEDS": tmp_path / "seeds", "DOSSIER_INDEX": tmp_path / "built"}
    with start(**{name: str(folder) for name, folder in folders.items()}) as bot:
        assert await bot.ended() == BAD_TOKEN
        assert "Building the index from" in bot.log
        assert_told(bot, "does not know this token")


async def test_two_bots_with_one_state(
    server: DiscordServer, run_bot: RunBot, tmp_path: Path
) -> None:
    """The second is told so, and questions are answered once; one that was killed is no bot."""
    for name in ("first", "second", "third"):
        (tmp_path / name).mkdir()
    state = {"DOSSIER_STATE": str(tmp_path / "state"), "DOSSIER_KEEP_DAYS": "0"}
    with run_bot(server, tmp_path / "first", **state) as first:
        await server.gateway.connected()
        with run_bot(server, tmp_path / "second", **state) as second:
            assert await second.ended() == 1
            assert_told(second, f"Another bot runs with the state in {tmp_path / 'state'}; stop")
        first.send(signal.SIGKILL)
        await first.ended()
    with run_bot(server, tmp_path / "third", **state) as third:
        await third.logged("Answering as")
        asked = Person(server, "alice").mentions_bot("How loud is rain?")
        await until(lambda: server.world.replies_to(asked), "a reply")


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


@pytest.mark.parametrize("path", ["/users/@me", "/oauth2/applications/@me"])
@pytest.mark.parametrize("reply", [broken(200), Reply(200, {}), Reply(200, [])])
async def test_somebody_else_in_the_place_of_discord(
    server: DiscordServer, start: StartBot, path: str, reply: Reply
) -> None:
    """A page of a proxy or of a network that asks for a login is told as no Discord."""
    server.rest.script("GET", path, reply)
    with start() as bot:
        assert await bot.ended() == NO_NETWORK
        assert_told(bot, "what answers in its place cannot be read")


@pytest.mark.parametrize("reply", [broken(200), Reply(200, {}), Reply(200, [])])
async def test_somebody_else_at_the_registration(
    server: DiscordServer, start: StartBot, reply: Reply
) -> None:
    """So is a page that answers the commands, which are told to Discord at the next start."""
    server.rest.script("PUT", "/applications/[0-9]+/commands", reply)
    with start() as bot:
        assert await bot.ended() == NO_NETWORK
        assert_told(bot, "what answers in its place cannot be read")
    with start() as bot:
        await bot.logged("Registered the commands everywhere")


async def test_no_network(start: StartBot) -> None:
    """Where nothing answers, the bot says so and ends."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        with start(**{launcher.API: address}) as bot:
            assert await bot.ended() == NO_NETWORK
            assert_told(bot, "cannot be reached")
