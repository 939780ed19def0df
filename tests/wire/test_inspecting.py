"""``dossier doctor --online``: what is wrong with token and servers is found, with its cure."""

import asyncio
import json
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import discord
import pytest
from discord.http import Route

from bot.discord.inspection import inspected
from bot.discord.needs import PERMISSIONS
from bot.doctor.finding import Finding, State
from bot.settings import Access, Settings, read_settings
from tests.bot.conftest import Run, dossier
from tests.wire.discord_server import TOKEN, DiscordServer
from tests.wire.rest import Reply, broken

__all__ = ["dossier"]  # the fixture


@pytest.fixture
def settings(server: DiscordServer, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return settings with the token that the fake Discord knows, and ask that one."""
    monkeypatch.setattr(Route, "BASE", server.api)
    return read_settings(environment={"DISCORD_TOKEN": TOKEN})


def problem_in(findings: list[Finding]) -> Finding:
    """Return the one finding that is not well; it has a cure, and never the token."""
    assert TOKEN not in repr(findings)
    (problem,) = [one for one in findings if one.state is not State.OK]
    assert problem.cure
    return problem


async def test_all_is_well(settings: Settings, server: DiscordServer) -> None:
    """With nothing wrong each line is ok, and nothing but reading is asked of Discord."""
    found = await inspected(settings)
    assert {one.state for one in found} == {State.OK}
    checks = [one.check for one in found]
    assert checks == ["clock", "token", "intents", "application", "gateway", "servers", "servers"]
    assert {request.method for request in server.rest.requests} == {"GET"}


async def test_without_a_token_nothing_is_asked(server: DiscordServer) -> None:
    """Where there is no token, no request leaves the machine."""
    assert await inspected(read_settings(environment={})) == []
    assert server.rest.requests == []


async def test_a_token_that_discord_does_not_know(
    settings: Settings, server: DiscordServer
) -> None:
    """A refused token is told as that."""
    server.rest.token = "another"
    problem = problem_in(await inspected(settings))
    assert (problem.check, problem.state) == ("token", State.FAILED)
    assert "Reset Token" in str(problem.cure)


async def test_a_discord_that_is_down(settings: Settings, server: DiscordServer) -> None:
    """A Discord that fails is told as one that cannot be reached."""
    server.rest.script("GET", "/applications/@me", broken(503))
    problem = problem_in(await inspected(settings))
    assert (problem.check, problem.state) == ("discord", State.FAILED)
    assert "HTTP 503" in problem.told


async def test_no_network(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing answers, the network is named."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        problem = problem_in(await inspected(settings))
    assert problem.check == "discord"
    assert "network" in str(problem.cure)


@pytest.mark.parametrize(
    ("hours", "which"), [(-1, "seconds ahead of"), (1, "seconds behind Discord")]
)
async def test_a_clock_that_is_wrong(
    settings: Settings, server: DiscordServer, hours: int, which: str
) -> None:
    """The clock is compared with the date that Discord sends."""
    date = format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)
    server.rest.script("GET", "/users/@me", Reply(body={}, headers={"Date": date}))
    problem = problem_in(await inspected(settings))
    assert (problem.check, problem.state) == ("clock", State.FAILED)
    assert which in problem.told
    assert "timedatectl" in str(problem.cure)


async def test_a_date_that_is_none_is_no_fault(settings: Settings, server: DiscordServer) -> None:
    """A proxy that takes the date away is no fault of the clock's."""
    server.rest.script("GET", "/users/@me", Reply(body={}, headers={"Date": "none"}))
    assert {one.state for one in await inspected(settings)} == {State.OK}


async def test_an_intent_that_was_not_granted(settings: Settings) -> None:
    """A bot that needed a privileged intent would be told which one is lacking."""
    problem = problem_in(await inspected(settings, discord.Intents(message_content=True)))
    assert (problem.check, problem.state) == ("intents", State.FAILED)
    assert "message_content" in problem.told


async def test_an_application_that_users_cannot_install(
    settings: Settings, server: DiscordServer
) -> None:
    """Discord would refuse the commands of an application without user installs."""
    body: dict[str, Any] = {
        "id": "1",
        "name": "dossier",
        "flags": 0,
        "integration_types_config": {"0": {}},
    }
    server.rest.script("GET", "/applications/@me", Reply(body=body))
    problem = problem_in(await inspected(settings))
    assert (problem.check, problem.state) == ("application", State.FAILED)
    assert "users" in problem.told
    assert "Installation" in str(problem.cure)


async def test_an_id_of_another_application(settings: Settings, server: DiscordServer) -> None:
    """A link to another application than the token's would invite a bot that never comes."""
    problem = problem_in(await inspected(replace(settings, application=7)))
    assert (problem.check, problem.state) == ("application", State.FAILED)
    assert "DISCORD_APPLICATION_ID is 7" in problem.told
    own = int(server.world.bot["id"])
    found = await inspected(replace(settings, application=own))
    assert {one.state for one in found} == {State.OK}


async def test_a_bot_that_was_started_too_often(settings: Settings, server: DiscordServer) -> None:
    """Where Discord lets it connect no more, that is told with how long it lasts."""
    limit = {"remaining": 0, "reset_after": 7_200_000}
    server.rest.script("GET", "/gateway/bot", Reply(body={"session_start_limit": limit}))
    problem = problem_in(await inspected(settings))
    assert (problem.check, problem.state) == ("gateway", State.FAILED)
    assert "2 hours" in str(problem.cure)


async def test_a_bot_that_is_in_no_server(settings: Settings, server: DiscordServer) -> None:
    """Who has not invited it yet is told how."""
    server.rest.script("GET", "/users/@me/guilds", Reply(body=[]))
    problem = problem_in(await inspected(settings))
    assert (problem.check, problem.state) == ("servers", State.WARNING)
    assert "dossier invite" in str(problem.cure)


@pytest.mark.parametrize("name", ["DISCORD_GUILD", "DISCORD_ALLOWED_GUILDS"])
async def test_a_server_of_the_settings_that_it_is_not_in(settings: Settings, name: str) -> None:
    """A server's id that is wrong, or that was not invited to, is told with its setting."""
    settings = (
        replace(settings, guild=7)
        if name == "DISCORD_GUILD"
        else replace(settings, access=Access(guilds=frozenset({7})))
    )
    problem = problem_in(await inspected(settings))
    assert (problem.check, problem.state) == ("servers", State.FAILED)
    assert f"7 of {name}" in problem.told


async def test_permissions_are_looked_at_server_by_server(
    settings: Settings, server: DiscordServer
) -> None:
    """What a server does not allow is told by name; an administrator may do all."""
    lacking = discord.Permissions(PERMISSIONS.value)
    lacking.update(read_message_history=False)
    servers = [
        {"id": "1", "name": "Closed", "permissions": str(lacking.value)},
        {"id": "2", "name": "Open", "permissions": str(PERMISSIONS.value)},
        {"id": "3", "name": "Ours", "permissions": str(1 << 3)},
    ]
    server.rest.script("GET", "/users/@me/guilds", Reply(body=servers))
    problem = problem_in(await inspected(settings))
    assert (problem.check, problem.state) == ("servers", State.WARNING)
    assert problem.told == "In Closed (1) the bot may not: Read Message History."


async def test_more_servers_than_discord_tells_at_once(
    settings: Settings, server: DiscordServer
) -> None:
    """All servers are looked at, a page at a time."""
    servers = [
        {"id": str(id_), "name": f"s{id_}", "permissions": str(PERMISSIONS.value)}
        for id_ in range(1, 251)
    ]
    server.rest.script(
        "GET", "/users/@me/guilds", Reply(body=servers[:200]), Reply(body=servers[200:])
    )
    found = await inspected(settings)
    assert sum(one.check == "servers" for one in found) == 250


async def test_the_command_asks_discord_only_where_it_is_told_to(
    settings: Settings, server: DiscordServer, dossier: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--online`` adds what Discord says; without it no request leaves the machine."""
    monkeypatch.setenv("DISCORD_TOKEN", str(settings.token))
    await asyncio.to_thread(dossier, "doctor", "--json")
    assert server.rest.requests == []
    done = await asyncio.to_thread(dossier, "doctor", "--json", "--online")
    found = json.loads(done.out)["findings"]
    assert [one["told"] for one in found if one["check"] == "intents"]
    assert TOKEN not in done.out + done.err
