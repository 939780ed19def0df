"""A briefing as a file, and what is left of it after a restart or a change of the corpus."""

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pypdfium2
import pytest

from bot.discord.cards.answer import GONE
from bot.discord.digest_presses import file_name
from index.library import Library
from tests.bot.discord.corpora import CRANES
from tests.bot.discord.leafing import briefed, numbers, turned
from tests.bot.discord.place import client, place
from tests.bot.discord.seen import labels, text_of

FORMATS = {
    "md": lambda content: content.decode(),
    "html": lambda content: content.decode(),
    "docx": lambda content: "\n".join(
        p.text for p in docx.Document(io.BytesIO(content)).paragraphs
    ),
    "pdf": lambda content: "".join(
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)
    ),
}


async def test_a_briefing_is_handed_out_as_a_file(quays: Library) -> None:
    """In each format, to who pressed alone, with every passage and its note."""
    async with place(quays) as here:
        message = await briefed(here, length="short")
        offered = (await here.press(here.bob, message, r"file:.*")).response
        assert offered.ephemeral
        assert labels(offered) == ["Markdown", "Word", "PDF", "HTML"]
        for ending, read in FORMATS.items():
            await here.press(here.bob, offered, rf"print:.*:{ending}")
            (file,) = offered.attachments
            assert file.filename == f"harbour-crane.{ending}"
            text = read(await file.read())
            assert "harbour crane" in text
            assert "Bibliography" in text
        assert message.attachments == []  # type: ignore[union-attr]


async def test_a_briefing_outlasts_the_bot(quays: Library, tmp_path: Path) -> None:
    """Another process turns its pages and makes its file."""
    async with place(quays, tmp_path) as here:
        message = await briefed(here)
        await here.restart(client(quays, tmp_path))
        await here.press(here.alice, message, r"leaf:.*:2")
        assert numbers(message)[0] > 1
        offered = (await here.press(here.alice, message, r"file:.*")).response
        await here.press(here.alice, offered, r"print:.*:md")
        assert b"# harbour crane" in await offered.attachments[0].read()


async def test_what_is_gone_is_said_and_left_out(
    quays: Library, fake_library: Callable[[Mapping[str, str]], Library], tmp_path: Path
) -> None:
    """A passage that the corpus has no more is not shown from memory, nor printed."""
    async with place(quays, tmp_path) as here:
        message = await briefed(here, length="long")
        quay = CRANES["quay.md"].replace("needs a licence", "needs no licence")
        await here.restart(client(fake_library({**CRANES, "quay.md": quay}), tmp_path))
        await here.press(here.alice, message, r"leaf:.*:2")
        await here.press(here.alice, message, r"leaf:.*:1")
        pages = await turned(here, message)
        assert sum(page.count(GONE) for page in pages) == 1
        assert not any("licence" in page for page in pages)
        offered = (await here.press(here.alice, message, r"file:.*")).response
        assert "1 passage no longer in the corpus: left out." in text_of(offered)
        await here.press(here.alice, offered, r"print:.*:md")
        text = (await offered.attachments[0].read()).decode()
        assert "licence" not in text
        notes = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
        assert notes == [str(number) for number in range(1, len(notes) + 1)]


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("Captain Renault", "captain-renault"),
        ("Élan & Vital/..\\", "elan-vital"),
        ("网络", "passages"),
        ("a" * 200, "a" * 60),
    ],
)
def test_a_file_has_a_name_that_any_system_takes(topic: str, name: str) -> None:
    """Letters, digits and hyphens, and not too many."""
    assert file_name(topic) == name
