"""``/brief`` and ``/compare``, and the buttons on what they show."""

import re
import threading
from pathlib import Path

import pytest

from bot.discord import desk
from bot.discord.digest_presses import EXPIRED
from bot.discord.gate import MAKING
from bot.settings import Access, Rate
from index.digests import comparing
from index.domain import Source
from index.library import Library, Reader
from tests.bot.discord.leafing import TOPIC, briefed, numbers, turned
from tests.bot.discord.place import client, place
from tests.bot.discord.seen import labels, options, text_of, told_alone


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
        offered = (await here.press(here.bob, message, r"file:.*")).response
        await here.press(here.bob, offered, r"print:.*:md")
        (file,) = offered.attachments
        assert file.filename == "harbour-crane.md"
        text = (await file.read()).decode()
        assert text.startswith("# harbour crane\n\nComparison")
        assert "Nothing on this in:\n\n- On Tea" in text


async def test_what_else_has_something_on_a_topic_is_told(
    quays: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """How many documents are not shown, which, and how to see them; also after a restart."""
    monkeypatch.setattr(comparing, "MOST_SOURCES", 1)
    async with place(quays, tmp_path) as here:
        message = (await here.alice.slash(here.channel, "compare", topic=TOPIC)).response
        shown = "**Further documents**\n2 further documents have something on this:\n- "
        assert shown in (await turned(here, message))[-1]
        await here.restart(client(quays, tmp_path))
        await here.press(here.alice, message, r"leaf:.*:1")
        last = (await turned(here, message))[-1]
        assert shown in last
        assert "`/brief` with one of them as `source`" in last
        assert last.index("After the Gale") < last.index("**Not covered**")


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
