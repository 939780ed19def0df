"""What people do in Discord -> the events that the bot gets, as Discord would send them."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from tests.wire import payloads
from tests.wire.discord_server import DiscordServer
from tests.wire.interactions import Interaction, Kind
from tests.wire.payloads import MANAGE_GUILD, ORDINARY, REPLY, Channel, Payload
from tests.wire.seen import buttons_of

SLASH, ON_MESSAGE = 1, 3
Value: TypeAlias = str | int | bool
_TYPES: dict[type, int] = {str: 3, int: 4, bool: 5}
_ROW, _TEXT_INPUT, _LABEL = 1, 4, 18
_GUILD_CONTEXT, _DIRECT_CONTEXT, _PRIVATE_CONTEXT = 0, 1, 2


class Person:
    """Somebody who asks."""

    def __init__(self, server: DiscordServer, name: str, *, manages: bool = False) -> None:
        """Make somebody up who may, or may not, manage the guilds."""
        self.user = payloads.user(name)
        self._permissions = ORDINARY | (MANAGE_GUILD if manages else 0)
        self._server = server
        self._world = server.world
        self._world.people[self.user["id"]] = self.user
        self._sent: dict[str, Payload] = {}

    def says(self, text: str, channel: Channel | None = None, **fields: Any) -> Payload:  # noqa: ANN401
        """Write a message; one that contains the bot's mention mentions it."""
        place, bot = channel or self._world.channel, self._world.bot
        message = payloads.message(place, self.user, {"content": text}) | fields
        if f"<@{bot['id']}>" in text or place.guild is None:
            message["mentions"] = message["mentions"] or [bot]
        self._world.keep(message)
        self._server.gateway.dispatch("MESSAGE_CREATE", payloads.placed(message, place))
        return message

    def mentions_bot(self, text: str, channel: Channel | None = None) -> Payload:
        """Write a message that begins with the bot's mention."""
        return self.says(f"<@{self._world.bot['id']}> {text}", channel)

    def directly(self, text: str) -> Payload:
        """Write a direct message."""
        return self.says(text, self._world.direct_channel(self.user))

    def replies(self, to: Payload, text: str) -> Payload:
        """Reply to a message of the bot's, which mentions it."""
        place = self._world.channels[to["channel_id"]]
        return self.says(
            text,
            place,
            type=REPLY,
            mentions=[to["author"]],
            message_reference={
                "type": 0,
                "channel_id": place.id,
                "message_id": to["id"],
                **({"guild_id": place.guild} if place.guild else {}),
            },
            referenced_message=to,
        )

    def slash(self, command: str, channel: Channel | None = None, **options: Value) -> Interaction:
        """Send a slash command."""
        return self._command(Kind.COMMAND, command, channel, self._options(options))

    def types(
        self,
        command: str,
        option: str,
        text: str,
        channel: Channel | None = None,
        **others: Value,
    ) -> Interaction:
        """Type into an option that is completed, and wait for choices."""
        focused = {"name": option, "type": _TYPES[str], "value": text, "focused": True}
        options = [*self._options(others), focused]
        return self._command(Kind.AUTOCOMPLETE, command, channel, options)

    def chooses(self, menu: str, on: Payload) -> Interaction:
        """Choose an entry of a message's context menu."""
        place = self._world.channels[on["channel_id"]]
        known = self._world.command(menu, place.guild, ON_MESSAGE)
        data = {
            **_called(known),
            "target_id": on["id"],
            "resolved": {"messages": {on["id"]: on}},
        }
        return self._interact(Kind.COMMAND, place, data)

    def presses(self, button: str, on: Payload) -> Interaction:
        """Press a button, by its label or emoji, of a message."""
        part = buttons_of(on)[button]
        assert not part.get("disabled"), f"{button} cannot be pressed"
        data = {key: part[key] for key in ("id", "custom_id")} | {"component_type": part["type"]}
        place = self._world.channels[on["channel_id"]]
        return self._interact(Kind.COMPONENT, place, data, pressed=on)

    def submits(self, form: Interaction, *values: str) -> Interaction:
        """Fill in the fields of the form that an interaction was answered with."""
        assert form.form is not None
        given = iter(values)
        data = {
            "custom_id": form.form["custom_id"],
            "components": [_filled(part, next(given)) for part in form.form["components"]],
        }
        return self._interact(Kind.MODAL, form.channel, data, pressed=form.pressed)

    def sends_again(self, interaction: Interaction) -> None:
        """Have the same interaction arrive once more."""
        self._server.gateway.dispatch("INTERACTION_CREATE", self._sent[interaction.id])

    def _options(self, options: Mapping[str, Value]) -> list[Payload]:
        return [
            {"name": name, "type": _TYPES[type(value)], "value": value}
            for name, value in options.items()
        ]

    def _command(
        self, kind: Kind, name: str, channel: Channel | None, options: list[Payload]
    ) -> Interaction:
        place = channel or self._world.channel
        known = self._world.command(name, place.guild, SLASH)
        return self._interact(kind, place, {**_called(known), "options": options})

    def _interact(
        self, kind: Kind, place: Channel, data: Payload, pressed: Payload | None = None
    ) -> Interaction:
        interaction = Interaction(kind, place, self.user, pressed=pressed)
        self._world.interactions[interaction.token] = interaction
        self._sent[interaction.id] = self._told(interaction, data)
        self.sends_again(interaction)
        return interaction

    def _told(self, interaction: Interaction, data: Payload) -> Payload:
        place = interaction.channel
        told = {
            "id": interaction.id,
            "application_id": self._world.bot["id"],
            "type": interaction.kind,
            "data": data,
            "channel": payloads.channel(place),
            "channel_id": place.id,
            "token": interaction.token,
            "version": 1,
            "app_permissions": str(ORDINARY),
            "locale": "en-US",
            "entitlements": [],
            "attachment_size_limit": 10 * 1024 * 1024,
        }
        if interaction.pressed is not None:
            told["message"] = interaction.pressed
        owners = {"1": self.user["id"]}
        if place.guild is None:
            return told | {
                "user": self.user,
                "context": _PRIVATE_CONTEXT if place.is_group else _DIRECT_CONTEXT,
                "authorizing_integration_owners": owners,
            }
        return told | {
            "member": payloads.member(self.user, self._permissions),
            "guild_id": place.guild,
            "guild": {"id": place.guild, "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "context": _GUILD_CONTEXT,
            "authorizing_integration_owners": owners if place.is_away else {"0": place.guild},
        }


def _called(command: Payload) -> Payload:
    """Return what an interaction says of the command that was used."""
    return {key: command[key] for key in ("id", "name", "type", "guild_id") if key in command}


def _filled(part: Payload, value: str) -> Payload:
    """Return a field of a form with what was written into it."""
    if part["type"] == _LABEL:
        return {"type": _LABEL, "id": part["id"], "component": _filled(part["component"], value)}
    if part["type"] == _ROW:
        inner = [_filled(one, value) for one in part["components"]]
        return {"type": _ROW, "id": part["id"], "components": inner}
    assert part["type"] == _TEXT_INPUT
    return {key: part[key] for key in ("type", "id", "custom_id")} | {"value": value}
