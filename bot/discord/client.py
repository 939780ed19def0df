"""Events from Discord -> what is done about them."""

import asyncio
import logging
from contextlib import suppress

import discord
from discord import app_commands

from bot.discord.cards.answer import answer_card
from bot.discord.cards.layout import Card
from bot.discord.cards.notice import marked_notice, notice
from bot.discord.commands.asking import ask_command, is_of_its_own
from bot.discord.commands.corpus import corpus_commands
from bot.discord.commands.daily import daily_commands
from bot.discord.commands.digesting import bibliography_command, brief_command, compare_command
from bot.discord.commands.gaps import gaps_command
from bot.discord.commands.mentions import term_command, timeline_command, who_command
from bot.discord.commands.menus import check_quotes_menu, find_sources_menu
from bot.discord.commands.reading import cite_command, read_command, sources_command
from bot.discord.commands.teaching import teach_command
from bot.discord.commands.telling import (
    forget_command,
    help_command,
    privacy_command,
    status_command,
)
from bot.discord.commands.touring import tour_command
from bot.discord.desk import QueueFullError
from bot.discord.gate import RefusedError, Visitor, guild_of, visitor_of
from bot.discord.handling import (
    UNDELIVERED,
    Handler,
    is_too_late,
    quiet_about_the_late,
    sentence_for,
)
from bot.discord.hints import WITHHELD, Hints, is_withheld
from bot.discord.needs import INTENTS
from bot.discord.presses import meant_by, press
from bot.discord.registration import register
from bot.discord.service import Conversation, Service, StoppingError
from bot.discord.told import Told
from bot.discord.typed import is_greeting, question_in
from bot.discord.unreadable import pass_over_the_unreadable
from bot.wording import version
from index.core.followup import is_thanks
from index.errors import DossierError

logger = logging.getLogger(__name__)

EMPTY_MENTION = (
    "Write a question after my name, or use `/ask`, and I answer with the passages that fit."
    " `/help` shows what else I can do."
)
EMPTY_DIRECT = (
    "Write me a question, and I answer with the passages that fit."
    " `/help` shows what else I can do."
)
ROLE_MENTIONED = "That was my role, not me: pick my name from the list, or use `/ask`."
_MAY_NOT_REPLY = 160002  # to refer to a message, one has to be allowed to read the history
_TOLD_EVERY, _TOLD_MOST = 60.0, 1000
_OFTEN = (RefusedError, QueueFullError)
"""What people are not told with every message."""

UNSEEN = "I cannot see that channel; let me in, or name another."
CHANGED = "This command has changed; wait a minute, or restart Discord, and use it again."


class DossierClient(discord.Client):
    """Answers commands, presses, mentions, replies and direct messages.

    It asks for no privileged intent: Discord hands a bot the text of direct messages, of messages
    that mention it or reply to it, and of those that a context menu is used on, without one.
    """

    def __init__(self, service: Service, guild_id: int | None = None) -> None:
        """Answer with ``service``; a development guild gets the commands at once."""
        super().__init__(
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.service = service
        self._handler = Handler(service)
        self._told = Told(_TOLD_EVERY, _TOLD_MOST)  # that they may not ask, or not so often
        self.hints = Hints(service, self._reply)
        self._guild = discord.Object(guild_id) if guild_id is not None else None
        self.tree = app_commands.CommandTree(
            self,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self.tree.error(self._on_command_error)
        quiet_about_the_late()
        pass_over_the_unreadable(self)
        for command in (
            ask_command(service, self._handler),
            brief_command(service, self._handler),
            compare_command(service, self._handler),
            cite_command(service, self._handler),
            bibliography_command(service, self._handler),
            sources_command(service, self._handler),
            read_command(service, self._handler),
            who_command(service, self._handler),
            term_command(service, self._handler),
            timeline_command(service, self._handler),
            tour_command(service, self._handler),
            help_command(self._handler),
            status_command(service, self._handler),
            privacy_command(service, self._handler),
            forget_command(service, self._handler),
            corpus_commands(service, self._handler),
            teach_command(service, self._handler),
            gaps_command(service, self._handler),
            daily_commands(service, self._handler),
            find_sources_menu(service, self._handler),
            check_quotes_menu(service, self._handler),
        ):
            self.tree.add_command(command, guild=self._guild)

    async def setup_hook(self) -> None:
        """Tell Discord the commands if they changed, before the first event arrives."""
        await register(self.tree, self.service.journal.folder, self._guild)

    async def close(self) -> None:
        """Disconnect, and drop the questions that wait."""
        self.service.desk.close()
        self.service.corpus.close()
        await super().close()

    async def on_ready(self) -> None:
        """Log that questions are answered from now on."""
        logger.info(
            "Answering as %s in %d servers.",
            self.user,
            len(self.guilds),
            extra={"version": version()},
        )

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Do what a button, a menu or a form means; commands have their own way."""
        meant = meant_by(interaction)
        if meant is not None:
            await self._handler.handle(interaction, press(self.service, interaction, meant))

    async def on_message(self, message: discord.Message) -> None:
        """Answer a direct message, one that mentions the bot, or a reply to it."""
        if self.user is None or not _is_written(message):
            return
        named = guild_of(message) is None or self.user in message.mentions
        if not named and not any(_is_role_of(role, self.user) for role in message.role_mentions):
            await self.hints.give(message, self.user)
            return
        if not self._handler.is_new(message.id):
            return
        try:
            with self.service.counted():
                await self._handled(message, named=named)
        except StoppingError as error:
            with self.service.telling():
                await self._tell(message, error)

    async def _handled(self, message: discord.Message, *, named: bool) -> None:
        try:
            await self._answer(message, named=named)
        except Exception as error:  # noqa: BLE001 (whoever asks gets a sentence, whatever fails)
            self.service.note_refused(error)
            await self._tell(message, error)

    async def _tell(self, message: discord.Message, error: Exception) -> None:
        if isinstance(error, discord.Forbidden):
            logger.warning("A message could not be answered (%s).", error)
            await self._tell_directly(message)
        elif is_too_late(error):
            logger.info("A message could not be answered any more (%s).", error)
        elif not isinstance(error, _OFTEN) or self._told.is_due(message.author.id, type(error)):
            with suppress(*UNDELIVERED):
                await self._reply(message, notice(sentence_for(error)))

    async def _answer(self, message: discord.Message, *, named: bool) -> None:
        visitor = visitor_of(message)
        self.service.gate.admit(visitor)
        question = question_in(message.content)
        if not named or not question or is_greeting(question):
            self.service.gate.spend(visitor)
            await self._reply(message, marked_notice(_how_to_ask(message, named=named)))
            return
        replied = message.reference.message_id if message.reference else None
        if (replied is not None or is_of_its_own(message)) and is_thanks(question):
            return
        self.service.desk.admit()
        self.service.gate.spend(visitor)
        typing = asyncio.create_task(_type(message.channel))
        try:
            await self._ask(message, question, visitor, replied)
        finally:
            typing.cancel()

    async def _ask(
        self, message: discord.Message, question: str, visitor: Visitor, replied: int | None
    ) -> None:
        conversation = Conversation(message.channel.id, replied, is_of_its_own(message))
        page = await self.service.answer(question, visitor, conversation)
        with self.service.metrics.timed("send"):
            sent = await self._reply(message, answer_card(page, private=False))
        await self.service.sent(page, sent)

    async def _reply(self, message: discord.Message, card: Card) -> discord.Message:
        # The question may have been deleted while it was answered.
        reference = message.to_reference(fail_if_not_exists=False)
        try:
            return await message.channel.send(view=card, reference=reference)
        except discord.HTTPException as error:
            if error.code != _MAY_NOT_REPLY:
                raise
            return await message.channel.send(view=card)

    async def _tell_directly(self, message: discord.Message) -> None:
        """Tell the asker in a direct message that the channel does not let the bot write."""
        sentence = "I may not write in the channel where you asked; ask me here, or use /ask."
        with suppress(*UNDELIVERED):
            await message.author.send(view=notice(sentence))

    async def _on_command_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        """Tell the asker what discord.py found wrong before the command itself began."""
        changed = isinstance(
            error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch
        )
        told: Exception = DossierError(CHANGED) if changed else error
        if isinstance(error, app_commands.TransformerError) and (
            error.type is discord.AppCommandOptionType.channel
        ):
            told = DossierError(UNSEEN)
        await self._handler.handle(interaction, _failing(told))


async def _type(channel: discord.abc.Messageable) -> None:
    """Show that an answer is under way; it does not matter if that fails."""
    with suppress(*UNDELIVERED):
        await channel.typing()


async def _failing(error: Exception) -> None:
    raise error


def _is_written(message: discord.Message) -> bool:
    """Tell whether a person wrote the message; Discord itself reports pins, calls and joins."""
    if message.author.bot or message.webhook_id is not None:
        return False
    return message.type in {discord.MessageType.default, discord.MessageType.reply}


def _how_to_ask(message: discord.Message, *, named: bool) -> str:
    """Return what to tell about a message without a question in it."""
    if not named:
        return ROLE_MENTIONED
    if is_withheld(message):
        return WITHHELD
    return EMPTY_DIRECT if guild_of(message) is None else EMPTY_MENTION


def _is_role_of(role: discord.Role, user: discord.ClientUser) -> bool:
    """Tell whether a role is the one that Discord gave to the bot when it was invited."""
    return role.tags is not None and role.tags.bot_id == user.id
