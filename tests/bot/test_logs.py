"""What is logged is readable for people or for programs, and tells no secret."""

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import aiohttp
import discord
import pytest

from bot.logs import configure_logs, formatter
from bot.settings import Settings, read_settings

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.a-secret-that-no-log-may-have"
ANOTHER = "OTIzNDU2Nzg5MDEyMzQ1Njc4.Gfghij.another-secret-that-no-log-may-have"
QUESTION = "What did he say of hackers?"

Rendered = Callable[..., str]


@pytest.fixture
def settings() -> Settings:
    """Return settings with a token."""
    return read_settings(environment={"DISCORD_TOKEN": TOKEN})


@pytest.fixture(params=["JSON", "TEXT"])
def rendered(request: pytest.FixtureRequest, settings: Settings) -> Rendered:
    """Render a record in each of the two forms."""
    form = formatter(replace(settings, log=request.param), terminal=False)

    def render(message: str, *args: object, error: Exception | None = None, **extra: str) -> str:
        info = (type(error), error, error.__traceback__) if error else None
        logger = logging.getLogger("bot.test")
        return form.format(
            logger.makeRecord("bot.test", logging.ERROR, "", 1, message, args, info, extra=extra)
        )

    return render


def test_programs_get_an_object_a_line(settings: Settings) -> None:
    """Where the log goes to no terminal it is JSON: message, level, logger, time, and fields."""
    record = logging.getLogger("bot.x").makeRecord(
        "bot.x", logging.INFO, "", 1, "Answered %d\nquestions.", (2,), None, extra={"ms": 7}
    )
    line = formatter(settings, terminal=False).format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert told.pop("timestamp").endswith("Z")
    assert told == {
        "event": "Answered 2\nquestions.",
        "level": "info",
        "logger": "bot.x",
        "ms": 7,
    }


@pytest.mark.parametrize(
    ("log", "terminal", "is_json"),
    [
        ("", True, False),
        ("", False, True),
        ("JSON", True, True),
        ("TEXT", False, False),
    ],
)
def test_the_form_is_what_suits_or_what_is_set(
    settings: Settings, log: str, *, terminal: bool, is_json: bool
) -> None:
    """Text on a terminal and JSON elsewhere, unless the setting says which."""
    record = logging.makeLogRecord({"msg": "Hello.", "levelname": "INFO", "name": "bot"})
    line = formatter(replace(settings, log=log), terminal=terminal).format(record)
    assert line.startswith("{") == is_json
    assert "Hello." in line


def test_colours_are_for_terminals_that_want_them(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file gets no escape sequences, nor a terminal of somebody who wants none."""
    record = logging.makeLogRecord({"msg": "Hello.", "levelname": "INFO", "name": "bot"})
    text = replace(settings, log="TEXT")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in formatter(text, terminal=True).format(record)
    assert "\x1b" not in formatter(text, terminal=False).format(record)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in formatter(text, terminal=True).format(record)


def test_the_token_is_in_no_message_and_no_field(rendered: Rendered) -> None:
    """Wherever it stands in a record, the token is taken out, and another bot's as well."""
    line = rendered("Logging in with %s", f"Bot {TOKEN}", header=TOKEN, other=ANOTHER)
    assert "secret-that" not in line
    assert line.count("[secret]") == 3


async def test_the_token_is_in_no_error_of_aiohttps(rendered: Rendered) -> None:
    """An address that cannot be opened stands in the error that aiohttp raises."""
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.NonHttpUrlClientError) as raised:
            await session.get(f"no-scheme:/api/{TOKEN}/interactions/1/aW50ZXJhY3Rpb24/callback")
    assert TOKEN in str(raised.value)
    line = rendered("That failed: %s", raised.value, error=raised.value)
    assert "NonHttpUrl" in line
    assert "secret-that" not in line
    assert "aW50ZXJhY3Rpb24" not in line
    assert "/interactions/1/[secret]/callback" in line


def test_the_token_is_in_no_error_of_discords(rendered: Rendered) -> None:
    """discord.py puts what Discord answered into its error."""
    response = cast("aiohttp.ClientResponse", SimpleNamespace(status=400, reason="Bad Request"))
    error = discord.HTTPException(response, {"code": 0, "message": f"Unknown token {TOKEN}"})
    assert TOKEN in str(error)
    assert "secret-that" not in rendered("That failed.", error=error)


def test_a_traceback_tells_no_values(rendered: Rendered) -> None:
    """A traceback has the lines of the code, and not what variables held."""

    def failing(asked: str) -> None:
        del asked
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as raised:
        failing(QUESTION)
    line = rendered("Something failed.", error=raised.value)
    assert "ZeroDivisionError" in line
    assert "in failing" in line
    assert QUESTION not in line


def test_a_short_token_takes_nothing_else_out() -> None:
    """What cannot be a token is not looked for in every line."""
    settings = read_settings(environment={"DISCORD_TOKEN": "a", "DOSSIER_LOG": "json"})
    record = logging.makeLogRecord({"msg": "A bat.", "levelname": "INFO", "name": "bot"})
    assert "A bat." in formatter(settings, terminal=False).format(record)


@pytest.mark.parametrize("name", ["DISCORD_APPLICATION_ID", "DISCORD_GUILD", "DOSSIER_QUEUE"])
def test_a_token_in_another_settings_place_is_not_told(name: str) -> None:
    """Pasted a line too high, the token is called one and not repeated."""
    with pytest.raises(Exception, match="is a bot's token; write") as told:
        read_settings(environment={name: TOKEN})
    assert TOKEN not in str(told.value)


def test_torch_tells_nothing_of_its_caches(settings: Settings) -> None:
    """Interrupted while it loads, torch would tell at INFO how its caches did."""
    try:
        configure_logs(settings)
        assert not logging.getLogger("torch._subclasses.fake_tensor").isEnabledFor(logging.INFO)
    finally:
        logging.getLogger("torch").setLevel(logging.NOTSET)
        logging.captureWarnings(capture=False)


@pytest.mark.parametrize(
    ("environment", "level"),
    [
        ({"DOSSIER_LOG_LEVEL": "DEBUG"}, logging.INFO),
        ({"DOSSIER_LOG_LEVEL": "DEBUG", "DOSSIER_LOG_QUESTIONS": "on"}, logging.NOTSET),
    ],
)
def test_discords_own_debugging_has_what_people_write(
    environment: dict[str, str], level: int
) -> None:
    """It is logged only where questions are."""
    logger = logging.getLogger("discord")
    before = logger.level
    try:
        logger.setLevel(logging.NOTSET)
        configure_logs(read_settings(environment=environment))
        assert logger.level >= level
        assert (logger.level == logging.NOTSET) == (level == logging.NOTSET)
    finally:
        logger.setLevel(before)
        logging.captureWarnings(capture=False)
