"""Buttons and menus of an answer -> what they do, in a simulated Discord."""

from typing import Any

import pytest

from bot.discord.presses import EXPIRED, UNKNOWN
from bot.settings import Access, Rate
from index.library import Library
from tests.bot.discord.corpora import QUESTION
from tests.bot.discord.place import Place, place
from tests.bot.discord.seen import meanings, options, text_of, told_alone


async def asked(here: Place, question: str = QUESTION, **given: Any) -> Any:  # noqa: ANN401
    """Have Alice ask, and return the answer's message."""
    return (await here.alice.slash(here.channel, "ask", question=question, **given)).response


def forget(here: Place) -> None:
    """Have all answers expire."""
    here.service.journal._execute("DELETE FROM answers", ())


async def test_the_asker_turns_a_public_card(shelf: Library) -> None:
    """Forward and back, in place: the message that all see shows the other page."""
    async with place(shelf) as here:
        message = await asked(here)
        first = text_of(message)
        assert "number one lifts" in first
        await here.press(here.alice, message, r"page:.*:2")
        assert "number four lifts" in text_of(message)
        assert "number one lifts" not in text_of(message)
        await here.press(here.alice, message, r"page:.*:3")
        assert not [one for one in meanings(message) if one.endswith(":4")]
        await here.press(here.alice, message, r"page:.*:2")
        await here.press(here.alice, message, r"page:.*:1")
        assert text_of(message) == first
        assert len(here.replies) == 1


async def test_somebody_else_gets_a_copy_of_their_own(shelf: Library) -> None:
    """Another person's press leaves the card as it is, and shows them the page privately."""
    async with place(shelf) as here:
        message = await asked(here)
        before = text_of(message)
        copy = (await here.press(here.bob, message, r"page:.*:2")).response
        assert copy.ephemeral
        assert "number four lifts" in text_of(copy)
        assert text_of(message) == before
        await here.press(here.bob, copy, r"page:.*:3")
        assert "number seven lifts" in text_of(copy)
        assert text_of(message) == before


async def test_a_mention_is_turned_by_who_asked(shelf: Library) -> None:
    """A reply to a message has the same buttons as a command's answer."""
    async with place(shelf) as here:
        await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        await here.press(here.alice, here.replies[0], r"page:.*:2")
        (reply,) = here.replies
        assert "number four lifts" in text_of(reply)


async def test_context_shows_the_neighbours(shelf: Library) -> None:
    """The paragraphs around a passage, each with its own citation, for who pressed alone."""
    async with place(shelf) as here:
        message = await asked(here, "harbour crane number five")
        passage = (await here.press(here.bob, message, r"context:harbour-.*")).response
        assert passage.ephemeral
        shown = text_of(passage)
        for number in ("four", "five", "six"):
            assert f"number {number} lifts boxes" in shown
        assert shown.count("`harbour-") == 3
        assert "number three" not in shown
        assert "number seven" not in shown


async def test_context_is_read_on(shelf: Library) -> None:
    """From a passage's context one reads on, and back, in place."""
    async with place(shelf) as here:
        message = await asked(here, "harbour crane number five")
        context = (await here.press(here.alice, message, r"context:harbour-.*")).response
        await here.press(here.alice, context, r"read:.*:7:harbour")
        assert "number seven lifts" in text_of(context)
        assert "number six lifts" not in text_of(context)
        await here.press(here.alice, context, r"read:.*:\d:harbour")
        assert "number six lifts" in text_of(context)


async def test_a_document_is_jumped_in(shelf: Library) -> None:
    """The menu below a page of a document opens it at another paragraph."""
    async with place(shelf) as here:
        page = (await here.alice.slash(here.channel, "read", source="harbour")).response
        assert {"value": "11", "label": "Paragraph 11"}.items() <= options(page)[10].items()
        await here.choose(here.alice, page, "11")
        assert "number eleven lifts" in text_of(page)
        assert "number one lifts" not in text_of(page)


async def test_a_document_is_opened_from_the_list(shelf: Library) -> None:
    """The menu below the list of documents opens one, beside the list."""
    async with place(shelf) as here:
        listed = (await here.alice.slash(here.channel, "sources")).response
        before = text_of(listed)
        opened = (await here.choose(here.alice, listed, "tea")).response
        assert opened.ephemeral
        assert "Tea is poured over leaves" in text_of(opened)
        assert text_of(listed) == before


async def test_the_whole_of_a_long_passage_is_a_press_away(shelf: Library) -> None:
    """A passage that had to be cut is shown whole, in as many parts as it takes."""
    async with place(shelf) as here:
        message = await asked(here, "lighthouse made of brass")
        assert "…" in text_of(message)
        whole = (await here.press(here.alice, message, r"whole:long-.*")).response
        assert whole.ephemeral
        parts = [text_of(whole)]
        while any(one.startswith(f"part:{len(parts) + 1}:") for one in meanings(whole)):
            await here.press(here.alice, whole, rf"part:{len(parts) + 1}:.*")
            parts.append(text_of(whole))
        assert len(parts) == 3
        assert parts[0].startswith("The walk along the quay goes on")
        assert "and so it ends." in parts[-1]
        assert sum(part.count("warehouses") for part in parts) == 100
        await here.press(here.alice, whole, r"part:2:.*")
        assert text_of(whole) == parts[1]


async def test_a_short_passage_is_not_shown_twice(shelf: Library) -> None:
    """Where nothing was cut there is no whole to show."""
    async with place(shelf) as here:
        assert not [one for one in meanings(await asked(here)) if one.startswith("whole:")]


async def test_a_passage_is_cited_in_a_style(shelf: Library) -> None:
    """The citation is ready to copy; the menu gives it in another style, in place."""
    async with place(shelf) as here:
        message = await asked(here)
        cited = (await here.press(here.bob, message, r"cite:harbour-.*")).response
        assert cited.ephemeral
        assert "**Chicago**" in text_of(cited)
        assert {option["value"] for option in options(cited)} == {
            *("chicago", "apa", "mla", "plain", "bibtex", "ris", "csl-json")
        }
        await here.choose(here.bob, cited, "bibtex")
        assert "**BibTeX**" in text_of(cited)
        assert "```\n@" in text_of(cited)
        assert "The Harbour" in text_of(cited)


async def test_a_private_answer_is_shared(shelf: Library) -> None:
    """Shared is the same page, with the name of who shared it; nobody is pinged."""
    async with place(shelf) as here:
        message = await asked(here, private=True)
        assert message.ephemeral
        assert here.replies == []
        await here.press(here.alice, message, r"page:.*:2")
        await here.press(here.alice, message, r"share:.*:2")
        (shared,) = here.replies
        assert "number four lifts" in text_of(shared)
        assert f"shared by <@{here.alice.id}>" in text_of(shared)
        assert not [one for one in meanings(shared) if one.startswith("share:")]
        copy = (await here.press(here.bob, shared, r"page:.*:3")).response
        assert copy.ephemeral


@pytest.mark.parametrize("press", ["page", "share", "up", "down"])
async def test_what_has_expired_says_so(shelf: Library, press: str) -> None:
    """A button of an answer that is not remembered any more says so, to who pressed alone."""
    async with place(shelf) as here:
        message = await asked(here, private=press == "share")
        before = text_of(message)
        forget(here)
        result = await here.press(here.alice, message, rf"{press}:.*")
        assert told_alone(result) == EXPIRED
        assert text_of(message) == before
        assert len(here.replies) == (0 if press == "share" else 1)


async def test_what_needs_no_journal_does_not_expire(shelf: Library) -> None:
    """Context and citation of a passage are as good as the corpus, however old the answer."""
    async with place(shelf) as here:
        message = await asked(here)
        forget(here)
        context = (await here.press(here.bob, message, r"context:.*")).response
        assert "lifts boxes" in text_of(context)
        assert "**Chicago**" in text_of((await here.press(here.bob, message, r"cite:.*")).response)


async def test_a_button_of_another_version_is_told(shelf: Library) -> None:
    """What no version of the bot means is answered with a sentence, not with silence."""
    async with place(shelf) as here:
        message = await asked(here)
        stored = here.env.backend.get_message(message.channel_id, message.id)
        for part in stored.components[0]["components"]:
            for button in part.get("components", []):
                button["custom_id"] = button["custom_id"].replace(":up:", ":applaud:")
        assert told_alone(await here.press(here.alice, message, r"applaud:.*")) == UNKNOWN


async def test_what_is_not_the_bots_is_left_alone(shelf: Library) -> None:
    """A press that means nothing of the bot's gets no answer from it."""
    async with place(shelf) as here:
        message = await asked(here)
        stored = here.env.backend.get_message(message.channel_id, message.id)
        button = stored.components[0]["components"][3]["components"][0]
        button["custom_id"] = "another:thing"
        result = await here.alice.click(message, custom_id="another:thing")
        assert not result.acknowledged


async def test_who_presses_without_an_end_is_told(shelf: Library) -> None:
    """Whatever is pressed, and by whom; completions are free, for one makes them by typing."""
    async with place(shelf, access=Access(presses=Rate(4, 3600))) as here:
        answer = (await here.alice.slash(here.channel, "ask", question=QUESTION)).response
        for pattern in ("context:.*", "cite:.*", "up:.*"):
            assert "You press a lot" not in told_alone(
                await here.press(here.alice, answer, pattern)
            )
        for pattern in ("page:.*", "down:.*"):
            told = told_alone(await here.press(here.alice, answer, pattern))
            assert told.startswith("You press a lot just now; go on in")
        assert told_alone(await here.alice.slash(here.channel, "help")).startswith("You press")
        assert await here.alice.autocomplete(here.channel, "read", "source", "harb")
        assert "Noted" in told_alone(await here.press(here.bob, answer, "up:.*"))
