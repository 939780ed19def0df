"""Messages -> replies, with discord.py's own client in a simulated Discord."""

import pytest

from bot.discord.client import EMPTY_MENTION
from index.library import Library
from tests.bot.discord.corpora import QUESTION
from tests.bot.discord.place import place
from tests.bot.discord.seen import text_of


async def test_a_mention_is_answered_with_a_reply(shelf: Library) -> None:
    """A message that mentions the bot gets a reply; the question is what stands beside it."""
    async with place(shelf) as here:
        asked = await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        (reply,) = here.replies
        assert reply.reference is not None
        assert reply.reference.message_id == asked.id
        assert f"Asked: {QUESTION}\n" in text_of(reply)
        assert "lifts boxes" in text_of(reply)
        assert any(request.path.endswith("/typing") for request in here.env.http_requests)


async def test_a_direct_message_is_answered(shelf: Library) -> None:
    """In direct messages, no mention is needed."""
    async with place(shelf) as here:
        await here.alice.send_dm(QUESTION)
        assert "lifts boxes" in text_of(here.alice.user.dm_channel.last_message)


@pytest.mark.parametrize("text", ["", "   ", "\n", " <@&7> <#8> <:smile:9>"])
async def test_an_empty_mention_gets_one_helpful_sentence(shelf: Library, text: str) -> None:
    """A mention with nothing beside it is told how to ask."""
    async with place(shelf) as here:
        await here.alice.send(here.channel, f"{here.mention}{text}")
        assert [text_of(reply) for reply in here.replies] == [EMPTY_MENTION]


async def test_what_is_not_for_the_bot_is_left_alone(shelf: Library) -> None:
    """Messages without a mention, of other bots and of webhooks are not answered."""
    async with place(shelf) as here:
        other = here.guild.add_member(here.env.create_user("other", bot=True))
        hook = here.guild.create_webhook(here.channel)
        await here.alice.send(here.channel, QUESTION)
        await other.send(here.channel, f"{here.mention} {QUESTION}")
        await hook.send(f"{here.mention} {QUESTION}")
        assert here.replies == []
