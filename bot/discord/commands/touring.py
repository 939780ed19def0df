"""``/tour``: a way through the corpus, for whoever takes it alone."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.discord.cards.tour import tour_card
from bot.discord.gate import visitor_of
from bot.discord.handling import Handler, announce
from bot.discord.service import Service
from bot.discord.tour_presses import keep_place, tour_of
from bot.discord.touring import Standing, Way, standing_at


def tour_command(service: Service, handler: Handler) -> app_commands.Command[Any, ..., None]:
    """Return ``/tour``."""

    @app_commands.command(
        description="A guided way through the corpus, step by step; it goes on where you stopped."
    )
    async def tour(interaction: discord.Interaction) -> None:
        await handler.handle(interaction, _tour(service, interaction))

    return tour


async def _tour(service: Service, interaction: discord.Interaction) -> None:
    await announce(interaction, private=True)
    tour = await tour_of(service, visitor_of(interaction))
    toured = await service.desk.keep(service.journal.toured, interaction.user.id)
    standing = Standing(step=1)
    if toured is not None:
        found = standing_at(toured.place, tour, toured.seen)
        came_back = found.way is Way.ON and found.step != 1
        standing = replace(found, way=Way.BACK) if came_back else found
    await keep_place(service, interaction.user.id, tour, standing)
    await interaction.edit_original_response(view=tour_card(tour, standing))
