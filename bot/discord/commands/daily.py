"""``/daily ...``: a passage every day or week in a channel, for administrators alone."""

import discord
from discord import app_commands

from bot.daily import WEEKDAYS, Schedule, minutes_of
from bot.discord.cards.daily import Planned, daily_status_card, switched_on_card
from bot.discord.cards.notice import marked_notice
from bot.discord.commands.choosing import Choices, source_choices
from bot.discord.daily import NoChannelError, Postable, check_postable, may_write
from bot.discord.gate import RefusedError, visitor_of
from bot.discord.handling import Handler, announce
from bot.discord.naming import source_named
from bot.discord.service import Service
from index.digests.daily import next_passage
from index.errors import NotFoundError

NO_PROSE = (
    "Nothing there reads well by itself: no paragraph is sentences of 25 words or more, and short"
    " enough for a message."
)
NO_CHANNEL = "I post in channels for text and in their threads; name one of these."
NOT_YOURS = "You may not write in that channel yourself; ask somebody who may."
EVERY = ("day", *WEEKDAYS)


def daily_commands(service: Service, handler: Handler) -> app_commands.Group:
    """Return the commands, which Discord shows to those who may manage the server."""
    daily = app_commands.Group(
        name="daily",
        description="A passage every day or week in a channel, for those who manage the server.",
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        ),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    @daily.command(description="Post a passage, word for word and cited, every day or week.")
    @app_commands.describe(
        channel="Where; otherwise here",
        time="When, such as 09:00 or 9 pm, in the time zone that I am set to; otherwise 09:00",
        every="Every day, or on one day of the week; otherwise every day",
        source="The one document that the passages come from; otherwise all",
    )
    @app_commands.choices(every=[app_commands.Choice(name=name, value=name) for name in EVERY])
    async def on(
        interaction: discord.Interaction,
        channel: discord.TextChannel | discord.Thread | None = None,
        time: str = "09:00",
        every: str = "day",
        source: str | None = None,
    ) -> None:
        await handler.handle(interaction, _on(service, interaction, channel, time, every, source))

    @on.autocomplete("source")
    async def _documents(interaction: discord.Interaction, typed: str) -> Choices:
        return await source_choices(service, interaction, typed)

    @daily.command(description="Post no more passages in a channel.")
    @app_commands.describe(channel="Where; otherwise here")
    async def off(
        interaction: discord.Interaction,
        channel: discord.TextChannel | discord.Thread | None = None,
    ) -> None:
        await handler.handle(interaction, _off(service, interaction, channel))

    @daily.command(description="Which channels of this server get a passage, and when.")
    async def status(interaction: discord.Interaction) -> None:
        await handler.handle(interaction, _status(service, interaction))

    return daily


async def _on(  # noqa: PLR0913, PLR0917 (the options of the command)
    service: Service,
    interaction: discord.Interaction,
    channel: discord.TextChannel | discord.Thread | None,
    time: str,
    every: str,
    source: str | None,
) -> None:
    service.gate.check_administers(visitor_of(interaction))
    minutes = minutes_of(time)
    weekday = WEEKDAYS.index(every) if every in WEEKDAYS else None
    place = _place(interaction, channel)
    check_postable(service, place)
    if not (isinstance(interaction.user, discord.Member) and may_write(place, interaction.user)):
        raise RefusedError(NOT_YOURS)
    await announce(interaction, private=True)
    key = (await service.read(source_named, source)).key if source is not None else None
    if await service.read(next_passage, "", (), key) is None:
        raise NotFoundError(NO_PROSE)
    switch_on = service.daily.switch_on
    schedule = await service.desk.keep(switch_on, place.id, place.guild.id, minutes, weekday, key)
    planned = await _planned(service, schedule)
    await interaction.edit_original_response(
        view=switched_on_card(planned, service.daily.zone.key)
    )


async def _off(
    service: Service,
    interaction: discord.Interaction,
    channel: discord.TextChannel | discord.Thread | None,
) -> None:
    service.gate.check_administers(visitor_of(interaction))
    place = channel.id if channel is not None else interaction.channel_id
    await announce(interaction, private=True)
    known = await service.desk.keep(service.daily.schedules, interaction.guild_id)
    if place in {schedule.channel for schedule in known} and place is not None:
        await service.desk.keep(service.daily.switch_off, place)
        told = f"<#{place}> gets no more passages."
    else:
        told = f"<#{place}> gets no passages."
    await interaction.edit_original_response(view=marked_notice(told))


async def _status(service: Service, interaction: discord.Interaction) -> None:
    service.gate.check_administers(visitor_of(interaction))
    await announce(interaction, private=True)
    known = await service.desk.keep(service.daily.schedules, interaction.guild_id)
    planned = [await _planned(service, schedule) for schedule in known]
    await interaction.edit_original_response(
        view=daily_status_card(planned, service.daily.zone.key)
    )


async def _planned(service: Service, schedule: Schedule) -> Planned:
    daily = service.daily
    shown = await service.desk.keep(daily.shown, schedule.channel)
    return Planned(schedule, daily.next_after(schedule, daily.clock()), len(shown))


def _place(
    interaction: discord.Interaction, channel: discord.TextChannel | discord.Thread | None
) -> Postable:
    place = channel if channel is not None else interaction.channel
    if not isinstance(place, Postable):
        raise NoChannelError(NO_CHANNEL)
    return place
