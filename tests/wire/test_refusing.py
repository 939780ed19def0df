"""What is refused, comes twice, or comes too late."""

import pytest

from tests.wire.bot_process import BotProcess
from tests.wire.discord_server import DiscordServer
from tests.wire.payloads import EPHEMERAL
from tests.wire.people import Person
from tests.wire.rest import Reply, broken, rate_limited
from tests.wire.seen import text_of
from tests.wire.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="package")

QUESTION = "What does a rain gauge measure?"
EXPIRED = Reply(404, {"message": "Unknown interaction", "code": 10062})
_MESSAGES = r"/channels/\d+/messages"
_ORIGINAL = r"/webhooks/\d+/[^/]+/messages/@original"


async def test_a_server_that_is_not_on_the_list(
    shared_server: DiscordServer, alice: Person
) -> None:
    """Where the bot may not answer it says so to whoever asks, and completes nothing."""
    elsewhere = shared_server.world.elsewhere
    typing = alice.types("ask", "source", "tea", elsewhere)
    refused = await alice.slash("ask", elsewhere, question=QUESTION).answered()
    assert "not on my list" in text_of(refused)
    assert refused["flags"] & EPHEMERAL
    await typing.acknowledged()
    assert typing.choices == []


async def test_an_interaction_that_comes_twice(
    shared_server: DiscordServer, shared_bot: BotProcess, alice: Person
) -> None:
    """An interaction that Discord sends again is answered once, and nobody is told of it."""
    asked = alice.slash("ask", question=QUESTION)
    alice.sends_again(asked)
    await asked.answered()
    await alice.slash("help").answered()
    callbacks = shared_server.rest.sent("POST", rf"/interactions/{asked.id}/.*")
    assert [request.status for request in callbacks] == [200]
    assert asked.follow_ups == []
    assert shared_bot.problems == []


async def test_an_interaction_that_has_expired(
    shared_server: DiscordServer, shared_bot: BotProcess, alice: Person
) -> None:
    """An interaction that Discord does not know any more is let go, without an error."""
    answer = await alice.slash("ask", question=QUESTION).answered()
    shared_server.rest.script("POST", r"/interactions/.*", *[EXPIRED] * 3)
    late = [
        alice.slash("ask", question=QUESTION),
        alice.presses("Context", answer),
        alice.types("ask", "source", "tea"),
    ]
    paths = [rf"/interactions/{interaction.id}/.*" for interaction in late]
    await until(
        lambda: all(shared_server.rest.sent("POST", path) for path in paths), "late responses"
    )
    await alice.slash("help").answered()
    assert shared_bot.problems == []


async def test_a_reply_that_is_held_up_is_sent_once(
    shared_server: DiscordServer, alice: Person
) -> None:
    """A reply that Discord refuses for being too fast, or breaks over, is sent again, once."""
    shared_server.rest.script("POST", _MESSAGES, broken(502), rate_limited(0.3))
    asked = alice.mentions_bot(QUESTION)
    (reply,) = await until(lambda: shared_server.world.replies_to(asked), "a reply")
    attempts = shared_server.rest.sent("POST", _MESSAGES)[-3:]
    assert [request.status for request in attempts] == [502, 429, 200]
    assert attempts[2].at - attempts[1].at >= 0.3
    await alice.slash("help").answered()
    assert shared_server.world.replies_to(asked) == [reply]


async def test_an_answer_that_is_held_up_is_given_once(
    shared_server: DiscordServer, alice: Person
) -> None:
    """The answer to a command outlasts a rate limit and a failure of Discord's."""
    shared_server.rest.script("PATCH", _ORIGINAL, broken(500), rate_limited(0.3))
    asked = alice.slash("ask", question=QUESTION)
    answer = await asked.answered()
    assert "rain gauge" in text_of(answer)
    attempts = shared_server.rest.sent("PATCH", _ORIGINAL)[-3:]
    assert [request.status for request in attempts] == [500, 429, 200]
    await alice.slash("help").answered()
    assert asked.follow_ups == []
