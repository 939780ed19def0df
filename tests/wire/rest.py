"""HTTP as Discord speaks it: every request is recorded, checked, and answered in JSON."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from aiohttp import web
from aiohttp.web_request import FileField

from tests.wire.interactions import ApiError

BASE = "/api/v10"

_BUCKET = {
    "X-RateLimit-Limit": "50",
    "X-RateLimit-Remaining": "49",
    "X-RateLimit-Reset-After": "1",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot is answered."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Request:
    """One request of the bot's."""

    at: float
    method: str
    path: str
    """Below the API's version."""
    headers: dict[str, str]
    json: Any
    """The body, or the part of a multipart body that is JSON."""
    files: dict[str, tuple[str, bytes]]
    """Name and content by field."""
    status: int = 0


def rate_limited(seconds: float) -> Reply:
    """Return the reply to one request too many, as Discord sends it (through its proxy)."""
    return Reply(
        429,
        {"message": "You are being rate limited.", "retry_after": seconds, "global": False},
        {
            "Retry-After": str(max(round(seconds), 1)),
            "Via": "1.1 google",
            "X-RateLimit-Scope": "user",
        },
    )


def broken(status: int = 502) -> Reply:
    """Return the reply of a Discord that is down; it is no JSON."""
    return Reply(status, "<html>error</html>")


Handler: TypeAlias = Callable[..., Reply]
Scripted: TypeAlias = tuple[Reply | None, bool]
"""A reply, and whether it comes after what was asked for was done."""


class Rest:
    """Answers requests, and refuses those that a test wants refused."""

    def __init__(self, token: str) -> None:
        """Let in whoever has the ``token``."""
        self.token = token
        self.requests: list[Request] = []
        self._routes = web.RouteTableDef()
        self._scripted: list[tuple[str, re.Pattern[str], Scripted]] = []

    def script(
        self, method: str, path: str, *replies: Reply, after_the_fact: bool = False
    ) -> None:
        """Answer the next requests to a path, a regular expression, with ``replies`` in turn.

        What they ask for is not done; or it is ``after_the_fact`` that the answer is another.
        """
        self._scripted += [(method, re.compile(path), (r, after_the_fact)) for r in replies]

    def sent(self, method: str, path: str) -> list[Request]:
        """Return the requests so far to a path, a regular expression."""
        return [
            request
            for request in self.requests
            if request.method == method and re.fullmatch(path, request.path)
        ]

    def app(self) -> web.Application:
        """Return the application that answers; its routes are those that were added."""
        app = web.Application()
        self.on("*", "/{path:.*}")(_unknown)
        app.add_routes(self._routes)
        return app

    def on(self, method: str, path: str) -> Callable[[Handler], Handler]:
        """Have a function answer a path; it gets the body, and what the path has in braces."""

        def added(handler: Handler) -> Handler:
            async def answer(request: web.Request) -> web.Response:
                return await self._answered(request, handler)

            self._routes.route(method, BASE + path)(answer)
            return handler

        return added

    async def _answered(self, request: web.Request, handler: Handler) -> web.Response:
        at, path = time.monotonic(), request.path.removeprefix(BASE)
        body, files = await _body(request)
        record = Request(at, request.method, path, dict(request.headers), body, files)
        self.requests.append(record)
        scripted, after_the_fact = self._next_scripted(request.method, path)
        if scripted is not None and not after_the_fact:
            reply = scripted
        elif self._is_stranger(record):
            reply = Reply(401, {"message": "401: Unauthorized", "code": 0})
        else:
            try:
                done = handler(body, **request.match_info)
                reply = scripted or done
            except ApiError as error:
                reply = Reply(error.status, error.body)
        record.status = reply.status
        return _response(reply)

    def _next_scripted(self, method: str, path: str) -> Scripted:
        for number, (for_method, pattern, scripted) in enumerate(self._scripted):
            if for_method == method and pattern.fullmatch(path):
                del self._scripted[number]
                return scripted
        return None, False

    def _is_stranger(self, request: Request) -> bool:
        """Tell whether a request has no right token, beside those whose path has one."""
        if re.match(r"/(interactions|webhooks)/", request.path):
            return False
        return request.headers.get("Authorization") != f"Bot {self.token}"


async def _body(request: web.Request) -> tuple[Any, dict[str, tuple[str, bytes]]]:
    if request.content_type != "multipart/form-data":
        text = await request.text()
        return (json.loads(text) if text else None), {}
    body: Any = None
    files = {}
    for name, value in (await request.post()).items():
        if isinstance(value, FileField):
            files[name] = (value.filename, value.file.read())
            value.file.close()
        elif name == "payload_json":
            body = json.loads(str(value))
    return body, files


def _unknown(_: object, path: str) -> Reply:
    return Reply(404, {"message": f"404: no {path} here", "code": 0})


def _response(reply: Reply) -> web.Response:
    headers = {**(_BUCKET if reply.status < 400 else {}), **reply.headers}
    if reply.body is None:
        return web.Response(status=reply.status, headers=headers)
    if isinstance(reply.body, str):
        return web.Response(
            status=reply.status, text=reply.body, content_type="text/html", headers=headers
        )
    # Clients read a reply as JSON only where the type is this, without a charset.
    return web.Response(
        status=reply.status,
        body=json.dumps(reply.body).encode(),
        headers={**headers, "Content-Type": "application/json"},
    )
