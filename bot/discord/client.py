"""Questions from Discord -> replies: defers, asks, sends. The thinking is elsewhere."""

import asyncio
import logging
import re
import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import discord
from discord import app_commands

from bot.discord.cards import Reply, reply_of, sentence_of
from index.domain import Answer
from index.errors import DossierError
from index.library import DEFAULT_CITATIONS

logger = logging.getLogger(__name__)

EMPTY_MENTION = (
    "Write a question after my name, or use `/ask`, and I answer with the passages that fit."
)

UNANSWERED = "This question was not answered."


class Asker(Protocol):
    """Answers questions; ``index.library.Library`` does."""

    def ask(self, question: str, k: int) -> Answer:
        """Return the answer with up to ``k`` citations; raises ``DossierError``."""
        ...


class DossierClient(discord.Client):
    """Answers ``/ask``, mentions and direct messages.

    It asks for no privileged intent: Discord hands a bot the text of direct messages and of
    messages that mention it without one.
    """

    def __init__(self, asker: Asker, guild_id: int | None = None) -> None:
        """Answer from ``asker``; a development guild gets the commands at once."""
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self._asker = asker
        self._guild = discord.Object(guild_id) if guild_id is not None else None
        # One thread: the library is not shared between threads, and the loop never waits for it.
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="asker")
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(_ask_command(self), guild=self._guild)

    async def setup_hook(self) -> None:
        """Tell Discord the commands, before the first event arrives."""
        await self.tree.sync(guild=self._guild)

    async def close(self) -> None:
        """Disconnect, and drop the questions that wait."""
        self._worker.shutdown(wait=False, cancel_futures=True)
        await super().close()

    async def on_ready(self) -> None:
        """Log that questions are answered from now on."""
        logger.info("Answering as %s in %d servers.", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message) -> None:
        """Answer a direct message, or one that mentions the bot."""
        if self.user is None or message.author.bot or not _is_written(message):
            return
        if message.guild is not None and self.user.id not in message.raw_mentions:
            return
        question = re.sub(rf"<@!?{self.user.id}>", " ", message.content).strip()
        if question:
            async with message.channel.typing():
                reply, _ = await self.reply_to(question)
        else:
            reply = Reply(EMPTY_MENTION)
        await message.channel.send(
            reply.content,
            embeds=reply.embeds,
            # The question may have been deleted while it was answered.
            reference=message.to_reference(fail_if_not_exists=False),
        )

    async def reply_to(self, question: str) -> tuple[Reply, bool]:
        """Return the reply to ``question``, and whether it is an answer, not an error."""
        loop = asyncio.get_running_loop()
        try:
            answer = await loop.run_in_executor(
                self._worker, self._asker.ask, question, DEFAULT_CITATIONS
            )
            return reply_of(answer), True
        except DossierError as error:
            return sentence_of(str(error)), False
        except Exception:  # whoever asks gets a sentence, whatever went wrong
            reference = secrets.token_hex(3)
            logger.exception("A question failed (reference %s).", reference)
            return sentence_of(f"Something went wrong (reference {reference})."), False


def _is_written(message: discord.Message) -> bool:
    """Tell whether a person wrote the message; Discord itself reports pins, calls and joins."""
    return message.type in {discord.MessageType.default, discord.MessageType.reply}


def _ask_command(client: DossierClient) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(description="Ask the corpus; get the passages that answer, cited.")
    @app_commands.describe(question="What you would like to know")
    async def ask(interaction: discord.Interaction, question: str) -> None:
        await interaction.response.defer(thinking=True)
        reply, answered = await client.reply_to(question)
        if answered:
            await interaction.edit_original_response(content=reply.content, embeds=reply.embeds)
            return
        # What was deferred for all to see stays so, and a follow-up only stands by itself, for the
        # asker alone, once the deferred response is an answered one.
        await interaction.edit_original_response(content=UNANSWERED)
        await interaction.followup.send(reply.content, ephemeral=True)
        await interaction.delete_original_response()

    return ask
