"""Presses on a briefing or comparison -> what they do; registered in ``presses``.

As of an answer, a card that stands for all is turned by the person who asked for it.
"""

import io
import re
import unicodedata

import discord

from bot.discord.actions import Actions
from bot.discord.cards.bibliography import bibliography_card
from bot.discord.cards.digest import digest_card, file_card, printed_card
from bot.discord.digests import Digest, made_of, reopened
from bot.discord.gate import visitor_of
from bot.discord.handling import announce
from bot.discord.pages import sources_of
from bot.discord.pressing import ExpiredError, Press, chosen, show, turned
from bot.discord.service import Service
from index.domain import Style
from index.engines.bibliography import bibliography
from index.printing.files import Format, printed

EXPIRED = "This briefing has expired; ask for it again."

ENDINGS = {Style.BIBTEX: "bib", Style.RIS: "ris", Style.CSL_JSON: "json"}
"""Of a bibliography's file; the others are plain text."""

_NAME = 60
_NO_NAME = re.compile(r"[^a-z0-9]+")

actions = Actions()
_on = actions.on


@_on(r"leaf:(\d+):([\w-]+):(\d+)")
async def _leaf(service: Service, interaction: Press, asker: str, id_: str, number: str) -> None:
    private = await turned(interaction, int(asker))
    digest = await _digest(service, id_, int(asker))
    await show(interaction, digest_card(digest, int(number), private=private))


@_on(r"turn:(\d+):([\w-]+)")
async def _turn(service: Service, interaction: Press, asker: str, id_: str) -> None:
    await _leaf(service, interaction, asker, id_, chosen(interaction))


@_on(r"tell:([\w-]+):(\d+)")
async def _tell(service: Service, interaction: Press, id_: str, number: str) -> None:
    await announce(interaction, private=False)
    digest = await _digest(service, id_, interaction.user.id)
    service.gate.spend(visitor_of(interaction))
    shared = digest_card(digest, int(number), private=False, shared_by=interaction.user.id)
    await show(interaction, shared)


@_on(r"file:([\w-]+)")
async def _file(service: Service, interaction: Press, id_: str) -> None:
    await announce(interaction, private=True)
    await show(interaction, file_card(await _digest(service, id_, interaction.user.id)))


@_on(r"print:([\w-]+):(md|docx|pdf|html)")
async def _print(service: Service, interaction: Press, id_: str, ending: str) -> None:
    await interaction.response.defer()
    digest = await _digest(service, id_, interaction.user.id)
    service.gate.spend(visitor_of(interaction))
    content = await service.desk.read(printed, made_of(digest), Format(ending))
    name = f"{file_name(digest.record.topic)}.{ending}"
    await interaction.edit_original_response(
        view=printed_card(digest, name), attachments=[discord.File(io.BytesIO(content), name)]
    )


@_on(r"list")
async def _list(service: Service, interaction: Press) -> None:
    await interaction.response.defer()
    await show_bibliography(service, interaction, Style(chosen(interaction)))


async def show_bibliography(service: Service, interaction: Press, style: Style) -> None:
    """Show the bibliography of the corpus, with its file; the interaction is acknowledged.

    It counts as a question: each document goes through the style anew.
    """
    service.gate.spend(visitor_of(interaction))
    sources = await service.read(sources_of)
    written = await service.desk.read(bibliography, sources, style)
    name = f"bibliography.{ENDINGS.get(style, 'txt')}"
    await interaction.edit_original_response(
        view=bibliography_card(style, written, len(sources), name),
        attachments=[discord.File(io.BytesIO(f"{written}\n".encode()), name)],
    )


def file_name(topic: str) -> str:
    """Return a name without an ending: of the topic's letters, those that any system takes."""
    letters = unicodedata.normalize("NFKD", topic.casefold()).encode("ascii", "ignore").decode()
    return _NO_NAME.sub("-", letters)[:_NAME].strip("-") or "passages"


async def _digest(service: Service, id_: str, asker: int) -> Digest:
    record = await service.desk.keep(service.journal.digests.record, id_, asker)
    if record is None:
        raise ExpiredError(EXPIRED)
    return await service.read(reopened, record)
