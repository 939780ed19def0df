"""An answer's buttons in another process, and over another corpus."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.discord.cards.answer import GONE
from bot.discord.presses import EXPIRED, NOTED
from index.library import Library
from tests.bot.discord.corpora import HARBOUR, QUESTION, SHELF
from tests.bot.discord.place import Place, client, place
from tests.bot.discord.seen import text_of, told_alone


async def restarted(here: Place, library: Library, folder: Path, keep_days: int = 90) -> Any:  # noqa: ANN401 (untyped)
    """Ask, end the bot, and start another over the same journal; return the old message."""
    message = (await here.alice.slash(here.channel, "ask", question=QUESTION)).response
    await here.restart(client(library, folder, keep_days=keep_days))
    return message


async def test_buttons_work_after_a_restart(shelf: Library, tmp_path: Path) -> None:
    """A new process turns the old card, shows context, cites and takes votes."""
    async with place(shelf, tmp_path) as here:
        message = await restarted(here, shelf, tmp_path)
        await here.press(here.alice, message, r"page:.*:2")
        assert "number four lifts" in text_of(message)
        context = (await here.press(here.bob, message, r"context:.*")).response
        assert "number five lifts" in text_of(context)
        cited = (await here.press(here.bob, message, r"cite:.*")).response
        assert "**Chicago**" in text_of(cited)
        assert text_of((await here.press(here.bob, message, r"up:.*")).response) == NOTED
        form = await here.press(here.bob, message, r"down:.*")
        await here.restart(client(shelf, tmp_path))
        thanks = (await here.bob.submit_modal(form, {"wanted": "Tea"})).response
        assert text_of(thanks) == NOTED


async def test_a_restart_does_not_make_a_card_anybodys(shelf: Library, tmp_path: Path) -> None:
    """The new process knows who asked: another person still gets a copy."""
    async with place(shelf, tmp_path) as here:
        message = await restarted(here, shelf, tmp_path)
        copy = (await here.press(here.bob, message, r"page:.*:2")).response
        assert copy.ephemeral
        assert "number one lifts" in text_of(message)


async def test_a_reply_is_a_follow_up_after_a_restart(shelf: Library, tmp_path: Path) -> None:
    """The new process knows which message showed which answer."""
    async with place(shelf, tmp_path) as here:
        message = await restarted(here, shelf, tmp_path)
        await here.bob.send(here.channel, f"{here.mention} and why?", reply_to=message)
        assert QUESTION in text_of(here.replies[-1])


async def test_what_is_kept_for_no_day_expires_with_its_process(
    shelf: Library, tmp_path: Path
) -> None:
    """Where nothing is kept, what was asked before the restart has expired, and that is said."""
    async with place(shelf, tmp_path, keep_days=0) as here:
        message = await restarted(here, shelf, tmp_path, keep_days=0)
        result = await here.press(here.alice, message, r"page:.*:2")
        assert told_alone(result) == EXPIRED


async def test_commands_are_registered_once(shelf: Library, tmp_path: Path) -> None:
    """A second process over the same journal finds the commands as they were."""
    async with place(shelf, tmp_path) as here:
        assert registrations(here) == 1
        await here.restart(client(shelf, tmp_path))
        assert registrations(here) == 1


def registrations(here: Place) -> int:
    """Return how often commands were registered."""
    return sum(
        request.method == "PUT" and request.path.endswith("/commands")
        for request in here.env.http_requests
    )


@pytest.fixture
def changed(fake_library: Callable[[Mapping[str, str]], Library]) -> Library:
    """Return a library in which two of the passages that answer are gone, and one is new."""
    harbour = HARBOUR.replace("number one lifts", "number one lifted").replace(
        "The harbour crane number four lifts boxes.\n\n", ""
    )
    return fake_library({**SHELF, "harbour.md": harbour})


async def test_a_passage_that_is_gone_says_so(
    shelf: Library, changed: Library, tmp_path: Path
) -> None:
    """What was removed, or changed, is not shown from memory; the others are."""
    async with place(shelf, tmp_path) as here:
        message = await restarted(here, changed, tmp_path)
        cited = await here.press(here.bob, message, r"cite:.*")
        assert cited.response.ephemeral
        assert text_of(cited.response) == GONE
        await here.press(here.alice, message, r"page:.*:2")
        assert text_of(message).count(GONE) == 1
        assert "number five lifts" in text_of(message)
        await here.press(here.alice, message, r"page:.*:1")
        assert text_of(message).count(GONE) == 1
        assert "number one" not in text_of(message)
        assert "number two lifts" in text_of(message)


async def test_a_document_that_is_gone_says_so(
    shelf: Library, fake_library: Callable[[Mapping[str, str]], Library], tmp_path: Path
) -> None:
    """A page of a document that was removed meanwhile cannot be turned, and that is said."""
    async with place(shelf, tmp_path) as here:
        page = (await here.alice.slash(here.channel, "read", source="harbour")).response
        await here.restart(client(fake_library({"tea.md": SHELF["tea.md"]}), tmp_path))
        result = await here.press(here.alice, page, r"read:.*")
        assert "no document with the key 'harbour'" in told_alone(result)
