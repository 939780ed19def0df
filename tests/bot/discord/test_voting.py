"""Thumbs up and down -> the journal, in a simulated Discord."""

from typing import Any

from bot.discord.presses import EXPIRED, NOTED
from index.library import Library
from tests.bot.discord.corpora import QUESTION
from tests.bot.discord.place import Place, place
from tests.bot.discord.seen import id_of, text_of
from tests.bot.journals import votes_of


async def asked(here: Place) -> tuple[Any, str]:
    """Have Alice ask, and return the message with the answer's id."""
    message = (await here.alice.slash(here.channel, "ask", question=QUESTION)).response
    return message, id_of(message, "up:.*").rsplit(":", 1)[-1]


async def test_a_thumb_up_is_noted(shelf: Library) -> None:
    """Whoever votes is thanked, and nobody else sees it."""
    async with place(shelf) as here:
        message, id_ = await asked(here)
        thanks = (await here.press(here.bob, message, "up:.*")).response
        assert thanks.ephemeral
        assert text_of(thanks) == NOTED
        assert votes_of(here.service.journal, id_, here.bob.id) == {here.bob.id: (True, None)}


async def test_a_thumb_down_asks_what_was_looked_for(shelf: Library) -> None:
    """A down opens a short form; what is written there is kept with the vote."""
    async with place(shelf) as here:
        message, id_ = await asked(here)
        form = await here.press(here.bob, message, "down:.*")
        assert (
            form.modal["components"][0]["components"][0]["label"] == "What were you looking for?"
        )
        thanks = (await here.bob.submit_modal(form, {"wanted": " The crane's colour. "})).response
        assert thanks.ephemeral
        assert text_of(thanks) == NOTED
        assert votes_of(here.service.journal, id_, here.bob.id) == {
            here.bob.id: (False, "The crane's colour.")
        }


async def test_a_form_that_is_not_sent_is_a_vote_all_the_same(shelf: Library) -> None:
    """Who presses the thumb has voted, whether they write anything or not."""
    async with place(shelf) as here:
        message, id_ = await asked(here)
        form = await here.press(here.bob, message, "down:.*")
        assert votes_of(here.service.journal, id_, here.bob.id) == {here.bob.id: (False, None)}
        await here.bob.submit_modal(form, {})
        assert votes_of(here.service.journal, id_, here.bob.id) == {here.bob.id: (False, None)}


async def test_each_person_has_one_vote_and_may_change_it(shelf: Library) -> None:
    """Several people vote on one answer, and the last that each says counts."""
    async with place(shelf) as here:
        message, id_ = await asked(here)
        await here.press(here.alice, message, "up:.*")
        await here.press(here.bob, message, "up:.*")
        await here.press(here.bob, message, "down:.*")
        votes = votes_of(here.service.journal, id_, here.alice.id, here.bob.id)
        assert votes == {here.alice.id: (True, None), here.bob.id: (False, None)}


async def test_a_form_for_what_has_expired_says_so(shelf: Library) -> None:
    """An answer that expires while somebody writes is told, not passed over."""
    async with place(shelf) as here:
        message, _ = await asked(here)
        form = await here.press(here.bob, message, "down:.*")
        here.service.journal._execute("DELETE FROM answers", ())
        result = await here.bob.submit_modal(form, {"wanted": "Tea"})
        assert result.response.ephemeral
        assert text_of(result.response) == EXPIRED
