"""Events that discord.py cannot read do not end the bot."""

import logging

import pytest

from index.library import Library
from tests.bot.discord.corpora import QUESTION
from tests.bot.discord.place import place
from tests.bot.discord.seen import text_of


@pytest.mark.parametrize("name", ["MESSAGE_CREATE", "INTERACTION_CREATE"])
async def test_an_event_in_another_shape_is_passed_over(
    shelf: Library, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged by its name, without what stood in it, and the next is answered."""
    async with place(shelf) as here:
        here.env.backend.emit(name, {"id": "1", "secret": "word"})
        await here.env.settle()
        (record,) = [one for one in caplog.records if one.levelno >= logging.ERROR]
        assert name in record.getMessage()
        assert "secret" not in record.getMessage()
        await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        assert "lifts boxes" in text_of(here.replies[-1])
