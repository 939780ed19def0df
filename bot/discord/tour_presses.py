"""Buttons of the tour -> what they do.

The card of a tour is shown to one person alone. Where they are is kept for whoever presses, so
that nobody moves somebody else on.
"""

import discord

from bot.discord.actions import Actions
from bot.discord.cards.tour import check_card, tour_card
from bot.discord.gate import MAKING, Visitor, visitor_of
from bot.discord.service import Service
from bot.discord.touring import END, Standing, check_at, standing_at, with_seen
from bot.journal import Toured
from index.digests.tour import Tour, curated_tour
from index.store.tour_file import tour_path

Press = discord.Interaction

actions = Actions()
_on = actions.on


async def tour_of(service: Service, visitor: Visitor) -> Tour:
    """Return the tour that the team wrote, else the one that is made from the corpus.

    To make it counts as several questions of the visitor's; who comes later has it for nothing.

    Raises:
        NotFoundError: if none can be made.
        TooOftenError: if it is not made yet, and the visitor asked a lot.
        QueueFullError: if it is not made yet, and too much waits to be made.

    """
    written = await service.read(curated_tour, tour_path(service.corpus.changes.seeds))
    if written is not None and written.steps:
        return written
    tours = service.made_tours
    async with tours.alone:
        made = tours.kept(service.library)
        if made is None:
            service.desk.admit_to_make()
            service.gate.spend(visitor, MAKING)
            made = await service.make(tours.made)
    return made.beside(written)


async def keep_place(service: Service, person: int, tour: Tour, standing: Standing) -> None:
    """Keep where a person is, and that they were shown it."""
    journal = service.journal

    def kept() -> None:
        journal.keep_tour(person, with_seen(journal.toured(person), standing, tour))

    await service.desk.keep(kept)


@_on(r"tour:step:(.+)")
async def _step(service: Service, interaction: Press, passage_id: str) -> None:
    await interaction.response.defer()
    tour = await tour_of(service, visitor_of(interaction))
    toured = await service.desk.keep(service.journal.toured, interaction.user.id)
    seen = toured.seen if toured else ()
    await _go(service, interaction, tour, standing_at(passage_id, tour, seen))


@_on(r"tour:check:(\d+)")
async def _check(service: Service, interaction: Press, number: str) -> None:
    await interaction.response.defer()
    tour = await tour_of(service, visitor_of(interaction))
    await _go(service, interaction, tour, check_at(int(number), tour))


@_on(r"tour:show:(\d+)")
async def _show(service: Service, interaction: Press, number: str) -> None:
    await interaction.response.defer()
    tour = await tour_of(service, visitor_of(interaction))
    check = check_at(int(number), tour).check or 1
    await interaction.edit_original_response(view=check_card(tour, check, shown=True))


@_on(r"tour:end")
async def _end(service: Service, interaction: Press) -> None:
    await interaction.response.defer()
    tour = await tour_of(service, visitor_of(interaction))
    await _go(service, interaction, tour, standing_at(END, tour))


@_on(r"tour:again")
async def _again(service: Service, interaction: Press) -> None:
    await interaction.response.defer()
    tour = await tour_of(service, visitor_of(interaction))
    await service.desk.keep(service.journal.keep_tour, interaction.user.id, Toured(END))
    await _go(service, interaction, tour, Standing(step=1))


async def _go(service: Service, interaction: Press, tour: Tour, standing: Standing) -> None:
    await keep_place(service, interaction.user.id, tour, standing)
    await interaction.edit_original_response(view=tour_card(tour, standing))
