"""What a bot at work logs: a line for each answer, and what people ask only where it is set."""

import json
import signal

import pytest

from tests.wire.bot_process import BotProcess
from tests.wire.conftest import StartBot
from tests.wire.discord_server import DiscordServer
from tests.wire.people import Person

QUESTION = "What does a rain gauge measure?"


async def logged_of_an_answer(server: DiscordServer, bot: BotProcess) -> None:
    """Have somebody ask, in both ways, and the bot stop."""
    await server.gateway.connected()
    alice = Person(server, "alice")
    await alice.slash("ask", question=QUESTION).answered()
    alice.mentions_bot(QUESTION)
    await bot.logged("Answered.")
    bot.send(signal.SIGTERM)
    await bot.ended()


@pytest.mark.parametrize("setting", ["", "on"])
async def test_questions_are_logged_only_where_that_is_set(
    server: DiscordServer, start: StartBot, setting: str
) -> None:
    """However much is logged, what people ask is not in it unless it is asked for."""
    with start(DOSSIER_LOG_LEVEL="DEBUG", DOSSIER_LOG_QUESTIONS=setting) as bot:
        await logged_of_an_answer(server, bot)
        lines = [json.loads(line) for line in bot.log.splitlines()]
        assert (QUESTION in bot.log) == bool(setting)
        answered = next(line for line in lines if line["event"] == "Answered.")
        assert answered["verdict"] in {"answered", "possible"}
        assert answered["ms"] >= 0
        assert answered.get("question") == (QUESTION if setting else None)
        assert bot.problems == []


async def test_text_is_for_people(server: DiscordServer, start: StartBot) -> None:
    """Set to text, the log is no JSON though it goes to a file."""
    with start(DOSSIER_LOG="text") as bot:
        await logged_of_an_answer(server, bot)
        assert "[info     ] Answered." in bot.log
        assert "{" not in bot.log
