"""Messages -> replies, with discord.py's own client in a simulated Discord."""

import discord
import pytest

from bot.discord import client as client_module
from bot.discord.client import EMPTY_MENTION, ROLE_MENTIONED
from bot.settings import Access, Rate
from index.library import Library
from tests.bot.discord.corpora import QUESTION
from tests.bot.discord.place import Place, client, closed, place
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
        bot = user_payload(here.bot.user.id)  # type: ignore[union-attr]
        unmarked = message_in_an_unknown_server(here, QUESTION, mentions=[bot], webhook_id="7005")
        here.env.backend.emit("MESSAGE_CREATE", unmarked)
        other = here.guild.add_member(here.env.create_user("other", bot=True))
        hook = here.guild.create_webhook(here.channel)
        await here.alice.send(here.channel, QUESTION)
        await here.alice.send(here.channel, f"@everyone {QUESTION}")
        await other.send(here.channel, f"{here.mention} {QUESTION}")
        await hook.send(f"{here.mention} {QUESTION}")
        assert here.replies == []


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


def role_of_bot(here: Place) -> int:
    """Return the id of the role that Discord gave to the bot when it was invited."""
    role = here.guild.create_role("TestBot")
    here.env.backend.get_role(here.guild.id, role.id).tags = {"bot_id": str(here.bot.user.id)}  # type: ignore[union-attr]
    cached = here.bot.get_guild(here.guild.id)
    assert cached is not None
    (known,) = [one for one in cached.roles if one.id == role.id]
    known.tags = discord.RoleTags({"bot_id": str(here.bot.user.id)})  # type: ignore[union-attr]
    return int(role.id)


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


async def test_a_server_that_is_not_on_the_list_is_refused(shelf: Library) -> None:
    """Commands, presses, menus and mentions are told why; nothing is offered meanwhile."""
    async with place(shelf) as here:
        answer = (await here.alice.slash(here.channel, "ask", question=QUESTION)).response
        here.service.gate._access = Access(guilds=frozenset({1}))
        said = await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        sentence = "I do not answer in this server: it is not on my list of servers."
        assert text_of(here.replies[-1]) == sentence
        for result in (
            await here.alice.slash(here.channel, "ask", question=QUESTION),
            await here.alice.slash(here.channel, "help"),
            await here.alice.context_menu(here.channel, "Find sources", said),
        ):
            assert result.response.ephemeral
            assert text_of(result.response) == sentence
        pressed = await here.press(here.alice, answer, "cite:.*")
        assert text_of(pressed.response) == sentence
        assert await here.alice.autocomplete(here.channel, "cite", "passage", "harb") == []
        assert await here.alice.autocomplete(here.channel, "read", "source", "harb") == []
        await here.alice.send_dm(QUESTION)
        assert "lifts boxes" in text_of(here.alice.user.dm_channel.last_message)


async def test_a_channel_that_is_not_on_the_list_is_refused(shelf: Library) -> None:
    """One channel, with its threads, may be all that the bot answers in."""
    async with place(shelf) as here:
        here.service.gate._access = Access(channels=frozenset({here.channel.id}))
        other = here.guild.create_text_channel("other")
        await here.alice.send(other, f"{here.mention} {QUESTION}")
        assert text_of(here.written_in(other)[-1]).startswith("I do not answer in this channel")
        here.env.backend.create_thread(here.channel.id, "thread", here.alice.id)
        (thread,) = here.channel.threads
        for channel in (here.channel, thread):
            await here.alice.send(channel, f"{here.mention} {QUESTION}")
            assert "lifts boxes" in text_of(here.written_in(channel)[-1])
        asked = await here.alice.slash(thread, "ask", question=QUESTION)
        assert "lifts boxes" in text_of(asked.response)


async def test_who_asks_too_often_is_told_once(shelf: Library) -> None:
    """Whoever goes on and on does not have the bot go on and on."""
    access = Access(per_user=Rate(1, 3600))
    async with place(shelf, access=access) as here:
        for _ in range(4):
            await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        answer, refusal = here.replies
        assert "lifts boxes" in text_of(answer)
        assert text_of(refusal).startswith("You have asked a lot just now")
        for _ in range(2):
            await here.bob.send(here.channel, f"{here.mention} {QUESTION}")
        assert len(here.replies) == 4


@pytest.mark.parametrize("empty", [True, False])
async def test_who_mentions_it_in_vain_again_and_again_is_told_once(
    shelf: Library, *, empty: bool
) -> None:
    """Neither an empty mention nor one of its role has the bot write without an end."""
    async with place(shelf, access=Access(per_user=Rate(1, 3600))) as here:
        said = here.mention if empty else f"<@&{role_of_bot(here)}>"
        for _ in range(4):
            await here.alice.send(here.channel, said)
        told, refusal = map(text_of, here.replies)
        assert told == (EMPTY_MENTION if empty else ROLE_MENTIONED)
        assert refusal.startswith("You have asked a lot just now")


async def test_who_asks_where_nobody_may_is_told_once(shelf: Library) -> None:
    """A server that is not on the list does not have the bot write without an end either."""
    async with place(shelf, access=Access(guilds=frozenset({1}))) as here:
        for _ in range(3):
            await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        assert len(here.replies) == 1


def user_payload(id_: int) -> dict[str, object]:
    """Return what Discord tells of somebody."""
    return {"id": str(id_), "username": "x", "discriminator": "0", "avatar": None, "flags": 0}


def message_in_an_unknown_server(here: Place, content: str, **fields: object) -> dict[str, object]:
    """Return what Discord tells of a message in a server that it has not told about yet."""
    empty = ("mentions", "mention_roles", "attachments", "embeds", "components")
    return {
        "id": "7001",
        "channel_id": "7002",
        "guild_id": "7003",
        "author": user_payload(here.alice.id),
        "member": {"roles": ["7004"], "joined_at": "2024-01-01T00:00:00+00:00", "flags": 0},
        "content": content,
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        **dict.fromkeys(("type", "flags"), 0),
        **dict.fromkeys(("tts", "mention_everyone", "pinned"), False),
        **{name: [] for name in empty},
        **fields,
    }


async def test_a_server_that_is_not_known_yet_is_no_direct_message(shelf: Library) -> None:
    """After an outage messages may come before their server does: they are the server's."""
    access = Access(guilds=frozenset({7003}), per_guild=Rate(1, 3600))
    async with place(shelf, access=access) as here:
        here.env.inject_error("POST", "/channels/7002/messages", status=404, code=10003, times=2)
        before = len(here.env.http_requests)
        here.env.backend.emit("MESSAGE_CREATE", message_in_an_unknown_server(here, ""))
        await here.env.settle()
        assert len(here.env.http_requests) == before
        bot = user_payload(here.bot.user.id)  # type: ignore[union-attr]
        asked = message_in_an_unknown_server(here, f"{here.mention} {QUESTION}", mentions=[bot])
        here.env.backend.emit("MESSAGE_CREATE", asked)
        await here.env.settle()
        (posted,) = [r for r in here.env.http_requests if r.path == "/channels/7002/messages"]
        assert "lifts boxes" in str(posted.json)


async def test_not_all_who_asked_too_often_are_remembered(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is remembered of who was told does not grow for ever."""
    monkeypatch.setattr(client_module, "_TOLD_MOST", 1)
    async with place(shelf, access=Access(per_guild=Rate(1, 3600))) as here:
        for person in (here.alice, here.alice, here.bob):
            await person.send(here.channel, f"{here.mention} {QUESTION}")
        assert len(here.replies) == 3
        assert list(here.bot._told._since) == [here.bob.id]


async def test_outside_of_servers_it_may_be_closed(shelf: Library) -> None:
    """A bot for one team does not answer whoever writes to it."""
    async with place(shelf, access=Access(direct=False)) as here:
        await here.alice.send_dm(QUESTION)
        told = text_of(here.alice.user.dm_channel.last_message)
        assert told == "I do not answer outside of servers; ask me in one."


async def test_while_it_stops_the_bot_takes_nothing_new(shelf: Library) -> None:
    """Commands, presses and mentions are told to come again."""
    async with place(shelf) as here:
        answer = (await here.alice.slash(here.channel, "ask", question=QUESTION)).response
        here.service.stopping = True
        sentence = "I am being restarted; ask again in a minute."
        asked = await here.alice.slash(here.channel, "ask", question=QUESTION)
        assert asked.response.ephemeral
        assert text_of(asked.response) == sentence
        assert text_of((await here.press(here.bob, answer, "up:.*")).response) == sentence
        await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        assert text_of(here.replies[-1]) == sentence


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
