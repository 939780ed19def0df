"""Messages -> replies, with discord.py's own client in a simulated Discord."""

import discord
import pytest

from bot.discord.client import EMPTY_DIRECT, EMPTY_MENTION, ROLE_MENTIONED
from index.library import Library
from tests.bot.discord.corpora import QUESTION
from tests.bot.discord.place import bot_user, client, closed, from_gateway, place, role_of_bot
from tests.bot.discord.seen import text_of
from tests.wire.payloads import Channel


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


async def test_a_message_that_comes_twice_is_answered_once(shelf: Library) -> None:
    """Discord may send it again, after it took up a lost connection."""
    async with place(shelf) as here:
        asked = await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        told = [
            payload
            for _, name, payload in here.env.backend.transcript
            if name == "MESSAGE_CREATE" and payload and payload["id"] == str(asked.id)
        ]
        here.env.backend.emit("MESSAGE_CREATE", told[-1])
        await here.env.settle()
        assert len(here.replies) == 1


@pytest.mark.parametrize("text", ["", "   ", "\n", " <@&7> <#8> <:smile:9>"])
async def test_an_empty_mention_gets_one_helpful_sentence(shelf: Library, text: str) -> None:
    """A mention with nothing beside it is told how to ask."""
    async with place(shelf) as here:
        await here.alice.send(here.channel, f"{here.mention}{text}")
        assert [text_of(reply) for reply in here.replies] == [EMPTY_MENTION]


@pytest.mark.parametrize("text", ["hi", "Hello, what can you do?", "help!"])
async def test_a_greeting_is_told_how_to_ask(shelf: Library, text: str) -> None:
    """Nothing is looked up for it, and nobody reads later that the corpus lacks it."""
    async with place(shelf) as here:
        await here.alice.send(here.channel, f"{here.mention} {text}")
        await here.alice.send_dm(text)
        assert [text_of(reply) for reply in here.replies] == [EMPTY_MENTION]
        assert text_of(here.alice.user.dm_channel.last_message) == EMPTY_DIRECT
        assert here.service.journal.before(here.replies[0].id, None, 0) is None


async def test_a_mention_with_only_a_picture_is_an_empty_one(shelf: Library) -> None:
    """An attachment is no question."""
    async with place(shelf) as here:
        await here.alice.send(here.channel, here.mention, attachments=[("a.png", b"\x89PNG")])
        assert text_of(here.replies[-1]) == EMPTY_MENTION


@pytest.mark.parametrize("text", ["?!", "\u200b\u200c\u200d", "🙂" * 900])
async def test_a_mention_that_is_no_question_is_told(shelf: Library, text: str) -> None:
    """What cannot be asked gets its sentence in the reply."""
    async with place(shelf) as here:
        await here.alice.send(here.channel, f"{here.mention} {text}")
        (reply,) = here.replies
        assert text_of(reply) in {
            "The question has no word in it; ask one in words.",
            "The question is empty; ask one in words.",
        }


async def test_what_is_not_for_the_bot_is_left_alone(shelf: Library) -> None:
    """Messages without a mention, of other bots and of webhooks are not answered."""
    async with place(shelf) as here:
        other = here.guild.add_member(here.env.create_user("other", bot=True))
        hook = here.guild.create_webhook(here.channel)
        await here.alice.send(here.channel, QUESTION)
        await here.alice.send(here.channel, f"@everyone {QUESTION}")
        await other.send(here.channel, f"{here.mention} {QUESTION}")
        await hook.send(f"{here.mention} {QUESTION}")
        assert here.replies == []


async def test_a_webhook_without_the_mark_of_a_bot_is_left_alone(shelf: Library) -> None:
    """Discord leaves the mark out of some; what a person writes there is answered."""
    async with place(shelf) as here:
        channel = Channel(str(here.channel.id), str(here.guild.id))
        asked = from_gateway(here, channel, QUESTION, mentions=[bot_user(here)])
        before = len(here.env.http_requests)
        here.env.backend.emit("MESSAGE_CREATE", {**asked, "webhook_id": "7005"})
        await here.env.settle()
        assert len(here.env.http_requests) == before
        here.env.backend.emit("MESSAGE_CREATE", {**asked, "id": "7006"})
        await here.env.settle()
        assert len(here.env.http_requests) > before


async def test_what_discord_itself_writes_is_left_alone(shelf: Library) -> None:
    """That somebody pinned an answer is no question, though it comes as a direct message."""
    async with place(shelf) as here:
        await here.alice.send_dm(QUESTION)
        answer = here.alice.user.dm_channel.last_message
        here.env.backend.create_system_message(
            answer.channel.id,
            discord.MessageType.pins_add.value,
            here.alice.id,
            referenced_channel_id=answer.channel.id,
            referenced_message_id=answer.id,
        )
        await here.env.settle()
        written = here.written_in(here.alice.user.dm_channel)
        assert [message.id for message in written] == [answer.id]


async def test_who_mentions_the_bots_role_is_told(shelf: Library) -> None:
    """The role bears the bot's name, so that it is easily picked from the list instead."""
    async with place(shelf) as here:
        await here.alice.send(here.channel, f"<@&{role_of_bot(here)}> {QUESTION}")
        assert [text_of(reply) for reply in here.replies] == [ROLE_MENTIONED]


async def test_another_role_is_not_the_bots(shelf: Library) -> None:
    """Somebody else's role is none of its business."""
    async with place(shelf) as here:
        role = here.guild.create_role("readers")
        await here.alice.send(here.channel, f"<@&{role.id}> {QUESTION}")
        assert here.replies == []


async def test_where_it_may_not_write_the_asker_is_told_directly(shelf: Library) -> None:
    """A mention in a channel where the bot cannot write is not lost without a word."""
    async with place(shelf) as here:
        here.env.inject_error(
            "POST", f"/channels/{here.channel.id}/messages", status=403, code=50013
        )
        await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        assert here.replies == []
        told = text_of(here.alice.user.dm_channel.last_message)
        assert told.startswith("I may not write in the channel where you asked")


async def test_without_the_history_the_answer_stands_by_itself(shelf: Library) -> None:
    """Where the bot may not read what was written before, it cannot reply, but answer."""
    async with place(shelf) as here:
        here.env.inject_error(
            "POST", f"/channels/{here.channel.id}/messages", status=400, code=160002
        )
        await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        (answer,) = here.replies
        assert answer.reference is None
        assert "lifts boxes" in text_of(answer)


async def test_where_nobody_can_be_told_the_bot_goes_on(shelf: Library) -> None:
    """Somebody who takes no direct messages either is not told, and the next one is."""
    async with place(shelf) as here:
        here.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, times=2)
        await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        await here.bob.send(here.channel, f"{here.mention} {QUESTION}")
        assert len(here.replies) == 1


async def test_what_discord_refuses_gets_a_reference(
    shelf: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """Any other refusal is told in the channel, and logged with all that is known of it."""
    async with place(shelf) as here:
        here.env.inject_error("POST", "/channels/*/messages", status=400, code=50035)
        await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        assert text_of(here.replies[-1]).startswith("Something went wrong.")
        (record,) = [record for record in caplog.records if record.exc_info]
        assert record.name == "bot.discord.handling"


async def test_a_channel_that_is_gone_is_left(shelf: Library) -> None:
    """Where the channel was deleted meanwhile, there is nobody to be told."""
    async with place(shelf) as here:
        here.env.inject_error("POST", "/channels/*/messages", status=404, code=10003)
        await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        posted = [request for request in here.env.http_requests if request.method == "POST"]
        assert [request.path.rsplit("/", 1)[-1] for request in posted] == ["typing", "messages"]


async def test_a_deleted_question_is_answered_all_the_same(shelf: Library) -> None:
    """A reply does not insist on the message that it answers."""
    async with place(shelf) as here:
        await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        sent = [request.json for request in here.env.http_requests if request.json]
        (reference,) = [
            body["message_reference"]
            for body in sent
            if isinstance(body, dict) and "message_reference" in body
        ]
        assert reference["fail_if_not_exists"] is False


async def test_an_answer_goes_out_though_it_cannot_be_remembered(shelf: Library) -> None:
    """A full disk costs the buttons, not the answer."""
    async with place(shelf) as here:
        here.service.journal._connection.execute("PRAGMA query_only = ON")
        asked = await here.alice.slash(here.channel, "ask", question=QUESTION)
        assert "lifts boxes" in text_of(asked.response)
        assert asked.followups == []
        await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        assert "lifts boxes" in text_of(here.replies[-1])


async def test_the_real_corpus_answers(real_library: Library) -> None:
    """Asked about Captain Renault, the bot shows the paragraph in which he is shocked."""
    async with place(real_library) as here:
        question = "Why does China act like Captain Renault?"
        shown = text_of((await here.alice.slash(here.channel, "ask", question=question)).response)
        assert "Beijing tends to act like Captain Renault in Casablanca" in shown
        assert "*Getting Past Captain Renault*" in shown
        assert "14 December 2009, paragraph 3, `renault-" in shown
        assert "[open at these words](https://www.cfr.org/blog-post/" in shown


async def test_no_privileged_intent_is_asked_for(shelf: Library) -> None:
    """The bot runs with what Discord grants to every application."""
    bot = client(shelf)
    assert not bot.intents.message_content
    assert not bot.intents.members
    assert not bot.intents.presences
    await closed(bot)
