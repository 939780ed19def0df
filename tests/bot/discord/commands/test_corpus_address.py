"""``/corpus add`` with the address of a page, which a fake fetches."""

import asyncio
from pathlib import Path

from bot.discord.commands.corpus import NOTHING_GIVEN
from bot.wording import FETCHING_IS_OFF
from index.errors import FetchError
from index.intake import Preview, preview_bytes
from tests.bot.discord.commands.test_corpus import PDF, fields_of
from tests.bot.discord.seen import text_of
from tests.bot.discord.shelving import shelving
from tests.index.formats.files import PROSE, page

ADDRESS = "https://example.org/reports/quay"


async def fetched(address: str) -> Preview:
    """Return a page, as if it had been fetched from the address."""
    if address != ADDRESS:
        raise FetchError(UNREACHED)
    raw = page(f"<h1>The quay</h1><p>Of quays. {PROSE}</p>").encode()
    return await asyncio.to_thread(preview_bytes, raw, "quay.html", None, address)


UNREACHED = "example.com cannot be reached; check the address, or try later."


async def test_what_stands_at_an_address_is_shown_and_added(tmp_path: Path) -> None:
    """Its card has the address, which the document keeps, also after a correction."""
    async with shelving(tmp_path) as on:
        on.here.service.corpus.fetch = fetched
        card = (await on.corpus("add", address=ADDRESS)).response
        assert "**Address** https\\://example.org/reports/quay" in text_of(card)
        form = await on.here.press(on.carol, card, "corpus:correct:.*")
        typed = {key: value or "" for key, value in fields_of(form).items()}
        await on.carol.submit_modal(form, {**typed, "title": "On quays"})
        await on.here.press(on.carol, card, "corpus:add:.*")
        assert text_of(card).startswith("**Added** On quays as `quay`")
        assert f"url: {ADDRESS}\n" in (on.seeds / "quay.md").read_text()


async def test_an_address_that_is_refused_is_told(tmp_path: Path) -> None:
    """One sentence, and a file given beside it has its card; its key may be taken by then."""
    async with shelving(tmp_path) as on:
        on.here.service.corpus.fetch = fetched
        result = await on.corpus("add", file=("harbours.pdf", PDF), address="https://example.com/")
        assert text_of(result.response).startswith("**Preview** of harbours.pdf")
        assert [text_of(card) for card in result.followups] == [UNREACHED]
        await on.add(b"Of another quay.", "quay.md")
        again = (await on.corpus("add", address=ADDRESS)).response
        assert "The key quay is that of another document" in text_of(again)


async def test_addresses_are_not_fetched_unless_that_is_switched_on(tmp_path: Path) -> None:
    """The sentence says what to do instead."""
    async with shelving(tmp_path) as on:
        assert text_of(
            (await on.corpus("add", address=ADDRESS)).response
        ) == FETCHING_IS_OFF.replace("_", "\\_")


async def test_nothing_given_is_told(tmp_path: Path) -> None:
    """All options of the command may be left out, but not at once."""
    async with shelving(tmp_path) as on:
        assert text_of((await on.corpus("add")).response) == NOTHING_GIVEN
