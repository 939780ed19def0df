"""``/gaps``: what people asked in vain, for those who may manage the server."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.discord.cards.gaps import PER_PAGE
from bot.discord.gaps_presses import NOTHING
from bot.gaps import Gap
from bot.settings import Access
from index.domain import EVERYTHING, Verdict
from index.library import Library
from index.serving import Serving
from tests.bot.discord.corpora import SHELF
from tests.bot.discord.fakes import FailingLibrary
from tests.bot.discord.place import Place, client, place
from tests.bot.discord.seen import labels, meanings, text_of, told_alone
from tests.bot.journals import answer

WORDS = "anchor basalt cobalt dahlia ermine falcon garnet heron".split()
ANSWERED = "harbour crane number one lifts boxes"
MANAGES = discord.Permissions(manage_guild=True)
REFUSED = "This command is for those who may manage the server."


def carol_in(here: Place) -> Any:  # noqa: ANN401 (untyped)
    """Return somebody who may manage the server."""
    role = here.guild.create_role("managers", permissions=MANAGES)
    return here.guild.add_member(here.env.create_user("carol"), roles=[role])


def asked(here: Place, *questions: str, verdict: Verdict = Verdict.NOT_IN_CORPUS) -> list[str]:
    """Have questions been asked, in vain; return the answers' ids."""
    nothing = replace(answer(), verdict=verdict, scope=EVERYTHING)
    journal = here.service.journal
    return [
        journal.record(replace(nothing, question=question), 3, here.alice.id, None).id
        for question in questions
    ]


async def test_nothing_was_left_unanswered(shelf: Library) -> None:
    """Where there is no gap one sentence says so."""
    async with place(shelf) as here:
        assert told_alone(await carol_in(here).slash(here.channel, "gaps")) == NOTHING


async def test_the_most_asked_comes_first(shelf: Library) -> None:
    """With how often, what was looked for, and how else it was asked; and nobody's name."""
    async with place(shelf) as here:
        carol = carol_in(here)
        asked(here, "anchor chain", "basalt", "anchor chain link", "anchor chain")
        (disliked,) = asked(here, "cobalt", verdict=Verdict.ANSWERED)
        here.service.journal.vote(disliked, here.bob.id, up=False, wanted="*The* blue @everyone")
        told = told_alone(await carol.slash(here.channel, "gaps"))
        assert "5 questions that the corpus did not answer, or not well, in 3 groups" in told
        assert told.index("anchor chain") < told.index("basalt")
        assert "Asked 3 times" in told
        assert "-# Also: anchor chain link" in told
        assert "1 👎" in told
        assert "Looked for: \\*The\\* blue @\u200beveryone" in told
        assert str(here.alice.id) not in told
        assert "alice" not in told


async def test_what_is_answered_by_now_is_marked(shelf: Library) -> None:
    """With the passage that answers, and its buttons; each passage's once."""
    async with place(shelf) as here:
        asked(here, f"Which {ANSWERED}?", f'"{ANSWERED}"', "zebra xylophone")
        carol = carol_in(here)
        result = await carol.slash(here.channel, "gaps")
        told = told_alone(result)
        assert told.count("✅ **Answered since**: *The Harbour*") >= 1
        assert labels(result.response).count("Context") == 1
        context = (await here.press(carol, result.response, "context:.*")).response
        assert "number one lifts" in text_of(context)


async def test_a_document_that_came_answers(
    fake_library: Callable[[Mapping[str, str]], Library],
) -> None:
    """Another corpus is asked anew, though the question was asked of the one before."""
    serving = Serving(fake_library(SHELF))
    async with place(serving) as here:
        carol = carol_in(here)
        asked(here, '"the dahlia grows only in basalt sand"')
        assert "Answered since" not in told_alone(await carol.slash(here.channel, "gaps"))
        dahlia = "---\ntitle: Of Dahlias\n---\n\nThe dahlia grows only in basalt sand.\n"
        serving.exchange(fake_library({**SHELF, "dahlia.md": dahlia}))
        told = told_alone(await carol.slash(here.channel, "gaps"))
        assert "✅ **Answered since**: *Of Dahlias*" in told


async def test_pages_are_turned_after_a_restart(shelf: Library, tmp_path: Path) -> None:
    """Another process shows the next page of the same list."""
    async with place(shelf, tmp_path) as here:
        carol = carol_in(here)
        asked(here, *WORDS)
        page = (await carol.slash(here.channel, "gaps")).response
        assert "-# Page 1 of 2." in text_of(page)
        assert sum(word in text_of(page) for word in WORDS) == PER_PAGE
        first = {word for word in WORDS if word in text_of(page)}
        await here.restart(client(shelf, tmp_path))
        await here.press(carol, page, "gaps:2")
        assert "-# Page 2 of 2." in text_of(page)
        assert {word for word in WORDS if word in text_of(page)} == set(WORDS) - first


async def test_all_of_it_as_a_table(shelf: Library) -> None:
    """A file for spreadsheets, in which nothing is a formula."""
    async with place(shelf) as here:
        carol = carol_in(here)
        asked(here, *WORDS, "=HYPERLINK(1)", ANSWERED)
        page = (await carol.slash(here.channel, "gaps")).response
        sent = (await here.press(carol, page, "gaps:table")).response
        assert sent.ephemeral
        assert "10 groups" in text_of(sent)
        (file,) = sent.attachments
        raw = await file.read()
        assert raw.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
        assert {row["question"] for row in rows} == {*WORDS, "'=HYPERLINK(1)", ANSWERED}
        assert {row["answered since"] for row in rows} <= {"yes", "no"}


@pytest.mark.parametrize("pattern", ["gaps:2", "gaps:table"])
async def test_who_may_no_longer_is_refused_at_each_button(shelf: Library, pattern: str) -> None:
    """Carol lost her role between the card and the press."""
    async with place(shelf) as here:
        carol = carol_in(here)
        asked(here, *WORDS)
        page = (await carol.slash(here.channel, "gaps")).response
        here.guild.roles["managers"]._role.permissions = 0
        assert told_alone(await here.press(carol, page, pattern)) == REFUSED


async def test_who_does_not_manage_the_server_is_refused(shelf: Library) -> None:
    """Discord does not offer it to them, and where a server opened it the bot decides."""
    async with place(shelf) as here:
        assert "gaps" not in here.alice.available_commands(here.channel)
        command = here.env.backend.find_command("gaps", here.guild.id)
        here.guild.set_command_permissions(int(command["id"]), {here.guild.default_role: True})
        assert told_alone(await here.alice.slash(here.channel, "gaps")) == REFUSED


async def test_one_server_does_not_see_what_another_asked(shelf: Library) -> None:
    """Whoever invites the bot to a server of their own reads nobody's questions there."""
    async with place(shelf) as here:
        asked(here, "anchor")
        carol = carol_in(here)
        here.env.create_guild()
        told = told_alone(await carol.slash(here.channel, "gaps"))
        assert "Several servers ask me" in told
        assert "anchor" not in told
        here.service.gate._access = Access(guilds=frozenset({here.guild.id}))
        assert "anchor" in told_alone(await carol.slash(here.channel, "gaps"))


async def test_the_buttons_of_a_single_page(shelf: Library) -> None:
    """There is nothing to turn, and the table is offered."""
    async with place(shelf) as here:
        asked(here, "anchor")
        page = (await carol_in(here).slash(here.channel, "gaps")).response
        assert meanings(page) == ["gaps:table"]


def remembered(here: Place) -> set[str]:
    """Return the questions that are in memory."""
    finder = here.service.gaps
    return finder._vectors.keys() | finder._answers.keys()


async def test_what_is_forgotten_goes_from_memory_too(shelf: Library) -> None:
    """With /forget; and what the journal no longer has, when the list is shown again."""
    async with place(shelf) as here:
        carol = carol_in(here)
        first, _ = asked(here, "anchor", "basalt")
        await carol.slash(here.channel, "gaps")
        assert remembered(here) == {"anchor", "basalt"}
        here.service.journal._execute("DELETE FROM answers WHERE id = ?", (first,))
        await carol.slash(here.channel, "gaps")
        assert remembered(here) == {"basalt"}
        await here.alice.slash(here.channel, "forget")
        assert remembered(here) == set()
        assert told_alone(await carol.slash(here.channel, "gaps")) == NOTHING


def forget(here: Place) -> None:
    """Do what /forget of Alice does."""
    here.service.journal.forget_person(here.alice.id)
    here.service.gaps.forget()


@pytest.mark.parametrize("at", ["_grouped", "_answering"])
async def test_what_is_forgotten_meanwhile_is_neither_shown_nor_kept(
    shelf: Library, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """Whoever has it forgotten just when somebody looks is not shown, and does not wait."""
    async with place(shelf) as here:
        carol, finder = carol_in(here), here.service.gaps
        asked(here, "anchor")
        whole = getattr(finder, at)
        rounds: list[object] = []

        async def looked(*given: Any) -> object:  # noqa: ANN401 (as it takes them)
            found = await whole(*given)
            rounds.append(found)
            if len(rounds) == 1:
                assert remembered(here) == {"anchor"}
                forget(here)
            return found

        monkeypatch.setattr(finder, at, looked)
        assert told_alone(await carol.slash(here.channel, "gaps")) == NOTHING
        assert len(rounds) == 2
        assert remembered(here) == set()


async def test_who_has_things_forgotten_without_an_end_holds_nobody_up(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After some rounds whoever looks is told to look again."""
    async with place(shelf) as here:
        carol, finder = carol_in(here), here.service.gaps
        asked(here, "anchor")
        whole = finder._grouped

        async def looked() -> list[Gap]:
            found = await whole()
            finder.forget()
            return found

        monkeypatch.setattr(finder, "_grouped", looked)
        assert "look again in a minute" in told_alone(await carol.slash(here.channel, "gaps"))
        assert remembered(here) == set()


async def test_what_is_forgotten_is_not_kept_where_looking_fails(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model that fails has read the question before."""
    async with place(shelf) as here:
        carol, finder = carol_in(here), here.service.gaps
        asked(here, "anchor")
        whole = finder._answering

        async def fails(gaps: Sequence[Gap]) -> None:
            forget(here)
            await whole(gaps)
            raise OSError

        monkeypatch.setattr(finder, "_answering", fails)
        assert "Something went wrong" in told_alone(await carol.slash(here.channel, "gaps"))
        assert remembered(here) == set()


async def test_what_went_wrong_is_asked_again(shelf: Library) -> None:
    """A failure of the moment is not what the corpus says for as long as it stands."""
    async with place(shelf) as here:
        carol = carol_in(here)
        asked(here, f'"{ANSWERED}"')
        serving = here.service.serving
        real, serving.ask_many = serving.ask_many, FailingLibrary(shelf, OSError()).ask_many  # type: ignore[method-assign]
        assert "Answered since" not in told_alone(await carol.slash(here.channel, "gaps"))
        serving.ask_many = real  # type: ignore[method-assign]
        assert "✅ **Answered since**" in told_alone(await carol.slash(here.channel, "gaps"))
