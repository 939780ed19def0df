"""Where everything passes that people do: told once, to them alone, whatever happens."""

import logging
import re
from pathlib import Path
from typing import Any

import discord
import pytest
from discord.app_commands import CommandNotFound

from bot.discord import handling
from bot.discord.cards.layout import Card
from bot.discord.client import DossierClient
from bot.discord.handling import OUTAGE, Handler, sentence_for
from index.errors import NotFoundError, QuestionError, QuoteMismatchError
from index.library import Library
from index.serving import Serving
from tests.bot.discord.corpora import QUESTION
from tests.bot.discord.fakes import FailingLibrary
from tests.bot.discord.place import Place, client, closed, place
from tests.bot.discord.seen import text_of, told_alone

REFERENCE = re.compile(r"Something went wrong\. It was logged; the reference is ([0-9a-f]{6})\.")

CALLBACK = "/interactions/*/callback"


def interactions(here: Place) -> list[Any]:
    """Return what Discord told the bot of what people did, in order."""
    return [
        payload
        for _, name, payload in here.env.backend.transcript
        if name == "INTERACTION_CREATE" and payload
    ]


def assert_logged(caplog: pytest.LogCaptureFixture, told: str) -> None:
    """Check that what was told has a reference, under which the traceback stands in the log."""
    reference = REFERENCE.fullmatch(told)
    assert reference
    (record,) = [record for record in caplog.records if record.name == "bot.discord.handling"]
    assert record.levelno == logging.ERROR
    assert reference[1] in record.getMessage()
    assert record.exc_info
    assert "secret detail" not in told


@pytest.mark.parametrize("private", [True, False])
async def test_what_nobody_foresaw_gets_a_reference(
    shelf: Library, caplog: pytest.LogCaptureFixture, *, private: bool
) -> None:
    """The asker alone is told, and nothing is left for others; the log has the rest."""
    async with place(FailingLibrary(shelf, ZeroDivisionError("secret detail"))) as here:
        result = await here.alice.slash(here.channel, "ask", question="who?", private=private)
        assert_logged(caplog, told_alone(result))
        assert here.replies == []


async def test_a_mention_that_fails_gets_a_reference(
    shelf: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever mentions the bot is told in the reply."""
    async with place(FailingLibrary(shelf, ZeroDivisionError("secret detail"))) as here:
        await here.alice.send(here.channel, f"{here.mention} who?")
        assert_logged(caplog, text_of(here.replies[-1]))


async def test_an_outage_of_discords_is_told_as_one(
    shelf: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """Where Discord fails at each of several tries, the log has a line, and no traceback."""
    async with place(shelf) as here:
        here.env.inject_error("PATCH", "/webhooks/*", status=500, code=0)
        result = await here.alice.slash(here.channel, "ask", question=QUESTION)
        assert told_alone(result) == OUTAGE
    (record,) = [record for record in caplog.records if record.name == "bot.discord.handling"]
    assert record.levelno == logging.WARNING
    assert not record.exc_info


@pytest.mark.parametrize("stopping", [True, False])
async def test_to_tell_what_went_wrong_is_under_way_too(
    shelf: Library, monkeypatch: pytest.MonkeyPatch, *, stopping: bool
) -> None:
    """Or a bot that is told to stop would close the connection in between, saying so or not."""
    idle: list[bool] = []
    tell, reply = handling.answer_privately, DossierClient._reply

    async def told(interaction: discord.Interaction, card: Card) -> None:
        idle.append(here.service.idle.is_set())
        await tell(interaction, card)

    async def replied(bot: DossierClient, message: discord.Message, card: Card) -> discord.Message:
        idle.append(here.service.idle.is_set())
        return await reply(bot, message, card)

    monkeypatch.setattr(handling, "answer_privately", told)
    monkeypatch.setattr(DossierClient, "_reply", replied)
    async with place(FailingLibrary(shelf, QuestionError("No."))) as here:
        here.service.stopping = stopping
        await here.alice.slash(here.channel, "ask", question="who?")
        await here.alice.send(here.channel, f"{here.mention} who?")
        assert idle == [False, False]
        assert here.service.idle.is_set()


async def test_a_press_that_fails_gets_a_reference(
    shelf: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """A page that cannot be turned stays as it is, and who pressed is told."""
    async with place(shelf) as here:
        answer = (await here.alice.slash(here.channel, "ask", question=QUESTION)).response
        before = text_of(answer)
        failing = FailingLibrary(shelf, ZeroDivisionError("secret detail"))
        here.service.serving = Serving(failing)
        result = await here.press(here.alice, answer, "page:.*")
        assert_logged(caplog, told_alone(result))
        assert text_of(answer) == before


async def test_a_quote_that_is_not_its_sources_is_not_sent(shelf: Library) -> None:
    """The one error that must be loud: it is told as it is, and nothing is shown."""
    error = QuoteMismatchError("The passage is not what stands in its document.")
    async with place(FailingLibrary(shelf, error)) as here:
        result = await here.alice.slash(here.channel, "ask", question="who?")
        assert told_alone(result) == str(error)
        assert here.replies == []


@pytest.mark.parametrize("error", [NotFoundError("x"), ZeroDivisionError("x")])
async def test_nothing_is_offered_where_looking_fails(
    shelf: Library, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """While somebody types there is nothing to be told; what nobody foresaw is logged."""
    async with place(FailingLibrary(shelf, error)) as here:
        assert await here.alice.autocomplete(here.channel, "cite", "passage", "x") == []
    assert bool(caplog.records) == isinstance(error, ZeroDivisionError)


async def test_an_interaction_that_comes_twice_is_handled_once(shelf: Library) -> None:
    """Discord may send an event again, after it took up a lost connection."""
    async with place(shelf) as here:
        await here.alice.slash(here.channel, "ask", question=QUESTION)
        before = len(here.env.http_requests)
        here.env.backend.emit("INTERACTION_CREATE", interactions(here)[-1])
        await here.env.settle()
        assert len(here.env.http_requests) == before
        assert len(here.replies) == 1


async def test_in_another_process_what_comes_twice_is_left(
    shelf: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A process that cannot know that another answered learns so from Discord, and is quiet."""
    async with place(shelf, tmp_path) as here:
        await here.alice.slash(here.channel, "ask", question=QUESTION)
        await here.restart(client(shelf, tmp_path))
        here.env.backend.emit("INTERACTION_CREATE", interactions(here)[-1])
        await here.env.settle()
        assert len(here.replies) == 1
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("code", [10062, 40060])
async def test_an_interaction_that_comes_late_is_left(
    shelf: Library, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Where Discord does not wait any more nobody can be told; that is no error of the bot's."""
    async with place(shelf) as here:
        here.env.inject_error("POST", CALLBACK, status=404, code=code)
        result = await here.alice.slash(here.channel, "ask", question=QUESTION)
        assert not result.acknowledged
        here.env.inject_error("POST", CALLBACK, status=404, code=code)
        assert await here.alice.autocomplete(here.channel, "cite", "passage", "x") == []
        assert here.replies == []
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("code", [10008, 10015, 50027])
async def test_a_message_that_is_gone_is_left(
    shelf: Library, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the announced answer was deleted, or the time is up, there is nothing to edit."""
    async with place(shelf) as here:
        here.env.inject_error("PATCH", "/webhooks/*", status=404, code=code)
        await here.alice.slash(here.channel, "ask", question=QUESTION)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_who_cannot_be_told_is_noted(
    shelf: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """Where even the sentence about an error fails, the log has it, and the bot goes on."""
    caplog.set_level(logging.INFO, "bot.discord.handling")
    async with place(shelf) as here:
        here.env.inject_error("POST", CALLBACK, status=400, code=50035, times=2)
        await here.alice.slash(here.channel, "help")
        assert "Somebody could not be told" in caplog.text
        assert told_alone(await here.alice.slash(here.channel, "help"))


async def test_a_command_that_has_changed_is_told(shelf: Library) -> None:
    """Discord may still show a command as it was in the version before."""
    async with place(shelf) as here:
        here.bot.tree.remove_command("help")
        result = await here.alice.slash(here.channel, "help")
        assert told_alone(result).startswith("This command has changed")
        assert [type(error) for error in here.env.errors] == [CommandNotFound]


async def test_many_interactions_are_remembered_but_not_all(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is remembered of what was handled does not grow for ever."""
    monkeypatch.setattr(handling, "_SEEN", 3)
    bot = client(shelf)
    handler = Handler(bot.service)
    assert [handler.is_new(number) for number in (1, 2, 3, 1, 4, 5, 5, 1)] == [
        *(True, True, True, False, True, True, False, True)
    ]
    assert len(handler._seen) == 3
    await closed(bot)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("There is none; `dossier sources` lists them all.", "There is none; /sources lists them"),
        ("See `dossier read KEY`.", "See /read."),
        ("`dossier remove tea` takes it out.", "/corpus remove takes it out."),
        ("Run `dossier index build`.", "Run dossier index build."),
    ],
)
def test_a_sentence_names_the_commands_of_discord(sentence: str, told: str) -> None:
    """The library's sentences are for the terminal, too; marks for code would be shown."""
    assert sentence_for(QuestionError(sentence)).startswith(told)
