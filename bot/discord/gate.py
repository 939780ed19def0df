"""Who may ask, where, and how often."""

import math
import time
from collections.abc import Callable, Hashable, Iterable
from copy import copy
from dataclasses import dataclass
from typing import TypeAlias

import discord
from discord.app_commands import Cooldown

from bot.settings import Access, Rate
from index.errors import DossierError

MAKING = 3
"""Questions that what takes longer than an answer counts as: a briefing, a tour that is made."""

_Spent: TypeAlias = tuple[Hashable, Rate | None, str]
"""Whose rate it is, the rate, and how what it refuses is told, up to the seconds."""

_TRACKED = 10_000
"""People and servers whose rates are tracked before those that rest are forgotten."""


class RefusedError(DossierError):
    """Somebody may not ask, not here or not now."""


class TooOftenError(RefusedError):
    """Somebody asks more often than they may."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, and where; a direct message has no guild."""

    user: int
    guild: int | None
    channels: frozenset[int]  # the channel, and what it is a thread of
    roles: frozenset[int]
    manages: bool  # may manage the server


class Gate:
    """Lets visitors in, or says why not."""

    def __init__(self, access: Access, clock: Callable[[], float] = time.monotonic) -> None:
        self._access = access
        self._clock = clock
        self._spent: dict[Hashable, Cooldown] = {}

    def admit(self, visitor: Visitor) -> None:
        """Return if the visitor may use the bot in this place.

        Raises:
            RefusedError: if not.

        """
        access = self._access
        if visitor.guild is None:
            if not access.direct:
                msg = "I do not answer outside of servers; ask me in one."
                raise RefusedError(msg)
            return
        if access.guilds and visitor.guild not in access.guilds:
            msg = "I do not answer in this server: it is not on my list of servers."
            raise RefusedError(msg)
        if access.channels and visitor.channels.isdisjoint(access.channels):
            msg = "I do not answer in this channel; ask in another, or in a direct message."
            raise RefusedError(msg)

    def check_rate(self, visitor: Visitor, cost: int = 1) -> None:
        """Return if the visitor may ask now; nothing is counted.

        Raises:
            TooOftenError: if that is more than the rates allow.

        """
        self._rates(visitor, cost)

    def spend(self, visitor: Visitor, cost: int = 1) -> None:
        """Count one question of the visitor's, or what costs as much as several.

        What costs more than a rate allows at all is let in where all of the rate is left.

        Raises:
            TooOftenError: if that is more than the rates allow; then nothing is counted.

        """
        self._count(self._rates(visitor, cost), cost)

    def act(self, visitor: Visitor) -> None:
        """Count one command, press or form of the visitor's, whatever it costs beside.

        Raises:
            TooOftenError: if that is more than the rate allows; then it is not counted.

        """
        # Nobody is excepted: whoever has a server of their own may manage that.
        told = "You press a lot just now; go on in"
        self._count(self._allowing(1, [(("acts", visitor.user), self._access.presses, told)]), 1)

    def _count(self, rates: Iterable[Cooldown], cost: int) -> None:
        now = self._clock()
        for rate in rates:
            rate.update_rate_limit(now, tokens=min(cost, rate.get_tokens(now)))

    def _rates(self, visitor: Visitor, cost: int) -> list[Cooldown]:
        """Return the rates of questions that count for the visitor, which all allow it."""
        if self._is_excepted(visitor):
            return []
        spent: list[_Spent] = [
            (
                ("user", visitor.user),
                self._access.per_user,
                "You have asked a lot just now; ask again in",
            ),
        ]
        if visitor.guild is not None:
            told = "This server has asked a lot just now; ask again in"
            spent.append((("guild", visitor.guild), self._access.per_guild, told))
        return self._allowing(cost, spent)

    def _allowing(self, cost: int, spent: Iterable[_Spent]) -> list[Cooldown]:
        """Return the rates that have room for as much."""
        now = self._clock()
        cooldowns = [(self._cooldown(who, rate), told) for who, rate, told in spent if rate]
        for cooldown, told in cooldowns:
            tried = copy(cooldown)  # what is too much is not counted
            if wait := tried.update_rate_limit(now, tokens=min(cost, cooldown.rate)):
                msg = f"{told} {max(math.ceil(wait), 1)} seconds."
                raise TooOftenError(msg)
        return [cooldown for cooldown, _ in cooldowns]

    def administers(self, visitor: Visitor) -> bool:
        """Tell whether the visitor may use the commands for administrators."""
        return visitor.manages or self._has_admin_role(visitor)

    def _has_admin_role(self, visitor: Visitor) -> bool:
        return not visitor.roles.isdisjoint(self._access.admin_roles)

    def _is_excepted(self, visitor: Visitor) -> bool:
        """Tell whether no rate of questions holds the visitor back.

        Whoever has a server of their own manages it: the server must be one that was listed.
        """
        manages_listed = visitor.manages and visitor.guild in self._access.guilds
        return manages_listed or self._has_admin_role(visitor)

    def check_administers(self, visitor: Visitor) -> None:
        """Return if the visitor may use the commands for administrators.

        Raises:
            RefusedError: if not.

        """
        if not self.administers(visitor):
            msg = "This command is for those who may manage the server."
            raise RefusedError(msg)

    def check_sees(self, visitor: Visitor, servers: Iterable[int]) -> None:
        """Return if the visitor may see what people of all ``servers`` of the bot asked.

        Raises:
            RefusedError: if not.

        """
        self.check_administers(visitor)
        if not self._answers_for_all(visitor, servers):
            msg = (
                "Several servers ask me, so what they asked is shown only in those that"
                " DISCORD_ALLOWED_GUILDS lists."
            )
            raise RefusedError(msg)

    def check_changes(self, visitor: Visitor, servers: Iterable[int]) -> None:
        """Return if the visitor may change the corpus, which all ``servers`` of the bot share.

        Whoever manages one of several may not change what the others are answered, unless it is
        one that was listed.

        Raises:
            RefusedError: if not.

        """
        self.check_administers(visitor)
        if not self._answers_for_all(visitor, servers):
            msg = (
                "Several servers share this corpus, so it is changed only in those that"
                " DISCORD_ALLOWED_GUILDS lists."
            )
            raise RefusedError(msg)

    def _answers_for_all(self, visitor: Visitor, servers: Iterable[int]) -> bool:
        """Tell whether the visitor's server is the only one, or one that was listed."""
        return bool(self._access.guilds) or set(servers) == {visitor.guild}

    def _cooldown(self, who: Hashable, rate: Rate) -> Cooldown:
        if who not in self._spent:
            if len(self._spent) >= _TRACKED:
                self._forget(self._spent.keys())
            self._spent[who] = Cooldown(rate.times, rate.seconds)
        return self._spent[who]

    def _forget(self, known: Iterable[Hashable]) -> None:
        """Forget whom no rate holds back any more."""
        now = self._clock()
        rested = [
            who for who in known if self._spent[who].get_tokens(now) == self._spent[who].rate
        ]
        for who in rested:
            del self._spent[who]


def visitor_of(event: discord.Interaction | discord.Message) -> Visitor:
    """Return who wrote a message, or acted, and where."""
    user = event.user if isinstance(event, discord.Interaction) else event.author
    # Of a server that Discord has not told about yet, neither roles nor permissions are known.
    member = user if isinstance(user, discord.Member) and event.guild is not None else None
    channels = {event.channel_id if isinstance(event, discord.Interaction) else event.channel.id}
    channels.add(getattr(event.channel, "parent_id", None))
    return Visitor(
        user=user.id,
        guild=event.guild_id if isinstance(event, discord.Interaction) else guild_of(event),
        channels=frozenset(filter(None, channels)),
        roles=frozenset(role.id for role in member.roles) if member else frozenset(),
        manages=_manages(event, member),
    )


def guild_of(message: discord.Message) -> int | None:
    """Return the server in which a message was written; ``None`` for a direct message.

    It may be one that Discord has not told about yet, after an outage.
    """
    if message.guild is not None:
        return message.guild.id
    return getattr(message.channel, "guild_id", None)


def _manages(event: discord.Interaction | discord.Message, member: discord.Member | None) -> bool:
    if isinstance(event, discord.Interaction):
        return event.guild_id is not None and event.permissions.manage_guild
    return member is not None and member.guild_permissions.manage_guild
