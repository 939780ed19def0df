"""``/bibliography``, and the menu of styles on what it shows."""

import json

import pytest

from index.domain import Style
from index.library import Library
from tests.bot.discord.corpora import CRANES
from tests.bot.discord.place import place
from tests.bot.discord.seen import options, text_of


@pytest.mark.parametrize("style", Style)
async def test_a_bibliography_in_each_style(quays: Library, style: Style) -> None:
    """A file to whoever asks alone, and the other styles in a menu."""
    async with place(quays) as here:
        result = await here.alice.slash(here.channel, "bibliography", style=style.value)
        message = result.response
        assert message.ephemeral
        assert "The Quay" in text_of(message) or style is Style.CSL_JSON
        (file,) = message.attachments
        content = (await file.read()).decode()
        assert "On Tea" in content
        assert len(options(message)) == len(Style)
        if style is Style.CSL_JSON:
            assert file.filename == "bibliography.json"
            assert len(json.loads(content)) == len(CRANES)


async def test_another_style_takes_the_files_place(quays: Library) -> None:
    """The menu changes the card and its file."""
    async with place(quays) as here:
        message = (await here.alice.slash(here.channel, "bibliography")).response
        await here.choose(here.alice, message, "bibtex")
        (file,) = message.attachments
        assert file.filename == "bibliography.bib"
        assert (await file.read()).startswith(b"@misc{")
