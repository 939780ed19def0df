"""Buttons, menus and forms -> what they do.

All that a press needs stands in its ``custom_id`` and in the journal, so that it works after a
restart, and in another process. discord.py's dynamic items do the same, but only for a message
whose components come along with the press and look as they were sent.

A card that stands for all is turned by the person who asked for it; whoever else turns it gets a
card of their own.
"""

from typing import Any

import discord
from discord import ui

from bot.discord import (
    corpus_presses,
    digest_presses,
    gaps_presses,
    mention_presses,
    tour_presses,
)
from bot.discord.actions import Actions
from bot.discord.cards.answer import ASKED, answer_card
from bot.discord.cards.citing import citing_card
from bot.discord.cards.layout import custom_id, meaning
from bot.discord.cards.notice import notice
from bot.discord.cards.reading import reading_card, whole_card
from bot.discord.cards.sources import sources_card
from bot.discord.gate import visitor_of
from bot.discord.handling import announce
from bot.discord.pages import cited, context_of, page_of, reading_from, sources_of, whole_of
from bot.discord.pressing import ExpiredError, Press, chosen, show, turned
from bot.discord.service import Service
from bot.journal import Entry
from index.domain import Style
from index.engines.styles import formatted

EXPIRED = "This answer has expired; ask the question again."
UNKNOWN = "This button is from another version of me; ask the question again."
NOTED = "Noted, thank you."

_WANTED_ROOM = 1000

_actions = Actions()
_on = _actions.on


def meant_by(interaction: discord.Interaction) -> str | None:
    """Return what a press or a form means, or ``None`` if the interaction is none of ours."""
    kinds = {discord.InteractionType.component, discord.InteractionType.modal_submit}
    if interaction.type not in kinds:
        return None
    data: Any = interaction.data or {}
    return meaning(str(data.get("custom_id", "")))


async def press(service: Service, interaction: discord.Interaction, meant: str) -> None:
    """Do what a press means.

    Raises:
        ExpiredError: if what it belongs to is not remembered any more.
        GoneError: if the corpus does not have the passage any more.
        NotFoundError: if it does not have the document any more.

    """
    for actions in (
        _actions,
        corpus_presses.actions,
        digest_presses.actions,
        gaps_presses.actions,
        mention_presses.actions,
        tour_presses.actions,
    ):
        if act := actions.meant_by(meant):
            await act(service, interaction)
            return
    raise ExpiredError(UNKNOWN)


@_on(r"page:(\d+):([\w-]+):(\d+)")
async def _page(service: Service, interaction: Press, asker: str, id_: str, number: str) -> None:
    private = await turned(interaction, int(asker))
    entry = await _entry(service, id_)
    page = await service.read(page_of, entry, int(number), int(asker), _asked_on(interaction))
    await show(interaction, answer_card(page, private=private))


@_on(r"share:([\w-]+):(\d+)")
async def _share(service: Service, interaction: Press, id_: str, number: str) -> None:
    await announce(interaction, private=False)
    entry = await _entry(service, id_)
    service.gate.spend(visitor_of(interaction))
    owner, asked = interaction.user.id, _asked_on(interaction)
    page = await service.read(page_of, entry, int(number), owner, asked)
    shared = answer_card(page, private=False, shared_by=interaction.user.id)
    await service.sent(page, await interaction.edit_original_response(view=shared))


@_on(r"up:([\w-]+)")
async def _up(service: Service, interaction: Press, id_: str) -> None:
    await announce(interaction, private=True)
    entry = await _entry(service, id_)
    await service.desk.keep(service.journal.vote, entry.id, interaction.user.id, up=True)
    await interaction.edit_original_response(view=notice(NOTED))


@_on(r"down:([\w-]+)")
async def _down(service: Service, interaction: Press, id_: str) -> None:
    entry = await _entry(service, id_)
    form = ui.Modal(title="This did not help", custom_id=custom_id("wanted", entry.id))
    wanted: ui.TextInput[ui.Modal] = ui.TextInput(
        label="What were you looking for?",
        style=discord.TextStyle.paragraph,
        required=False,
        max_length=_WANTED_ROOM,
        custom_id="wanted",
    )
    form.add_item(wanted)
    form.stop()  # like a card's buttons, it need not be heard
    await interaction.response.send_modal(form)
    await service.desk.keep(service.journal.vote, entry.id, interaction.user.id, up=False)


@_on(r"wanted:([\w-]+)")
async def _wanted(service: Service, interaction: Press, id_: str) -> None:
    await announce(interaction, private=True)
    entry = await _entry(service, id_)
    wanted = _written(interaction.data).strip()[:_WANTED_ROOM] or None
    voter = interaction.user.id
    await service.desk.keep(service.journal.vote, entry.id, voter, up=False, wanted=wanted)
    await interaction.edit_original_response(view=notice(NOTED))


@_on(r"context:(.+)")
async def _context(service: Service, interaction: Press, passage_id: str) -> None:
    await announce(interaction, private=True)
    reading = await service.read(context_of, passage_id)
    await show(interaction, reading_card(reading, interaction.user.id))


@_on(r"read:(\d+):(\d+):(.+)")
async def _read(service: Service, interaction: Press, reader: str, number: str, key: str) -> None:
    await turned(interaction, int(reader))
    reading = await service.read(reading_from, key, int(number))
    await show(interaction, reading_card(reading, interaction.user.id))


@_on(r"jump:(\d+):(.+)")
async def _jump(service: Service, interaction: Press, reader: str, key: str) -> None:
    await _read(service, interaction, reader, chosen(interaction), key)


@_on(r"open:\d+")
async def _open(service: Service, interaction: Press) -> None:
    await announce(interaction, private=True)
    reading = await service.read(reading_from, chosen(interaction), 1)
    await show(interaction, reading_card(reading, interaction.user.id))


@_on(r"sources:(\d+):(\d+)")
async def _sources(service: Service, interaction: Press, reader: str, number: str) -> None:
    await turned(interaction, int(reader))
    sources = await service.read(sources_of)
    await show(
        interaction,
        sources_card(sources, int(number), interaction.user.id),
    )


@_on(r"whole:(.+)")
async def _whole(service: Service, interaction: Press, passage_id: str) -> None:
    await announce(interaction, private=True)
    await _part(service, interaction, "1", passage_id)


@_on(r"part:(\d+):(.+)")
async def _part(service: Service, interaction: Press, number: str, passage_id: str) -> None:
    if not interaction.response.is_done():
        await interaction.response.defer()
    citation, parts = await service.read(whole_of, passage_id)
    part = min(max(int(number), 1), len(parts))
    await show(interaction, whole_card(citation, part, parts))


@_on(r"cite:(.+)")
async def _cite(service: Service, interaction: Press, passage_id: str) -> None:
    await announce(interaction, private=True)
    await _cited(service, interaction, passage_id, Style.CHICAGO)


@_on(r"style:(.+)")
async def _style(service: Service, interaction: Press, passage_id: str) -> None:
    await interaction.response.defer()
    await _cited(service, interaction, passage_id, Style(chosen(interaction)))


async def _cited(service: Service, interaction: Press, passage_id: str, style: Style) -> None:
    citation = await service.read(cited, passage_id)
    written = await service.desk.read(formatted, citation, style)
    await show(interaction, citing_card(citation, style, written))


async def _entry(service: Service, id_: str) -> Entry:
    entry = await service.desk.keep(service.journal.entry, id_)
    if entry is None:
        raise ExpiredError(EXPIRED)
    return entry


def _asked_on(interaction: Press) -> str | None:
    """Return the line with the question, as it stands on the card that is pressed."""
    for part in interaction.message.components if interaction.message else ():
        for item in part.children if isinstance(part, discord.Container) else ():
            if isinstance(item, discord.TextDisplay) and item.content.startswith(f"{ASKED}: "):
                return item.content.partition("\n")[0]
    return None


def _written(part: Any) -> str:  # noqa: ANN401 (JSON, in rows or labels, as Discord sends it)
    """Return what was written into a form's one field."""
    if isinstance(part, dict):
        if isinstance(part.get("value"), str):
            return str(part["value"])
        return _written([part.get("components"), part.get("component")])
    if isinstance(part, list):
        return next(filter(None, map(_written, part)), "")
    return ""
