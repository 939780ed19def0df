"""Questions from Discord -> replies, with discord.py's own client in a simulated Discord."""

import asyncio
import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import discord
import pytest
import simcord

from bot.discord.client import EMPTY_MENTION, Asker, DossierClient
from index.domain import Answer
from index.errors import QuestionError
from index.library import Library
from tests.bot.discord.builders import CannedAsker, answer, citation

SENTENCE = "The question has no word in it; ask one in words."


@dataclass
class Place:
    """A server with one channel, somebody in it, and the bot."""

    env: Any
    channel: Any
    alice: Any
    bot: DossierClient

    @property
    def mention(self) -> str:
        """Return what Discord writes where somebody mentions the bot."""
        assert self.bot.user is not None
        return self.bot.user.mention

    @property
    def replies(self) -> list[discord.Message]:
        """Return what the bot wrote in the channel."""
        return [message for message in self.channel.history() if message.author == self.bot.user]


@asynccontextmanager
async def place(asker: Asker) -> AsyncIterator[Place]:
    """Give a simulated Discord in which the bot answers from ``asker``."""
    bot = DossierClient(asker)
    async with simcord.run(bot, approved_intents=discord.Intents.default()) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("general")
        yield Place(env, channel, guild.add_member(env.create_user("alice")), bot)


def description(message: discord.Message | simcord.ResponseMessage | None) -> str:
    """Return the text of a message's first embed."""
    assert message is not None
    return message.embeds[0].description or ""


async def test_ask_is_deferred_and_answered() -> None:
    """``/ask`` is acknowledged before the question is put, then shows the passages to all."""
    asker = CannedAsker(answer(citation(1), citation(2)))
    async with place(asker) as here:
        result = await here.alice.slash(here.channel, "ask", question="Who was shocked?")
        assert asker.asked == ["Who was shocked?"]
        assert (
            result.response.content
            == "**Found in the corpus**: 2 passages from 1 source, best first"
        )
        assert description(result.response).startswith("**1.** **He was shocked. Shocked!**")
        assert not result.response.ephemeral
        calls = [request.json for request in here.env.http_requests if request.method == "POST"]
        assert {"type": 5} in [{"type": call.get("type")} for call in calls if call]


async def test_a_mention_is_answered_with_a_reply() -> None:
    """A message that mentions the bot gets a reply; the question is what stands beside it."""
    asker = CannedAsker(answer(citation()))
    async with place(asker) as here:
        asked = await here.alice.send(here.channel, f"{here.mention} who was shocked?")
        (reply,) = here.replies
        assert asker.asked == ["who was shocked?"]
        assert reply.reference is not None
        assert reply.reference.message_id == asked.id
        assert "shocked" in description(reply)
        assert any(request.path.endswith("/typing") for request in here.env.http_requests)


async def test_a_direct_message_is_answered() -> None:
    """In direct messages, no mention is needed."""
    asker = CannedAsker(answer(citation()))
    async with place(asker) as here:
        await here.alice.send_dm("who was shocked?")
        assert asker.asked == ["who was shocked?"]
        assert "shocked" in description(here.alice.user.dm_channel.last_message)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
async def test_an_empty_mention_gets_one_helpful_sentence(text: str) -> None:
    """A mention with nothing beside it is told how to ask, and nothing is searched."""
    asker = CannedAsker(answer(citation()))
    async with place(asker) as here:
        await here.alice.send(here.channel, f"{here.mention}{text}")
        assert [reply.content for reply in here.replies] == [EMPTY_MENTION]
        assert asker.asked == []


async def test_what_is_not_for_the_bot_is_left_alone() -> None:
    """Messages without a mention, of other bots and of webhooks are not answered."""
    asker = CannedAsker(answer(citation()))
    async with place(asker) as here:
        guild = here.env.guild
        other = guild.add_member(here.env.create_user("other", bot=True))
        hook = guild.create_webhook(here.channel)
        await here.alice.send(here.channel, "who was shocked?")
        await other.send(here.channel, f"{here.mention} who was shocked?")
        await hook.send(f"{here.mention} who was shocked?")
        assert asker.asked == []
        assert here.replies == []


async def test_a_reply_to_the_bot_without_a_mention_is_left_alone() -> None:
    """Thanks, in reply to an answer, are not taken for a question."""
    asker = CannedAsker(answer(citation()))
    async with place(asker) as here:
        await here.alice.send(here.channel, f"{here.mention} who was shocked?")
        await here.alice.send(here.channel, "thanks", reply_to=here.replies[0])
        assert len(here.replies) == 1


async def test_an_error_of_slash_is_for_the_asker_alone() -> None:
    """A question that cannot be answered gets the error's sentence, which nobody else sees."""
    async with place(CannedAsker(QuestionError(SENTENCE))) as here:
        result = await here.alice.slash(here.channel, "ask", question="?!")
        (said,) = result.followups
        assert said.content == SENTENCE
        assert said.ephemeral
        assert result.response is None
        assert here.replies == []


async def test_an_error_of_a_mention_is_said_in_the_reply() -> None:
    """A mention that cannot be answered gets the error's sentence."""
    async with place(CannedAsker(QuestionError(SENTENCE))) as here:
        await here.alice.send(here.channel, f"{here.mention} ?!")
        assert [reply.content for reply in here.replies] == [SENTENCE]


async def test_what_nobody_foresaw_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Any other error gets a reference, under which its traceback stands in the log."""
    async with place(CannedAsker(ZeroDivisionError("secret detail"))) as here:
        result = await here.alice.slash(here.channel, "ask", question="who?")
        (said,) = result.followups
        assert said.ephemeral
        found = re.fullmatch(r"Something went wrong \(reference ([0-9a-f]{6})\)\.", said.content)
        assert found
        (record,) = [record for record in caplog.records if record.name == "bot.discord.client"]
        assert found[1] in record.getMessage()
        assert record.exc_info


@pytest.mark.parametrize("ping", ["@everyone", "@here", "<@&{role}>", "<@{user}>"])
async def test_nothing_is_pinged(ping: str) -> None:
    """A passage with a mention in it, or a question that repeats one, pings nobody."""
    bob = 123456789012345678
    hostile = ping.format(role=bob, user=bob)
    shown = answer(citation(1, f"Listen, {hostile}"), corrections=(("x", hostile),))
    async with place(CannedAsker(shown)) as here:
        await here.alice.send(here.channel, f"{here.mention} {hostile}")
        (reply,) = here.replies
        assert not reply.mention_everyone
        assert not reply.mentions
        assert not reply.role_mentions
        assert hostile not in reply.content
        assert hostile not in description(reply)
        sent = [request.json for request in here.env.http_requests if request.json]
        allowed = [body["allowed_mentions"] for body in sent if "allowed_mentions" in body]
        assert allowed == [{"parse": []}]


async def test_a_deleted_question_is_answered_all_the_same() -> None:
    """A reply does not insist on the message that it answers."""
    async with place(CannedAsker(answer(citation()))) as here:
        await here.alice.send(here.channel, f"{here.mention} who was shocked?")
        sent = [request.json for request in here.env.http_requests if request.json]
        (reference,) = [body["message_reference"] for body in sent if "message_reference" in body]
        assert reference["fail_if_not_exists"] is False


class WaitingAsker:
    """Answers once it is let go, and notes in which thread."""

    def __init__(self, canned: Answer) -> None:
        self.canned = canned
        self.go = threading.Event()
        self.threads: set[int] = set()

    def ask(self, question: str, k: int) -> Answer:
        """Wait, then return what was canned."""
        del question, k
        self.threads.add(threading.get_ident())
        assert self.go.wait(timeout=5)
        return self.canned


async def test_the_loop_never_waits_for_the_library() -> None:
    """While a question is answered the loop goes on; all questions are put in one other thread."""
    asker = WaitingAsker(answer(citation()))
    client = DossierClient(asker)
    try:
        waiting = [asyncio.ensure_future(client.reply_to("who?")) for _ in range(3)]
        await asyncio.sleep(0.05)
        assert not any(task.done() for task in waiting)
        asker.go.set()
        assert all(answered for _, answered in await asyncio.gather(*waiting))
    finally:
        asker.go.set()
        await client.close()
    assert len(asker.threads) == 1
    assert threading.get_ident() not in asker.threads


def test_no_privileged_intent_is_asked_for() -> None:
    """The bot runs with what Discord grants to every application."""
    intents = DossierClient(CannedAsker(answer())).intents
    assert not intents.message_content
    assert not intents.members
    assert not intents.presences


async def test_a_development_guild_has_the_command_to_itself() -> None:
    """With a development guild the command is told to that guild only."""
    client = DossierClient(CannedAsker(answer()), guild_id=1234)
    guild = discord.Object(1234)
    assert [command.name for command in client.tree.get_commands(guild=guild)] == ["ask"]
    assert client.tree.get_commands() == []
    await client.close()


async def test_the_command_is_one_that_discord_accepts() -> None:
    """Names and descriptions are within Discord's rules."""
    client = DossierClient(CannedAsker(answer()))
    (command,) = client.tree.get_commands()
    told = command.to_dict(client.tree)
    for named in (told, *told["options"]):
        assert re.fullmatch(r"[-_a-z0-9]{1,32}", named["name"])
        assert 1 <= len(named["description"]) <= 100
    assert told["options"][0]["required"]
    await client.close()


async def test_the_corpus_answers_in_discord(real_library: Library) -> None:
    """Asked about Captain Renault, the bot shows the paragraph in which he is shocked."""
    async with place(real_library) as here:
        result = await here.alice.slash(
            here.channel, "ask", question="Why does China act like Captain Renault?"
        )
        card = description(result.response)
        assert "Beijing tends to act like Captain Renault in Casablanca" in card
        assert "*Getting Past Captain Renault*" in card
        assert "14 December 2009, paragraph 3, `renault-" in card
        assert "[open at these words](https://www.cfr.org/blog-post/" in card
