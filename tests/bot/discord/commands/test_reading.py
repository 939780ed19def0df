"""``/cite``, ``/sources`` and ``/read``."""

import pytest

from index.domain import Style
from index.library import Library
from tests.bot.discord.corpora import LIBRARY
from tests.bot.discord.place import place
from tests.bot.discord.seen import Shown, meanings, options, text_of, told_alone
from tests.conftest import OpenFake, corpus, fake_build


@pytest.fixture
def many(tmp_path_factory: pytest.TempPathFactory, open_fake: OpenFake) -> Library:
    """Return a library of more documents than a page shows."""
    folder = tmp_path_factory.mktemp("many")
    fake_build(corpus(folder, LIBRARY), folder / "built")
    return open_fake(folder / "built")


def id_in(library: Library, key: str, number: int) -> str:
    """Return the id of a document's passage."""
    return library.passages(key)[number - 1].id


def turns(message: Shown) -> list[int]:
    """Return the paragraphs at which the pages before and after a message's begin."""
    return [int(one.split(":")[2]) for one in meanings(message) if one.startswith("read:")]


async def test_a_passage_is_cited(shelf: Library) -> None:
    """The citation, in Chicago unless another is chosen, stands ready to copy."""
    passage = id_in(shelf, "harbour", 2)
    async with place(shelf) as here:
        told = told_alone(await here.alice.slash(here.channel, "cite", passage=passage))
        assert "The harbour crane number two lifts boxes." in told
        assert "**Chicago**" in told
        assert "```\n" in told
        assert "A. Writer" in told


@pytest.mark.parametrize("style", Style)
async def test_each_style_can_be_chosen(shelf: Library, style: Style) -> None:
    """Every style there is gives a citation of its own, and offers the others."""
    passage = id_in(shelf, "harbour", 2)
    async with place(shelf) as here:
        result = await here.alice.slash(here.channel, "cite", passage=passage, style=style.value)
        assert "The Harbour" in told_alone(result).split("```")[1]
        assert len(options(result.response)) == len(Style)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("harbour-", "harbour-"),
        ("Storm-", "storm-"),
        ("crane number elev", "number eleven"),
        ("winter broke", "In winter a storm"),
        ("on te", "Tea is poured"),
        ("", "In winter a storm"),
        ("mil", "pour milk into"),
    ],
)
async def test_passages_are_offered_while_one_types(
    shelf: Library, typed: str, found: str
) -> None:
    """Passages are found by the beginning of their id, by their words and by their title."""
    async with place(shelf) as here:
        choices = await here.alice.autocomplete(here.channel, "cite", "passage", typed)
        assert any(found in choice["name"] for choice in choices)
        assert len(choices) <= 25
        assert all(choice["name"].startswith(choice["value"]) for choice in choices)
        chosen = await here.alice.slash(here.channel, "cite", passage=choices[0]["value"])
        assert "**Chicago**" in told_alone(chosen)


@pytest.mark.parametrize("typed", ["nothing like this", '"*"', "%", "a" * 90])
async def test_what_is_nowhere_is_not_offered(shelf: Library, typed: str) -> None:
    """What no passage has offers nothing, and breaks nothing."""
    async with place(shelf) as here:
        choices = await here.alice.autocomplete(here.channel, "cite", "passage", typed)
        assert len(choices) == 0 or typed in {'"*"', "%"}


@pytest.mark.parametrize(
    "passage", ["nothing-abcdef", " ", "no such words", "x" * 3000, "`never`"]
)
async def test_a_passage_that_there_is_not_is_told(shelf: Library, passage: str) -> None:
    """What leads nowhere gets a sentence, for who typed it alone."""
    async with place(shelf) as here:
        told = told_alone(await here.alice.slash(here.channel, "cite", passage=passage))
        assert told.startswith("No passage has")
        assert "choose one from the list" in told or len(passage) > 2000


async def test_words_that_one_passage_has_name_it(shelf: Library) -> None:
    """Whoever types on without choosing from the list gets the only passage that is meant."""
    async with place(shelf) as here:
        told = told_alone(await here.alice.slash(here.channel, "cite", passage="spring came"))
        assert "In winter a storm broke" in told
        told = told_alone(await here.alice.slash(here.channel, "cite", passage="harbour crane"))
        assert told.startswith("More than one passage has 'harbour crane'")


async def test_words_of_its_title_name_a_document(shelf: Library) -> None:
    """The only document whose title has the words is the one that is meant."""
    async with place(shelf) as here:
        told = told_alone(await here.alice.slash(here.channel, "read", source="the storm"))
        assert "In winter a storm broke" in told
        told = told_alone(await here.alice.slash(here.channel, "read", source="a"))
        assert told.startswith("More than one document is named 'a'")


async def test_the_documents_are_listed(shelf: Library) -> None:
    """Each document stands with what is known of it, for who asked alone."""
    async with place(shelf) as here:
        result = await here.alice.slash(here.channel, "sources")
        told = told_alone(result)
        assert told.startswith("**5 documents**, 19 passages")
        assert "*The Harbour*\n-# The Press, A. Writer, 14 December 2009, 12 passages" in told
        assert "*After the Storm*\n-# February 2013, 1 passage, `storm`" in told
        assert r"*Of \*Stars\* and @" in told
        assert [option["value"] for option in options(result.response)] == [
            *("harbour", "long", "markup", "storm", "tea")
        ]
        assert not [one for one in meanings(result.response) if one.startswith("sources:")]


async def test_many_documents_are_listed_page_by_page(many: Library) -> None:
    """A long list is turned in place, to its last page and back."""
    async with place(many) as here:
        message = (await here.alice.slash(here.channel, "sources")).response
        assert "*Volume 0*" in text_of(message)
        for page, first in ((2, 8), (3, 16), (4, 24)):
            await here.press(here.alice, message, rf"sources:\d+:{page}")
            assert f"*Volume {first}*" in text_of(message)
            assert f"*Volume {first - 1}*" not in text_of(message)
        assert [one for one in meanings(message) if one.startswith("sources:")] == [
            f"sources:{here.alice.id}:3"
        ]
        await here.press(here.alice, message, r"sources:\d+:3")
        assert "*Volume 16*" in text_of(message)


async def test_a_document_is_read_page_by_page(shelf: Library) -> None:
    """A document begins at its first paragraph, and is turned in place to its last."""
    async with place(shelf) as here:
        message = (await here.alice.slash(here.channel, "read", source="HARBOUR")).response
        assert message.ephemeral
        read = text_of(message)
        assert "*The Harbour*, The Press, A. Writer, 14 December 2009" in read
        begun = 1
        while (on := max(turns(message))) > begun:
            await here.press(here.alice, message, rf"read:\d+:{on}:harbour")
            begun = on
            read += text_of(message)
        numbers = "one two three four five six seven eight nine ten eleven twelve".split()
        assert all(read.count(f"number {number} lifts") == 1 for number in numbers)


async def test_a_document_is_read_from_a_paragraph_on(shelf: Library) -> None:
    """With a paragraph, reading begins there, and goes back from there, too."""
    async with place(shelf) as here:
        result = await here.alice.slash(here.channel, "read", source="harbour", paragraph=8)
        assert "number eight lifts" in told_alone(result)
        assert "number seven lifts" not in text_of(result.response)
        await here.press(here.alice, result.response, r"read:\d+:[1-7]:harbour")
        assert "number seven lifts" in text_of(result.response)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"source": "harbour", "paragraph": 13}, "harbour has the paragraphs 1 to 12; ask for"),
        ({"source": "storm", "paragraph": 2}, "storm has paragraph 1 alone; ask for that."),
        ({"source": "nothing"}, "No document is named 'nothing'; choose"),
        ({"source": ""}, "No document is named ''"),
    ],
)
async def test_what_cannot_be_read_is_told(
    shelf: Library, given: dict[str, object], sentence: str
) -> None:
    """A document, or a paragraph, that there is not gets a sentence."""
    async with place(shelf) as here:
        assert sentence in told_alone(await here.alice.slash(here.channel, "read", **given))


async def test_a_document_of_one_page_is_not_turned(shelf: Library) -> None:
    """What fits one page has neither buttons nor a menu; one paragraph is told as one."""
    async with place(shelf) as here:
        result = await here.alice.slash(here.channel, "read", source="storm")
        assert meanings(result.response) == []
        assert "\n-# paragraph 1 of 1\n" in text_of(result.response)


async def test_documents_are_offered_while_one_types(shelf: Library) -> None:
    """``/read`` offers documents as ``/ask`` does."""
    async with place(shelf) as here:
        choices = await here.alice.autocomplete(here.channel, "read", "source", "storm")
        assert [choice["value"] for choice in choices] == ["storm"]
        assert "After the Storm" in choices[0]["name"]
