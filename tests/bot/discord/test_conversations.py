"""A question and the ones before it: replies, threads and direct messages."""

from typing import Any

import pytest

from bot.discord.cards.answer import Page
from index.library import Library
from tests.bot.discord.corpora import QUESTION
from tests.bot.discord.place import Place, place
from tests.bot.discord.seen import id_of, text_of

FOLLOW_UP = "and why?"
AS_FOLLOW_UP = "follow-up to: "


def thread_in(here: Place, message: Any = None) -> Any:  # noqa: ANN401 (untyped)
    """Return a thread of the channel, opened on a message if one is given."""
    made = here.env.backend.create_thread(
        here.channel.id, "thread", here.alice.id, message_id=message.id if message else None
    )
    (thread,) = [thread for thread in here.channel.threads if thread.id == made.id]
    return thread


async def ask(here: Place, question: str = QUESTION) -> Any:  # noqa: ANN401
    """Have Alice ask, and return the answer's message."""
    return (await here.alice.slash(here.channel, "ask", question=question)).response


async def test_a_reply_to_an_answer_is_a_follow_up(shelf: Library) -> None:
    """An elliptic question with a mention in it is read with that of the answer."""
    async with place(shelf) as here:
        message = await ask(here)
        await here.bob.send(here.channel, f"{here.mention} {FOLLOW_UP}", reply_to=message)
        shown = text_of(here.replies[-1])
        assert f"Asked: {FOLLOW_UP}\n" in shown
        assert f"{AS_FOLLOW_UP}{QUESTION}\n" in shown
        assert "lifts boxes" in shown


async def test_a_reply_to_a_reply_needs_no_mention(shelf: Library) -> None:
    """A reply to a message of the bot's mentions it, whatever stands in it."""
    async with place(shelf) as here:
        await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        await here.bob.send(here.channel, FOLLOW_UP, reply_to=here.replies[-1])
        shown = text_of(here.replies[-1])
        assert f"Asked: {FOLLOW_UP}\n" in shown
        assert f"{AS_FOLLOW_UP}{QUESTION}\n" in shown


async def test_a_reply_leans_on_the_answer_that_it_replies_to(shelf: Library) -> None:
    """However much was asked since, the answer that is replied to counts."""
    async with place(shelf) as here:
        message = await ask(here)
        await ask(here, "green tea milk")
        await here.bob.send(here.channel, f"{here.mention} {FOLLOW_UP}", reply_to=message)
        assert f"{AS_FOLLOW_UP}{QUESTION}\n" in text_of(here.replies[-1])


async def test_a_follow_up_may_have_a_follow_up(shelf: Library) -> None:
    """A reply to a follow-up's answer leans on both questions."""
    async with place(shelf) as here:
        message = await ask(here, "harbour crane")
        await here.bob.send(here.channel, f"{here.mention} and number five?", reply_to=message)
        last = here.replies[-1]
        await here.bob.send(here.channel, f"{here.mention} {FOLLOW_UP}", reply_to=last)
        shown = text_of(here.replies[-1])
        assert f"{AS_FOLLOW_UP}and number five: harbour crane" in shown


async def test_a_question_that_says_enough_is_no_follow_up(shelf: Library) -> None:
    """What can be understood by itself is, though it is a reply."""
    async with place(shelf) as here:
        message = await ask(here)
        await here.bob.send(
            here.channel, f"{here.mention} Should anybody pour milk into tea?", reply_to=message
        )
        shown = text_of(here.replies[-1])
        assert AS_FOLLOW_UP not in shown
        assert "pour milk into green tea" in shown


async def test_in_a_channel_nothing_leans_without_a_reply(shelf: Library) -> None:
    """Where many talk, the question before is not meant unless it is replied to."""
    async with place(shelf) as here:
        await ask(here)
        await here.alice.send(here.channel, f"{here.mention} {FOLLOW_UP}")
        assert AS_FOLLOW_UP not in text_of(here.replies[-1])
        await here.alice.slash(here.channel, "ask", question=FOLLOW_UP)
        assert AS_FOLLOW_UP not in text_of(here.replies[-1])


async def test_a_reply_to_somebody_else_is_no_follow_up(shelf: Library) -> None:
    """A reply to what is no answer leans on nothing."""
    async with place(shelf) as here:
        await ask(here)
        said = await here.bob.send(here.channel, "I wonder.")
        await here.alice.send(here.channel, f"{here.mention} {FOLLOW_UP}", reply_to=said)
        assert AS_FOLLOW_UP not in text_of(here.replies[-1])


async def test_the_thread_of_an_answer_is_a_conversation(shelf: Library) -> None:
    """In a thread on an answer, its question is leant on; then the last one in the thread."""
    async with place(shelf) as here:
        message = await ask(here)
        await ask(here, "green tea milk")
        thread = thread_in(here, message)
        await here.bob.send(thread, f"{here.mention} {FOLLOW_UP}")
        (answer,) = here.written_in(thread)
        assert f"{AS_FOLLOW_UP}{QUESTION}\n" in text_of(answer)
        await here.bob.send(thread, f"{here.mention} black tea left to stand for long")
        result = await here.bob.slash(thread, "ask", question=FOLLOW_UP)
        assert f"{AS_FOLLOW_UP}black tea left to stand for long\n" in text_of(result.response)


async def test_what_was_asked_outside_a_thread_is_not_leant_on_inside(shelf: Library) -> None:
    """A thread on nothing of the bot's begins anew."""
    async with place(shelf) as here:
        await ask(here)
        thread = thread_in(here)
        await here.bob.send(thread, f"{here.mention} {FOLLOW_UP}")
        assert AS_FOLLOW_UP not in text_of(here.written_in(thread)[-1])


async def test_direct_messages_are_a_conversation(shelf: Library) -> None:
    """In direct messages the last question is leant on, without any reply."""
    async with place(shelf) as here:
        await here.alice.send_dm(QUESTION)
        await here.alice.send_dm(FOLLOW_UP)
        channel = here.alice.user.dm_channel
        assert f"{AS_FOLLOW_UP}{QUESTION}\n" in text_of(channel.last_message)
        result = await here.alice.user.slash("ask", question=FOLLOW_UP)
        assert AS_FOLLOW_UP in text_of(result.response)


async def test_nobody_leans_on_what_was_asked_privately(shelf: Library) -> None:
    """A private question is neither leant on by others nor does it lean on theirs."""
    async with place(shelf) as here:
        thread = thread_in(here)
        await here.alice.slash(thread, "ask", question=QUESTION, private=True)
        await here.bob.send(thread, f"{here.mention} {FOLLOW_UP}")
        assert AS_FOLLOW_UP not in text_of(here.written_in(thread)[-1])
        await here.bob.send(thread, f"{here.mention} {QUESTION}")
        result = await here.alice.slash(thread, "ask", question=FOLLOW_UP, private=True)
        assert AS_FOLLOW_UP not in text_of(result.response)


async def test_a_shared_answer_may_be_followed_up(shelf: Library) -> None:
    """Once it is shown to all, a reply to it leans on its question."""
    async with place(shelf) as here:
        private = await here.alice.slash(here.channel, "ask", question=QUESTION, private=True)
        await here.press(here.alice, private.response, "share:.*")
        (shared,) = here.replies
        await here.bob.send(here.channel, f"{here.mention} {FOLLOW_UP}", reply_to=shared)
        assert f"{AS_FOLLOW_UP}{QUESTION}\n" in text_of(here.replies[-1])


@pytest.mark.parametrize("thanks", ["thanks!", "ok, great", "lol"])
async def test_thanks_are_no_question(shelf: Library, thanks: str) -> None:
    """What only takes note of an answer is not answered, in a reply, a thread or directly."""
    async with place(shelf) as here:
        await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        await here.alice.send(here.channel, thanks, reply_to=here.replies[0])
        assert len(here.replies) == 1
        thread = thread_in(here)
        await here.alice.send(thread, f"{here.mention} {thanks}")
        assert here.written_in(thread) == []
        await here.alice.send_dm(thanks)
        assert here.written_in(here.alice.user.dm_channel) == []


async def test_a_follow_up_is_put_to_the_same_part_of_the_corpus(shelf: Library) -> None:
    """Whoever asked one document asks on in it, unless they say otherwise."""
    async with place(shelf) as here:
        asked = await here.alice.slash(
            here.channel, "ask", question="harbour crane", source="storm"
        )
        reply = {"reply_to": asked.response}
        await here.bob.send(here.channel, f"{here.mention} {FOLLOW_UP}", **reply)
        assert "Only storm." in text_of(here.replies[-1])
        await here.bob.send(here.channel, f"{here.mention} Which tea takes milk?", **reply)
        assert "Only storm." not in text_of(here.replies[-1])


async def test_nobody_leans_on_what_discord_showed_to_one_alone(shelf: Library) -> None:
    """Where the application may not write for all, Discord hides what was meant to be public."""
    async with place(shelf) as here:
        thread = thread_in(here)
        shown = (await here.alice.slash(thread, "ask", question=QUESTION)).response.message
        id_ = id_of(shown, "up:.*").rsplit(":", 1)[-1]
        entry = here.service.journal.entry(id_)
        assert entry is not None
        shown.flags.ephemeral = True
        await here.service.sent(Page(entry, 1, 1, (), 1), shown)
        await here.bob.send(thread, f"{here.mention} {FOLLOW_UP}")
        assert AS_FOLLOW_UP not in text_of(here.written_in(thread)[-1])
