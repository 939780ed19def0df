"""The gateway's WebSocket: HELLO, IDENTIFY, heartbeats, events with numbers, and RESUME."""

import asyncio
import json
import time
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from aiohttp import WSMsgType, web

from tests.wire import payloads
from tests.wire.payloads import Payload, new_id
from tests.wire.waiting import DEADLINE, until
from tests.wire.world import World

GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15
HEARTBEAT_SECONDS = 5.0

CONNECT, RESUME_AT = "/gateway", "/resume"


class Op(IntEnum):
    """What a payload is."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    RESUME = 6
    RECONNECT = 7
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


@dataclass(frozen=True, slots=True)
class Received:
    """A payload of the bot's, and where it arrived."""

    at: float
    path: str
    op: int
    data: Any


@dataclass
class Session:
    """What is sent to one bot since it identified, over however many connections."""

    intents: int
    id: str = field(default_factory=lambda: f"session-{new_id()}")
    events: list[Payload] = field(default_factory=list)
    replayed: list[Payload] = field(default_factory=list)
    """Events that were sent again, or late, at a RESUME."""

    def event(self, name: str, data: Payload) -> Payload:
        """Return an event with the next number, and remember it."""
        event = {"op": Op.DISPATCH, "t": name, "s": len(self.events) + 1, "d": data}
        self.events.append(event)
        return event


class Connection:
    """One WebSocket; what is sent goes out in order."""

    def __init__(self, socket: web.WebSocketResponse, compress: str | None) -> None:
        """Compress as the client asked in its query."""
        assert compress in {None, "zlib-stream"}, f"compression {compress!r} is not spoken here"
        self.socket = socket
        self._compressor = zlib.compressobj() if compress else None
        self._queue: asyncio.Queue[Payload] = asyncio.Queue()
        self._writer = asyncio.ensure_future(self._write())

    def send(self, payload: Payload) -> None:
        """Send a payload after those before it."""
        self._queue.put_nowait(payload)

    async def sent(self) -> None:
        """Wait until everything is sent."""
        await asyncio.wait_for(self._queue.join(), DEADLINE)

    async def close(self, code: int = 1000) -> None:
        """Close the WebSocket with a code."""
        self._writer.cancel()
        await self.socket.close(code=code)

    async def _write(self) -> None:
        while True:
            text = json.dumps(await self._queue.get())
            try:
                if self._compressor is None:
                    await self.socket.send_str(text)
                else:
                    made = self._compressor.compress(text.encode())
                    made += self._compressor.flush(zlib.Z_SYNC_FLUSH)
                    await self.socket.send_bytes(made)
            except (ConnectionError, RuntimeError):
                pass  # the bot is gone; at a RESUME it is sent this again
            finally:
                self._queue.task_done()


class Gateway:
    """Holds the connection to one bot at a time."""

    def __init__(self, world: World, token: str) -> None:
        """Let in whoever has the ``token``."""
        self.token = token
        self.refuse_with: int | None = None
        """The code that IDENTIFY is answered with, where the bot is not to be let in."""
        self.received: list[Received] = []
        self.sessions: list[Session] = []
        self.url = ""
        self.connection: Connection | None = None
        self._world = world
        self._valid: Session | None = None
        self._open = asyncio.Event()
        self._open.set()

    @property
    def session(self) -> Session:
        """The session that was begun last."""
        return self.sessions[-1]

    def ops(self, op: Op) -> list[Received]:
        """Return what the bot sent of one kind."""
        return [received for received in self.received if received.op == op]

    def dispatch(self, name: str, data: Payload) -> None:
        """Send an event that the bot asked for; while it is away, keep it for the RESUME."""
        if self._valid is None:
            return
        seen = _as_seen(name, data, self._valid.intents, self._world.bot["id"])
        if seen is not None:
            event = self._valid.event(name, seen)
            if self.connection is not None:
                self.connection.send(event)

    async def connected(self, seconds: float = DEADLINE) -> Session:
        """Wait until the bot has identified and knows its guilds; return its session."""
        await until(lambda: self._valid and self.connection, "a bot that is connected", seconds)
        assert self.connection is not None
        await self.connection.sent()
        return self.session

    async def ask_to_reconnect(self) -> None:
        """Send op 7, which asks the bot to connect again and resume."""
        assert self.connection is not None
        self.connection.send({"op": Op.RECONNECT, "d": None, "s": None, "t": None})
        await self.connection.sent()

    async def invalidate(self) -> None:
        """Send op 9: the session is over, and the bot has to begin another."""
        assert self.connection is not None
        self._valid, connection = None, self.connection
        connection.send({"op": Op.INVALID_SESSION, "d": False, "s": None, "t": None})
        await connection.sent()

    async def garble(self, frame: str | bytes) -> None:
        """Send what is no event."""
        assert self.connection is not None
        if isinstance(frame, str):
            await self.connection.socket.send_str(frame)
        else:
            await self.connection.socket.send_bytes(frame)

    @asynccontextmanager
    async def interrupted(self, code: int = 4000) -> AsyncIterator[None]:
        """Cut the connection, and let none in until the block is left."""
        assert self.connection is not None
        connection, self.connection = self.connection, None
        self._open.clear()
        await connection.close(code)
        try:
            yield
        finally:
            self._open.set()

    async def close(self) -> None:
        """Close the connection."""
        if self.connection is not None:
            await self.connection.close()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Talk with a bot until it, or a test, closes the connection."""
        await self._open.wait()
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(socket, request.query.get("compress"))
        interval = int(HEARTBEAT_SECONDS * 1000)
        connection.send({"op": Op.HELLO, "d": {"heartbeat_interval": interval}})
        try:
            async for frame in socket:
                assert frame.type is WSMsgType.TEXT
                told = json.loads(frame.data)
                self.received.append(
                    Received(time.monotonic(), request.path, told["op"], told.get("d"))
                )
                await self._answer(connection, Op(told["op"]), told.get("d"))
        finally:
            if self.connection is connection:
                self.connection = None
            await connection.close()
        return socket

    async def _answer(self, connection: Connection, op: Op, data: Any) -> None:  # noqa: ANN401
        match op:
            case Op.HEARTBEAT:
                connection.send({"op": Op.HEARTBEAT_ACK})
            case Op.IDENTIFY if data["token"] != self.token:
                await connection.close(4004)
            case Op.IDENTIFY if self.refuse_with is not None:
                await connection.close(self.refuse_with)
            case Op.IDENTIFY:
                self._begin(connection, data["intents"])
            case Op.RESUME:
                self._resume(connection, data)
            case _:
                await connection.close(4001)

    def _begin(self, connection: Connection, intents: int) -> None:
        world, session = self._world, Session(intents)
        self.sessions.append(session)
        self._valid, self.connection = session, connection
        ready = {
            "v": 10,
            "user": world.bot,
            "guilds": [{"id": id_, "unavailable": True} for id_ in world.guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url + RESUME_AT,
            "application": {"id": world.bot["id"], "flags": 0},
        }
        connection.send(session.event("READY", ready))
        for id_ in world.guilds:
            channels = [channel for channel in world.channels.values() if channel.guild == id_]
            guild = payloads.guild(id_, world.owner, world.bot, channels)
            connection.send(session.event("GUILD_CREATE", guild))

    def _resume(self, connection: Connection, data: Payload) -> None:
        session = self._valid
        if session is None or (data["session_id"], data["token"]) != (session.id, self.token):
            connection.send({"op": Op.INVALID_SESSION, "d": False})
            return
        missed = session.events[data["seq"] :]
        session.replayed += missed
        for event in missed:
            connection.send(event)
        connection.send(session.event("RESUMED", {}))
        self.connection = connection


def _as_seen(name: str, data: Payload, intents: int, bot: str) -> Payload | None:
    """Return an event as a bot with these intents gets it, or ``None`` if it does not."""
    if not name.startswith("MESSAGE_"):
        return data
    in_guild = "guild_id" in data
    if not intents & (GUILD_MESSAGES if in_guild else DIRECT_MESSAGES):
        return None
    about_bot = data["author"]["id"] == bot or any(user["id"] == bot for user in data["mentions"])
    if in_guild and not about_bot and not intents & MESSAGE_CONTENT:
        return {**data, "content": "", "embeds": [], "attachments": [], "components": []}
    return data
