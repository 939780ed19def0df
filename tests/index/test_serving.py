"""Tests of ``index.serving``: one library after another, while questions come."""

import gc
import logging
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import serving as module
from index.domain import Answer, Inquiry
from index.engines.fake_encoder import WordCountEncoder
from index.errors import DamagedSnapshotError
from index.library import Library
from index.serving import Follower, Serving
from index.store.snapshot import VECTORS, SnapshotFolder
from index.wiring import library_of, open_serving
from tests.conftest import corpus, fake_build

QUESTION = "which round has begun"


class Shop:
    """An index that is built anew, and what answers from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = SnapshotFolder(folder / "built")
        self.encoder = WordCountEncoder()
        self.build(0)
        self.serving = Serving(self.opened())
        self.follower = Follower(self.serving, self.index, self.opened)

    def build(self, round_: int, encoder: WordCountEncoder | None = None) -> None:
        """Build with a document that names the round in both of its passages."""
        text = f"The round {round_} has begun.\n\nHere the round {round_} is played."
        fake_build(corpus(self.folder, {"a.md": text}), self.index.path, encoder)

    def opened(self) -> Library:
        """Open the snapshot in use."""
        return library_of(self.index.open(), self.encoder)

    def answer(self) -> str:
        """Return what is answered now."""
        (answer,) = self.serving.ask_many([Inquiry(QUESTION, 1)])
        assert isinstance(answer, Answer)
        return answer.citations[0].quote


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """Return a shop, closed at the end."""
    made = Shop(tmp_path)
    yield made
    made.serving.close()


def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_new_snapshot_answers(shop: Shop) -> None:
    """The next look after a build exchanges the library, and the old folder is gone."""
    old = shop.serving.library.snapshot.folder
    assert not shop.follower.look()
    shop.build(1)
    assert old.exists()
    assert "round 0" in shop.answer()
    assert shop.follower.look()
    assert "round 1" in shop.answer()
    assert not old.exists()
    assert not shop.follower.look()


def test_the_old_one_is_closed_when_the_last_is_done(shop: Shop) -> None:
    """Who began with a library ends with it; it is closed behind them, once."""
    with shop.serving.using() as old:
        with shop.serving.using():
            shop.build(1)
            shop.follower.look()
            assert shop.serving.library is not old
        assert "round 0" in old.ask(QUESTION, 1).citations[0].quote
        assert old.snapshot.folder.exists()
    with pytest.raises(DamagedSnapshotError, match="closed"):
        old.passages("a")
    assert not old.snapshot.folder.exists()


def test_nothing_of_the_old_one_stays_in_memory(shop: Shop) -> None:
    """The old library is freed at once, without waiting for the collector of cycles."""
    shop.answer()
    library = shop.serving.library
    library.searcher.correct("roumd")
    gone = [weakref.ref(part) for part in (library, library.searcher, library.searcher._speller)]
    del library
    shop.build(1)
    gc.disable()
    try:
        shop.follower.look()
        assert [ref() for ref in gone] == [None, None, None]
    finally:
        gc.enable()


def test_a_damaged_snapshot_is_not_used(shop: Shop, caplog: pytest.LogCaptureFixture) -> None:
    """The old one answers on, the log says why once, and what is mended is used."""
    shop.build(1)
    path = shop.index.used() / VECTORS
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert not shop.follower.look()
    assert not shop.follower.look()
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert f"the old one answers on: {path} is damaged" in record.getMessage()
    assert not record.exc_info
    assert "round 0" in shop.answer()
    shop.build(1)  # finds the damage, and builds anew
    assert shop.follower.look()
    assert "round 1" in shop.answer()


def test_a_snapshot_of_another_model_is_not_used(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    """The vectors of another model are none of this one's."""
    shop.build(1, WordCountEncoder("1" * 64))
    assert not shop.follower.look()
    assert "built with the model" in caplog.text
    assert "round 0" in shop.answer()
    shop.build(2)
    assert shop.follower.look()


def test_whatever_goes_wrong_the_old_one_answers(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    """An error that nobody foresaw ends neither the thread nor the answers."""

    def fail() -> Library:
        raise ZeroDivisionError

    follower = Follower(shop.serving, shop.index, fail)
    shop.build(1)
    assert not follower.look()
    assert "cannot be opened" in caplog.text
    assert shop.serving.failures == 1
    assert "round 0" in shop.answer()


def test_what_cannot_be_opened_for_a_while_is_tried_again(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    """A snapshot that failed to open for a reason that passes is used without a further build."""
    failing = True
    opener = shop.follower._open

    def opened() -> Library:
        if failing:
            raise MemoryError
        return opener()

    shop.follower._open = opened
    shop.build(1)
    assert [shop.follower.look() for _ in range(3)] == [False] * 3
    failing = False
    assert [shop.follower.look() for _ in range(4)].count(True) == 1
    assert "round 1" in shop.answer()
    assert len([r for r in caplog.records if r.levelno == logging.ERROR]) == 1
    assert shop.serving.failures == 1


def test_what_can_never_be_opened_is_given_up(shop: Shop) -> None:
    """Every attempt reads the whole snapshot, so they end; the next snapshot is tried again."""
    attempts = []

    def fail() -> Library:
        attempts.append(0)
        raise ZeroDivisionError

    follower = Follower(shop.serving, shop.index, fail)
    shop.build(1)
    tried = []
    for _ in range(200):
        follower.look()
        tried.append(len(attempts))
    assert [tried.index(n) for n in range(1, 7)] == [0, 1, 3, 7, 15, 31]
    assert len(attempts) == 6
    shop.build(2)
    follower.look()
    assert len(attempts) == 7


def test_an_index_that_is_away_for_a_while(shop: Shop) -> None:
    """Without a pointer nothing happens; when it is there again, it is followed."""
    shop.index.path.rename(shop.folder / "away")
    assert not shop.follower.look()
    assert "round 0" in shop.answer()
    (shop.folder / "away").rename(shop.index.path)
    assert not shop.follower.look()
    shop.build(1)
    assert shop.follower.look()


def test_no_question_is_dropped_and_none_sees_half(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four threads ask through ten exchanges: every answer is whole, and of one round."""
    monkeypatch.setattr(module, "LOOK_EVERY", 0.005)
    done = threading.Event()
    wrong: list[object] = []
    seen: set[str] = set()

    def ask() -> None:
        while not done.is_set():
            (answer,) = shop.serving.ask_many([Inquiry(QUESTION, 2)])
            if isinstance(answer, Exception):
                wrong.append(answer)
                return
            rounds = {citation.quote.split("round ")[1][:2] for citation in answer.citations}
            seen.update(rounds)
            if len(rounds) != 1:
                wrong.append(answer)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    with shop.follower:
        for round_ in range(10, 20):
            before = shop.serving.library
            shop.build(round_)
            until(lambda before=before: shop.serving.library is not before)  # type: ignore[misc]
            del before
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(seen) > 5
    assert {path for path in shop.index.path.iterdir() if path.is_dir()} == {
        shop.index.used(),
        shop.index.cache,
    }


def test_the_model_is_shared(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many snapshots come, the model is made once."""
    made: list[WordCountEncoder] = []

    def encoder(_name: str) -> WordCountEncoder:
        made.append(WordCountEncoder())
        return made[-1]

    monkeypatch.setattr("index.wiring.SentenceTransformerEncoder", encoder)
    monkeypatch.setattr(module, "LOOK_EVERY", 0.005)
    with open_serving(shop.index.path, "word-counts") as serving:
        first = serving.library
        shop.build(1)
        until(lambda: serving.library is not first)
        second = serving.library
        assert second.searcher._encoder is first.searcher._encoder
    assert len(made) == 1
    with pytest.raises(DamagedSnapshotError, match="closed"):
        second.passages("a")
