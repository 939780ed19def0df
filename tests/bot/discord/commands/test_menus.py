"""Find sources, check quotes: what can be done with any message."""

from typing import Any

import discord
import pytest

from bot.discord.commands.menus import MOST_QUOTES, NO_QUOTES, NO_TEXT
from bot.settings import Access, Rate
from index.domain import Verification
from index.errors import QuestionError
from index.library import Library
from tests.bot.discord.corpora import QUESTION
from tests.bot.discord.place import Place, place
from tests.bot.discord.seen import labels, meanings, told_alone

FIND, CHECK = "Find sources", "Check quotes"


async def said_at_length(here: Place, text: str) -> Any:  # noqa: ANN401 (untyped)
    """Have Bob say more than most people can: with Nitro a message may have 4,000 characters."""
    said = await here.bob.send(here.channel, "...")
    here.env.backend.get_message(here.channel.id, said.id).content = text
    return said


async def test_the_sources_of_a_message_are_found(shelf: Library) -> None:
    """Which passages bear on a message is shown to who asked, and can be shared."""
    async with place(shelf) as here:
        said = await here.bob.send(here.channel, "I think the harbour crane number five is old.")
        result = await here.alice.context_menu(here.channel, FIND, said)
        assert "number five lifts boxes" in told_alone(result)
        assert "Asked: a message\n" in told_alone(result)
        assert "Share with everybody" in labels(result.response)
        assert here.replies == []


@pytest.mark.parametrize("menu", [FIND, CHECK])
@pytest.mark.parametrize("text", ["", " \n "])
async def test_a_message_without_text_is_told(shelf: Library, menu: str, text: str) -> None:
    """A message with only a picture has nothing to look for, and that is said."""
    async with place(shelf) as here:
        picture = [("crane.png", b"\x89PNG")]
        said = await here.bob.send(here.channel, text, attachments=picture)
        result = await here.alice.context_menu(here.channel, menu, said)
        assert told_alone(result) == NO_TEXT


async def test_a_message_of_mentions_is_told(shelf: Library) -> None:
    """A message without a word of its own is no question."""
    async with place(shelf) as here:
        said = await here.bob.send(here.channel, f"<@{here.alice.id}> <#{here.channel.id}>")
        result = await here.alice.context_menu(here.channel, FIND, said)
        assert told_alone(result) == "The question is empty; ask one in words."


async def test_a_long_message_is_looked_for_by_its_beginning(shelf: Library) -> None:
    """What is longer than a question may be is cut rather than refused."""
    async with place(shelf) as here:
        said = await said_at_length(here, f"{QUESTION} five. {'And so on. ' * 330}")
        result = await here.alice.context_menu(here.channel, FIND, said)
        assert "Asked: the first 2,000 characters of a message\n" in told_alone(result)


async def test_nothing_of_a_message_is_told_as_missing(shelf: Library) -> None:
    """The names in somebody else's message are not kept, though the corpus lacks them."""
    async with place(shelf) as here:
        said = await here.bob.send(here.channel, "Zebediah Quux loves Timbuktu")
        result = await here.alice.context_menu(here.channel, FIND, said)
        assert "Asked: a message\n" in told_alone(result)
        assert "mentions" not in told_alone(result)


async def test_a_card_is_a_message_too(shelf: Library) -> None:
    """What stands on a card is text: its sources can be looked for, its quotes checked."""
    async with place(shelf) as here:
        answer = (await here.alice.slash(here.channel, "ask", question=QUESTION)).response
        found = await here.bob.context_menu(here.channel, FIND, answer)
        assert "lifts boxes" in told_alone(found)
        checked = await here.bob.context_menu(here.channel, CHECK, answer)
        assert told_alone(checked)


async def test_what_was_forwarded_is_text_too(shelf: Library) -> None:
    """A forwarded message has no text of its own, but that which it forwards."""
    async with place(shelf) as here:
        said = await here.bob.send(here.channel, "The harbour crane number five is old.")
        other = here.guild.create_text_channel("other")
        forwarded = await here.bob.forward(said, other)
        result = await here.alice.context_menu(other, FIND, forwarded)
        assert "number five lifts boxes" in told_alone(result)


async def test_an_embed_is_text_too(shelf: Library) -> None:
    """What another application wrote, with a title and fields, can be looked for."""
    async with place(shelf) as here:
        embed = discord.Embed(title="News", description="The harbour crane number five is old.")
        embed.add_field(name="Elsewhere", value='"In winter a storm broke the harbour crane"')
        written = await here.guild.create_webhook(here.channel).send(embed=embed)
        found = await here.alice.context_menu(here.channel, FIND, written)
        assert "number five lifts boxes" in told_alone(found)
        checked = await here.alice.context_menu(here.channel, CHECK, written)
        assert "**1 quotation** checked, 1 verbatim" in told_alone(checked)


async def test_checking_counts_as_asking(shelf: Library) -> None:
    """Quotes that are checked count against the rate, as do sources that are looked for."""
    async with place(shelf, access=Access(per_user=Rate(2, 3600))) as here:
        said = await here.bob.send(here.channel, '"In winter a storm broke the harbour crane"')
        for menu in (FIND, CHECK):
            assert "storm" in told_alone(await here.alice.context_menu(here.channel, menu, said))
        for menu in (FIND, CHECK):
            result = await here.alice.context_menu(here.channel, menu, said)
            assert told_alone(result).startswith("You have asked a lot")


async def test_quotations_are_checked(shelf: Library) -> None:
    """Each is told as verbatim, altered or not found, with its place, to who asked alone."""
    async with place(shelf) as here:
        said = await here.bob.send(
            here.channel,
            'They say "In winter a storm broke the harbour crane" and "Black tea is left to'
            ' stand for shorter than green tea", even "no such words stand in any of these".',
        )
        result = await here.alice.context_menu(here.channel, CHECK, said)
        told = told_alone(result)
        assert "**3 quotations** checked, 1 verbatim" in told
        verbatim, altered, missing = (told.index(word) for word in ("Verb", "Alter", "Not found"))
        assert verbatim < altered < missing
        assert "`storm-" in told[verbatim:altered]
        assert "~~shorter~~" in told[altered:missing]
        assert "**longer**" in told[altered:missing]
        assert "`tea-" in told[altered:missing]
        assert "no such words stand in any of these" in told[missing:]
        assert [one.split("-")[0] for one in meanings(result.response)] == [
            *("context:storm", "cite:storm", "context:tea", "cite:tea")
        ]
        assert here.replies == []


async def test_a_block_quote_is_checked(shelf: Library) -> None:
    """Lines that begin with > are a quotation without marks."""
    async with place(shelf) as here:
        said = await here.bob.send(here.channel, "> Tea is poured over leaves and left to stand.")
        result = await here.alice.context_menu(here.channel, CHECK, said)
        assert "**1 quotation** checked, 1 verbatim" in told_alone(result)


async def test_two_quotations_of_one_passage_are_checked(shelf: Library) -> None:
    """A passage that is quoted twice is told twice, with one set of buttons."""
    async with place(shelf) as here:
        quotes = '"In winter a storm broke the harbour" and "nobody mended it until spring came"'
        said = await here.bob.send(here.channel, quotes)
        result = await here.alice.context_menu(here.channel, CHECK, said)
        assert "**2 quotations** checked, 2 verbatim" in told_alone(result)
        assert len(meanings(result.response)) == 2


async def test_more_quotations_than_fit_are_counted(shelf: Library) -> None:
    """Of many the first are checked, and how many were left out is said."""
    async with place(shelf) as here:
        quotes = " ".join(f'"number {n} of many quotations here"' for n in range(MOST_QUOTES + 2))
        said = await here.bob.send(here.channel, quotes)
        told = told_alone(await here.alice.context_menu(here.channel, CHECK, said))
        assert f"**{MOST_QUOTES} quotations** checked, 0 verbatim" in told
        assert "2 further quotations left out." in told


async def test_a_quotation_that_cannot_be_checked_is_told_among_the_others(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that cannot be checked does not keep the others from being checked."""
    verify = shelf.verify

    def verify_or_fail(text: str) -> Verification:
        if text.startswith("too long"):
            raise QuestionError(text)
        return verify(text)

    monkeypatch.setattr(shelf, "verify", verify_or_fail)
    async with place(shelf) as here:
        quotes = '"too long a quotation" and "In winter a storm broke the harbour crane"'
        said = await here.bob.send(here.channel, quotes)
        told = told_alone(await here.alice.context_menu(here.channel, CHECK, said))
        assert "**2 quotations** checked, 1 verbatim" in told
        assert "too long a quotation" in told.splitlines()


@pytest.mark.parametrize("text", ["No quotation at all.", 'He said "not so".', "```\n> a b c d\n"])
async def test_a_message_without_quotations_is_told(shelf: Library, text: str) -> None:
    """Without a quotation of four words the asker learns what counts as one."""
    async with place(shelf) as here:
        said = await here.bob.send(here.channel, text)
        result = await here.alice.context_menu(here.channel, CHECK, said)
        assert told_alone(result).replace("\\", "") == NO_QUOTES


async def test_hostile_quotations_ping_nobody(shelf: Library) -> None:
    """What is quoted is shown as it was written, without its markup and its mentions."""
    async with place(shelf) as here:
        said = await here.bob.send(
            here.channel, '"@everyone look at <@123456789012345678> and ||this|| now"'
        )
        told = told_alone(await here.alice.context_menu(here.channel, CHECK, said))
        assert "@everyone" not in told
        assert r"\<@123456789012345678\>" in told
        assert r"\|\|this\|\|" in told
