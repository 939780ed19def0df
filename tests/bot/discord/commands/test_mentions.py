"""``/who``, ``/term`` and ``/timeline``."""

import struct
from pathlib import Path
from typing import Any

import pytest

from bot.discord.cards.mentions import PER_PAGE
from bot.discord.cards.timeline import PICTURE
from index.digests.mentions import MAX_ASKED
from index.digests.timeline import MAX_TOPIC
from index.library import Library
from tests.bot.discord.place import Place, client, place
from tests.bot.discord.seen import options, parts_of, text_of, told_alone
from tests.conftest import OpenFake, corpus, fake_build

GALLERY = 12

LETTERS = {
    f"letter{year}.md": f"---\ntitle: Letter of {year}\ndate: {year}-03\n---\n\n"
    f"I met Captain Renault in {year - 10}, and he spoke of hackers.\n"
    for year in range(1910, 1922)
} | {
    "undated.md": "---\ntitle: Without a Date\n---\n\nHere Ann Brown wrote of one hacker.\n",
}
MOST_PAGES = -(-12 // PER_PAGE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an index of letters, a year each, and one without a date."""
    folder = tmp_path_factory.mktemp("letters")
    fake_build(corpus(folder, LETTERS), folder / "built")
    return folder / "built"


@pytest.fixture
def letters(folder: Path, open_fake: OpenFake) -> Library:
    """Return a library over the letters."""
    return open_fake(folder)


async def ask(here: Place, command: str, **given: object) -> Any:  # noqa: ANN401 (untyped)
    """Have Alice use a command."""
    return await here.alice.slash(here.channel, command, **given)


async def test_who_shows_the_first_mention_and_turns_to_the_others(letters: Library) -> None:
    """The earliest document comes first; the arrows turn the card, which only Alice sees."""
    async with place(letters) as here:
        result = await ask(here, "who", name="captain renault")
        told = told_alone(result)
        assert "12 mentions in 12 passages of 12 documents" in told
        assert told.index("First mention") < told.index("in 1900")
        assert "*Letter of 1910*" in told
        await here.press(here.alice, result.response, r"who:\d+:2:.*")
        assert "*Letter of 1914*" in text_of(result.response)
        assert f"Page 2 of {MOST_PAGES}" in text_of(result.response)


async def test_who_and_term_turn_after_a_restart(letters: Library, tmp_path: Path) -> None:
    """All that the buttons need stands in them."""
    async with place(letters, tmp_path) as here:
        who = (await ask(here, "who", name="Renault")).response
        term = (await ask(here, "term", words="hacker")).response
        names = (await ask(here, "who")).response
        dates = (await ask(here, "timeline", since="1905", topic="the\n hackers: of")).response
        await here.restart(client(letters, tmp_path))
        await here.press(here.alice, who, r"who:.*")
        await here.press(here.alice, term, r"term:.*")
        await here.press(here.alice, dates, r"dates:.*")
        assert "*Letter of 1914*" in text_of(who)
        assert "*Letter of 1914*" in text_of(term)
        assert "since 1905" in text_of(dates)
        assert "the hackers: of" in text_of(dates)
        assert "Page 2" in text_of(dates)
        chosen = await here.choose(here.alice, names, "Ann Brown")
        assert "1 mention in 1 passage" in told_alone(chosen)


async def test_a_mention_has_its_context_and_its_citation(letters: Library) -> None:
    """The buttons under a passage are those of every other card."""
    async with place(letters) as here:
        shown = (await ask(here, "who", name="Ann Brown")).response
        assert "First mention, undated" in text_of(shown)
        cited = await here.press(here.alice, shown, r"cite:.*")
        assert "**Chicago**" in told_alone(cited)
        context = await here.press(here.alice, shown, r"context:.*")
        assert "Around paragraph 1" in told_alone(context)


async def test_who_without_a_name_lists_who_is_named(letters: Library) -> None:
    """The most mentioned come first, and each can be chosen."""
    async with place(letters) as here:
        result = await ask(here, "who")
        told = told_alone(result)
        assert "**2 names**" in told
        assert "12\u2002**Renault** (person, Captain)" in told
        assert [option["value"] for option in options(result.response)] == ["Renault", "Ann Brown"]


async def test_a_corpus_without_names_says_so(shelf: Library) -> None:
    """There may be nobody in it."""
    async with place(shelf) as here:
        assert "No person and no organisation" in told_alone(await ask(here, "who"))


async def test_many_names_come_in_pages(tmp_path: Path, open_fake: OpenFake) -> None:
    """The list of names is turned as others are."""
    firsts = "Tom Ann Bob Carl Dan Eva Fred Gina Hans Ida".split()
    lasts = ("Quay", "Dock", "Pier")
    text = ". ".join(f"Then {one} {last} left" for one in firsts for last in lasts)
    fake_build(corpus(tmp_path, {"a.md": text}), tmp_path / "built")
    async with place(open_fake(tmp_path / "built")) as here:
        shown = (await ask(here, "who")).response
        assert "Page 1 of 2" in text_of(shown)
        await here.press(here.alice, shown, r"names:.*")
        assert "Page 2 of 2" in text_of(shown)


async def test_names_are_offered_while_one_types(letters: Library) -> None:
    """Any word of a name finds it, and so does nothing at all."""
    async with place(letters) as here:
        choices = await here.alice.autocomplete(here.channel, "who", "name", "bro")
        assert [choice["value"] for choice in choices] == ["Ann Brown"]
        assert len(await here.alice.autocomplete(here.channel, "who", "name", "")) == 2


@pytest.mark.parametrize(
    ("command", "given", "sentence"),
    [
        ("who", {"name": "the"}, "too common"),
        ("who", {"name": "???"}, "no word in it"),
        ("who", {"name": "Salt Typhoon"}, "/who lists who is named; /term finds words"),
        ("who", {"name": "Ben Brown"}, "Did you mean Ann Brown?"),
        ("who", {"name": "x" * (MAX_ASKED + 1)}, "shorten it"),
        ("term", {"words": "the"}, "too common"),
        ("term", {"words": "xylophone"}, "No passage has 'xylophone'"),
        ("timeline", {"since": "2010", "until": "2009"}, "exchange the two"),
        ("timeline", {"source": "letter1901"}, "Did you mean letter19"),
        ("timeline", {"since": "2050"}, "No date lies within these limits"),
        ("timeline", {"topic": "x" * (MAX_TOPIC + 1)}, "shorten it"),
        ("timeline", {"topic": "xylophone", "private": False}, "No passage with the words"),
    ],
)
async def test_what_cannot_be_shown_is_said_to_the_asker(
    letters: Library, command: str, given: dict[str, object], sentence: str
) -> None:
    """One sentence, and nobody else sees it."""
    async with place(letters) as here:
        assert sentence in told_alone(await ask(here, command, **given))


async def test_a_misspelt_name_is_read_and_told(letters: Library) -> None:
    """How it was read stands on the card, and it is turned as another."""
    async with place(letters) as here:
        shown = (await ask(here, "who", name="renalt")).response
        assert "Read renalt as Renault." in text_of(shown)
        await here.press(here.alice, shown, r"who:.*")
        assert "Page 2" in text_of(shown)


async def test_a_term_is_found_in_its_forms(letters: Library) -> None:
    """The word that was typed and those with its stem."""
    async with place(letters) as here:
        told = told_alone(await ask(here, "term", words="hacker"))
        assert "13 mentions in 13 passages of 13 documents" in told
        assert "Also as hackers." in told
        assert "1 document without a date last" in told


async def test_a_timeline_is_a_picture_with_a_list(letters: Library) -> None:
    """The picture is described, the list numbered, and the undated document named at its end."""
    async with place(letters) as here:
        result = await ask(here, "timeline")
        assert "12 documents by their date, 12 dates spoken of" in told_alone(result)
        (picture,) = result.response.attachments
        assert picture.filename == PICTURE
        raw = await picture.read()
        assert struct.unpack(">I", raw[16:20]) == (960,)
        (gallery,) = [part for part in parts_of(result.response) if part["type"] == GALLERY]
        assert "A timeline, 1900 to March 1921" in gallery["items"][0]["description"]
        assert "\u2002**1900**" in text_of(result.response)


async def test_the_last_page_names_what_has_no_date(letters: Library) -> None:
    """An undated document is named and never placed."""
    async with place(letters) as here:
        result = await ask(here, "timeline", since="1921")
        assert "Without a date, and so not placed: Without a Date." in told_alone(result)


async def test_a_date_has_its_context(letters: Library) -> None:
    """A date that is chosen shows what stands around it."""
    async with place(letters) as here:
        result = await ask(here, "timeline", source="letter1910", topic="hackers")
        (option,) = options(result.response)
        chosen = await here.choose(here.alice, result.response, option["value"])
        assert "**Around paragraph 1 of** *Letter of 1910*" in told_alone(chosen)


async def test_a_public_timeline_is_turned_by_who_asked(letters: Library) -> None:
    """Somebody else gets a card of their own."""
    async with place(letters) as here:
        await ask(here, "timeline", private=False)
        (message,) = here.replies
        copy = await here.press(here.bob, message, r"dates:.*")
        assert "Page 2" in told_alone(copy)
        assert "Page 1" in text_of(here.replies[0])
        await here.press(here.alice, message, r"dates:.*")
        assert "Page 2" in text_of(here.replies[0])


async def test_a_document_that_is_gone_is_said(
    shelf: Library, tmp_path: Path, open_fake: OpenFake
) -> None:
    """A timeline of a document that was removed meanwhile cannot be turned."""
    files = {"a.md": "Of " + ", ".join(f"March {year}" for year in range(1900, 1912)) + ".\n"}
    fake_build(corpus(tmp_path, files), tmp_path / "built")
    async with place(open_fake(tmp_path / "built"), tmp_path / "state") as here:
        page = (await ask(here, "timeline", source="a")).response
        await here.restart(client(shelf, tmp_path / "state"))
        result = await here.press(here.alice, page, r"dates:.*")
        assert "no longer in the corpus" in told_alone(result)
