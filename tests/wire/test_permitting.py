"""What the bot is invited with is what it needs: all of it, and nothing else."""

import discord

from bot.discord.needs import PERMISSIONS
from tests.wire.conftest import StartBot
from tests.wire.discord_server import DiscordServer
from tests.wire.payloads import Channel, Payload, new_id
from tests.wire.people import Person
from tests.wire.waiting import until


async def test_each_permission_is_needed(server: DiscordServer, start: StartBot) -> None:
    """With all of them a mention is answered by a reply; without any one, Discord refuses.

    That they are enough for all else is what the other scenarios prove: the fake Discord refuses
    whatever needs another.
    """
    world = server.world
    world.elsewhere = Channel(new_id(), world.channel.guild, is_thread=True)
    world.add(world.elsewhere)
    alice = Person(server, "alice")

    async def answered(place: Channel) -> Payload:
        asked = alice.mentions_bot("What does a rain gauge measure?", place)
        (reply,) = await until(lambda: world.replies_to(asked), "a reply")
        return reply

    with start(DISCORD_USER_RATE="off") as bot:
        await server.gateway.connected()
        for place in (world.channel, world.elsewhere):
            await answered(place)
        assert [r for r in server.rest.requests if r.status == 403] == []
        for name, needed in PERMISSIONS:
            if not needed:
                continue
            without = discord.Permissions(PERMISSIONS.value)
            without.update(**{name: False})
            world.allowed = without.value
            place = world.elsewhere if name.endswith("threads") else world.channel
            before = len(server.rest.requests)
            alice.mentions_bot("What does a rain gauge measure?", place)
            await until(
                lambda before=before: [  # type: ignore[misc]
                    r
                    for r in server.rest.requests[before:]
                    if r.status == 403 and r.path.endswith("/messages")
                ],
                f"something that needs {name}",
            )
        assert bot.problems == []
