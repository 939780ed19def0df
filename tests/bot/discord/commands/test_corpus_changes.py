"""``/corpus remove``, ``undo``, ``list``, ``status`` and ``log``."""

from pathlib import Path

from bot.discord.cards.answer import GONE
from bot.discord.corpus import EMPTY
from bot.discord.corpus_presses import KEPT
from bot.trail import Trail, What
from tests.bot.discord.corpora import LIBRARY, QUESTION
from tests.bot.discord.seen import labels, text_of, told_alone
from tests.bot.discord.shelving import Shelving, removed, shelving
from tests.bot.journals import Clock
from tests.index.formats.files import PROSE, pdf
from tests.index.test_intake import files_in

PDF = pdf(PROSE, title="Of harbours", author="Any Writer")
HARBOUR = "the clerk copied the list into the ledger before the evening bell"


async def undone(on: Shelving, **given: int) -> str:
    """Undo a change, and return what is said of it."""
    return text_of((await on.corpus("undo", **given)).response)


async def test_a_document_is_removed_when_that_is_confirmed(tmp_path: Path) -> None:
    """The card says what goes; afterwards nothing answers from it, and old cards say so."""
    async with shelving(tmp_path) as on:
        answer = (await on.carol.slash(on.here.channel, "ask", question=QUESTION)).response
        result = await on.corpus("remove", source="harbour")
        card = result.response
        assert card.ephemeral
        assert text_of(card) == (
            "**Remove** *The Harbour*, The Press, A. Writer, 14 December 2009?\n"
            "12 passages, `harbour`. The file is kept, and `/corpus undo` puts it back."
        )
        assert "harbour.md" in files_in(on.seeds)
        await on.here.press(on.carol, card, "corpus:remove:.*")
        assert "**Removed** The Harbour (`harbour`)" in text_of(card)
        assert "The corpus has 4 documents, 7 passages now." in text_of(card)
        assert "lifts boxes" not in await on.asked(QUESTION)
        gone = await on.here.press(on.carol, answer, "context:harbour-.*")
        assert text_of(gone.response) == GONE


async def test_undoing_puts_it_back(tmp_path: Path) -> None:
    """The same answer as before comes again; the card says which change that was."""
    async with shelving(tmp_path) as on:
        before = await on.asked(QUESTION)
        await removed(on, "harbour")
        assert await undone(on) == (
            "**Undone**: change 1. The Harbour (`harbour`) is in the corpus again.\n"
            "The corpus has 5 documents, 19 passages now.\n"
            "-# Change 2; `/corpus undo number:2` takes it back."
        )
        assert await on.asked(QUESTION) == before
        assert await undone(on) == "There is no change to undo."


async def test_adding_is_undone_after_a_restart(tmp_path: Path) -> None:
    """The log outlives the process, and an earlier change is named by its number."""
    async with shelving(tmp_path) as on:
        await on.add(PDF)
        await removed(on, "tea")
        await on.restart()
        assert "change 1. Of harbours (`harbours`) is out of the corpus" in await undone(
            on, number=1
        )
        assert await undone(on, number=1) == "Change 1 was undone already."
        assert await undone(on, number=9) == "There is no change 9; the log has the numbers."
        assert {"harbours.md", "tea.md"}.isdisjoint(files_in(on.seeds))


async def test_the_log_tells_who_did_what(tmp_path: Path) -> None:
    """People are named without a ping; what the terminal did is told, too, and pages turn."""
    async with shelving(tmp_path) as on:
        told = text_of((await on.corpus("log")).response)
        assert told.startswith("**0 changes** of the corpus\nNothing was added or removed so far")
        await on.add(PDF)
        await undone(on)
        trail = Trail(tmp_path / "state", tmp_path / "seeds", Clock())
        for number in range(10):
            added = trail.begin(None, What.ADDED, f"key{number}", "A *title*", present=True)
            trail.finish(added)
        card = (await on.corpus("log")).response
        assert card.ephemeral
        shown = text_of(card)
        assert shown.startswith("**12 changes** of the corpus, the last first\n-# page 1 of 2\n")
        assert "**12** added `key9`, A \\*title\\*\n-# <t:1000000:f> in the terminal\n" in shown
        await on.here.press(on.carol, card, "corpus:log:2")
        _, _, *lines = text_of(card).splitlines()
        assert lines[0] == "**2** undone 1: `harbours`, Of harbours"
        assert lines[1].endswith(f":f> by <@{on.carol.id}>")
        assert lines[2] == "**1** added `harbours`, Of harbours"
        assert lines[3].endswith(f":f> by <@{on.carol.id}>, undone")


async def test_the_list_tells_files_and_who_added_them(tmp_path: Path) -> None:
    """Page by page, with the file of each document."""
    async with shelving(tmp_path, LIBRARY) as on:
        await on.add(PDF, "aa.pdf")
        card = (await on.corpus("list")).response
        assert text_of(card).startswith("**31 documents**, 31 passages\n-# page 1 of 5\n")
        assert "Of harbours\n-# `aa`, 1 passage, aa.md, added <t:" in text_of(card)
        assert f"by <@{on.carol.id}>" in text_of(card)
        await on.here.press(on.carol, card, "corpus:list:2")
        assert "volume06.md" in text_of(card)
        assert "aa.md" not in text_of(card)


async def test_the_status_tells_how_the_index_is(tmp_path: Path) -> None:
    """Whether it has all that is in the folder, what waits, and when something changed last."""
    async with shelving(tmp_path) as on:
        await on.add(PDF)
        await on.preview(pdf(f"Another. {PROSE}"), "another.pdf")
        told = text_of((await on.corpus("status")).response)
        assert "**Corpus** 6 documents, 20 passages, 0 edited" in told
        assert "**Index** up to date with the folder; `" in told
        assert "**Under way** 0 changes; 1 preview waiting" in told
        assert "**Log** 1 change, the last <t:" in told
        (on.seeds / "new.md").write_text("New.")
        assert "behind the folder" in text_of((await on.corpus("status")).response)


async def test_the_last_document_stays(tmp_path: Path) -> None:
    """An index of nothing answers nothing: that is told before anything is asked."""
    async with shelving(tmp_path, {"tea.md": "# On tea\n\nTea is poured."}) as on:
        told = told_alone(await on.corpus("remove", source="tea"))
        assert told == EMPTY
        assert files_in(on.seeds) == {"tea.md"}


async def test_what_would_leave_nothing_is_not_undone(tmp_path: Path) -> None:
    """Nor does undoing take the last document out."""
    async with shelving(tmp_path, {"tea.md": "# On tea\n\nTea is poured."}) as on:
        await on.add(PDF)
        await removed(on, "tea")
        assert await undone(on, number=1) == f"{EMPTY} Nothing was changed."
        assert "harbours.md" in files_in(on.seeds)
        assert [c.number for c in on.here.service.corpus.changes.trail.changes()] == [2, 1]
        assert PROSE[:50] in await on.asked(HARBOUR)


async def test_removing_is_cancelled(tmp_path: Path) -> None:
    """The document stays."""
    async with shelving(tmp_path) as on:
        card = (await on.corpus("remove", source="tea")).response
        assert labels(card) == ["Remove", "Cancel"]
        await on.here.press(on.carol, card, "corpus:keep")
        assert text_of(card) == KEPT
        assert "tea.md" in files_in(on.seeds)


async def test_of_two_who_remove_a_document_one_does(tmp_path: Path) -> None:
    """The other is told that there is none any more; the confirmation outlives a restart."""
    async with shelving(tmp_path) as on:
        first = (await on.corpus("remove", source="tea")).response
        second = (await on.corpus("remove", source="On Tea")).response
        await on.restart()
        for card in (first, second):
            await on.here.press(on.carol, card, "corpus:remove:.*")
        assert text_of(first).startswith("**Removed**")
        assert text_of(second) == (
            "There is no document with the key 'tea'; /sources lists them all."
        )


async def test_what_changed_since_it_was_shown_is_not_removed(tmp_path: Path) -> None:
    """Whoever pressed has not seen what would go."""
    async with shelving(tmp_path) as on:
        card = (await on.corpus("remove", source="tea")).response
        (on.seeds / "tea.md").write_text("Something else.")
        await on.here.press(on.carol, card, "corpus:remove:.*")
        assert "tea was changed meanwhile; look at it again first" in text_of(card)
        assert (on.seeds / "tea.md").read_text() == "Something else."


async def test_sources_are_offered_while_one_types(tmp_path: Path) -> None:
    """To those who may remove them."""
    async with shelving(tmp_path) as on:
        offered = await on.carol.autocomplete(on.here.channel, "corpus remove", "source", "tea")
        assert [choice["value"] for choice in offered] == ["tea"]


async def test_a_log_that_is_kept_nowhere_else_is_kept(tmp_path: Path) -> None:
    """Where questions are kept in memory only, changes of the corpus are still on disk."""
    async with shelving(tmp_path, keep_days=0) as on:
        await on.add(PDF)
        assert [c.key for c in Trail(tmp_path / "state", tmp_path / "seeds").changes()] == [
            "harbours"
        ]
        assert on.here.service.journal.tally() == (0, 0, 0)


async def test_forgetting_leaves_the_log_and_says_so(tmp_path: Path) -> None:
    """Who changed the corpus is not for them to make forgotten; who did not is not told of it."""
    async with shelving(tmp_path) as on:
        await on.add(PDF)
        told = told_alone(await on.carol.slash(on.here.channel, "forget"))
        assert told.endswith("That you changed the corpus stays in its log.")
        assert len(on.here.service.corpus.changes.trail.changes()) == 1
        assert "corpus" not in told_alone(await on.here.alice.slash(on.here.channel, "forget"))
