"""``/teach``: which passage answers a question, or that those shown do not."""

from pathlib import Path
from typing import Any

import discord
import pytest

from bot.discord.commands.teaching import ONE_OF_THEM
from bot.discord.pages import MOST
from bot.settings import Access, Rate
from index.domain import KnownQuestion
from index.errors import ModelError
from index.store.known_file import QUESTIONS, read_known
from tests.bot.discord.corpora import NONSENSE, QUESTION
from tests.bot.discord.seen import text_of, told_alone
from tests.bot.discord.shelving import Shelving, removed, shelving
from tests.bot.discord.test_hostile import assert_pings_nobody, typed

REFUSED = "This command is for those who may manage the server."
ASKED = "Zebra xylophone?"


async def taught(on: Shelving, person: Any = None, **given: Any) -> str:  # noqa: ANN401 (untyped)
    """Use ``/teach``, and return what is told to whoever did alone."""
    return told_alone(await (person or on.carol).slash(on.here.channel, "teach", **given))


def known(on: Shelving) -> list[KnownQuestion]:
    """Return the known questions."""
    return read_known(on.seeds)[0]


def id_in(on: Shelving, key: str) -> str:
    """Return the id of a document's first passage."""
    return on.serving.library.passages(key)[0].id


async def test_a_passage_is_taught_and_found(tmp_path: Path) -> None:
    """The answer comes from it at once, and the card says how to take that back."""
    async with shelving(tmp_path) as on:
        storm = id_in(on, "storm")
        assert "After the Storm" not in await on.asked("xylophone of a zebra")
        told = await taught(on, question=f" {ASKED} ", passage=storm)
        assert told == (
            f"**Taught**: `{storm}` answers “Zebra xylophone?”.\n"
            "The corpus has 5 documents, 19 passages now.\n"
            "-# Change 1; `/corpus undo number:1` takes it back."
        )
        assert known(on) == [KnownQuestion(ASKED, (storm,))]
        assert "After the Storm" in await on.asked("xylophone of a zebra")


async def test_what_is_judged_anew_is_told(tmp_path: Path) -> None:
    """One judgement takes the other's place; the card says so, and how to have it back."""
    async with shelving(tmp_path) as on:
        storm, tea = id_in(on, "storm"), id_in(on, "tea")
        await taught(on, question=ASKED, passage=storm)
        told = await taught(on, question="zebra xylophone", passage=tea)
        assert told == (
            f"**Taught**: `{tea}` answers “zebra xylophone”, in place of what was judged of it"
            " before.\n"
            "The corpus has 5 documents, 19 passages now.\n"
            "-# Change 2; `/corpus undo number:2` brings that back."
        )
        await on.corpus("undo", number=2)
        assert known(on) == [KnownQuestion(ASKED, (storm,))]


async def test_the_passage_is_chosen_while_one_types(tmp_path: Path) -> None:
    """By its words, as with ``/cite``; typed and not chosen, it is found, too."""
    async with shelving(tmp_path) as on:
        storm = id_in(on, "storm")
        (choice,) = await on.carol.autocomplete(
            on.here.channel, "teach", "passage", "winter storm"
        )
        assert choice["value"] == storm
        await taught(on, question=ASKED, passage="winter storm broke")
        assert known(on) == [KnownQuestion(ASKED, (storm,))]
        told = await taught(on, question=ASKED, passage="harbour")
        assert told.startswith("More than one passage has 'harbour'; choose one from the list")
        assert known(on) == [KnownQuestion(ASKED, (storm,))]


async def test_what_an_answer_shows_may_be_no_answer(tmp_path: Path) -> None:
    """All of its pages are judged."""
    async with shelving(tmp_path) as on:
        told = await taught(on, question=QUESTION, nothing=True)
        assert told.startswith(
            f"**Taught**: the {MOST} passages that I show for “{QUESTION}” do not answer it.\n"
        )
        (one,) = known(on)
        assert (one.question, one.answered_by, len(one.not_answered_by)) == (QUESTION, (), MOST)


async def test_near_misses_are_judged_as_they_are_shown(tmp_path: Path) -> None:
    """Nobody sees more than two of them; and teaching is no question that is remembered."""
    async with shelving(tmp_path) as on:
        await taught(on, question=NONSENSE, nothing=True)
        (one,) = known(on)
        assert len(one.not_answered_by) == 2
        assert sum(on.here.service.journal.tally()) == 0


@pytest.mark.parametrize("given", [{}, {"nothing": False}, {"nothing": True, "passage": "tea"}])
async def test_one_thing_is_taught_at_a_time(tmp_path: Path, given: dict[str, Any]) -> None:
    """A passage that answers, or that those shown do not."""
    async with shelving(tmp_path) as on:
        assert await taught(on, question=ASKED, **given) == ONE_OF_THEM
        assert not (on.seeds / QUESTIONS).exists()


async def test_no_question_and_no_passage_are_told(tmp_path: Path) -> None:
    """A sentence each, and nothing is changed."""
    async with shelving(tmp_path) as on:
        told = await taught(on, question="?!", passage="storm")
        assert told == "The question has no word in it; ask one in words."
        told = await taught(on, question=ASKED, passage="zeppelin")
        assert told.startswith("No passage has 'zeppelin'; choose one")
        assert not (on.seeds / QUESTIONS).exists()


async def test_a_judgement_is_in_the_log_and_undone(tmp_path: Path) -> None:
    """Next to the changes of documents; what was judged before comes back."""
    async with shelving(tmp_path) as on:
        storm, tea = id_in(on, "storm"), id_in(on, "tea")
        await taught(on, question=ASKED, passage=storm)
        await removed(on, "long")
        await taught(on, question="ZEBRA xylophone", passage=tea)
        told = text_of((await on.corpus("log")).response)
        assert "**3** taught “ZEBRA xylophone”\n-# <t:" in told
        undone = text_of((await on.corpus("undo")).response)
        assert "change 3. “ZEBRA xylophone” is judged as it was before.\n" in undone
        assert known(on) == [KnownQuestion(ASKED, (storm,))]
        undone = text_of((await on.corpus("undo", number=1)).response)
        assert undone.startswith("**Undone**: change 1. “Zebra xylophone?” is no longer known.\n")
        assert known(on) == []
        assert "**5** undone 1: “Zebra xylophone?”" in text_of((await on.corpus("log")).response)


async def test_who_may_not_is_refused_though_the_server_would_let_them(tmp_path: Path) -> None:
    """Discord offers it to few; the bot asks itself, also while one types."""
    async with shelving(tmp_path) as on:
        here, alice = on.here, on.here.alice
        assert "teach" in on.carol.available_commands(here.channel)
        assert "teach" not in alice.available_commands(here.channel)
        command = here.env.backend.find_command("teach", here.guild.id)
        here.guild.set_command_permissions(int(command["id"]), {here.guild.default_role: True})
        for given in ({"passage": id_in(on, "tea")}, {"nothing": True}):
            assert await taught(on, alice, question=ASKED, **given) == REFUSED
        assert await alice.autocomplete(here.channel, "teach", "passage", "tea") == []
        assert not (on.seeds / QUESTIONS).exists()
        assert here.service.corpus.changes.trail.changes() == []


async def test_who_manages_another_server_teaches_nothing_to_all(tmp_path: Path) -> None:
    """A bot in two servers is taught in those alone that its settings list."""
    async with shelving(tmp_path) as on:
        on.here.env.create_guild()
        given = {"question": ASKED, "passage": id_in(on, "tea")}
        assert r"only in those that DISCORD\_ALLOWED\_GUILDS lists" in await taught(on, **given)
        assert not (on.seeds / QUESTIONS).exists()
        on.here.service.gate._access = Access(guilds=frozenset({on.here.guild.id}))
        assert "**Taught**" in await taught(on, **given)


async def test_there_is_no_such_command_in_direct_messages(tmp_path: Path) -> None:
    """Nobody administers anything there."""
    async with shelving(tmp_path) as on:
        (command,) = [one for one in on.here.bot.tree.get_commands() if one.name == "teach"]
        told = command.to_dict(on.here.bot.tree)
        assert (told["contexts"], told["integration_types"]) == ([0], [0])
        assert told["default_member_permissions"] == discord.Permissions(manage_guild=True).value


async def test_what_is_looked_up_counts_as_a_question(tmp_path: Path) -> None:
    """A passage that is named takes no model's time, and none of the rate."""
    async with shelving(tmp_path, access=Access(per_user=Rate(1, 60))) as on:
        for _ in range(2):
            assert "**Taught**" in await taught(on, question=ASKED, passage=id_in(on, "tea"))
        assert "**Taught**" in await taught(on, question=ASKED, nothing=True)
        told = await taught(on, question=ASKED, nothing=True)
        assert told.startswith("You have asked a lot just now")


async def test_an_index_that_cannot_be_built_leaves_what_was_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The judgement is taken back, and so is its entry in the log."""
    async with shelving(tmp_path) as on:
        storm = id_in(on, "storm")
        await taught(on, question=ASKED, passage=storm)

        def broken() -> None:
            msg = "The model is damaged."
            raise ModelError(msg)

        monkeypatch.setattr(on.here.service.corpus, "_update", broken)
        told = await taught(on, question="zebra XYLOPHONE", nothing=True)
        assert told == "The model is damaged. Nothing was changed."
        assert known(on) == [KnownQuestion(ASKED, (storm,))]
        assert len(on.here.service.corpus.changes.trail.changes()) == 1


@pytest.mark.parametrize(
    "name", ["everyone", "people", "masked link", "spoiler", "controls", "one word", "quotes"]
)
async def test_a_hostile_question_does_no_harm(tmp_path: Path, name: str) -> None:
    """It is shown as it is written, in the card and in the log, and pings nobody."""
    async with shelving(tmp_path) as on:
        hostile = typed(name, on.here)
        told = await taught(on, question=hostile, passage=id_in(on, "tea"))
        log = text_of((await on.corpus("log")).response)
        undone = text_of((await on.corpus("undo")).response)
        assert told.startswith("**Taught**: ")
        for shown in (told, log.partition("\n-# <t:")[0], undone):
            assert_pings_nobody(on.here, shown)
            assert "||harbour||" not in shown
            assert "[harbour crane](" not in shown


async def test_gaps_say_how_to_close_them(tmp_path: Path) -> None:
    """What was asked in vain is answered since, once it was taught."""
    async with shelving(tmp_path) as on:
        await on.asked(NONSENSE)
        gaps = (await on.carol.slash(on.here.channel, "gaps")).response
        line = (
            "-# `/teach` tells me which passage answers one of them, or that those shown do not."
        )
        assert line in text_of(gaps)
        assert "Answered since" not in text_of(gaps)
        await taught(on, question=NONSENSE, passage=id_in(on, "storm"))
        gaps = (await on.carol.slash(on.here.channel, "gaps")).response
        assert "✅ **Answered since**: *After the Storm*" in text_of(gaps)
