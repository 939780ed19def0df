"""The gateway's connection breaks, and the bot is back."""

import pytest

from tests.wire.conftest import StartBot
from tests.wire.discord_server import DiscordServer
from tests.wire.gateway import RESUME_AT, Op
from tests.wire.people import Person
from tests.wire.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="package")

QUESTION = "What does a rain gauge measure?"


async def test_the_bot_is_alive(shared_server: DiscordServer, alice: Person) -> None:
    """The bot sends heartbeats."""
    del alice
    assert shared_server.gateway.ops(Op.HEARTBEAT)


async def test_what_was_missed_is_answered(shared_server: DiscordServer, alice: Person) -> None:
    """After a lost connection the session is resumed, and what was asked meanwhile answered."""
    session = await shared_server.gateway.connected()
    async with shared_server.gateway.interrupted():
        asked = alice.mentions_bot(QUESTION)
    (reply,) = await until(lambda: shared_server.world.replies_to(asked), "a reply")
    *_, resumed = shared_server.gateway.ops(Op.RESUME)
    assert resumed.path == RESUME_AT
    assert resumed.data["session_id"] == session.id
    assert asked["id"] in [event["d"]["id"] for event in session.replayed]
    await alice.slash("help").answered()
    assert shared_server.world.replies_to(asked) == [reply]


async def test_the_bot_reconnects_when_it_is_asked_to(
    shared_server: DiscordServer, alice: Person
) -> None:
    """At op 7 the bot connects again, and resumes its session."""
    gateway = shared_server.gateway
    session, resumed = await gateway.connected(), len(gateway.ops(Op.RESUME))
    await gateway.ask_to_reconnect()
    asked = alice.mentions_bot(QUESTION)
    await until(lambda: len(gateway.ops(Op.RESUME)) > resumed, "a RESUME")
    await until(lambda: shared_server.world.replies_to(asked), "a reply")
    assert gateway.session is session


async def test_an_invalid_session_is_begun_anew(
    shared_server: DiscordServer, alice: Person
) -> None:
    """At op 9 the bot begins another session, and answers in that."""
    gateway = shared_server.gateway
    before = await gateway.connected()
    await gateway.invalidate()
    await until(lambda: gateway.session is not before, "another session")
    await gateway.connected()
    asked = alice.mentions_bot(QUESTION)
    await until(lambda: shared_server.world.replies_to(asked), "a reply")


@pytest.mark.parametrize(
    "frame",
    ["<html>error</html>", '{"op": <html>', b"no zlib\x00\x00\xff\xff"],
    ids=["a page", "no JSON", "no compression"],
)
async def test_what_is_no_event_loses_the_connection_and_no_more(
    shared_server: DiscordServer, alice: Person, frame: str | bytes
) -> None:
    """The bot connects again, resumes its session, and answers what was asked meanwhile."""
    gateway = shared_server.gateway
    session, resumed = await gateway.connected(), len(gateway.ops(Op.RESUME))
    await gateway.garble(frame)
    asked = alice.mentions_bot(QUESTION)
    await until(lambda: len(gateway.ops(Op.RESUME)) > resumed, "a RESUME")
    await until(lambda: shared_server.world.replies_to(asked), "a reply")
    assert gateway.session is session


@pytest.mark.asyncio(loop_scope="function")  # of its own: each such loss doubles the waiting
@pytest.mark.parametrize("frame", ["[]", " null"])
async def test_json_that_is_no_object_is_no_event_either(
    server: DiscordServer, start: StartBot, frame: str
) -> None:
    """The bot connects again without a traceback in its log."""
    with start() as bot:
        await server.gateway.connected()
        await server.gateway.garble(frame)
        await until(lambda: server.gateway.ops(Op.RESUME), "a RESUME")
        asked = Person(server, "alice").mentions_bot(QUESTION)
        await until(lambda: server.world.replies_to(asked), "a reply")
        assert not bot.problems
