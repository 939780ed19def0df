"""What went over the wire -> the rules that it broke."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, Protocol

from tests.bot.discord.limits.commands import problems_of_choices, problems_of_commands
from tests.bot.discord.limits.findings import Payload
from tests.bot.discord.limits.messages import EPHEMERAL, problems_of_message
from tests.bot.discord.limits.modals import problems_of_modal

PONG, MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
MAX_FOLLOW_UPS = 5
"""To one interaction, where the app is installed by the user and not in the server."""

_FOLLOW_UP = re.compile(r"/webhooks/\d+/[^/]+")
_NEW = re.compile(rf"/channels/\d+/messages|{_FOLLOW_UP.pattern}")
_EDIT = re.compile(rf"(?:/channels/\d+|{_FOLLOW_UP.pattern})/messages/[^/]+")
_CALLBACK = re.compile(r"/interactions/\d+/[^/]+/callback")
_COMMANDS = re.compile(r"/applications/\d+(?:/guilds/\d+)?/commands")


class Request(Protocol):
    """One request of the bot, as ``simcord`` keeps them in ``env.http_requests``."""

    @property
    def method(self) -> str:
        """Return the method in capitals."""

    @property
    def path(self) -> str:
        """Return the path below the API's version."""

    @property
    def json(self) -> Any | None:  # noqa: ANN401 - whatever was sent
        """Return the body."""


def problems_of_callback(payload: Payload) -> list[str]:
    """Return what Discord would refuse in the response to an interaction."""
    kind, data = payload.get("type"), payload.get("data") or {}
    if kind == MESSAGE:
        return problems_of_message(data)
    if kind == UPDATE:
        return problems_of_message(data, new=False)
    if kind == CHOICES:
        return problems_of_choices(data.get("choices") or [])
    if kind == MODAL:
        return problems_of_modal(data)
    if kind in {PONG, DEFERRED, DEFERRED_UPDATE}:
        return _problems_of_deferred(data)
    return [f"callback.type: {kind!r} is not a type of response"]


def _problems_of_deferred(data: Payload) -> list[str]:
    problems = [
        f"callback.data.{key}: is lost in a deferred response" for key in data.keys() - {"flags"}
    ]
    if (data.get("flags") or 0) & ~EPHEMERAL:
        problems.append("callback.data.flags: a deferred response takes none but EPHEMERAL")
    return problems


def problems_on_the_wire(requests: Iterable[Request]) -> list[str]:
    """Return the problems of all messages, responses and registrations among the requests.

    To be asserted empty at the end of a test: ``assert not problems_on_the_wire(requests)``.
    """
    requests = list(requests)
    problems = [
        f"{request.method} {request.path}: {problem}"
        for request in requests
        for problem in _problems_of_request(request)
    ]
    follow_ups = Counter(
        request.path
        for request in requests
        if request.method == "POST" and _FOLLOW_UP.fullmatch(request.path)
    )
    return problems + [
        f"POST {path}: {count} follow-ups, at most {MAX_FOLLOW_UPS}"
        for path, count in follow_ups.items()
        if count > MAX_FOLLOW_UPS
    ]


def _problems_of_request(request: Request) -> list[str]:
    body = request.json
    match request.method:
        case "POST" if _NEW.fullmatch(request.path):
            return problems_of_message(body or {})
        case "POST" if _CALLBACK.fullmatch(request.path):
            return problems_of_callback(body or {})
        case "PATCH" if _EDIT.fullmatch(request.path):
            return problems_of_message(body or {}, new=False)
        case "PUT" if _COMMANDS.fullmatch(request.path):
            return problems_of_commands(body or [])
        case _:
            return []
