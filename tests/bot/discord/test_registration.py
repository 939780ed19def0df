"""Commands -> Discord, only when they changed, and as Discord takes them."""

from collections.abc import AsyncIterator
from typing import Any, cast

import discord
import pytest
import pytest_asyncio
from discord import app_commands

from bot.discord.client import DossierClient
from bot.discord.registration import digest_of, register
from bot.journal import Journal
from index.library import Library
from tests.bot.discord.limits import problems_of_commands
from tests.bot.discord.place import client

GUILD = discord.Object(1234)


@pytest_asyncio.fixture
async def bot(shelf: Library) -> AsyncIterator[DossierClient]:
    """Return a bot that is not connected."""
    made = client(shelf)
    yield made
    await made.close()
    made.service.journal.close()


class Registry:
    """Stands for Discord: notes which commands are registered where."""

    def __init__(self, bot: DossierClient, monkeypatch: pytest.MonkeyPatch) -> None:
        self.places: list[int | None] = []
        monkeypatch.setattr(bot.tree, "sync", self._sync)
        monkeypatch.setattr(type(bot), "application_id", 7)

    async def _sync(self, *, guild: discord.Object | None = None) -> None:
        self.places.append(guild.id if guild else None)


@pytest.fixture
def registry(bot: DossierClient, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """Return what takes the place of Discord."""
    return Registry(bot, monkeypatch)


@app_commands.command(description="One more.")
async def more(interaction: discord.Interaction) -> None:
    """Do nothing."""
    del interaction


def payload(tree: app_commands.CommandTree[Any], guild: discord.Object | None = None) -> list[Any]:
    """Return what Discord would be told."""
    return [command.to_dict(tree) for command in tree.get_commands(guild=guild)]


async def test_the_same_commands_are_registered_once(
    bot: DossierClient, registry: Registry
) -> None:
    """Discord counts how often commands are made, so that a restart makes none."""
    journal = bot.service.journal
    assert await register(bot.tree, journal, None)
    assert not await register(bot.tree, journal, None)
    assert registry.places == [None]


async def test_changed_commands_are_registered_again(
    bot: DossierClient, registry: Registry
) -> None:
    """Whatever Discord shows of a command counts."""
    journal = bot.service.journal
    await register(bot.tree, journal, None)
    bot.tree.add_command(more)
    assert await register(bot.tree, journal, None)
    help_ = cast("app_commands.Command[Any, ..., None]", bot.tree.get_command("help"))
    help_.description = "Something else."
    assert await register(bot.tree, journal, None)
    assert not await register(bot.tree, journal, None)
    assert registry.places == [None] * 3


async def test_each_place_is_registered_by_itself(bot: DossierClient, registry: Registry) -> None:
    """A development server, everywhere, and another application have each their own."""
    journal = bot.service.journal
    assert await register(bot.tree, journal, None)
    assert await register(bot.tree, journal, GUILD)
    assert registry.places == [None, GUILD.id]
    type(bot).application_id = 8  # type: ignore[assignment, method-assign]
    assert await register(bot.tree, journal, None)


async def test_registration_can_be_forced(bot: DossierClient, registry: Registry) -> None:
    """Where somebody removed the commands behind the bot's back, they are told anew."""
    journal = bot.service.journal
    await register(bot.tree, journal, None)
    assert await register(bot.tree, journal, None, always=True)
    assert registry.places == [None, None]


async def test_what_discord_refuses_is_tried_again(
    bot: DossierClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A registration that failed is not taken for one that was made."""
    journal: Journal = bot.service.journal

    async def refuse(*, guild: discord.Object | None = None) -> None:
        del guild
        raise ConnectionResetError

    monkeypatch.setattr(bot.tree, "sync", refuse)
    with pytest.raises(ConnectionResetError):
        await register(bot.tree, journal, None)
    assert journal.registered(f"{bot.application_id}:everywhere") is None


async def test_the_digest_is_of_what_discord_is_told(bot: DossierClient, shelf: Library) -> None:
    """Two processes of one version agree, whatever the order of the commands."""
    other = client(shelf)
    commands = other.tree.get_commands()
    other.tree.clear_commands(guild=None)
    for command in reversed(commands):
        other.tree.add_command(command)
    assert digest_of(other.tree, None) == digest_of(bot.tree, None)
    assert digest_of(other.tree, GUILD) != digest_of(other.tree, None)
    await other.close()
    other.service.journal.close()


async def test_a_development_server_has_the_commands_to_itself(shelf: Library) -> None:
    """With a development server the commands are told to that server only."""
    alone = client(shelf)
    made = DossierClient(alone.service, GUILD.id)
    assert len(made.tree.get_commands(guild=GUILD)) == 8
    assert made.tree.get_commands() == []
    assert problems_of_commands(payload(made.tree, GUILD)) == []
    for each in (made, alone):
        await each.close()
    alone.service.journal.close()


async def test_the_commands_are_ones_that_discord_takes(bot: DossierClient) -> None:
    """Names, descriptions, options and counts are within Discord's rules."""
    told = payload(bot.tree)
    assert problems_of_commands(told) == []
    assert {command["name"] for command in told} == {
        *("ask", "cite", "sources", "read", "help", "status", "Find sources", "Check quotes")
    }


async def test_the_commands_are_for_all_places(bot: DossierClient) -> None:
    """Servers, direct messages and private channels; a server or a person installs them."""
    for command in payload(bot.tree):
        alone = command["name"] == "status"
        assert sorted(command["contexts"]) == ([0] if alone else [0, 1, 2])
        assert sorted(command["integration_types"]) == ([0] if alone else [0, 1])
        permission = command.get("default_member_permissions")
        assert permission == (discord.Permissions(manage_guild=True).value if alone else None)
