"""Changes of the corpus off the event loop: what waits, what is taken back, and how it stops."""

import asyncio
import logging
import os
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.changes import Changes
from bot.discord import corpus as corpus_module
from bot.discord import run
from bot.discord.cards.changes import made_card
from bot.discord.client import DossierClient
from bot.discord.corpus import Corpus, InterruptedChangeError, NotWaitingError
from bot.settings import read_settings
from bot.trail import Change
from index.errors import CorpusError, NotFoundError
from index.intake import preview_bytes
from index.library import Library
from index.serving import Serving
from tests.bot.discord.place import corpus_of
from tests.bot.discord.seen import text_of
from tests.conftest import OpenFake, corpus, fake_build
from tests.index.test_intake import files_in

FILE = preview_bytes(b"Harbours.", "harbours.md")


@pytest_asyncio.fixture
async def made(tmp_path: Path, open_fake: OpenFake) -> AsyncIterator[Corpus]:
    """Return what changes two documents; nothing looks for a new index."""
    fake_build(
        corpus(tmp_path, {"tea.md": "Tea is poured.", "rain.md": "It rained."}),
        tmp_path / "built",
    )
    of = corpus_of(Serving(open_fake(tmp_path / "built")), tmp_path / "state")
    yield of
    of.close()


async def test_whoever_waits_is_told_that_the_bot_stops(
    made: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread may go on; nobody waits for it, and the process knows that it is at work."""
    monkeypatch.setattr(corpus_module, "_FOLLOWED_WITHIN", 0)
    begun, go = threading.Event(), threading.Event()

    def slow() -> Change:
        begun.set()
        go.wait(10)
        return made.changes.remove("tea", 1)

    waiting = asyncio.create_task(made.change(slow))
    await asyncio.to_thread(begun.wait, 10)
    assert made.busy
    assert made.changing == 1
    made.abandon()
    with pytest.raises(InterruptedChangeError, match="/corpus log tells"):
        await waiting
    assert made.busy
    go.set()
    while made.busy:  # noqa: ASYNC110 (a thread ends)
        await asyncio.sleep(0.01)


async def test_changes_are_made_one_after_another(
    made: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many come at once, each is there in the end, and each has its number."""
    monkeypatch.setattr(corpus_module, "_FOLLOWED_WITHIN", 0)
    files = [preview_bytes(f"Number {n}.".encode(), f"n{n}.md") for n in range(4)]
    done = await asyncio.gather(*(made.change(made.changes.add, file, 1) for file in files))
    assert [one.change.number for one in done] == [1, 2, 3, 4]
    assert [one.documents for one in done] == [3, 4, 5, 6]


async def test_an_index_that_is_not_answered_from_yet_is_told(
    made: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change stands; the card does not say more than is true."""
    monkeypatch.setattr(corpus_module, "_FOLLOWED_WITHIN", 0)
    done = await made.change(made.changes.add, FILE, 1)
    assert not done.followed
    assert "still opening the new index" in text_of(made_card(done))
    assert "still opening" not in text_of(made_card(replace(done, followed=True)))


async def test_what_cannot_be_taken_back_is_told(
    made: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both reasons, and what comes of it; the log has the change, for it was made."""

    def failing(*_: object) -> None:
        msg = "No."
        raise CorpusError(msg)

    monkeypatch.setattr(made, "_update", failing)
    monkeypatch.setattr(Changes, "_reverse", failing)
    with pytest.raises(CorpusError, match=r"could not be taken back \(No\.\) The next build"):
        await made.change(made.changes.add, FILE, 1)
    assert "harbours.md" in files_in(made.changes.seeds)
    assert [change.done for change in made.changes.trail.changes()] == [True]


async def test_what_fails_before_it_is_made_says_why_alone(made: Corpus) -> None:
    """No index is built for it."""
    made._update = None  # type: ignore[assignment]
    with pytest.raises(NotFoundError, match="'nothing'; `dossier"):
        await made.change(made.changes.remove, "nothing", 1)


async def test_what_waits_again_is_as_old_as_it_was(made: Corpus) -> None:
    """A preview that could not be taken in does not wait for another hour."""
    now = [0.0]
    made._clock = lambda: now[0]
    first = made.wait(FILE)
    now[0] = corpus_module.KEPT_FOR - 1
    second = made.wait(FILE)
    made.wait_again(first, made.take(first))
    assert made.waiting == 2
    now[0] += 2
    assert made.waits(second).found is FILE
    with pytest.raises(NotWaitingError):
        made.waits(first)


def test_a_build_does_not_hold_up_the_end(
    shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a document is read, or an index built, still, the process ends without it."""
    ended: list[int] = []
    release = threading.Event()

    async def stop(client: DossierClient, token: str) -> int:
        del token
        waiting = asyncio.create_task(client.service.corpus.look(release.wait, 10))
        await asyncio.sleep(0)
        client.service.corpus.abandon()
        with pytest.raises(InterruptedChangeError):
            await waiting
        client.service.desk.close()
        client.service.corpus.close()
        return run.STOPPED

    monkeypatch.setattr(run, "serve", stop)
    monkeypatch.setattr(os, "_exit", ended.append)
    monkeypatch.setattr(logging, "shutdown", lambda: None)
    settings = read_settings(environment={"DOSSIER_STATE": str(tmp_path)})
    run.run_discord(Serving(shelf), settings, "not.a.token")
    release.set()
    assert ended == [run.STOPPED]
