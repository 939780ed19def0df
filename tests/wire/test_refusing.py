"""What is refused, comes twice, or comes too late."""

import pytest

from tests.wire import payloads
from tests.wire.bot_process import BotProcess
from tests.wire.discord_server import DiscordServer
from tests.wire.interactions import Interaction
from tests.wire.payloads import EPHEMERAL, bot_role
from tests.wire.people import Person
from tests.wire.rest import Reply, broken, rate_limited
from tests.wire.seen import text_of
from tests.wire.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="package")

QUESTION = "What does a rain gauge measure?"
EXPIRED = Reply(404, {"message": "Unknown interaction", "code": 10062})
FORBIDDEN = Reply(403, {"message": "Missing Permissions", "code": 50013})
_CALLBACK = r"/interactions/.*"
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


async def test_a_command_and_a_press_that_have_expired(
    shared_server: DiscordServer, shared_bot: BotProcess, alice: Person
) -> None:
    """What Discord does not know any more is let go, without an error."""
    answer = await alice.slash("ask", question=QUESTION).answered()
    shared_server.rest.script("POST", _CALLBACK, EXPIRED, EXPIRED)
    await refused(shared_server, alice.slash("ask", question=QUESTION))
    await refused(shared_server, alice.presses("Context", answer))
    await alice.slash("help").answered()
    assert shared_bot.problems == []


async def test_typing_that_has_expired(
    shared_server: DiscordServer, shared_bot: BotProcess, alice: Person
) -> None:
    """Choices that come too late, for somebody who has typed on, are let go without an error."""
    shared_server.rest.script("POST", _CALLBACK, EXPIRED)
    before = shared_bot.problems
    await refused(shared_server, alice.types("ask", "source", "tea"))
    await alice.slash("help").answered()
    assert shared_bot.problems == before


async def refused(server: DiscordServer, interaction: Interaction) -> None:
    """Wait until the bot was refused to respond to an interaction."""
    path = rf"/interactions/{interaction.id}/.*"
    await until(lambda: [r for r in server.rest.sent("POST", path) if r.status], "a response")


async def test_a_channel_where_the_bot_may_not_write(
    shared_server: DiscordServer, shared_bot: BotProcess, alice: Person
) -> None:
    """Whoever asks in a channel that does not let the bot write is told so directly."""
    shared_server.rest.script("POST", _MESSAGES, FORBIDDEN)
    alice.mentions_bot(QUESTION)
    channel = shared_server.world.direct_channel(alice.user)
    await until(lambda: shared_server.world.written_by_bot(channel), "a direct message")
    assert shared_bot.problems == []


async def test_a_mention_of_the_role_where_the_bot_may_not_write(
    shared_server: DiscordServer, shared_bot: BotProcess, alice: Person
) -> None:
    """Whoever mentions the bot's role is told to mention the bot; where it cannot, it is quiet."""
    role = bot_role(str(shared_server.world.channel.guild))
    said = alice.says(f"<@&{role}> {QUESTION}", mention_roles=[role])
    (told,) = await until(lambda: shared_server.world.replies_to(said), "a reply")
    assert "my role" in text_of(told)
    attempts = len(shared_server.rest.sent("POST", _MESSAGES))
    before = shared_bot.problems
    shared_server.rest.script("POST", _MESSAGES, FORBIDDEN)
    alice.says(f"<@&{role}> {QUESTION}", mention_roles=[role])
    await until(lambda: len(shared_server.rest.sent("POST", _MESSAGES)) > attempts, "an attempt")
    await alice.slash("help").answered()
    assert shared_bot.problems == before


async def test_a_command_of_another_version(shared_server: DiscordServer, alice: Person) -> None:
    """A command that Discord still offers, but the bot has no more, gets a sentence."""
    world = shared_server.world
    world.commands[None].append(payloads.command({"name": "gone"}, world.bot["id"], None))
    said = await alice.slash("gone").answered()
    assert "has changed" in text_of(said)
    assert said["flags"] & EPHEMERAL


async def test_a_reply_whose_receipt_is_lost_is_sent_once(
    shared_server: DiscordServer, alice: Person
) -> None:
    """A reply that arrived, though Discord's answer was an error, is not sent twice."""
    shared_server.rest.script("POST", _MESSAGES, broken(502), after_the_fact=True)
    asked, attempts = alice.mentions_bot(QUESTION), len(shared_server.rest.sent("POST", _MESSAGES))
    await until(
        lambda: len(shared_server.rest.sent("POST", _MESSAGES)) == attempts + 2, "another attempt"
    )
    assert len(shared_server.world.replies_to(asked)) == 1


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
