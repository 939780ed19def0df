"""Token -> what Discord says of it: whether the bot would get in, and what it may do there."""

import asyncio
import time
from collections.abc import AsyncIterator
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
import discord
from discord.http import Route

from bot.discord.needs import INTENTS, NAMES
from bot.doctor.finding import Finding, failing, good, worrying
from bot.settings import Settings
from bot.wording import count

_PATIENCE = 10
"""Seconds that Discord may take to answer."""
_ASTRAY = 60
"""Seconds by which the clock may be wrong: Discord's tokens live for minutes."""
_PAGE = 200
"""Servers that Discord tells at once."""
_GRANTS = {"presences": 0b11 << 12, "members": 0b11 << 14, "message_content": 0b11 << 18}
"""The privileged intents, with the flags of an application that has them, or them in part."""
_KINDS = {"0": "servers", "1": "users"}
"""What an application can be installed to."""
_INVITE = "run `dossier invite`, and open the link for servers that it prints."


class _NoAnswerError(Exception):
    """Discord did not answer as it should."""


class _Discord:
    """Asks Discord with the bot's token."""

    def __init__(self, session: aiohttp.ClientSession, token: str) -> None:
        self._session = session
        self._headers = {"Authorization": f"Bot {token}"}
        self.date = ""

    async def get(self, path: str) -> tuple[int, Any]:
        """Return the status and the body, which is ``None`` where it is no JSON.

        Raises:
            _NoAnswerError: if there is no answer.

        """
        try:
            async with self._session.get(Route.BASE + path, headers=self._headers) as response:
                self.date = response.headers.get("Date", "")
                is_json = response.content_type == "application/json"
                return response.status, await response.json() if is_json else None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _NoAnswerError(type(error).__name__) from error

    async def expect(self, path: str) -> Any:  # noqa: ANN401 (JSON)
        """Return the body of an answer that must be one."""
        status, body = await self.get(path)
        if status != 200 or body is None:  # noqa: PLR2004 (HTTP's own number)
            msg = f"HTTP {status}"
            raise _NoAnswerError(msg)
        return body


def inspect(settings: Settings) -> list[Finding]:
    """Return what Discord says of the token in the settings; without one, nothing is asked."""
    return asyncio.run(inspected(settings))


async def inspected(settings: Settings, intents: discord.Intents = INTENTS) -> list[Finding]:
    """Return what Discord says of the token; see ``inspect``."""
    if settings.token is None:
        return []
    timeout = aiohttp.ClientTimeout(_PATIENCE)
    async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as session:
        asked = _Discord(session, settings.token)
        found: list[Finding] = []
        try:
            async for finding in _looked_at(asked, settings, intents):
                found.append(finding)  # noqa: PERF401 (what was found before a failure counts)
        except _NoAnswerError as error:
            found.append(
                failing(
                    "discord",
                    f"Discord cannot be reached ({error}).",
                    "check the network, a firewall before discord.com, and"
                    " https://discordstatus.com.",
                )
            )
    return found


async def _looked_at(
    asked: _Discord, settings: Settings, intents: discord.Intents
) -> AsyncIterator[Finding]:
    status, _ = await asked.get("/users/@me")
    yield _clock(asked.date)
    if status == 401:  # noqa: PLR2004 (HTTP's own number)
        yield failing(
            "token",
            "Discord does not know this token.",
            'copy it anew from the developer portal ("Bot", "Reset Token") into DISCORD_TOKEN.',
        )
        return
    application = await asked.expect("/applications/@me")
    yield good("token", f"Discord knows it, as {application['name']} ({application['id']})")
    if settings.application is not None and str(settings.application) != application["id"]:
        yield failing(
            "application",
            f"DISCORD_APPLICATION_ID is {settings.application}, and the token is that of"
            f" {application['id']}.",
            "leave it empty, or copy the token of the other application.",
        )
    for finding in (*_granted(application, intents), *_installable(application)):
        yield finding
    limit = (await asked.expect("/gateway/bot"))["session_start_limit"]
    if not limit["remaining"]:
        hours = limit["reset_after"] / 3_600_000
        yield failing(
            "gateway",
            "Discord lets this bot connect no more today: it was started too often.",
            f"wait {hours:.0f} hours, and find out what starts it again and again.",
        )
    else:
        yield good("gateway", f"may connect {count(limit['remaining'], 'more time')} today")
    async for finding in _servers(asked, settings):
        yield finding


def _clock(date: str) -> Finding:
    try:
        astray = time.time() - parsedate_to_datetime(date).timestamp()
    except ValueError:
        return good("clock", "Discord does not tell the time")
    if abs(astray) > _ASTRAY:
        which = "ahead of" if astray > 0 else "behind"
        return failing(
            "clock",
            f"It is {abs(astray):,.0f} seconds {which} Discord's.",
            "set it by the network: `timedatectl set-ntp true`.",
        )
    return good("clock", "agrees with Discord's")


def _granted(application: Any, intents: discord.Intents) -> list[Finding]:  # noqa: ANN401 (JSON)
    flags = int(application.get("flags") or 0)
    needed = [name for name in _GRANTS if getattr(intents, name)]
    lacking = [name for name in needed if not flags & _GRANTS[name]]
    if lacking:
        return [
            failing(
                "intents",
                f"The application lacks {', '.join(lacking)}.",
                'switch it on in the developer portal ("Bot", "Privileged Gateway Intents").',
            )
        ]
    return [good("intents", "all that are needed" if needed else "none needed is privileged")]


def _installable(application: Any) -> list[Finding]:  # noqa: ANN401 (JSON)
    kinds = application.get("integration_types_config")
    lacking = [name for kind, name in _KINDS.items() if kinds is not None and kind not in kinds]
    if lacking:
        return [
            failing(
                "application",
                f"It cannot be installed to {' and '.join(lacking)}, and Discord then refuses the"
                " commands.",
                'switch that on in the developer portal ("Installation").',
            )
        ]
    return [good("application", "can be installed to servers and to users")]


async def _servers(asked: _Discord, settings: Settings) -> AsyncIterator[Finding]:
    servers = []
    page = await asked.expect(f"/users/@me/guilds?limit={_PAGE}")
    servers += page
    while len(page) == _PAGE:
        page = await asked.expect(f"/users/@me/guilds?limit={_PAGE}&after={servers[-1]['id']}")
        servers += page
    known = {int(server["id"]) for server in servers}
    if not servers:
        yield worrying("servers", "The bot is in none.", _INVITE)
    for name, wanted in (
        ("DISCORD_GUILD", {settings.guild} - {None}),
        ("DISCORD_ALLOWED_GUILDS", settings.access.guilds),
    ):
        for id_ in sorted(wanted - known, key=str):
            yield failing(
                "servers",
                f"The bot is not in the server {id_} of {name}.",
                f"check it; or {_INVITE}",
            )
    for server in servers:
        yield _allowed(server)


def _allowed(server: Any) -> Finding:  # noqa: ANN401 (JSON)
    has = discord.Permissions(int(server["permissions"]))
    lacking = [
        said for name, said in NAMES.items() if not has.administrator and not getattr(has, name)
    ]
    if lacking:
        return worrying(
            "servers",
            f"In {server['name']} ({server['id']}) the bot may not: {', '.join(lacking)}.",
            'allow its role that ("Server Settings", "Roles"), or invite it again.',
        )
    return good("servers", f"may do all that it needs in {server['name']} ({server['id']})")
