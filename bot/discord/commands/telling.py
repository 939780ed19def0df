"""``/help``, ``/status``, ``/privacy`` and ``/forget``: the bot on itself."""

import time
from typing import Any

import discord
from discord import app_commands

from bot.discord.cards.help import help_card
from bot.discord.cards.notice import notice
from bot.discord.cards.privacy import privacy_card
from bot.discord.cards.status import Status, status_card
from bot.discord.gate import visitor_of
from bot.discord.handling import Handler, announce
from bot.discord.service import Service
from bot.keeping import Keep
from bot.wording import count, version


def help_command(handler: Handler) -> app_commands.Command[Any, ..., None]:
    """Return ``/help``."""

    @app_commands.command(name="help", description="What I can do, and how to ask.")
    async def help_(interaction: discord.Interaction) -> None:
        await handler.handle(interaction, _help(interaction))

    return help_


async def _help(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(view=help_card(), ephemeral=True)


def status_command(service: Service, handler: Handler) -> app_commands.Command[Any, ..., None]:
    """Return ``/status``, which Discord shows to those who may manage the server."""

    @app_commands.command(description="How I am: corpus, queue and connection.")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def status(interaction: discord.Interaction) -> None:
        await handler.handle(interaction, _status(service, interaction))

    return status


async def _status(service: Service, interaction: discord.Interaction) -> None:
    service.gate.check_administers(visitor_of(interaction))
    tally = await service.desk.keep(service.journal.tally)
    manifest, built = await service.read(lambda one: (one.snapshot.manifest, one.snapshot.built))
    status = Status(
        manifest=manifest,
        waiting=service.desk.waiting,
        most=service.desk.most,
        latency=interaction.client.latency,
        built=built,
        version=version(),
        up=time.monotonic() - service.started,
        tally=tally,
    )
    await interaction.response.send_message(view=status_card(status), ephemeral=True)


def privacy_command(service: Service, handler: Handler) -> app_commands.Command[Any, ..., None]:
    """Return ``/privacy``."""

    @app_commands.command(description="What I keep of you, for how long, and how to delete it.")
    async def privacy(interaction: discord.Interaction) -> None:
        await handler.handle(interaction, _privacy(service, interaction))

    return privacy


async def _privacy(service: Service, interaction: discord.Interaction) -> None:
    journal = service.journal
    kept = privacy_card(journal.keep_days, journal.keep, log_questions=service.log_questions)
    await interaction.response.send_message(view=kept, ephemeral=True)


def forget_command(service: Service, handler: Handler) -> app_commands.Command[Any, ..., None]:
    """Return ``/forget``."""

    @app_commands.command(
        description="Have me forget what you asked and voted, and your place in the tour."
    )
    async def forget(interaction: discord.Interaction) -> None:
        await handler.handle(interaction, _forget(service, interaction))

    return forget


async def _forget(service: Service, interaction: discord.Interaction) -> None:
    await announce(interaction, private=True)
    answers = await service.desk.keep(service.journal.forget_person, interaction.user.id)
    service.gaps.forget()
    told = (
        f"Forgotten: {count(answers, 'answer')}, your thumbs, and your place in the tour."
        " The answers' buttons have expired."
    )
    if service.journal.keep is not Keep.ALL:
        told += " What is older than a day no longer tells whose it is."
    changes = await service.desk.keep(service.corpus.changes.trail.changes)
    if any(change.who == interaction.user.id for change in changes):
        told += " That you changed the corpus stays in its log."
    await interaction.edit_original_response(view=notice(told))
