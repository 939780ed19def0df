"""Answers that are older than a day, when nothing tells any more who asked."""

import time
from pathlib import Path
from typing import Any

from bot.keeping import FRESH
from index.library import Library
from tests.bot.discord.corpora import QUESTION
from tests.bot.discord.place import Place, client, place
from tests.bot.discord.seen import meanings, text_of

AS_FOLLOW_UP = "Read as a follow-up"


def a_day_later(here: Place) -> None:
    """Have the day pass after which the journal drops who asked."""
    journal = here.service.journal
    journal._clock = lambda: time.time() + FRESH + 1
    journal.forget()
    assert journal._execute("SELECT asker, question FROM answers", ()) == [(None, None)]


async def asked(here: Place, *, private: bool = False) -> Any:  # noqa: ANN401 (untyped)
    """Have Alice ask, and return what shows her the answer."""
    return (
        await here.alice.slash(here.channel, "ask", question=QUESTION, private=private)
    ).response


async def test_a_card_keeps_the_question_that_stands_on_it(shelf: Library, tmp_path: Path) -> None:
    """Its words are in Discord alone by then, and stay there when the page is turned."""
    async with place(shelf, tmp_path) as here:
        message = await asked(here)
        a_day_later(here)
        await here.restart(client(shelf, tmp_path))
        await here.press(here.alice, message, r"page:.*:2")
        assert "number four lifts" in text_of(message)
        assert f"-# Asked: {QUESTION}\n" in text_of(message)
        await here.press(here.alice, message, r"page:.*:1")
        assert f"-# Asked: {QUESTION}\n" in text_of(message)


async def test_a_card_is_still_its_askers(shelf: Library) -> None:
    """Who asked stands on the card's own buttons: somebody else gets a card of their own."""
    async with place(shelf) as here:
        message = await asked(here)
        a_day_later(here)
        copy = (await here.press(here.bob, message, r"page:.*:2")).response
        assert copy.ephemeral
        assert f"-# Asked: {QUESTION}\n" in text_of(copy)
        assert "number one lifts" in text_of(message)


async def test_a_private_answer_can_be_shared(shelf: Library) -> None:
    """With its question, and whoever shares it turns it."""
    async with place(shelf) as here:
        message = await asked(here, private=True)
        a_day_later(here)
        shared = (await here.press(here.alice, message, r"share:.*")).response
        assert f"-# Asked: {QUESTION}, shared by" in text_of(shared)
        assert any(f"page:{here.alice.id}:" in meant for meant in meanings(shared))


async def test_a_reply_to_it_is_a_question_of_its_own(shelf: Library) -> None:
    """Which message showed the answer is not known any more, so that nothing leans on it."""
    async with place(shelf) as here:
        message = await asked(here)
        await here.bob.send(here.channel, f"{here.mention} and why?", reply_to=message)
        assert AS_FOLLOW_UP in text_of(here.replies[-1])
        here.service.journal._execute("DELETE FROM answers WHERE before IS NOT NULL", ())
        a_day_later(here)
        await here.bob.send(here.channel, f"{here.mention} and why?", reply_to=message)
        assert AS_FOLLOW_UP not in text_of(here.replies[-1])


async def test_a_thumb_is_still_taken(shelf: Library) -> None:
    """What was looked for is kept with the answer, though the question is gone."""
    async with place(shelf) as here:
        message = await asked(here)
        id_ = next(m for m in meanings(message) if m.startswith("up:")).partition(":")[2]
        a_day_later(here)
        form = await here.press(here.bob, message, "down:.*")
        await here.bob.submit_modal(form, {"wanted": "The crane's colour."})
        ((_, up, wanted),) = here.service.journal.votes(id_)
        assert (up, wanted) == (False, "The crane's colour.")
