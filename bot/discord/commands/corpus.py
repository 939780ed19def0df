"""``/corpus ...``: documents in and out, for administrators alone."""

import discord
from discord import app_commands

from bot.discord.cards.changes import log_card, made_card, removal_card
from bot.discord.cards.holdings import corpus_status_card, holdings_card
from bot.discord.cards.layout import Card
from bot.discord.cards.notice import notice
from bot.discord.commands.choosing import Choices, source_choices
from bot.discord.corpus import EMPTY
from bot.discord.corpus_presses import check_may_change, look_at_key, waiting_card
from bot.discord.gate import RefusedError
from bot.discord.handling import Handler, announce, sentence_for
from bot.discord.holding import holdings_of, state_of
from bot.discord.intake import MEGABYTES, bytes_of
from bot.discord.naming import source_named
from bot.discord.service import Service
from bot.trail import undone
from bot.wording import FETCHING_IS_OFF
from index.errors import CorpusError
from index.intake import Preview, preview_bytes
from index.removal import standing

NOTHING_GIVEN = "Attach a file, or give the address of one."


def corpus_commands(service: Service, handler: Handler) -> app_commands.Group:
    """Return the commands, which Discord shows to those who may manage the server."""
    corpus = app_commands.Group(
        name="corpus",
        description="What I answer from: documents in and out, for those who manage the server.",
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        ),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )
    _add_intake(corpus, service, handler)
    _add_removal(corpus, service, handler)
    _add_telling(corpus, service, handler)
    return corpus


def _add_intake(corpus: app_commands.Group, service: Service, handler: Handler) -> None:
    @corpus.command(description="Add documents: PDF, Word, EPUB, HTML, Markdown or plain text.")
    @app_commands.describe(
        file=f"A file of at most {MEGABYTES} MB; you see what it would become first",
        file2="Another file",
        file3="Another file",
        file4="Another file",
        file5="Another file",
        address="The https address of a page or file, where I may fetch it",
    )
    async def add(  # noqa: PLR0913, PLR0917 (the options of the command)
        interaction: discord.Interaction,
        file: discord.Attachment | None = None,
        file2: discord.Attachment | None = None,
        file3: discord.Attachment | None = None,
        file4: discord.Attachment | None = None,
        file5: discord.Attachment | None = None,
        address: str | None = None,
    ) -> None:
        given = [one for one in (file, file2, file3, file4, file5, address) if one is not None]
        await handler.handle(interaction, _add(service, interaction, given))


async def _add(
    service: Service, interaction: discord.Interaction, given: list[discord.Attachment | str]
) -> None:
    """Show what each file would become, a card each; one that is refused stops no other."""
    check_may_change(service, interaction)
    if not given:
        raise CorpusError(NOTHING_GIVEN)
    await announce(interaction, private=True)
    for number, one in enumerate(given):
        card = await _card(service, one)
        if number == 0:
            await interaction.edit_original_response(view=card)
        else:
            await interaction.followup.send(view=card, ephemeral=True)


async def _card(service: Service, given: discord.Attachment | str) -> Card:
    try:
        found = await _found(service, given)
    except Exception as error:  # noqa: BLE001 (told, or logged with a reference; the others go on)
        return notice(sentence_for(error))
    corpus = service.corpus
    id_ = corpus.wait(found)
    waiting = corpus.waits(id_)
    try:
        await look_at_key(corpus, waiting)
    except CorpusError as error:  # it is in the corpus already
        corpus.take(id_)
        return notice(str(error))
    return waiting_card(id_, waiting)


async def _found(service: Service, given: discord.Attachment | str) -> Preview:
    corpus = service.corpus
    if isinstance(given, discord.Attachment):
        raw = await bytes_of(given)
        return await corpus.look(preview_bytes, raw, given.filename)
    if corpus.fetch is None:
        raise CorpusError(FETCHING_IS_OFF)
    return await corpus.fetch(given)


def _add_removal(corpus: app_commands.Group, service: Service, handler: Handler) -> None:
    @corpus.command(description="Remove a document; it is kept, and can be put back.")
    @app_commands.describe(source="The document")
    async def remove(interaction: discord.Interaction, source: str) -> None:
        await handler.handle(interaction, _remove(service, interaction, source))

    @remove.autocomplete("source")
    async def _documents(interaction: discord.Interaction, typed: str) -> Choices:
        try:
            check_may_change(service, interaction)
        except RefusedError:
            return []
        return await source_choices(service, interaction, typed)

    @corpus.command(description="Undo the last change of the corpus, or one of the log.")
    @app_commands.describe(number="The change's number, as /corpus log has it")
    async def undo(
        interaction: discord.Interaction, number: app_commands.Range[int, 1] | None = None
    ) -> None:
        await handler.handle(interaction, _undo(service, interaction, number))


async def _remove(service: Service, interaction: discord.Interaction, typed: str) -> None:
    check_may_change(service, interaction)
    await announce(interaction, private=True)
    source = await service.read(source_named, typed)
    if len(service.library.snapshot.manifest.documents) == 1:
        raise CorpusError(EMPTY)
    _, file = await service.corpus.look(standing, source.key, service.corpus.changes.seeds)
    await interaction.edit_original_response(view=removal_card(source, file.sha256))


async def _undo(service: Service, interaction: discord.Interaction, number: int | None) -> None:
    check_may_change(service, interaction)
    await announce(interaction, private=True)
    corpus = service.corpus
    made = await corpus.change(corpus.changes.undo, number, interaction.user.id)
    await interaction.edit_original_response(view=made_card(made))


def _add_telling(corpus: app_commands.Group, service: Service, handler: Handler) -> None:
    @corpus.command(name="list", description="List the documents, their files and who added them.")
    async def list_(interaction: discord.Interaction) -> None:
        await handler.handle(interaction, _list(service, interaction))

    @corpus.command(description="How the corpus and its index are.")
    async def status(interaction: discord.Interaction) -> None:
        await handler.handle(interaction, _status(service, interaction))

    @corpus.command(description="Who changed the corpus, when and how.")
    async def log(interaction: discord.Interaction) -> None:
        await handler.handle(interaction, _log(service, interaction))


async def _list(service: Service, interaction: discord.Interaction) -> None:
    check_may_change(service, interaction)
    await announce(interaction, private=True)
    await interaction.edit_original_response(view=holdings_card(await holdings_of(service), 1))


async def _status(service: Service, interaction: discord.Interaction) -> None:
    check_may_change(service, interaction)
    await announce(interaction, private=True)
    await interaction.edit_original_response(view=corpus_status_card(await state_of(service)))


async def _log(service: Service, interaction: discord.Interaction) -> None:
    check_may_change(service, interaction)
    await announce(interaction, private=True)
    changes = await service.desk.keep(service.corpus.changes.trail.changes)
    await interaction.edit_original_response(view=log_card(changes, undone(changes), 1))
