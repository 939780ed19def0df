"""Many questions at once, and one that takes its time."""

import asyncio

import pytest

from tests.wire.discord_server import DiscordServer
from tests.wire.people import Person
from tests.wire.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="package")

SLOW_QUESTION = "How slowly does rain fall?"
_TYPING = r"/channels/\d+/typing"
ACKNOWLEDGED_WITHIN = 0.2


async def test_nobody_waits_for_an_acknowledgement(
    shared_server: DiscordServer, alice: Person
) -> None:
    """While one answer takes 5 s and 50 questions wait, whatever is done is acknowledged at once.

    Everything is answered in the end, once.
    """
    world = shared_server.world
    answer = await alice.slash("ask", question="What is tea?").answered()
    slow = alice.slash("ask", question=SLOW_QUESTION)
    await slow.acknowledged()
    people = [Person(shared_server, f"person{number}") for number in range(50)]
    typing = len(shared_server.rest.sent("POST", _TYPING))
    waiting = [person.mentions_bot("What is black tea?") for person in people]
    await until(lambda: len(shared_server.rest.sent("POST", _TYPING)) == typing + 50, "50 waiting")
    acknowledged = []
    for _ in range(3):
        for interaction in (
            alice.slash("ask", question="What is rain?"),
            alice.types("ask", "source", "tea"),
            alice.types("cite", "passage", "tin roof"),
            alice.presses("Context", answer),
        ):
            await interaction.acknowledged()
            acknowledged.append(interaction)
            await asyncio.sleep(0.1)
    assert slow.original is not None
    assert slow.original["flags"]
    assert not any(world.replies_to(asked) for asked in waiting)
    assert max(interaction.wait for interaction in acknowledged) < ACKNOWLEDGED_WITHIN
    await until(lambda: all(map(world.replies_to, waiting)), "50 answers", seconds=20)
    await slow.answered()
    assert all(len(world.replies_to(asked)) == 1 for asked in waiting)
