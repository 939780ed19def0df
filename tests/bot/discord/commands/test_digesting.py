"""``/brief``, ``/compare`` and ``/bibliography``, and the buttons on what they show."""

import io
import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest

from bot.discord import desk
from bot.discord.cards.answer import GONE
from bot.discord.digest_presses import EXPIRED, file_name
from bot.discord.gate import MAKING
from bot.settings import Access, Rate
from index.domain import Source, Style
from index.engines.fake_encoder import WordCountEncoder
from index.library import Library, Reader
from index.store.snapshot import SnapshotFolder
from index.wiring import library_of
from tests.bot.discord.corpora import CRANES
from tests.bot.discord.place import Place, client, place
from tests.bot.discord.seen import Shown, labels, meanings, options, text_of, told_alone
from tests.conftest import corpus, fake_build

TOPIC = "harbour crane"


@pytest.fixture(scope="module")
def quays(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a library in which several documents speak of one thing."""
    folder = tmp_path_factory.mktemp("quays")
    fake_build(corpus(folder, CRANES), folder / "built")
    library = library_of(SnapshotFolder(folder / "built").open(), WordCountEncoder())
    yield library
    library.close()


async def briefed(here: Place, **options_: Any) -> Shown:  # noqa: ANN401 (as a command has them)
    """Return the message of a briefing."""
    message = (await here.alice.slash(here.channel, "brief", topic=TOPIC, **options_)).response
    assert isinstance(text_of(message), str)
    return message  # type: ignore[no-any-return]


def numbers(message: Shown) -> list[int]:
    """Return the numbers of the passages on a card."""
    return [int(one) for one in re.findall(r"^\*\*(\d+)\*\*", text_of(message), re.MULTILINE)]


async def turned(here: Place, message: Shown) -> list[str]:
    """Return the text of every page, turned by the one who asked."""
    pages = [text_of(message)]
    while any(one.startswith("leaf:") for one in meanings(message)[-9:]):
        following = [one for one in meanings(message) if one.startswith("leaf:")]
        number = len(pages) + 1
        if not any(one.endswith(f":{number}") for one in following):
            break
        await here.press(here.alice, message, rf"leaf:.*:{number}")
        pages.append(text_of(message))
    return pages


async def test_a_briefing_is_pages_of_passages(quays: Library) -> None:
    """Passages numbered through, none twice, and what is not covered at the end."""
    async with place(quays) as here:
        message = await briefed(here)
        assert "**harbour crane**" in text_of(message)
        pages = await turned(here, message)
        found = [
            int(n) for page in pages for n in re.findall(r"^\*\*(\d+)\*\*", page, re.MULTILINE)
        ]
        assert found == list(range(1, len(found) + 1))
        assert len(found) > 3
        quotes = re.findall(r"[A-Z][^.*]* harbour crane [^.]*\.", "".join(pages))
        assert len(quotes) == len(found)
        assert len(set(quotes)) == len(quotes)
        assert "**Not covered**" in pages[-1]
        assert "On Tea" in pages[-1]
        assert "**Sources**" in pages[-1]


async def test_lengths_and_sources_are_heeded(quays: Library) -> None:
    """A short one has fewer passages; documents that are named are the only ones."""
    async with place(quays) as here:
        short = await turned(here, await briefed(here, length="short", private=True))
        long = await turned(here, await briefed(here, length="long"))
        assert len(long) > len(short)
        two = await briefed(here, source="gale", source2="tea")
        assert "Only gale, tea." in text_of(two)
        assert "After the Gale" in text_of(two)
        assert not any("The Quay" in page for page in await turned(here, two))


async def test_sources_are_offered_while_one_types(quays: Library) -> None:
    """For each of the three."""
    async with place(quays) as here:
        for option in ("source", "source2", "source3"):
            (choice,) = await here.alice.autocomplete(here.channel, "brief", option, "gale")
            assert choice["value"] == "gale"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"topic": "???"}, "The topic"),
        ({"topic": TOPIC, "source": "nothing"}, "No document is named"),
        ({"topic": TOPIC, "since": "2010", "until": "2009"}, "2010"),
        ({"topic": TOPIC, "since": "soon"}, "soon"),
    ],
)
@pytest.mark.parametrize("command", ["brief", "compare"])
async def test_bad_input_is_told_to_the_asker_alone(
    quays: Library, command: str, given: dict[str, str], sentence: str
) -> None:
    """One sentence, and nobody else sees that anything was asked."""
    if command == "compare" and "source" in given:
        return
    async with place(quays) as here:
        assert sentence in told_alone(await here.alice.slash(here.channel, command, **given))
        assert here.replies == []


async def test_another_person_turns_a_copy(quays: Library) -> None:
    """The asker's card stays as it is; the copy goes on, and can be shared."""
    async with place(quays) as here:
        message = await briefed(here)
        copy = (await here.press(here.bob, message, r"leaf:.*:2")).response
        assert copy.ephemeral
        assert numbers(message)[0] == 1
        assert numbers(copy)[0] > 1
        shared = (await here.press(here.bob, copy, r"tell:.*:2")).response
        assert not shared.ephemeral
        assert f"shared by {here.bob.mention}" in text_of(shared)


async def test_sections_can_be_jumped_to(quays: Library) -> None:
    """The menu has every section, and the end."""
    async with place(quays) as here:
        message = await briefed(here, length="long")
        offered = options(message)
        assert offered[-1]["label"] == "Not covered, and sources"
        await here.choose(here.alice, message, offered[-1]["value"])
        assert "**Sources**" in text_of(message)


async def test_context_and_citation_of_a_passage(quays: Library) -> None:
    """Each passage has both, as on an answer."""
    async with place(quays) as here:
        message = await briefed(here)
        assert labels(message)[:2] == ["Context", "Cite"]
        cited = (await here.press(here.bob, message, r"cite:.*")).response
        assert "**Chicago**" in text_of(cited)


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


async def test_what_has_expired_is_told(quays: Library, tmp_path: Path) -> None:
    """Where nothing is kept, a restart ends it; so does /forget."""
    async with place(quays, tmp_path) as here:
        message = await briefed(here)
        told = told_alone(await here.alice.slash(here.channel, "forget"))
        assert told.startswith("Forgotten: 1 answer")
        assert told_alone(await here.press(here.bob, message, r"file:.*")) == EXPIRED


async def test_a_comparison_has_a_passage_a_source(quays: Library) -> None:
    """Oldest first, undated last, and which say nothing."""
    async with place(quays) as here:
        message = (await here.alice.slash(here.channel, "compare", topic=TOPIC)).response
        pages = "\n".join(await turned(here, message))
        assert pages.index("The Quay") < pages.index("After the Gale") < pages.index("Of Rust")
        assert pages.count("**1**") == pages.count("**2**") == 1
        assert "On Tea" in pages.partition("**Not covered**")[2]
        assert "File" not in labels(message)


async def test_nothing_on_a_topic_is_said(quays: Library) -> None:
    """The nearest passages are labelled as no answer."""
    async with place(quays) as here:
        asked = await here.alice.slash(here.channel, "brief", topic="zebra xylophone")
        assert "Nothing in the corpus is on this" in text_of(asked.response)


async def test_a_briefing_counts_as_several_questions(quays: Library) -> None:
    """Whoever may ask seven times may have two, and then has to wait."""
    access = Access(per_user=Rate(7, 60))
    async with place(quays, access=access) as here:
        await briefed(here)
        await briefed(here)
        told = told_alone(await here.alice.slash(here.channel, "brief", topic=TOPIC))
        assert "ask again in" in told


async def test_a_file_counts_as_a_question(quays: Library) -> None:
    """It is typeset, or each document put into a style, anew for whoever wants it."""
    async with place(quays, access=Access(per_user=Rate(MAKING + 2, 3600))) as here:
        message = await briefed(here)
        file = (await here.press(here.alice, message, "file:.*")).response
        await here.press(here.alice, file, "print:.*:md")
        assert "ask again in" not in told_alone(
            await here.alice.slash(here.channel, "bibliography")
        )
        assert "ask again in" in told_alone(await here.press(here.alice, file, "print:.*:md"))
        assert "ask again in" in told_alone(await here.alice.slash(here.channel, "bibliography"))


async def test_a_briefing_that_is_turned_away_costs_nothing(
    quays: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where too much waits, the asker alone is told so, and may ask for it again."""
    async with place(quays, access=Access(per_user=Rate(3, 60))) as here:
        monkeypatch.setattr(desk, "MOST_TO_MAKE", 0)
        sent = len(here.env.http_requests)
        told = told_alone(await here.alice.slash(here.channel, "brief", topic=TOPIC))
        assert "Too much is being put together" in told
        assert len(here.env.http_requests) == sent + 1
        monkeypatch.undo()
        await briefed(here)


async def test_a_document_that_there_is_not_costs_nothing(quays: Library) -> None:
    """Whoever misspelt one may ask again at once."""
    async with place(quays, access=Access(per_user=Rate(3, 60))) as here:
        asked = await here.alice.slash(here.channel, "brief", topic=TOPIC, source="nothing")
        assert "No document is named" in told_alone(asked)
        await briefed(here, source="gale")


async def test_documents_are_looked_up_beside_the_loop(
    quays: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To go through all titles of a large corpus takes a while, and others act meanwhile."""
    threads: set[str] = set()
    find = Reader.source

    def noted(reader: Reader, key: str) -> Source:
        threads.add(threading.current_thread().name)
        return find(reader, key)

    monkeypatch.setattr(Reader, "source", noted)
    async with place(quays) as here:
        await briefed(here, source="gale", source2="after gale")
        await here.alice.slash(here.channel, "timeline", source="gale")
    assert threads
    assert not any(name.startswith("Main") for name in threads)


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


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("Captain Renault", "captain-renault"),
        ("Élan & Vital/..\\", "elan-vital"),
        ("网络", "briefing"),
        ("a" * 200, "a" * 60),
    ],
)
def test_a_file_has_a_name_that_any_system_takes(topic: str, name: str) -> None:
    """Letters, digits and hyphens, and not too many."""
    assert file_name(topic) == name
