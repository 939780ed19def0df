"""Buttons and forms that change the corpus -> what they do, for administrators alone."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import discord
from discord import ui

from bot.discord.actions import Actions
from bot.discord.cards.changes import log_card, made_card
from bot.discord.cards.holdings import holdings_card
from bot.discord.cards.layout import Card, custom_id
from bot.discord.cards.notice import notice
from bot.discord.cards.preview import CORRECTED, preview_card
from bot.discord.corpus import Corpus, InterruptedChangeError, Waiting
from bot.discord.gate import visitor_of
from bot.discord.handling import UNDELIVERED, sentence_for
from bot.discord.holding import holdings_of
from bot.discord.intake import added, corrected, is_taken, taken_words
from bot.discord.service import Service
from bot.trail import undone
from index.errors import CorpusError, TakenKeyError
from index.intake import Corrections

CANCELLED = "Cancelled; nothing was added."
KEPT = "Cancelled; nothing was removed."
ADDING = "Adding it, and building the index ..."
REMOVING = "Removing it, and building the index ..."

_LABELS = {
    "title": "Title",
    "author": "Author (Family, Given; several with ;)",
    "date": "Date (2009-12-14, 2009-12 or 2009)",
    "publisher": "Publisher",
    "url": "Address (https://...)",
    "key": "Key (small letters, digits and hyphens)",
}
_ROOM = 1000
"""Characters of a field of the form; what is longer than a document may have is told."""

Press = discord.Interaction

actions = Actions()
_on = actions.on


def check_may_change(service: Service, interaction: discord.Interaction) -> None:
    """Return if whoever acts may change the corpus, here; raises ``RefusedError`` if not."""
    servers = [guild.id for guild in interaction.client.guilds]
    service.gate.check_changes(visitor_of(interaction), servers)


def waiting_card(id_: str, waiting: Waiting) -> Card:
    """Return the card of a preview as it waits now."""
    return preview_card(
        waiting.found,
        id_,
        waiting.problem,
        may_add=waiting.typed is None and not waiting.is_taken,
        may_replace=waiting.typed is None and waiting.is_taken,
    )


async def look_at_key(corpus: Corpus, waiting: Waiting) -> None:
    """Find out whether another document has the key; raises if the file is known already."""
    waiting.is_taken = await corpus.look(is_taken, waiting.found, corpus.changes.seeds)
    waiting.problem = taken_words(waiting.found) if waiting.is_taken else None


@_on(r"corpus:correct:([\w-]+)")
async def _correct(service: Service, interaction: Press, id_: str) -> None:
    await _form(service, interaction, id_, "What is known of the document", CORRECTED)


@_on(r"corpus:key:([\w-]+)")
async def _key(service: Service, interaction: Press, id_: str) -> None:
    await _form(service, interaction, id_, "The document's key", ("key",))


async def _form(
    service: Service, interaction: Press, id_: str, title: str, fields: tuple[str, ...]
) -> None:
    check_may_change(service, interaction)
    waiting = service.corpus.waits(id_)
    known = waiting.typed or waiting.found.document
    form = ui.Modal(title=title, custom_id=custom_id("corpus", "corrected", id_))
    for field in fields:
        form.add_item(
            ui.TextInput(
                label=_LABELS[field],
                default=getattr(known, field),
                required=False,
                max_length=_ROOM,
                custom_id=field,
            )
        )
    form.stop()  # like a card's buttons, it need not be heard
    await interaction.response.send_modal(form)


@_on(r"corpus:corrected:([\w-]+)")
async def _corrected(service: Service, interaction: Press, id_: str) -> None:
    check_may_change(service, interaction)
    waiting = service.corpus.waits(id_)
    await interaction.response.defer()
    typed = _typed(waiting, interaction.data)
    try:
        waiting.found = await service.corpus.look(corrected, waiting.found, typed)
        waiting.typed = None
        await look_at_key(service.corpus, waiting)
    except CorpusError as error:
        waiting.typed, waiting.problem = typed, f"{error} What you typed is kept: correct it."
    service.corpus.waits(id_)  # it may have been added, or cancelled, meanwhile
    await interaction.edit_original_response(view=waiting_card(id_, waiting))


def _typed(waiting: Waiting, data: Any) -> Corrections:  # noqa: ANN401 (as below)
    """Return all that is known of a document, with what was written into the form's fields.

    A key that is left empty is the one that the file's name makes.
    """
    known = waiting.typed or waiting.found.document
    fields = [field.name for field in dataclasses.fields(Corrections)]
    every = {field: getattr(known, field) or "" for field in fields}
    every |= {field: value for field, value in _written(data) if field in every}
    return Corrections(**{**every, "key": every["key"].strip() or None})


@_on(r"corpus:(add|replace):([\w-]+)")
async def _add(service: Service, interaction: Press, how: str, id_: str) -> None:
    check_may_change(service, interaction)
    corpus = service.corpus
    waiting = corpus.take(id_)
    try:
        await interaction.response.edit_message(view=notice(ADDING))
    except UNDELIVERED:
        corpus.wait_again(id_, waiting)
        raise
    try:
        who, replacing = interaction.user.id, how == "replace"
        made = await corpus.change(added, corpus.changes, waiting.found, who, replacing=replacing)
        card = made_card(made)
    except InterruptedChangeError:
        raise
    except Exception as error:  # noqa: BLE001 (told, or logged with a reference; nothing is lost)
        waiting.problem = sentence_for(error)
        waiting.is_taken = isinstance(error.__cause__, TakenKeyError)
        corpus.wait_again(id_, waiting)
        card = waiting_card(id_, waiting)
    await interaction.edit_original_response(view=card)


@_on(r"corpus:cancel:([\w-]+)")
async def _cancel(service: Service, interaction: Press, id_: str) -> None:
    check_may_change(service, interaction)
    service.corpus.take(id_)
    await interaction.response.edit_message(view=notice(CANCELLED))


@_on(r"corpus:remove:([0-9a-f]+):(.+)")
async def _remove(service: Service, interaction: Press, sha256: str, key: str) -> None:
    check_may_change(service, interaction)
    await interaction.response.edit_message(view=notice(REMOVING))
    corpus, who = service.corpus, interaction.user.id
    try:
        card = made_card(await corpus.change(corpus.changes.remove, key, who, sha256))
    except InterruptedChangeError:
        raise
    except Exception as error:  # noqa: BLE001 (told, or logged with a reference)
        card = notice(sentence_for(error))
    await interaction.edit_original_response(view=card)


@_on(r"corpus:keep")
async def _keep(service: Service, interaction: Press) -> None:
    check_may_change(service, interaction)
    await interaction.response.edit_message(view=notice(KEPT))


@_on(r"corpus:log:(\d+)")
async def _log(service: Service, interaction: Press, page: str) -> None:
    check_may_change(service, interaction)
    await interaction.response.defer()
    changes = await service.desk.keep(service.corpus.changes.trail.changes)
    await interaction.edit_original_response(view=log_card(changes, undone(changes), int(page)))


@_on(r"corpus:list:(\d+)")
async def _list(service: Service, interaction: Press, page: str) -> None:
    check_may_change(service, interaction)
    await interaction.response.defer()
    await interaction.edit_original_response(
        view=holdings_card(await holdings_of(service), int(page))
    )


def _written(part: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 (JSON, as Discord sends it)
    """Yield what was written into a form's fields, by their names."""
    if isinstance(part, dict):
        if isinstance(part.get("value"), str):
            yield str(part.get("custom_id")), part["value"]
        yield from _written([part.get("components"), part.get("component")])
    elif isinstance(part, list):
        for one in part:
            yield from _written(one)
