"""What went over the wire is held to the rules."""

import discord
import pytest
import simcord

from tests.bot.discord.limits import problems_of_callback, problems_on_the_wire
from tests.bot.discord.limits.findings import Payload
from tests.bot.discord.limits.samples import CARD, CHOICES, MODAL, NO_PINGS, V2_FLAG, changed, one


@pytest.mark.parametrize(
    "callback",
    [
        {"type": 1},
        {"type": 4, "data": CARD},
        {"type": 5},
        {"type": 5, "data": {"flags": 64}},
        {"type": 6},
        {"type": 7, "data": {"components": [], "allowed_mentions": NO_PINGS}},
        {"type": 8, "data": CHOICES},
        {"type": 8, "data": {"choices": []}},
        {"type": 9, "data": MODAL},
    ],
)
def test_a_good_response_passes(callback: Payload) -> None:
    """Every way to respond to an interaction is known."""
    assert problems_of_callback(callback) == []


@pytest.mark.parametrize(
    ("callback", "problem"),
    [
        ({"type": 4, "data": changed(CARD, "flags", 0)}, "the flag says otherwise"),
        ({"type": 4, "data": {"allowed_mentions": NO_PINGS}}, "message: empty"),
        ({"type": 5, "data": {"flags": V2_FLAG}}, "takes none but EPHEMERAL"),
        ({"type": 5, "data": {"content": "Wait"}}, "content: is lost"),
        ({"type": 7, "data": {"content": "Hello"}}, "lets text ping"),
        ({"type": 8, "data": {"choices": [{"name": "", "value": "a"}]}}, "name: empty"),
        ({"type": 9, "data": changed(MODAL, "title", "")}, "title: empty"),
        ({"type": 10}, "10 is not a type of response"),
    ],
)
def test_a_response_is_held_to_its_own_rules(callback: Payload, problem: str) -> None:
    """What is sent in response is checked by what it is."""
    assert problem in one(problems_of_callback(callback))


class Guilty(discord.Client):
    """A bot that breaks a rule in each way to send something."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True, guild_messages=True))
        self.tree = discord.app_commands.CommandTree(self)

        @self.tree.command(description="Break rules")
        async def guilty(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("one")
            await interaction.edit_original_response(content="two")
            for _ in range(6):
                await interaction.followup.send(
                    "three", allowed_mentions=discord.AllowedMentions.none()
                )
            assert isinstance(interaction.channel, discord.TextChannel)
            message = await interaction.channel.send("four")
            await message.edit(content="five")

    async def setup_hook(self) -> None:
        """Register a command whose description Discord would refuse."""
        command = self.tree.get_command("guilty")
        assert isinstance(command, discord.app_commands.Command)
        command.description = "a" * 101
        await self.tree.sync()


async def test_what_goes_over_the_wire_is_checked() -> None:
    """Registrations, responses, follow-ups, messages and edits are found among the requests."""
    async with simcord.run(Guilty(), approved_intents=discord.Intents.default()) as env:
        guild = env.create_guild()
        alice = guild.add_member(env.create_user("alice"))
        await alice.slash(guild.create_text_channel("general"), "guilty")
        found = "\n".join(problems_on_the_wire(env.http_requests))
    for method, path, problem in (
        ("PUT", "/commands:", "101 characters"),
        ("POST", "/callback:", "lets text ping"),
        ("PATCH", "/messages/@original:", "lets text ping"),
        ("POST", ":", "6 follow-ups, at most 5"),
        ("POST", "/messages:", "lets text ping"),
        ("PATCH", ":", "lets text ping"),
    ):
        assert any(
            line.startswith(method) and path in line and problem in line
            for line in found.splitlines()
        ), (method, path, problem)
    assert len(found.splitlines()) == 6
