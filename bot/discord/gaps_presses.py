"""Buttons of ``/gaps`` -> what they do, for administrators alone."""

import io

import discord

from bot.discord.actions import Actions
from bot.discord.cards.gaps import TABLE, gaps_card, page_of, table_card
from bot.discord.cards.layout import Card
from bot.discord.cards.notice import notice
from bot.discord.gate import visitor_of
from bot.discord.handling import announce
from bot.discord.service import Service
from bot.gaps import ASKED_AGAIN, table_of

NOTHING = "Nothing was left unanswered."

actions = Actions()
_on = actions.on


def check_may_see(service: Service, interaction: discord.Interaction) -> None:
    """Return if whoever acts may see what all servers asked; raises ``RefusedError`` if not."""
    servers = [guild.id for guild in interaction.client.guilds]
    service.gate.check_sees(visitor_of(interaction), servers)


async def page_card(service: Service, page: int) -> Card:
    """Return the card of one page, from 1, of what was asked in vain."""
    gaps, found = await service.gaps.gaps(lambda all_: page_of(all_, page)[1])
    return gaps_card(gaps, page, found) if gaps else notice(NOTHING)


@_on(r"gaps:(\d+)")
async def _page(service: Service, interaction: discord.Interaction, page: str) -> None:
    check_may_see(service, interaction)
    await interaction.response.defer()
    await interaction.edit_original_response(view=await page_card(service, int(page)))


@_on(r"gaps:table")
async def _table(service: Service, interaction: discord.Interaction) -> None:
    check_may_see(service, interaction)
    await announce(interaction, private=True)
    gaps, found = await service.gaps.gaps(lambda all_: all_[:ASKED_AGAIN])
    if not gaps:
        await interaction.edit_original_response(view=notice(NOTHING))
        return
    # With the mark by which spreadsheets tell UTF-8 from what they were made for.
    table = io.BytesIO(table_of(gaps, found).encode("utf-8-sig"))
    await interaction.edit_original_response(
        view=table_card(len(gaps)), attachments=[discord.File(table, TABLE)]
    )
