"""``/corpus add``: files that become documents, as somebody sees it who may manage the server."""

from pathlib import Path
from types import SimpleNamespace

import discord
import pytest

from bot.discord.corpus import KEPT_FOR, NOT_WAITING
from bot.discord.corpus_presses import CANCELLED
from tests.bot.discord.seen import labels, meanings, text_of, told_alone
from tests.bot.discord.shelving import shelving
from tests.index.formats.files import PROSE, page, pdf, scan, word
from tests.index.test_intake import files_in

GONE = {"code": 10062, "message": "Unknown interaction"}
PDF = pdf(PROSE, title="Of harbours", author="Any Writer")
QUESTION = "the clerk copied the list into the ledger before the evening bell"


async def test_a_file_is_shown_first_and_added_when_that_is_confirmed(tmp_path: Path) -> None:
    """The card tells what is known, quotes the first passage, and then how the corpus grew."""
    async with shelving(tmp_path) as on:
        result = await on.corpus("add", file=("Harbour report.pdf", PDF))
        card = result.response
        assert result.deferred or card.ephemeral
        assert card.ephemeral
        shown = text_of(card)
        for words in (
            "**Preview** of Harbour report.pdf\n-# a PDF, 1 page, 1 passage; nothing is in",
            "**Title** Of harbours\n**Author** Any Writer\n**Date** not known\n**Publisher** not",
            "**Key** `harbour-report`",
            PROSE[:60],
            "page 1, paragraph 1, `harbour-report-",
            "; if that is its date, correct the date to 20",
        ):
            assert words in shown
        assert labels(card) == ["Correct ...", "Key ...", "Add to the corpus", "Cancel"]
        assert "harbour-report.md" not in files_in(on.seeds)
        await on.here.press(on.carol, card, "corpus:add:.*")
        assert text_of(card) == (
            "**Added** Of harbours as `harbour-report`.\n"
            "The corpus has 6 documents, 20 passages now.\n"
            "-# Change 1; `/corpus undo number:1` takes it back."
        )
        assert meanings(card) == []
        assert PROSE[:60] in await on.asked(QUESTION)


async def test_what_is_known_is_corrected_before_it_is_added(tmp_path: Path) -> None:
    """The form holds what the file says; what is typed stands on the card, and in the corpus."""
    async with shelving(tmp_path) as on:
        card = await on.preview(PDF)
        form = await on.here.press(on.carol, card, "corpus:correct:.*")
        assert fields_of(form) == {
            "title": "Of harbours",
            "author": "Any Writer",
            "date": None,
            "publisher": None,
            "url": None,
        }
        await on.carol.submit_modal(
            form,
            {
                "title": "On *Ships*",
                "author": "",
                "date": "2009-12",
                "publisher": "The Press",
                "url": "https://example.org/ships",
            },
        )
        shown = text_of(card)
        assert "**Title** On \\*Ships\\*\n**Author** not known\n**Date** December 2009" in shown
        assert "**Publisher** The Press\n**Address** https\\://example.org/ships" in shown
        await on.here.press(on.carol, card, "corpus:add:.*")
        added = (on.seeds / "harbours.md").read_text(encoding="utf-8")
        assert "title: On *Ships*\npublisher: The Press\nauthor:\ndate: 2009-12\n" in added
        assert PROSE in " ".join(added.split())


async def test_a_wrong_date_is_told_and_what_was_typed_is_kept(tmp_path: Path) -> None:
    """It cannot be added as it is; the form comes back as it was left, and then it can."""
    async with shelving(tmp_path) as on:
        card = await on.preview(PDF)
        form = await on.here.press(on.carol, card, "corpus:correct:.*")
        typed = {"title": "On ships", "author": "", "date": "31 February", "publisher": "P"}
        await on.carol.submit_modal(form, {**typed, "url": ""})
        assert "the date '31 February' is none; write 2009-12-14, 2009-12 or 2009" in text_of(card)
        assert not [one for one in meanings(card) if one.startswith("corpus:add:")]
        form = await on.here.press(on.carol, card, "corpus:correct:.*")
        assert {k: v or "" for k, v in fields_of(form).items()} == {**typed, "url": ""}
        await on.carol.submit_modal(form, {**typed, "date": "2009", "url": ""})
        assert "is none" not in text_of(card)
        await on.here.press(on.carol, card, "corpus:add:.*")
        assert text_of(card).startswith("**Added** On ships")


def fields_of(form: object) -> dict[str, str | None]:
    """Return what stands in a form's fields."""
    rows = form.modal["components"]  # type: ignore[attr-defined]
    return {row["components"][0]["custom_id"]: row["components"][0].get("value") for row in rows}


async def test_each_of_several_files_has_its_card(tmp_path: Path) -> None:
    """One that is refused has one sentence and stops no other; each is added by itself."""
    async with shelving(tmp_path) as on:
        result = await on.corpus(
            "add",
            file=("scan.pdf", scan()),
            file2=("harbours.pdf", PDF),
            file3=("ships.docx", word(lambda d: d.add_paragraph(f"Of ships. {PROSE}"))),
            file4=("quay.html", page(f"<h1>The quay</h1><p>Of quays. {PROSE}</p>").encode()),
            file5=("tea.md", b"# More tea\n\nTea again."),
        )
        assert text_of(result.response).startswith("scan.pdf: it is a scan")
        assert all(other.ephemeral for other in result.followups)
        harbours, ships, quay, tea = result.followups
        assert "The key tea is that of another document" in text_of(tea)
        for card in (quay, harbours, ships):
            await on.here.press(on.carol, card, "corpus:add:.*")
            assert text_of(card).startswith("**Added**")
        assert text_of(ships).splitlines()[1] == "The corpus has 8 documents, 22 passages now."
        assert {"harbours.md", "ships.md", "quay.md"} < files_in(on.seeds)


async def test_nothing_large_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size that Discord tells is looked at before any byte is asked for."""
    monkeypatch.setattr("bot.discord.intake.MAX_BYTES", 100)
    monkeypatch.setattr("discord.Attachment.read", None)
    async with shelving(tmp_path) as on:
        told = text_of(await on.preview(PDF))
        assert told == "harbours.pdf: the file is larger than 20 MB; split it into several."


async def test_a_file_that_discord_does_not_hand_over_is_told(tmp_path: Path) -> None:
    """One sentence, and no reference to a log."""
    async with shelving(tmp_path) as on:
        on.here.env.backend.cdn.get = lambda _: None
        assert "did not hand the file over; attach it again" in text_of(await on.preview(PDF))


async def test_a_file_that_is_there_already_is_told(tmp_path: Path) -> None:
    """Under whatever name it comes, and with which key it is there."""
    async with shelving(tmp_path) as on:
        await on.add(PDF)
        told = text_of(await on.preview(PDF, "another name.pdf"))
        assert told == ("another name.pdf: the same file is in the corpus already, as harbours.")


async def test_of_two_who_add_the_same_file_one_does(tmp_path: Path) -> None:
    """The other is told, on the card, that it is there by now."""
    async with shelving(tmp_path) as on:
        first, second = await on.preview(PDF), await on.preview(PDF, "again.pdf")
        for card in (first, second):
            await on.here.press(on.carol, card, "corpus:add:.*")
        assert text_of(first).startswith("**Added**")
        assert "the same file is in the corpus already, as harbours" in text_of(second)
        assert labels(second) == ["Correct ...", "Key ...", "Add to the corpus", "Cancel"]
        assert len(on.here.service.corpus.changes.trail.changes()) == 1


async def test_a_key_that_was_taken_meanwhile_is_told(tmp_path: Path) -> None:
    """In words of Discord's, and the other document stays what it is."""
    async with shelving(tmp_path) as on:
        card = await on.preview(PDF)
        await on.add(b"Harbours of another file.", "harbours.md")
        await on.here.press(on.carol, card, "corpus:add:.*")
        assert "The key harbours is that of another document: give this one" in text_of(card)
        assert "--" not in text_of(card)
        assert "another file" in (on.seeds / "harbours.md").read_text()
        assert labels(card) == ["Correct ...", "Key ...", "Put it in its place", "Cancel"]


async def test_another_key_is_given_to_a_document_whose_key_is_taken(tmp_path: Path) -> None:
    """It cannot be added before, what was corrected stays, and a key that is none is told."""
    async with shelving(tmp_path) as on:
        await on.add(b"Harbours of another file.", "harbours.md")
        card = await on.preview(PDF)
        assert "The key harbours is that of another document" in text_of(card)
        assert not [one for one in meanings(card) if one.startswith("corpus:add:")]
        form = await on.here.press(on.carol, card, "corpus:correct:.*")
        typed = {key: value or "" for key, value in fields_of(form).items()}
        await on.carol.submit_modal(form, {**typed, "publisher": "The Press"})
        for key, told in (("two words", "two words"), ("harbours", "The key harbours is that")):
            form = await on.here.press(on.carol, card, "corpus:key:.*")
            assert list(fields_of(form)) == ["key"]
            await on.carol.submit_modal(form, {"key": key})
            assert told in text_of(card)
            assert not [one for one in meanings(card) if one.startswith("corpus:add:")]
        form = await on.here.press(on.carol, card, "corpus:key:.*")
        await on.carol.submit_modal(form, {"key": "quays"})
        assert "**Publisher** The Press" in text_of(card)
        assert "**Key** `quays`" in text_of(card)
        await on.here.press(on.carol, card, "corpus:add:.*")
        assert text_of(card).startswith("**Added** Of harbours as `quays`")


async def test_a_document_takes_the_place_of_the_one_with_its_key(tmp_path: Path) -> None:
    """The answers are the new one's, the old one is kept, and one command brings it back."""
    async with shelving(tmp_path) as on:
        await on.add(b"Harbours of another file.", "harbours.md")
        card = await on.preview(PDF)
        await on.here.press(on.carol, card, "corpus:replace:.*")
        assert text_of(card).startswith("**Replaced** ")
        assert PROSE[:60] in await on.asked(QUESTION)
        assert "another file" not in (on.seeds / "harbours.md").read_text()
        undone = (await on.corpus("undo")).response
        assert "harbours" in text_of(undone)
        assert "another file" in (on.seeds / "harbours.md").read_text()


async def test_cancelled_is_cancelled(tmp_path: Path) -> None:
    """Nothing is written, and the preview is gone."""
    async with shelving(tmp_path) as on:
        before = files_in(on.seeds)
        card = await on.preview(PDF)
        pressed = text_of(card)
        await on.here.press(on.carol, card, "corpus:cancel:.*")
        assert pressed != text_of(card) == CANCELLED
        assert files_in(on.seeds) == before
        assert on.here.service.corpus.waiting == 0


@pytest.mark.parametrize("button", ["add", "key", "correct", "cancel"])
async def test_a_preview_does_not_outlive_the_process(tmp_path: Path, button: str) -> None:
    """After a restart each button says so, the card stays, and nothing is changed."""
    async with shelving(tmp_path) as on:
        card = await on.preview(PDF)
        before = text_of(card), files_in(on.seeds)
        await on.restart()
        told = told_alone(await on.here.press(on.carol, card, f"corpus:{button}:.*"))
        assert told == NOT_WAITING
        assert (text_of(card), files_in(on.seeds)) == before


async def test_a_preview_does_not_outlive_the_hour(tmp_path: Path) -> None:
    """Within the hour it is there, after it not, nor when a form was open meanwhile."""
    async with shelving(tmp_path) as on:
        corpus, now = on.here.service.corpus, [0.0]
        corpus._clock = lambda: now[0]
        card = await on.preview(PDF)
        now[0] = KEPT_FOR
        form = await on.here.press(on.carol, card, "corpus:correct:.*")
        now[0] = KEPT_FOR + 1
        assert told_alone(await on.carol.submit_modal(form, {"title": "x"})) == NOT_WAITING
        told = told_alone(await on.here.press(on.carol, card, "corpus:add:.*"))
        assert told == NOT_WAITING
        assert "harbours.md" not in files_in(on.seeds)


async def test_the_oldest_of_too_many_previews_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waits is held in memory, so there is an end to it; the newest always waits."""
    monkeypatch.setattr("bot.discord.corpus._MOST_BYTES", 2 * len(PDF))
    async with shelving(tmp_path) as on:
        first = await on.preview(PDF)
        await on.preview(PDF)
        assert on.here.service.corpus.waiting == 2
        last = await on.preview(PDF)
        assert on.here.service.corpus.waiting == 2
        told = told_alone(await on.here.press(on.carol, first, "corpus:add:.*"))
        assert told == NOT_WAITING
        await on.here.press(on.carol, last, "corpus:add:.*")
        assert text_of(last).startswith("**Added**")


async def test_a_hostile_file_does_no_harm(tmp_path: Path) -> None:
    """Mentions and markup of a document, and of its name, are shown as they are."""
    text = b"---\ntitle: '@everyone **loud**'\n---\n\n<@1> ||secret|| @here\n"
    async with shelving(tmp_path) as on:
        card = await on.preview(text, "@everyone *.md")
        shown = text_of(card)
        assert "@everyone" not in shown
        assert "@here" not in shown
        assert "\\|\\|secret\\|\\|" in shown
        await on.here.press(on.carol, card, "corpus:add:.*")
        assert "**Added** @\u200beveryone \\*\\*loud\\*\\* as `everyone`" in text_of(card)


async def test_a_press_that_discord_lost_can_be_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the card could not even say that it began, nothing began, and the preview waits."""

    async def lost(*_: object, **__: object) -> None:
        raise discord.NotFound(SimpleNamespace(status=404, reason="Not Found"), GONE)

    async with shelving(tmp_path) as on:
        card = await on.preview(PDF)
        with monkeypatch.context() as patch:
            patch.setattr(discord.InteractionResponse, "edit_message", lost)
            await on.here.press(on.carol, card, "corpus:add:.*")
        assert "harbours.md" not in files_in(on.seeds)
        await on.here.press(on.carol, card, "corpus:add:.*")
        assert text_of(card).startswith("**Added**")
