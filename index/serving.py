"""Snapshots, as they come -> the library that answers.

Whoever asks holds the library for as long as one piece of work takes, so that none sees half of
two snapshots. Another library takes its place between two pieces; the old one is closed when the
last that began with it is done.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias

from index.domain import Answer, Inquiry
from index.errors import DossierError
from index.library import Library
from index.store.snapshot import SnapshotFolder

logger = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""Seconds between two looks at which snapshot is in use; one reads no file."""
_PATIENCE = 1.0
"""Seconds that stopping waits for a snapshot that is being opened."""
_ATTEMPTS = 6
"""How often a snapshot that cannot be opened is tried, after 1, 2, 4, ... looks: a minute in all.
What kept it from being opened, memory that another program held, say, may pass."""

Opener: TypeAlias = Callable[[], Library]
"""Opens the snapshot in use; what is opened again shares the model with what was opened before."""


class Serving:
    """A library that may be exchanged while it is used. May be used from any thread."""

    def __init__(self, library: Library) -> None:
        self._lock = threading.Lock()
        self._held = _Held(library)
        self.failures = 0
        """Indexes that were meant to take the library's place and could not."""

    @property
    def library(self) -> Library:
        """The library that is used from now on; what reads its files does so within ``using``."""
        return self._held.library

    @contextmanager
    def using(self) -> Iterator[Library]:
        """Give the library for one piece of work, which it is not closed before."""
        with self._lock:
            held = self._held
            held.users += 1
        try:
            yield held.library
        finally:
            with self._lock:
                held.users -= 1
            self._close_unused(held)

    def ask_many(self, inquiries: Sequence[Inquiry]) -> list[Answer | Exception]:
        """Return the answer to each inquiry, all from one snapshot; see ``Library.ask_many``."""
        with self.using() as library:
            return library.ask_many(inquiries)

    def exchange(self, library: Library) -> None:
        """Answer with ``library`` from now on; the one before is closed when it is done."""
        with self._lock:
            old, self._held = self._held, _Held(library)
        old.retired = True
        self._close_unused(old)

    def close(self) -> None:
        """Close the library once nobody uses it."""
        self._held.retired = True
        self._close_unused(self._held)

    def _close_unused(self, held: "_Held") -> None:
        with self._lock:
            done = held.retired and not held.users and not held.closed
            held.closed = held.closed or done
        if done:
            held.library.close()


class _Held:
    """A library with those who use it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.users = 0
        self.retired = self.closed = False


class Follower:
    """Has a new snapshot answer as soon as it is in use, from a thread of its own."""

    def __init__(self, serving: Serving, folder: SnapshotFolder, opener: Opener) -> None:
        """Exchange the library of ``serving`` for what ``opener`` opens in ``folder``."""
        self._serving = serving
        self._folder = folder
        self._open = opener
        self._seen: tuple[int, int] | None = None
        self._failed = self._passed = 0  # attempts at the one that was seen; looks since the last
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="follower", daemon=True)

    def look(self) -> bool:
        """Exchange the library if another snapshot is in use; tell whether it was.

        One that cannot be opened is told once, and the library stays as it is. It is tried again
        for a minute, and after that when the next snapshot comes.
        """
        mark = self._folder.mark()
        if mark is None or not self._is_due(mark):
            return False
        try:
            if self._folder.current() == self._serving.library.snapshot.folder:
                self._failed = 0
                return False
            library = self._open()
        except Exception as error:  # noqa: BLE001 (whatever it is, the old one answers on)
            self._fail(error)
            return False
        self._failed = 0
        self._serving.exchange(library)
        manifest = library.snapshot.manifest
        logger.info(
            "Answering from a new index: %d documents, %d passages.",
            len(manifest.documents),
            manifest.passages,
        )
        return True

    def _is_due(self, mark: tuple[int, int]) -> bool:
        """Tell whether the snapshot has not been seen, or is to be tried once more."""
        if mark != self._seen:
            self._seen, self._failed, self._passed = mark, 0, 0
            return True
        self._passed += 1
        return 0 < self._failed < _ATTEMPTS and self._passed >= 1 << self._failed - 1

    def _fail(self, error: Exception) -> None:
        self._failed, self._passed = self._failed + 1, 0
        if self._failed > 1:
            return
        self._serving.failures += 1
        if isinstance(error, DossierError):
            logger.error("A new index is not used, and the old one answers on: %s", error)
        else:
            logger.error("A new index cannot be opened; the old one answers on.", exc_info=error)

    def __enter__(self) -> None:
        """Start to follow."""
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        """Stop to follow."""
        self._stopped.set()
        self._thread.join(_PATIENCE)

    def _follow(self) -> None:
        while not self._stopped.wait(LOOK_EVERY):
            self.look()
