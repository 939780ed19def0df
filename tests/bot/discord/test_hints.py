"""A reply that Discord withholds is answered with a hint, which does not stand for long."""

import asyncio
from typing import Any

import discord
import pytest
from simcord.backend.models.message import AllowedMentions

from bot.discord import run
from bot.discord.cards.layout import Card
from bot.discord.hints import WITHHELD
from bot.settings import Access
from index.library import Library
from tests.bot.discord.corpora import QUESTION
from tests.bot.discord.place import Place, place
from tests.bot.discord.seen import text_of

FOLLOW_UP = "and why?"


async def ask(here: Place) -> Any:  # noqa: ANN401 (untyped)
    """Have Alice ask, and return the answer's message."""
    return (await here.alice.slash(here.channel, "ask", question=QUESTION)).response


async def reply_without_a_ping(here: Place, person: Any, to: Any, text: str) -> None:  # noqa: ANN401
    """Have a person reply without mentioning whom they reply to, as Discord lets them choose."""
    here.env.backend.create_message(
        here.channel.id,
        person.id,
        text,
        reference={"channel_id": str(here.channel.id), "message_id": str(to.id)},
        allowed_mentions=AllowedMentions(replied_user=False),
    )
    await here.env.settle()


async def test_a_reply_that_discord_does_not_show_is_answered_with_a_hint(shelf: Library) -> None:
    """Of a reply to a command's answer Discord hands over no text, unless the bot is named."""
    async with place(shelf) as here:
        message = await ask(here)
        await here.bob.send(here.channel, FOLLOW_UP, reply_to=message)
        assert text_of(here.replies[-1]) == WITHHELD


async def test_a_reply_without_a_ping_gets_the_hint_once(shelf: Library) -> None:
    """It may be meant for people: each person is told once, and only for a minute."""
    async with place(shelf) as here:
        message = await ask(here)
        for _ in range(2):
            await reply_without_a_ping(here, here.bob, message, FOLLOW_UP)
        assert [text_of(reply) for reply in here.replies[1:]] == [WITHHELD]
        await reply_without_a_ping(here, here.alice, message, FOLLOW_UP)
        assert len(here.replies) == 3
        await here.env.advance_time(61)
        assert [reply.id for reply in here.replies] == [message.id]
        assert not here.bot.hints._standing


async def test_what_people_say_to_one_another_gets_no_hint(shelf: Library) -> None:
    """Only a reply to an answer can be a follow-up, and only where the bot may be asked."""
    async with place(shelf) as here:
        message = await ask(here)
        said = await here.bob.send(here.channel, "I wonder.")
        await reply_without_a_ping(here, here.alice, said, FOLLOW_UP)
        await here.alice.send(here.channel, f"{here.mention} ?!")
        refusal = here.replies[-1]
        await reply_without_a_ping(here, here.alice, refusal, FOLLOW_UP)
        here.service.gate._access = Access(guilds=frozenset({1}))
        await reply_without_a_ping(here, here.alice, message, FOLLOW_UP)
        here.service.gate._access = Access()
        here.service.stopping = True
        await reply_without_a_ping(here, here.alice, message, FOLLOW_UP)
        assert here.replies[-1].id == refusal.id


async def test_a_hint_that_cannot_be_given_is_left(shelf: Library) -> None:
    """Nobody asked for it."""
    async with place(shelf) as here:
        message = await ask(here)
        path = f"/channels/{here.channel.id}/messages"
        here.env.inject_error("POST", path, status=403, code=50013)
        await reply_without_a_ping(here, here.bob, message, FOLLOW_UP)
        assert [reply.id for reply in here.replies] == [message.id]
        assert here.env.errors == []


async def test_who_had_the_hint_costs_nothing_more(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal is asked about a reply only where its writer may get the hint."""
    async with place(shelf) as here:
        message = await ask(here)
        before, asked = here.service.journal.before, []

        def counted(*args: Any) -> object:  # noqa: ANN401 (passed on)
            asked.append(args)
            return before(*args)

        monkeypatch.setattr(here.service.journal, "before", counted)
        for _ in range(3):
            await reply_without_a_ping(here, here.bob, message, FOLLOW_UP)
        assert len(asked) == 1


async def test_a_reply_to_what_is_no_answer_costs_no_hint(shelf: Library) -> None:
    """Whoever replied to a refusal is told how to ask on when they reply to an answer."""
    async with place(shelf) as here:
        message = await ask(here)
        await here.alice.send(here.channel, f"{here.mention} ?!")
        refusal = here.replies[-1]
        await reply_without_a_ping(here, here.bob, refusal, FOLLOW_UP)
        assert here.replies[-1].id == refusal.id
        await reply_without_a_ping(here, here.bob, message, FOLLOW_UP)
        assert text_of(here.replies[-1]) == WITHHELD


async def test_a_bot_that_stops_takes_its_hints_back(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it has stopped nobody does; one that somebody deleted is no trouble."""
    delete = discord.Message.delete

    async def deleted(message: discord.Message) -> None:
        for _ in range(50):
            await asyncio.sleep(0)
        await delete(message)

    monkeypatch.setattr(discord.Message, "delete", deleted)
    async with place(shelf) as here:
        message = await ask(here)
        for person in (here.alice, here.bob):
            await reply_without_a_ping(here, person, message, FOLLOW_UP)
        _, gone, _ = here.replies
        await gone.delete()
        running: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        await run._finish(here.bot, running, asyncio.Event())
        assert running.cancelled()
        assert [reply.id for reply in here.replies] == [message.id]
        assert here.env.errors == []


async def test_a_hint_that_comes_as_the_bot_stops_is_taken_back(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the bot waits for that."""
    async with place(shelf) as here:
        message, hints = await ask(here), here.bot.hints
        reply = hints._reply

        async def replied(to: discord.Message, card: Card) -> discord.Message:
            here.service.stopping = True
            assert here.service.under_way == 1
            return await reply(to, card)

        monkeypatch.setattr(hints, "_reply", replied)
        await reply_without_a_ping(here, here.bob, message, FOLLOW_UP)
        assert [reply.id for reply in here.replies] == [message.id]
