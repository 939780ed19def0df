"""Somebody installed the bot for themselves, and uses it where it is not."""

import pytest

from tests.wire.bot_process import BotProcess
from tests.wire.discord_server import DiscordServer
from tests.wire.payloads import EPHEMERAL
from tests.wire.people import Person
from tests.wire.seen import text_of
from tests.wire.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="package")

QUESTION = "What does a rain gauge measure?"
ANSWER = "how much rain has fallen"


@pytest.mark.parametrize("where", ["away", "group"])
async def test_all_is_done_by_the_interactions_alone(
    shared_server: DiscordServer, shared_bot: BotProcess, alice: Person, where: str
) -> None:
    """Answers, buttons, forms and what is shared need no channel that the bot could write in."""
    place = getattr(shared_server.world, where)
    answer = await alice.slash("ask", place, question=QUESTION).answered()
    assert ANSWER in text_of(answer)
    assert not answer["flags"] & EPHEMERAL
    for button, words in (("Context", "Snow is rain"), ("Cite", "On Rain"), ("👍", "Noted")):
        shown = await alice.presses(button, answer).answered()
        assert words in text_of(shown).replace("*", "")
        assert shown["flags"] & EPHEMERAL
    form = alice.presses("👎", answer)
    await form.acknowledged()
    assert "Noted" in text_of(await alice.submits(form, "Hail.").answered())
    private = await alice.slash("ask", place, question=QUESTION, private=True).answered()
    shared = await alice.presses("Share with everybody", private).answered()
    assert ANSWER in text_of(shared)
    assert not shared["flags"] & EPHEMERAL
    refused = await alice.slash("ask", place, question="?!").answered()
    assert "word" in text_of(refused)
    typing = alice.types("ask", "source", "rain", place)
    await until(lambda: typing.choices, "choices")
    assert not [one for one in shared_server.rest.requests if f"/channels/{place.id}" in one.path]
    assert shared_bot.problems == []
