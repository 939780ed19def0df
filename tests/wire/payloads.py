"""Few facts -> the objects that Discord's API describes, with the fields that clients read."""

import itertools
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

Payload: TypeAlias = dict[str, Any]

_EPOCH = 1_420_070_400_000
"""The first millisecond of 2015, from which Discord's ids count."""

_numbers = itertools.count(1)

TEXT_CHANNEL, DIRECT_CHANNEL, GROUP_CHANNEL = 0, 1, 3
DEFAULT_MESSAGE, REPLY = 0, 19
EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
ADMINISTRATOR, MANAGE_GUILD = 1 << 3, 1 << 5
ORDINARY = ((1 << 50) - 1) & ~(ADMINISTRATOR | MANAGE_GUILD)
"""The permissions of people who may do anything but manage."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A text channel of a guild, or without one the direct messages with a person."""

    id: str
    guild: str | None
    person: Payload | None = None
    is_thread: bool = False
    is_group: bool = False
    """Whether it is a direct message of several people, in which the bot is not."""
    is_away: bool = False
    """Whether the bot is not in the guild."""


def new_id() -> str:
    """Return an id as Discord makes them: unique, and with the time in it."""
    since = int(time.time() * 1000) - _EPOCH
    return str((since << 22) | (next(_numbers) & 0x3F_FFFF))


def user(name: str, *, bot: bool = False) -> Payload:
    """Return a new user."""
    return {
        "id": new_id(),
        "username": name,
        "global_name": None if bot else name.title(),
        "discriminator": "0",
        "avatar": None,
        "bot": bot,
        "flags": 0,
        "public_flags": 0,
        "primary_guild": None,
    }


def member(of: Payload | None = None, permissions: int | None = None) -> Payload:
    """Return a member, with the user where Discord sends it along, as interactions have it."""
    known: Payload = {
        "nick": None,
        "avatar": None,
        "roles": [],
        "joined_at": "2026-01-01T00:00:00+00:00",
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
    }
    if of is not None:
        known["user"] = of
    if permissions is not None:
        known["permissions"] = str(permissions)
    return known


def application(bot: Payload, owner: Payload) -> Payload:
    """Return the bot's application, which has the same id as its user."""
    return {
        "id": bot["id"],
        "name": bot["username"],
        "icon": None,
        "description": "",
        "type": None,
        "bot": bot,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": owner,
        "team": None,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "approximate_guild_count": 2,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
        "integration_types_config": {"0": {}, "1": {}},
    }


def channel(of: Channel) -> Payload:
    """Return a channel, as REST and interactions describe it."""
    if of.guild is None:
        return {
            "id": of.id,
            "type": GROUP_CHANNEL if of.is_group else DIRECT_CHANNEL,
            "last_message_id": None,
            "flags": 0,
            "recipients": [of.person],
            **({"name": None, "icon": None, "owner_id": new_id()} if of.is_group else {}),
        }
    return {
        "id": of.id,
        "type": TEXT_CHANNEL,
        "guild_id": of.guild,
        "name": f"channel-{of.id[-4:]}",
        "position": 0,
        "permission_overwrites": [],
        "topic": None,
        "nsfw": False,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "parent_id": None,
        "flags": 0,
        "permissions": str(ORDINARY),
    }


def role(id_: str, name: str, of_bot: Payload | None = None) -> Payload:
    """Return a role; one that came with a bot is the bot's own."""
    made = {
        "id": id_,
        "name": name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 0,
        "permissions": str(ORDINARY),
        "managed": of_bot is not None,
        "mentionable": False,
        "flags": 0,
    }
    return {**made, "tags": {"bot_id": of_bot["id"]}} if of_bot else made


def bot_role(guild_id: str) -> str:
    """Return the id of the role that the bot has in a guild, whose own id everybody's role has."""
    return str(int(guild_id) + 1)


def guild(id_: str, owner: Payload, bot: Payload, channels: Iterable[Channel]) -> Payload:
    """Return a guild as ``GUILD_CREATE`` brings it, with the bot as a member."""
    return {
        "id": id_,
        "name": f"guild-{id_[-4:]}",
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "owner_id": owner["id"],
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": "en-US",
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "application_id": None,
        "vanity_url_code": None,
        "description": None,
        "banner": None,
        "roles": [role(id_, "@everyone"), role(bot_role(id_), bot["username"], bot)],
        "emojis": [],
        "stickers": [],
        "features": [],
        "joined_at": "2026-01-01T00:00:00+00:00",
        "large": False,
        "unavailable": False,
        "member_count": 3,
        "members": [{**member(bot), "roles": [bot_role(id_)]}],
        "channels": [channel(of) for of in channels],
        "threads": [],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def message(of: Channel, author: Payload, body: Payload) -> Payload:
    """Return a message as Discord keeps it, from the ``body`` that somebody sent."""
    made = {
        "id": new_id(),
        "channel_id": of.id,
        "type": DEFAULT_MESSAGE,
        "author": author,
        "content": "",
        "timestamp": datetime.now(UTC).isoformat(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": False,
        "flags": 0,
    }
    return edited(made, body)


def placed(sent: Payload, of: Channel) -> Payload:
    """Return a message as the gateway brings it, with the guild that it stands in."""
    return sent if of.guild is None else {**sent, "guild_id": of.guild, "member": member()}


def edited(old: Payload, body: Payload) -> Payload:
    """Return a message with what the ``body`` says in place of what stood there."""
    nothing: Payload = {"content": "", "embeds": [], "components": []}
    kept = {key: body[key] or empty for key, empty in nothing.items() if key in body}
    if "components" in kept:
        kept["components"] = numbered(kept["components"])
    if "nonce" in body:
        kept["nonce"] = body["nonce"]
    flags = (old["flags"] & ~LOADING) | (body.get("flags") or 0)
    return {**old, **kept, "flags": flags}


def numbered(components: list[Payload]) -> list[Payload]:
    """Return components with the ids that Discord gives to those without."""
    numbers = itertools.count(1)

    def with_id(component: Payload) -> Payload:
        made = {**component, "id": component.get("id") or next(numbers)}
        if "emoji" in made:
            made["emoji"] = {key: value for key, value in made["emoji"].items() if value}
        if "components" in made:
            made["components"] = [with_id(inner) for inner in made["components"]]
        for key in ("accessory", "component"):
            if key in made:
                made[key] = with_id(made[key])
        return made

    return [with_id(component) for component in components]


def command(body: Payload, application_id: str, guild_id: str | None) -> Payload:
    """Return a command as Discord keeps it, from the ``body`` that registered it."""
    made = {
        "id": new_id(),
        "application_id": application_id,
        "version": new_id(),
        "type": 1,
        "description": "",
        "options": [],
        "default_member_permissions": None,
        "nsfw": False,
        **body,
    }
    if made["default_member_permissions"] is not None:
        made["default_member_permissions"] = str(made["default_member_permissions"])
    return {**made, "guild_id": guild_id} if guild_id else made
