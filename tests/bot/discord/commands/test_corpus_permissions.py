"""Who may change the corpus: whatever a server has set, the bot asks at each step."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.settings import Access
from tests.bot.discord.seen import Shown, id_of, told_alone
from tests.bot.discord.shelving import Shelving, shelving
from tests.index.formats.files import PROSE, pdf
from tests.index.test_intake import files_in

PDF = pdf(PROSE, title="Of harbours", author="Any Writer")
REFUSED = "This command is for those who may manage the server."
COMMANDS: dict[str, dict[str, Any]] = {
    "add": {"file": ("a.pdf", PDF)},
    "remove": {"source": "tea"},
    "list": {},
    "status": {},
    "log": {},
    "undo": {},
}


def open_to_all(on: Shelving) -> None:
    """Have the server's owner let everybody use ``/corpus``."""
    command = on.here.env.backend.find_command("corpus", on.here.guild.id)
    on.here.guild.set_command_permissions(int(command["id"]), {on.here.guild.default_role: True})


async def test_discord_offers_the_commands_to_few(tmp_path: Path) -> None:
    """Those who may manage the server see all six, the others none."""
    async with shelving(tmp_path) as on:
        seen = on.carol.available_commands(on.here.channel)
        assert {f"corpus {name}" for name in COMMANDS} <= set(seen)
        others = on.here.alice.available_commands(on.here.channel)
        assert not [name for name in others if name.startswith("corpus")]


@pytest.mark.parametrize("command", COMMANDS)
async def test_who_may_not_is_refused_though_the_server_would_let_them(
    tmp_path: Path, command: str
) -> None:
    """One sentence, to them alone; and nothing is done."""
    async with shelving(tmp_path) as on:
        on.here.service.corpus.changes.remove("storm", on.carol.id)
        before = files_in(on.seeds)
        open_to_all(on)
        result = await on.corpus(command, on.here.alice, **COMMANDS[command])
        assert told_alone(result) == REFUSED
        assert on.here.service.corpus.waiting == 0
        assert files_in(on.seeds) == before
        typed = "corpus remove", "source", "tea"
        assert await on.here.alice.autocomplete(on.here.channel, *typed) == []


async def previewed(on: Shelving) -> Shown:
    """Return the card of a preview."""
    return await on.preview(PDF)  # type: ignore[no-any-return]


async def to_be_removed(on: Shelving) -> Shown:
    """Return the card of a document that may go."""
    return (await on.corpus("remove", source="tea")).response  # type: ignore[no-any-return]


async def log_of_many(on: Shelving) -> Shown:
    """Return the card of a log of two pages."""
    for _ in range(6):
        on.here.service.corpus.changes.remove("tea", 1)
        on.here.service.corpus.changes.restore("tea", 1)
    return (await on.corpus("log")).response  # type: ignore[no-any-return]


async def long_list(on: Shelving) -> Shown:
    """Return the card of a list of two pages."""
    for number in range(3):
        (on.seeds / f"more{number}.md").write_text(f"More {number}.")
    await on.add(PDF)
    return (await on.corpus("list")).response  # type: ignore[no-any-return]


async def of_a_taken_key(on: Shelving) -> Shown:
    """Show what a file would become that another document's key is the key of."""
    await on.add(b"Harbours of another file.", "harbours.md")
    return await previewed(on)


@pytest.mark.parametrize(
    ("show", "button"),
    [
        (previewed, "corpus:add:.*"),
        (previewed, "corpus:key:.*"),
        (of_a_taken_key, "corpus:replace:.*"),
        (previewed, "corpus:correct:.*"),
        (previewed, "corpus:cancel:.*"),
        (to_be_removed, "corpus:remove:.*"),
        (to_be_removed, "corpus:keep"),
        (log_of_many, "corpus:log:2"),
        (long_list, "corpus:list:2"),
    ],
)
async def test_who_may_no_longer_is_refused_at_each_button(
    tmp_path: Path, show: Callable[[Shelving], Awaitable[Shown]], button: str
) -> None:
    """Carol lost her role between the card and the press; nothing is done."""
    async with shelving(tmp_path) as on:
        card = await show(on)
        before, waiting = files_in(on.seeds), on.here.service.corpus.waiting
        dismissed(on)
        result = await on.carol.click(card, custom_id=id_of(card, button))
        assert told_alone(result) == REFUSED
        assert (files_in(on.seeds), on.here.service.corpus.waiting) == (before, waiting)


async def test_who_may_no_longer_is_refused_at_the_form(tmp_path: Path) -> None:
    """What is typed into a form that is open still is not taken over."""
    async with shelving(tmp_path) as on:
        card = await on.preview(PDF)
        form = await on.here.press(on.carol, card, "corpus:correct:.*")
        dismissed(on)
        result = await on.carol.submit_modal(form, {"title": "Mine"})
        assert told_alone(result) == REFUSED
        (waiting,) = on.here.service.corpus._waiting.values()
        assert waiting.found.document.title == "Of harbours"


def dismissed(on: Shelving) -> None:
    """Take the right to manage the server from Carol."""
    on.here.guild.roles["managers"]._role.permissions = 0


async def test_a_configured_role_may(tmp_path: Path) -> None:
    """As with ``/status``: a role of DISCORD_ADMIN_ROLES administers the bot."""
    async with shelving(tmp_path) as on:
        open_to_all(on)
        role = on.here.guild.create_role("keepers")
        dave = on.here.guild.add_member(on.here.env.create_user("dave"), roles=[role])
        on.here.service.gate._access = Access(admin_roles=frozenset({role.id}))
        assert "5 documents" in told_alone(await on.corpus("list", dave))


async def test_in_direct_messages_there_is_no_such_command(tmp_path: Path) -> None:
    """Nobody administers anything there."""
    async with shelving(tmp_path) as on:
        (command,) = [c for c in on.here.bot.tree.get_commands() if c.name == "corpus"]
        told = command.to_dict(on.here.bot.tree)
        assert (told["contexts"], told["integration_types"]) == ([0], [0])
        assert told["default_member_permissions"] == discord.Permissions(manage_guild=True).value


async def test_who_manages_another_server_does_not_change_what_all_are_answered(
    tmp_path: Path,
) -> None:
    """A bot in two servers is changed in those alone that its settings list."""
    async with shelving(tmp_path) as on:
        other = on.here.env.create_guild()
        told = told_alone(await on.corpus("list"))
        assert r"only in those that DISCORD\_ALLOWED\_GUILDS lists" in told
        on.here.service.gate._access = Access(guilds=frozenset({on.here.guild.id}))
        assert "5 documents" in told_alone(await on.corpus("list"))
        assert other.id != on.here.guild.id
