"""The life of one interaction: acknowledged once, then edited and followed up for 15 minutes."""

import time
from dataclasses import dataclass, field
from enum import IntEnum

from tests.wire import payloads
from tests.wire.payloads import EPHEMERAL, LOADING, Channel, Payload, new_id
from tests.wire.waiting import DEADLINE, until


class Kind(IntEnum):
    """What somebody did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Response(IntEnum):
    """How an application acknowledges it."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


class ApiError(Exception):
    """What Discord answers instead: an HTTP status with a code of Discord's own."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.body: Payload = {"message": message, "code": code}


@dataclass
class Interaction:
    """One interaction; a test waits on it for what the bot does with it."""

    kind: Kind
    channel: Channel
    person: Payload
    expired: bool = False
    """Whether Discord knows nothing of it any more, as 3 seconds after an unanswered one."""
    pressed: Payload | None = None
    """The message that bears the component."""
    id: str = field(default_factory=new_id)
    token: str = field(default_factory=lambda: f"interaction-{new_id()}")
    sent_at: float = field(default_factory=time.monotonic)
    acknowledged_at: float | None = None
    response: Response | None = None
    choices: list[Payload] = field(default_factory=list)
    form: Payload | None = None
    original: Payload | None = None
    """The message of the response, or the one that was pressed and is updated."""
    follow_ups: list[Payload] = field(default_factory=list)

    async def acknowledged(self, seconds: float = DEADLINE) -> Response:
        """Wait for the acknowledgement, and return its type."""
        return await until(lambda: self.response, "an acknowledgement", seconds)

    async def answered(self, seconds: float = DEADLINE) -> Payload:
        """Wait for the response to be a message that is not loading any more; return it."""
        return await until(self._answer, "an answer to an interaction", seconds)

    async def followed_up(self, seconds: float = DEADLINE) -> Payload:
        """Wait for the first message after the response, and return it."""
        return await until(lambda: next(iter(self.follow_ups), None), "a follow-up", seconds)

    @property
    def wait(self) -> float:
        """Seconds that passed before the acknowledgement."""
        assert self.acknowledged_at is not None
        return self.acknowledged_at - self.sent_at

    def acknowledge(self, body: Payload, bot: Payload) -> Payload:
        """Take the response; return what Discord tells of it.

        Raises:
            ApiError: if the interaction has expired, or was acknowledged before.

        """
        if self.expired:
            raise ApiError(404, 10062, "Unknown interaction")
        if self.response is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        response, data = Response(body["type"]), body.get("data") or {}
        match response:
            case Response.MESSAGE | Response.DEFERRED_MESSAGE:
                self.original = self._message(data, bot)
                if response is Response.DEFERRED_MESSAGE:
                    self.original["flags"] |= LOADING
            case Response.DEFERRED_UPDATE:
                self.original = self.pressed
            case Response.UPDATE:
                assert self.pressed is not None
                self.original = payloads.edited(self.pressed, data)
            case Response.CHOICES:
                self.choices = data["choices"]
            case Response.MODAL:
                self.form = {**data, "components": payloads.numbered(data["components"])}
        self.acknowledged_at = time.monotonic()
        self.response = response
        return self._told()

    def current(self) -> Payload:
        """Return the response as it stands.

        Raises:
            ApiError: if there is none, or the interaction has expired.

        """
        if self.expired or self.response is None:
            raise ApiError(404, 10015, "Unknown Webhook")
        if self.original is None:
            raise ApiError(404, 10008, "Unknown Message")
        return self.original

    def edit(self, body: Payload) -> Payload:
        """Edit the response, and return it."""
        self.original = payloads.edited(self.current(), body)
        return self.original

    def follow_up(self, body: Payload, bot: Payload) -> Payload:
        """Send one more message; the first one after "thinking" is the response itself."""
        if self.current()["flags"] & LOADING:
            return self.edit({**body, "flags": (body.get("flags") or 0) & ~EPHEMERAL})
        self.follow_ups.append(self._message(body, bot))
        return self.follow_ups[-1]

    def delete(self) -> str:
        """Delete the response, and return its id."""
        deleted, self.original = self.current(), None
        return str(deleted["id"])

    def _message(self, body: Payload, bot: Payload) -> Payload:
        return {
            **payloads.message(self.channel, bot, body),
            "application_id": bot["id"],
            "interaction_metadata": self._metadata(self.kind),
        }

    def _metadata(self, kind: Kind) -> Payload:
        """Return what a message says of the interaction that it answers."""
        about: Payload = {
            "id": self.id,
            "type": kind,
            "user": self.person,
            "authorizing_integration_owners": {},
        }
        if kind is Kind.MODAL:
            about["triggering_interaction_metadata"] = self._metadata(Kind.COMPONENT)
        elif self.pressed is not None:
            about["interacted_message_id"] = self.pressed["id"]
        return about

    def _answer(self) -> Payload | None:
        if self.original is None or self.original["flags"] & LOADING:
            return None
        return None if self.original is self.pressed else self.original

    def _told(self) -> Payload:
        """Return what the application is told in reply to its acknowledgement."""
        told: Payload = {"interaction": {"id": self.id, "type": self.kind}}
        if self.original is not None:
            told["interaction"] |= {
                "response_message_id": self.original["id"],
                "response_message_loading": bool(self.original["flags"] & LOADING),
                "response_message_ephemeral": bool(self.original["flags"] & EPHEMERAL),
            }
        if self.response in {Response.MESSAGE, Response.UPDATE}:
            told["resource"] = {"type": self.response, "message": self.original}
        return told
