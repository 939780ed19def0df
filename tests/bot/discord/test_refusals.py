"""Who is turned away, where and when; and that the bot does not go on telling them."""

import pytest
from discord import Permissions

from bot.discord import client as client_module
from bot.discord.client import EMPTY_MENTION, ROLE_MENTIONED
from bot.settings import Access, Rate
from index.library import Library
from tests.bot.discord.corpora import QUESTION
from tests.bot.discord.place import bot_user, from_gateway, place, role_of_bot
from tests.bot.discord.seen import text_of
from tests.wire.payloads import Channel

AWAY = Channel("7002", "7003")
"""A channel in a server that Discord has not told about yet."""


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


@pytest.mark.parametrize("listed", [True, False])
async def test_who_manages_a_server_is_held_back_unless_it_is_listed(
    shelf: Library, *, listed: bool
) -> None:
    """Whoever invites the bot to a server of their own does not escape the rates thereby."""
    async with place(shelf) as here:
        role = here.guild.create_role("managers", permissions=Permissions(manage_guild=True))
        carol = here.guild.add_member(here.env.create_user("carol"), roles=[role])
        guilds = frozenset({here.guild.id}) if listed else frozenset()
        here.service.gate._access = Access(guilds, per_user=Rate(1, 3600))
        for _ in range(2):
            asked = await carol.slash(here.channel, "ask", question=QUESTION)
            await carol.send(here.channel, f"{here.mention} {QUESTION}")
        shown = [text_of(asked.response), text_of(here.replies[-1])]
        refused = [told.startswith("You have asked a lot just now") for told in shown]
        assert refused == [not listed] * 2


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


async def test_that_too_many_ask_is_told_each_of_them_once(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has the bot write without an end just when it has the most to do."""
    async with place(shelf) as here:
        monkeypatch.setattr(here.service.desk, "most", 0)
        for person in (here.alice, here.alice, here.bob, here.alice):
            await person.send(here.channel, f"{here.mention} {QUESTION}")
        assert len(here.replies) == len([here.alice, here.bob])


async def test_who_was_told_one_thing_is_told_another(shelf: Library) -> None:
    """To have asked in a wrong channel does not explain why nothing comes in the right one."""
    async with place(shelf) as here:
        here.service.gate._access = Access(
            channels=frozenset({here.channel.id}), per_user=Rate(1, 3600)
        )
        other = here.guild.create_text_channel("other")
        for channel in (other, other, here.channel, here.channel, here.channel):
            await here.alice.send(channel, f"{here.mention} {QUESTION}")
        (elsewhere,) = here.written_in(other)
        assert text_of(elsewhere).startswith("I do not answer in this channel")
        _, too_often = here.replies
        assert text_of(too_often).startswith("You have asked a lot just now")


async def test_who_asks_where_nobody_may_is_told_once(shelf: Library) -> None:
    """A server that is not on the list does not have the bot write without an end either."""
    async with place(shelf, access=Access(guilds=frozenset({1}))) as here:
        for _ in range(3):
            await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        assert len(here.replies) == 1


async def test_a_server_that_is_not_known_yet_is_no_direct_message(shelf: Library) -> None:
    """After an outage messages may come before their server does: they are the server's."""
    access = Access(guilds=frozenset({7003}), per_guild=Rate(1, 3600))
    async with place(shelf, access=access) as here:
        here.env.inject_error("POST", "/channels/7002/messages", status=404, code=10003, times=2)
        before = len(here.env.http_requests)
        here.env.backend.emit("MESSAGE_CREATE", from_gateway(here, AWAY, ""))
        await here.env.settle()
        assert len(here.env.http_requests) == before
        asked = from_gateway(here, AWAY, f"{here.mention} {QUESTION}", mentions=[bot_user(here)])
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
        assert [person for person, _ in here.bot._told._since] == [here.bob.id]


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
