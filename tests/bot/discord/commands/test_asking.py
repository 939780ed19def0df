"""``/ask`` with each of its options."""

import re
from typing import Any

import pytest

from bot.discord.commands.asking import HOW_TO_ASK
from bot.settings import Access, Rate
from index.library import Library
from tests.bot.discord.corpora import LIBRARY, NONSENSE, QUESTION
from tests.bot.discord.place import place
from tests.bot.discord.seen import labels, meanings, text_of, told_alone
from tests.conftest import OpenFake, corpus, fake_build


async def test_ask_is_announced_and_answered(shelf: Library) -> None:
    """``/ask`` is acknowledged for all to see, then shows the question and its passages."""
    async with place(shelf) as here:
        result = await here.alice.slash(here.channel, "ask", question=QUESTION)
        assert not result.response.ephemeral
        shown = text_of(result.response)
        assert f"Asked: {QUESTION}\n" in shown
        assert "**Found in the corpus**: 9 passages from 1 source, best first" in shown
        assert "number one lifts boxes" in shown
        first = here.env.http_requests[1:]
        posted = [request.json for request in first if request.method == "POST"]
        assert posted[0]["type"] == 5


async def test_a_private_answer_is_for_the_asker_alone(shelf: Library) -> None:
    """What is asked privately nobody else sees, and it can be shared."""
    async with place(shelf) as here:
        result = await here.alice.slash(here.channel, "ask", question=QUESTION, private=True)
        assert "number one lifts boxes" in told_alone(result)
        assert "Share with everybody" in labels(result.response)
        assert here.replies == []


@pytest.mark.parametrize("typed", ["hi", "help", "Hello, what can you do?"])
async def test_a_greeting_is_told_how_to_ask(shelf: Library, typed: str) -> None:
    """Nothing is searched for it: the asker alone is told, as who mentions the bot is."""
    async with place(shelf) as here:
        result = await here.alice.slash(here.channel, "ask", question=typed)
        assert told_alone(result) == HOW_TO_ASK
        assert here.replies == []


async def test_a_source_limits_the_answer(shelf: Library) -> None:
    """With a source, that document alone is asked, in whatever case its key is written."""
    async with place(shelf) as here:
        result = await here.alice.slash(here.channel, "ask", question="harbour", source="Storm")
        shown = text_of(result.response)
        assert "Only storm." in shown
        assert "In winter a storm broke the harbour crane" in shown
        assert "lifts boxes" not in shown


@pytest.mark.parametrize(
    ("limits", "told", "keys"),
    [
        ({"since": "2010"}, "since 2010", {"storm"}),
        ({"until": "2009-12"}, "until December 2009", {"harbour"}),
        ({"since": "2009", "until": "2013"}, "since 2009, until 2013", {"harbour", "storm"}),
        ({"since": "2009-12-14", "until": "2009/12/14"}, "since 14 December 2009", {"harbour"}),
    ],
)
async def test_dates_limit_the_answer(
    shelf: Library, limits: dict[str, str], told: str, keys: set[str]
) -> None:
    """With dates, only documents of that time are asked, and the card says so."""
    async with place(shelf) as here:
        question = "winter harbour crane"
        result = await here.alice.slash(here.channel, "ask", question=question, **limits)
        assert told in text_of(result.response)
        cited = [one for one in meanings(result.response) if one.startswith("cite:")]
        assert {one[len("cite:") :].split("-")[0] for one in cited} == keys


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"question": "?!"}, "no word in it"),
        ({"question": " "}, "The question is empty"),
        ({"question": "<:smile:12345678901234567>" * 80}, "The question is empty"),
        ({"question": "🙂" * 2000}, "no word in it"),
        ({"question": "words " * 1000}, "5,999 characters and the limit is 2,000"),
        ({"question": "who?", "since": "yesterday"}, "The date since is 'yesterday'"),
        ({"question": "who?", "since": "2010", "until": "2009"}, "exchange the two"),
        ({"question": "who?", "since": "2009-02-31"}, "2009-02-31"),
        (
            {"question": "who?", "source": "nothing"},
            "No document is named 'nothing'; choose one from the list",
        ),
        ({"question": "who?", "since": "2050"}, "No document of the corpus lies within"),
    ],
)
async def test_what_cannot_be_asked_is_told_privately(
    shelf: Library, given: dict[str, Any], sentence: str
) -> None:
    """A question or a limit that is none gets its sentence, and leaves nothing for others."""
    async with place(shelf) as here:
        result = await here.alice.slash(here.channel, "ask", **given)
        assert sentence in told_alone(result)
        assert here.replies == []


async def test_where_nothing_answers_that_is_said(shelf: Library) -> None:
    """The nearest passages are no answer, and the card calls them so."""
    async with place(shelf) as here:
        result = await here.alice.slash(here.channel, "ask", question=NONSENSE)
        assert "**Nothing in the corpus answers this**" in text_of(result.response)
        assert len([one for one in meanings(result.response) if one.startswith("cite:")]) <= 2


async def test_a_misspelt_word_is_read_right_and_told(shelf: Library) -> None:
    """Typos are fine, and the card says how they were read."""
    async with place(shelf) as here:
        result = await here.alice.slash(here.channel, "ask", question="harbuor crane number")
        assert "Read harbuor as harbour." in text_of(result.response)
        assert "lifts boxes" in text_of(result.response)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("harb", ["harbour"]),
        ("PRESS writer", ["harbour"]),
        ("2013", ["storm"]),
        ("on tea", ["tea"]),
        ("", ["harbour", "long", "markup", "storm", "tea"]),
        ("nothing like it", []),
    ],
)
async def test_sources_are_offered_while_one_types(
    shelf: Library, typed: str, keys: list[str]
) -> None:
    """Documents are found by words of their title, key, publisher, author or date."""
    async with place(shelf) as here:
        choices = await here.alice.autocomplete(
            here.channel, "ask", "source", typed, question="who?"
        )
        assert [choice["value"] for choice in choices] == keys


async def test_no_more_is_offered_than_discord_shows(
    tmp_path_factory: pytest.TempPathFactory, open_fake: OpenFake
) -> None:
    """Of many documents the first 25 are offered, and fewer the more is typed."""
    folder = tmp_path_factory.mktemp("many")
    fake_build(corpus(folder, LIBRARY), folder / "built")
    async with place(open_fake(folder / "built")) as here:
        choices = await here.alice.autocomplete(here.channel, "ask", "source", "", question="?")
        assert len(choices) == 25
        choices = await here.alice.autocomplete(here.channel, "ask", "source", "2", question="?")
        assert all("2" in choice["name"] for choice in choices)


async def test_a_full_queue_is_told_at_once(shelf: Library) -> None:
    """Where as many wait as may, the asker is told politely, before anything is announced."""
    async with place(shelf, queue=0) as here:
        result = await here.alice.slash(here.channel, "ask", question=QUESTION)
        assert re.match("Too many questions .* ask again in a minute", told_alone(result))
        await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        assert "Too many questions" in text_of(here.replies[-1])


async def test_a_rate_holds_back_and_says_for_how_long(shelf: Library) -> None:
    """Whoever asks more than the rate allows is told when to ask again; others are not held."""
    async with place(shelf, access=Access(per_user=Rate(2, 3600))) as here:
        for _ in range(2):
            await here.alice.slash(here.channel, "ask", question=QUESTION)
        refused = await here.alice.slash(here.channel, "ask", question=QUESTION)
        assert re.match(r"You have asked a lot just now; .* \d+ seconds\.", told_alone(refused))
        await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        assert "You have asked a lot" in text_of(here.replies[-1])
        answered = await here.bob.slash(here.channel, "ask", question=QUESTION)
        assert "lifts boxes" in text_of(answered.response)


async def test_a_rate_of_the_server_holds_back_all_in_it(shelf: Library) -> None:
    """All in a server share its rate."""
    async with place(shelf, access=Access(per_guild=Rate(1, 3600))) as here:
        await here.alice.slash(here.channel, "ask", question=QUESTION)
        refused = await here.bob.slash(here.channel, "ask", question=QUESTION)
        assert told_alone(refused).startswith("This server has asked a lot")


async def test_what_cannot_be_asked_costs_nothing(shelf: Library) -> None:
    """A mistake does not count against the rate."""
    async with place(shelf, access=Access(per_user=Rate(1, 3600))) as here:
        await here.alice.slash(here.channel, "ask", question="?!")
        answered = await here.alice.slash(here.channel, "ask", question=QUESTION)
        assert "lifts boxes" in text_of(answered.response)
