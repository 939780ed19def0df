"""Commands -> Discord, only when they changed, and as Discord takes them."""

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
import pytest_asyncio
from discord import app_commands

from bot.discord.client import DossierClient
from bot.discord.registration import digest_of, register
from bot.settings import ROOT
from index.library import Library
from tests.bot.discord.limits import problems_of_commands
from tests.bot.discord.place import client, closed

GUILD = discord.Object(1234)


@pytest_asyncio.fixture
async def bot(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DossierClient]:
    """Return a bot that is not connected."""
    made = client(shelf)
    monkeypatch.setattr(type(made), "application_id", 7)
    yield made
    await closed(made)


class Registry:
    """Stands for Discord: notes which commands are registered where; refuses what it is told."""

    def __init__(self, bot: DossierClient, monkeypatch: pytest.MonkeyPatch) -> None:
        self.registered: list[tuple[int | None, int]] = []
        self.refused: dict[int | None, Exception] = {}
        self._tree = bot.tree
        monkeypatch.setattr(bot.tree, "sync", self._sync)

    async def _sync(self, *, guild: discord.Object | None = None) -> list[Any]:
        place = guild.id if guild else None
        if place in self.refused:
            raise self.refused[place]
        known = payload(self._tree, guild)
        self.registered.append((place, len(known)))
        return known


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
    return [
        command.to_dict(tree)
        for kind in discord.AppCommandType
        for command in tree.get_commands(guild=guild, type=kind)
    ]


async def test_the_same_commands_are_registered_once(
    bot: DossierClient, registry: Registry, tmp_path: Path
) -> None:
    """Discord counts how often commands are made, so that a restart makes none."""
    assert await register(bot.tree, tmp_path, None)
    assert not await register(bot.tree, tmp_path, None)
    assert registry.registered == [(None, len(payload(bot.tree)))]


async def test_changed_commands_are_registered_again(
    bot: DossierClient, registry: Registry, tmp_path: Path
) -> None:
    """Whatever Discord shows of a command counts."""
    await register(bot.tree, tmp_path, None)
    bot.tree.add_command(more)
    assert await register(bot.tree, tmp_path, None)
    help_ = cast("app_commands.Command[Any, ..., None]", bot.tree.get_command("help"))
    help_.description = "Something else."
    assert await register(bot.tree, tmp_path, None)
    assert not await register(bot.tree, tmp_path, None)
    assert len(registry.registered) == 3


async def test_each_application_is_registered_by_itself(
    bot: DossierClient, registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two bots that share a folder do not take each other's commands for their own."""
    assert await register(bot.tree, tmp_path, None)
    monkeypatch.setattr(type(bot), "application_id", 8)
    assert await register(bot.tree, tmp_path, None)
    assert not await register(bot.tree, tmp_path, None)
    monkeypatch.setattr(type(bot), "application_id", 7)
    assert not await register(bot.tree, tmp_path, None)
    assert len(registry.registered) == 2


async def test_what_was_tried_out_in_a_server_is_taken_back(
    bot: DossierClient, registry: Registry, tmp_path: Path
) -> None:
    """Once the commands are everywhere, no server has them twice."""
    bot.tree.add_command(more, guild=GUILD)
    assert await register(bot.tree, tmp_path, GUILD)
    assert await register(bot.tree, tmp_path, None)
    assert registry.registered == [(GUILD.id, 1), (None, len(payload(bot.tree))), (GUILD.id, 0)]
    assert not await register(bot.tree, tmp_path, None)
    bot.tree.add_command(more, guild=GUILD)
    assert await register(bot.tree, tmp_path, GUILD)


async def test_a_server_that_the_bot_has_left_keeps_nothing_up(
    bot: DossierClient, registry: Registry, tmp_path: Path
) -> None:
    """Where the commands cannot be taken back, they are registered everywhere all the same."""
    await register(bot.tree, tmp_path, GUILD)
    response: Any = SimpleNamespace(status=403, reason="")
    registry.refused[GUILD.id] = discord.Forbidden(response, "")
    assert await register(bot.tree, tmp_path, None)
    assert not await register(bot.tree, tmp_path, None)


async def test_what_discord_refuses_is_tried_again(
    bot: DossierClient, registry: Registry, tmp_path: Path
) -> None:
    """A registration that failed is not taken for one that was made."""
    registry.refused[None] = ConnectionResetError()
    with pytest.raises(ConnectionResetError):
        await register(bot.tree, tmp_path, None)
    registry.refused.clear()
    assert await register(bot.tree, tmp_path, None)


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b'{"7": 5}', b"{"])
async def test_a_damaged_file_costs_one_registration(
    bot: DossierClient, registry: Registry, tmp_path: Path, content: bytes
) -> None:
    """What cannot be read is as good as nothing, and is written anew."""
    (tmp_path / "commands.json").write_bytes(content)
    assert await register(bot.tree, tmp_path, None)
    assert not await register(bot.tree, tmp_path, None)
    assert len(registry.registered) == 1


async def test_a_folder_that_cannot_be_written_stops_nothing(
    bot: DossierClient, registry: Registry, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Without a place to remember, the commands are registered at each start."""
    (tmp_path / "file").write_text("in the way")
    for _ in range(2):
        assert await register(bot.tree, tmp_path / "file", None)
    assert "cannot be written" in caplog.text
    assert len(registry.registered) == 2


async def test_the_digest_is_of_what_discord_is_told(bot: DossierClient, shelf: Library) -> None:
    """Two processes of one version agree, whatever the order of the commands."""
    other = client(shelf)
    commands = other.tree.get_commands()
    other.tree.clear_commands(guild=None)
    for command in reversed(commands):
        other.tree.add_command(command)
    assert digest_of(other.tree, None) == digest_of(bot.tree, None)
    assert digest_of(other.tree, GUILD) != digest_of(other.tree, None)
    await closed(other)


async def test_a_development_server_has_the_commands_to_itself(
    bot: DossierClient, shelf: Library
) -> None:
    """With a development server the commands are told to that server only."""
    alone = client(shelf)
    made = DossierClient(alone.service, GUILD.id)
    assert len(payload(made.tree, GUILD)) == len(payload(bot.tree))
    assert payload(made.tree) == []
    assert problems_of_commands(payload(made.tree, GUILD)) == []
    await closed(made)
    await closed(alone)


async def test_the_commands_are_ones_that_discord_takes(bot: DossierClient) -> None:
    """Names, descriptions, options and counts are within Discord's rules."""
    told = payload(bot.tree)
    assert problems_of_commands(told) == []
    assert {command["name"] for command in told} == {
        *("ask", "cite", "sources", "read", "tour", "help", "status", "privacy", "forget"),
        *("brief", "compare", "bibliography", "who", "term", "timeline"),
        *("corpus", "daily", "gaps", "teach"),
        *("Find sources", "Check quotes"),
    }


async def test_the_commands_are_for_all_places(bot: DossierClient) -> None:
    """Servers, direct messages and private channels; a server or a person installs them."""
    for command in payload(bot.tree):
        alone = command["name"] in {"status", "corpus", "daily", "gaps", "teach"}
        assert sorted(command["contexts"]) == ([0] if alone else [0, 1, 2])
        assert sorted(command["integration_types"]) == ([0] if alone else [0, 1])
        permission = command.get("default_member_permissions")
        assert permission == (discord.Permissions(manage_guild=True).value if alone else None)


async def test_the_documentation_names_every_command(bot: DossierClient) -> None:
    """The page on Discord leaves none out."""
    page = (ROOT / "docs" / "discord.md").read_text(encoding="utf-8")
    for command in bot.tree.walk_commands(type=discord.AppCommandType.chat_input):
        if isinstance(command, app_commands.Command):
            assert f"`/{command.qualified_name}" in page
