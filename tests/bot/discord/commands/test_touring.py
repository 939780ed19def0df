"""``/tour``: step by step, at one's own pace, from where one stopped."""

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from bot.discord.cards import tour as cards
from bot.discord.cards.tour import NEXT, THINK
from bot.journal import Journal, Toured
from index.library import Library
from tests.bot.discord.place import client, place
from tests.bot.discord.seen import labels, text_of, told_alone
from tests.bot.discord.taking import on, toured
from tests.bot.journals import DAY, Clock
from tests.index.digests.tours import QUAYS, TEAS, TWO, tour_text

Builder = Callable[[Mapping[str, str]], Library]

QUESTIONS = ("Who built the quay?", "Who lives in the lighthouse?", "Who mends nets?")


@pytest.fixture
def port(fake_library: Builder, tmp_path: Path) -> Library:
    """Return a library of two documents for which a team wrote a tour of three steps."""
    library = fake_library(TWO)
    write_tour(library, tmp_path)
    return library


def write_tour(library: Library, folder: Path, *, below: str = "") -> None:
    """Write a tour through the document on quays, as far as its passages are there."""
    ids = [one.id for one in library.passages("quays")]
    steps = [(question, id_, below) for question, id_ in zip(QUESTIONS, ids, strict=False)]
    (folder / "seeds" / "tour.md").write_text(tour_text(*steps), encoding="utf-8")


async def test_each_step_is_a_question_and_its_passage(port: Library, tmp_path: Path) -> None:
    """A step has its number, the question, the passage, its source, and an answer's buttons."""
    async with place(port, tmp_path / "state") as here:
        message = await toured(here)
        shown = text_of(message)
        assert "Step 1 of 3, the team's own tour" in shown
        assert f"### {QUESTIONS[0]}" in shown
        assert "The northern quay was built of granite" in shown
        assert "*The quays of the old port*, May 1999, paragraph 1" in shown
        assert labels(message) == ["Context", "Cite", "← Back", "Next →"]
        await on(here, message)
        assert f"### {QUESTIONS[1]}" in text_of(message)
        assert labels(message)[2:] == ["← Back", "Next →", "Start again"]
        await here.press(here.alice, message, "tour:step:.*")
        assert "Step 1 of 3" in text_of(message)
        cited = await here.press(here.alice, message, "cite:.*")
        assert "**Chicago**" in text_of(cited.response)


async def test_marked_words_and_the_teams_own_are_told_apart(
    port: Library, tmp_path: Path
) -> None:
    """What is marked is bold, and what the team says is said to be the team's."""
    write_tour(port, tmp_path, below="> quay\n\nLook at *the islands*, @everyone.")
    async with place(port, tmp_path / "state") as here:
        shown = text_of(await toured(here))
        assert "The northern **quay** was built" in shown
        assert f"**{cards.TEAMS_WORDS}** Look at \\*the islands\\*, @\u200beveryone." in shown


async def test_it_goes_on_where_one_stopped(port: Library, tmp_path: Path) -> None:
    """Also after a restart, and without moving anybody else."""
    async with place(port, tmp_path / "state") as here:
        await on(here, await toured(here))
        again = await toured(here)
        assert "Step 2 of 3" in text_of(again)
        assert "you stopped here" in text_of(again)
        assert "Step 1 of 3" in text_of(await toured(here, here.bob))
        await here.restart(client(port, tmp_path / "state"))
        assert "Step 2 of 3" in text_of(await toured(here))
        await on(here, again)
        assert "Step 3 of 3" in text_of(again)
        assert "Step 1 of 3" in text_of(await toured(here, here.bob))


async def test_one_can_start_again(port: Library, tmp_path: Path) -> None:
    """The button leads to the first step, and the place that is kept is that one."""
    async with place(port, tmp_path / "state") as here:
        message = await toured(here)
        await on(here, message, 2)
        await here.press(here.alice, message, "tour:again")
        assert "Step 1 of 3" in text_of(message)
        assert "you stopped" not in text_of(await toured(here))


async def test_the_self_check_shows_what_is_asked_for(port: Library, tmp_path: Path) -> None:
    """A question first, its passage once that is asked for, and what to try next at the end."""
    async with place(port, tmp_path / "state") as here:
        message = await toured(here)
        await on(here, message, 3)
        assert "Self-check 1 of 3" in text_of(message)
        assert THINK in text_of(message)
        assert "quay" not in text_of(message).split(THINK)[1]
        assert labels(message) == ["Show me", "← Back", "Next →"]
        await here.press(here.alice, message, "tour:show:1")
        assert "*The quays of the old port*" in text_of(message)
        assert labels(message) == ["Context", "Cite", "← Back", "Next →"]
        again = await toured(here)
        assert "Self-check 1 of 3" in text_of(again)
        await on(here, again, 3)
        assert NEXT in text_of(again)
        assert "3 passages of 1 document" in text_of(again)
        assert NEXT in text_of(await toured(here))
        await here.press(here.alice, again, "tour:check:1")
        await here.press(here.alice, again, "tour:step:.*")
        assert "Step 3 of 3" in text_of(again)


async def test_a_step_that_is_gone_is_passed_over(
    port: Library, fake_library: Builder, tmp_path: Path
) -> None:
    """Where the passage at which one stopped was removed, the next unseen one comes."""
    async with place(port, tmp_path / "state") as here:
        message = await toured(here)
        await on(here, message)
        lighthouse = next(part for part in QUAYS.split("\n\n") if "lighthouse" in part)
        changed = fake_library(
            {"quays.md": QUAYS.replace(f"{lighthouse}\n\n", ""), "teas.md": TEAS}
        )
        await here.restart(client(changed, tmp_path / "state"))
        again = text_of(await toured(here))
        assert "no longer in the tour; it goes on here" in again
        assert "Step 2 of 2, the team's own tour" in again
        assert QUESTIONS[2] in again
        assert "dossier doctor" not in again
        await here.press(here.alice, message, "tour:again")
        assert "`dossier doctor` says why" in text_of(message)


async def test_a_button_to_a_step_that_is_gone_leads_on(port: Library, tmp_path: Path) -> None:
    """A tour that was written anew under way is gone on with; what was seen is not shown again."""
    ids = [one.id for one in port.passages("teas")]
    async with place(port, tmp_path / "state") as here:
        message = await toured(here)
        quay = port.passages("quays")[0].id
        text = tour_text(("Seen?", quay, ""), ("How warm?", ids[0], ""))
        (tmp_path / "seeds" / "tour.md").write_text(text, encoding="utf-8")
        await on(here, message)
        assert "### How warm?" in text_of(message)
        (tmp_path / "seeds" / "tour.md").write_text(
            tour_text(("Seen?", quay, "")), encoding="utf-8"
        )
        assert "Self-check 1 of 1" in text_of(await toured(here))


async def test_how_far_one_is_can_be_forgotten(port: Library, tmp_path: Path) -> None:
    """``/forget`` drops it, ``/privacy`` tells of it, and others keep their place."""
    async with place(port, tmp_path / "state") as here:
        await on(here, await toured(here))
        await toured(here, here.bob)
        assert "how far you are in the tour" in told_alone(
            await here.alice.slash(here.channel, "privacy")
        )
        told = told_alone(await here.alice.slash(here.channel, "forget"))
        assert "your place in the tour" in told
        assert here.service.journal.toured(here.alice.id) is None
        assert here.service.journal.toured(here.bob.id) is not None
        assert "Step 1 of 3" in text_of(await toured(here))


def test_a_place_is_kept_no_longer_than_an_answer(tmp_path: Path) -> None:
    """It goes with what is too old, counted from the last step."""
    clock = Clock()
    with closing(Journal(tmp_path, 2, clock)) as journal:
        journal.keep_tour(1, Toured("a-1"))
        clock.now += DAY
        journal.keep_tour(2, Toured("a-2", ("a-1", "a-2")))
        clock.now += DAY + 1
        journal.forget()
        assert journal.toured(1) is None
        assert journal.toured(2) == Toured("a-2", ("a-1", "a-2"))


def test_a_place_that_cannot_be_kept_costs_nothing_else(tmp_path: Path) -> None:
    """Where the disk is full, the step is shown all the same."""
    with closing(Journal(tmp_path, 2)) as journal:
        journal._connection.execute("PRAGMA query_only = ON")
        journal.keep_tour(1, Toured("a-1"))
        assert journal.toured(1) is None


async def test_a_broken_tour_is_stood_in_for(port: Library, tmp_path: Path) -> None:
    """A file that is no UTF-8 costs nobody their tour."""
    (tmp_path / "seeds" / "tour.md").write_bytes(b"## Who?\n\xff")
    async with place(port, tmp_path / "state") as here:
        shown = text_of(await toured(here))
        assert "made from the corpus" in shown
        assert "`dossier doctor` says why" in shown
