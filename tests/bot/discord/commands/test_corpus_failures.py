"""What goes wrong while the corpus is changed: one sentence, and nothing half done."""

import errno
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from bot.discord import corpus as corpus_module
from tests.bot.discord.corpora import QUESTION
from tests.bot.discord.seen import meanings, text_of
from tests.bot.discord.shelving import removed, shelving
from tests.index.formats.files import PROSE, pdf
from tests.index.test_intake import files_in

PDF = pdf(PROSE, title="Of harbours", author="Any Writer")


async def test_a_build_of_another_process_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is waited for; after that, nothing was changed, and it can be tried again."""
    monkeypatch.setattr(corpus_module, "PATIENCE", 0.1)
    async with shelving(tmp_path) as on:
        before = files_in(on.seeds)
        card = await on.preview(PDF)
        with another_holds(tmp_path / "built" / "LOCK"):
            await on.here.press(on.carol, card, "corpus:add:.*")
        assert "Another process is building the index in" in text_of(card)
        assert "Nothing was changed." in text_of(card)
        assert on.serving.failures == 1
        assert {f for f in files_in(on.seeds) if not f.startswith(".removed")} == before
        assert on.here.service.corpus.changes.trail.changes() == []
        await on.here.press(on.carol, card, "corpus:add:.*")
        assert text_of(card).startswith("**Added**")


@contextmanager
def another_holds(lock: Path) -> Iterator[None]:
    """Have another process hold a lock."""
    code = (
        "import sys; from filelock import FileLock\n"
        "with FileLock(sys.argv[1]): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(  # noqa: S603 (our own)
        [sys.executable, "-c", code, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield
        process.communicate()


async def test_a_build_that_ends_in_time_is_waited_for(tmp_path: Path) -> None:
    """Beside ``dossier index build --watch``, which may be faster, nobody is turned away."""
    async with shelving(tmp_path) as on:
        card = await on.preview(PDF)
        lock = FileLock(tmp_path / "built" / "LOCK", thread_local=False)
        lock.acquire()
        threading.Timer(0.3, lock.release).start()
        await on.here.press(on.carol, card, "corpus:add:.*")
        assert text_of(card).startswith("**Added**")


async def test_a_full_disk_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the document cannot be written: one sentence, and the preview still waits."""
    async with shelving(tmp_path) as on:
        before = files_in(on.seeds)
        card = await on.preview(PDF)

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("index.intake.write_whole", full)
            await on.here.press(on.carol, card, "corpus:add:.*")
        assert "cannot be written (No space left on device)" in text_of(card)
        assert files_in(on.seeds) == before
        await on.here.press(on.carol, card, "corpus:add:.*")
        assert text_of(card).startswith("**Added**")


async def test_an_index_that_cannot_be_written_takes_the_change_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document that was removed is there again; the answers are those of before."""
    async with shelving(tmp_path) as on:
        before = await on.asked(QUESTION)

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("index.build.write_store", full)
            card = await removed(on, "harbour")
        assert "cannot be written (No space left on device)" in text_of(card)
        assert text_of(card).endswith("Nothing was changed.")
        assert "harbour.md" in files_in(on.seeds)
        assert await on.asked(QUESTION) == before
        assert on.here.service.corpus.changes.trail.changes() == []


async def test_a_broken_document_beside_it_is_named(tmp_path: Path) -> None:
    """A build takes all documents or none, so that nothing is added before it is mended."""
    async with shelving(tmp_path) as on:
        card = await on.preview(PDF)
        (on.seeds / "broken.md").write_bytes(b"\xff\xfe\xff")
        await on.here.press(on.carol, card, "corpus:add:.*")
        assert "broken.md: the file is not UTF-8" in text_of(card)
        assert "harbours.md" not in files_in(on.seeds)


async def test_an_index_of_other_documents_is_left_alone(tmp_path: Path) -> None:
    """Where the bot answers from an index that is not of this folder, nothing is changed."""
    async with shelving(tmp_path) as on:
        on.here.service.corpus._update = lambda: None
        card = await on.preview(PDF)
        await on.here.press(on.carol, card, "corpus:add:.*")
        assert "from another folder of documents" in text_of(card)
        assert "harbours.md" not in files_in(on.seeds)


async def test_what_nobody_foresaw_has_a_reference_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change is taken back, too, and the preview still waits."""
    async with shelving(tmp_path) as on:
        card = await on.preview(PDF)

        def failing() -> None:
            msg = "surprise"
            raise RuntimeError(msg)

        with monkeypatch.context() as patch:
            patch.setattr(on.here.service.corpus, "_update", failing)
            await on.here.press(on.carol, card, "corpus:add:.*")
        assert "the reference is" in text_of(card)
        assert "harbours.md" not in files_in(on.seeds)
        assert [one for one in meanings(card) if one.startswith("corpus:add:")]
