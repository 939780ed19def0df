"""``/gaps``: what people asked in vain, for administrators."""

from typing import Any

import discord
from discord import app_commands

from bot.discord.gaps_presses import check_may_see, page_card
from bot.discord.handling import Handler, announce
from bot.discord.service import Service


def gaps_command(service: Service, handler: Handler) -> app_commands.Command[Any, ..., None]:
    """Return ``/gaps``, which Discord shows to those who may manage the server."""

    @app_commands.command(
        description="What people asked that I could not answer, most asked first."
    )
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def gaps(interaction: discord.Interaction) -> None:
        await handler.handle(interaction, _gaps(service, interaction))

    return gaps


async def _gaps(service: Service, interaction: discord.Interaction) -> None:
    check_may_see(service, interaction)
    await announce(interaction, private=True)
    await interaction.edit_original_response(view=await page_card(service, 1))
