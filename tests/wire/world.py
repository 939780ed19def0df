"""What the fake Discord knows: who and what there is, and what was written."""

import discord

from bot.discord.needs import PERMISSIONS
from tests.wire import payloads
from tests.wire.interactions import ApiError, Interaction
from tests.wire.payloads import Channel, Payload, new_id


class World:
    """Two guilds with a channel each, the bot, and everything that happens."""

    def __init__(self) -> None:
        self.bot = payloads.user("dossier", bot=True)
        self.owner = payloads.user("owner")
        self.channel = Channel(new_id(), guild=new_id())
        """Where people ask, unless a test says otherwise."""
        self.elsewhere = Channel(new_id(), guild=new_id())
        """A channel in a guild that a test may keep off the list of those who may ask."""
        self.away = Channel(new_id(), guild=new_id(), is_away=True)
        self.group = Channel(new_id(), None, self.owner, is_group=True)
        """Where somebody who installed the bot for themselves uses it, and it is not."""
        self.allowed = PERMISSIONS.value
        """What the bot may do in guilds, by Discord's flags: what it was invited with."""
        self.people: dict[str, Payload] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, Payload] = {}
        self.interactions: dict[str, Interaction] = {}
        """By token."""
        self.commands: dict[str | None, list[Payload]] = {}
        """By guild; those that are registered everywhere by ``None``."""
        self.add(self.channel)
        self.add(self.elsewhere)
        self.add(self.away)
        self.add(self.group)

    @property
    def guilds(self) -> list[str]:
        """The guilds that the bot is in."""
        return [
            channel.guild
            for channel in self.channels.values()
            if channel.guild is not None and not channel.is_away
        ]

    def add(self, channel: Channel) -> Channel:
        """Keep a channel, and return it."""
        self.channels[channel.id] = channel
        return channel

    def direct_channel(self, person: Payload) -> Channel:
        """Return the channel of the direct messages with a person."""
        for channel in self.channels.values():
            if not channel.is_group and channel.person and channel.person["id"] == person["id"]:
                return channel
        return self.add(Channel(new_id(), None, person))

    def same(self, message: Payload) -> Payload | None:
        """Return the message that was sent before with the same nonce, if there is one."""
        if message.get("nonce") is None:
            return None
        sent = (m for m in self.messages.values() if m["channel_id"] == message["channel_id"])
        return next((m for m in sent if m.get("nonce") == message["nonce"]), None)

    def channel_with(self, id_: str) -> Channel:
        """Return a channel by its id; raises ``ApiError`` if there is none."""
        if id_ not in self.channels:
            raise ApiError(404, 10003, "Unknown Channel")
        return self.channels[id_]

    def permit(self, channel: Channel, **needed: bool) -> None:
        """Return if the bot may do in a channel what needs these permissions.

        Raises:
            ApiError: if it may not; in direct messages it may.

        """
        may = discord.Permissions(self.allowed)
        if channel.guild is not None and not may.is_superset(discord.Permissions(**needed)):
            raise ApiError(403, 50013, "Missing Permissions")

    def message_with(self, id_: str) -> Payload:
        """Return a message by its id; raises ``ApiError`` if there is none."""
        if id_ not in self.messages:
            raise ApiError(404, 10008, "Unknown Message")
        return self.messages[id_]

    def interaction_with(self, token: str) -> Interaction:
        """Return an interaction by its token; raises ``ApiError`` if there is none."""
        if token not in self.interactions:
            raise ApiError(404, 10015, "Unknown Webhook")
        return self.interactions[token]

    def keep(self, message: Payload) -> Payload:
        """Keep a message in place of what it said before, and return it."""
        self.messages[message["id"]] = message
        return message

    def written_by_bot(self, channel: Channel) -> list[Payload]:
        """Return what the bot wrote in a channel, its answers to interactions not included."""
        return [
            message
            for message in self.messages.values()
            if message["channel_id"] == channel.id
            and message["author"]["id"] == self.bot["id"]
            and "interaction_metadata" not in message
        ]

    def replies_to(self, message: Payload) -> list[Payload]:
        """Return what was written in reply to a message."""
        return [
            reply
            for reply in self.messages.values()
            if (reply.get("message_reference") or {}).get("message_id") == message["id"]
        ]

    def command(self, name: str, guild: str | None, kind: int) -> Payload:
        """Return the command of a name and kind that people in a guild are offered.

        Raises:
            LookupError: if none is registered.

        """
        for place in (guild, None):
            for command in self.commands.get(place, []):
                if (command["name"], command["type"]) == (name, kind):
                    return command
        msg = f"no command {name!r} of kind {kind} is registered"
        raise LookupError(msg)
