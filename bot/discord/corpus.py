"""The corpus, changed from Discord: what waits to be confirmed, and one change after another.

Two threads work: one looks at files and at the folder of documents, one changes the folder and
builds the index. A change after which the index cannot be built is taken back.
"""

import asyncio
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, ParamSpec, TypeAlias, TypeVar

from bot.changes import Changes
from bot.trail import Change
from index.build import Built
from index.errors import (
    BusySnapshotError,
    CorpusError,
    DossierError,
    LastDocumentError,
    SnapshotError,
)
from index.intake import Corrections, Preview
from index.serving import Serving

_P = ParamSpec("_P")
_T = TypeVar("_T")

Fetch: TypeAlias = Callable[[str], Awaitable[Preview]]
"""Returns what stands at an address; raises ``CorpusError`` where nothing may be taken from it."""

KEPT_FOR = 60 * 60
"""Seconds that a preview waits to be confirmed."""
_MOST_WAITING, _MOST_BYTES = 20, 100 * 1024 * 1024
"""Previews that wait, and the bytes of their files together; the oldest goes first."""

PATIENCE = 60.0
"""Seconds that a build waits for one of another process, such as `dossier index build --watch`."""
_FOLLOWED_WITHIN = 5.0
_LOOK_AGAIN = 0.02

NOT_WAITING = (
    "This preview is not kept any more; use /corpus add again. Nothing was changed, and nothing of"
    " your file is lost."
)
EMPTY = (
    "It is the only document, and without one there is nothing to answer from; add another first."
)
FOREIGN = (
    "I answer from an index that was built from another folder of documents, or with another"
    " model, so the corpus cannot be changed from here."
)
INTERRUPTED = "I am being restarted; in a minute, /corpus log tells whether it was done."


class NotWaitingError(DossierError):
    """A preview was confirmed, cancelled or dropped already."""


class InterruptedChangeError(DossierError):
    """The bot stops before a change is done."""


@dataclass(slots=True)
class Waiting:
    """A file that may be taken in."""

    found: Preview
    since: float
    typed: Corrections | None = None  # what was typed last, if it cannot be used
    problem: str | None = None  # why it cannot, or could not be taken in
    is_taken: bool = False  # its key is another document's, which it may take the place of


@dataclass(frozen=True, slots=True)
class Made:
    """A change, and the corpus after it."""

    change: Change
    documents: int
    passages: int
    followed: bool  # whether questions are answered from it by now


class Corpus:
    """Changes the corpus that ``serving`` answers from; belongs to one event loop."""

    def __init__(
        self,
        serving: Serving,
        changes: Changes,
        update: Callable[[], Built | None],
        fetch: Fetch | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make ``changes`` and have the index follow: ``update`` does, or says that it may not.

        Without ``fetch`` no address is fetched.
        """
        self.changes = changes
        self.fetch = fetch
        self._serving = serving
        self._update = update
        self._clock = clock
        self._waiting: OrderedDict[str, Waiting] = OrderedDict()
        self._looker = ThreadPoolExecutor(1, thread_name_prefix="looker")
        self._changer = ThreadPoolExecutor(1, thread_name_prefix="changer")
        self._abandoned = asyncio.Event()
        self._at_work = 0
        self.changing = 0

    @property
    def busy(self) -> bool:
        """Whether a thread is at work."""
        return bool(self._at_work)

    @property
    def waiting(self) -> int:
        """How many previews wait to be confirmed."""
        self._drop_old()
        return len(self._waiting)

    def wait(self, found: Preview) -> str:
        """Keep a preview until it is confirmed, for an hour at most; return its id."""
        id_ = secrets.token_urlsafe(9)
        self._waiting[id_] = Waiting(found, self._clock())
        self._drop_old()
        return id_

    def waits(self, id_: str) -> Waiting:
        """Return a preview that waits; raises ``NotWaitingError`` if it does not."""
        self._drop_old()
        if id_ not in self._waiting:
            raise NotWaitingError(NOT_WAITING)
        return self._waiting[id_]

    def take(self, id_: str) -> Waiting:
        """Return a preview that waits, and have it wait no longer: it is confirmed once."""
        waiting = self.waits(id_)
        del self._waiting[id_]
        return waiting

    def wait_again(self, id_: str, waiting: Waiting) -> None:
        """Have a preview wait after all: it could not be taken in."""
        self._waiting[id_] = waiting
        self._waiting.move_to_end(id_, last=False)  # the oldest come first

    async def look(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Return what ``function`` returns, called in the thread that looks at files."""
        return await self._in(self._looker, lambda: function(*args, **kwargs))

    async def change(
        self, function: Callable[_P, Change], *args: _P.args, **kwargs: _P.kwargs
    ) -> Made:
        """Make the change that ``function`` makes, and return once the index has it.

        Raises:
            DossierError: if it cannot be made, or the index not be built; nothing is changed then.

        """
        self.changing += 1
        try:
            return await self._in(self._changer, partial(self._made, function, *args, **kwargs))
        finally:
            self.changing -= 1

    def abandon(self) -> None:
        """Have whoever waits for a thread wait no longer."""
        self._abandoned.set()

    def close(self) -> None:
        """Stop the threads once what they do is done, and drop what waits."""
        self._waiting.clear()
        for thread in (self._looker, self._changer):
            thread.shutdown(wait=False, cancel_futures=True)

    async def _in(self, thread: ThreadPoolExecutor, function: Callable[[], _T]) -> _T:
        work = asyncio.get_running_loop().run_in_executor(thread, function)
        abandoned = asyncio.ensure_future(self._abandoned.wait())
        self._at_work += 1
        work.add_done_callback(self._no_longer)
        try:
            both: set[asyncio.Future[Any]] = {work, abandoned}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            abandoned.cancel()
        if not work.done():
            raise InterruptedChangeError(INTERRUPTED)
        return work.result()

    def _no_longer(self, work: "asyncio.Future[_T]") -> None:
        self._at_work -= 1
        if not work.cancelled():
            work.exception()  # whoever waited for it may be gone

    def _made(self, function: Callable[_P, Change], *args: _P.args, **kwargs: _P.kwargs) -> Made:
        try:
            change = function(*args, **kwargs)
        except LastDocumentError as error:  # whose sentence names the terminal's commands
            msg = f"{EMPTY} Nothing was changed."
            raise CorpusError(msg) from error
        try:
            manifest = self._built().manifest
        except Exception as error:
            self._serving.failures += 1
            self._take_back(change, error)
            if not isinstance(error, DossierError):
                raise
            msg = f"{error} Nothing was changed."
            raise CorpusError(msg) from error
        followed = self._followed(manifest.fingerprint)
        return Made(change, len(manifest.documents), manifest.passages, followed)

    def _built(self) -> Built:
        """Return the index with the change, after waiting for a build of another process."""
        until = time.perf_counter() + PATIENCE
        while True:
            try:
                built = self._update()
            except BusySnapshotError:
                if time.perf_counter() > until:
                    raise
                time.sleep(_LOOK_AGAIN)
                continue
            if built is None:
                raise SnapshotError(FOREIGN)
            return built

    def _take_back(self, change: Change, error: Exception) -> None:
        try:
            self.changes.revert(change)
        except DossierError as second:
            msg = (
                f"{error} The index was not updated, and the change could not be taken back"
                f" ({second}) The next build takes it in."
            )
            raise CorpusError(msg) from error

    def _followed(self, fingerprint: str) -> bool:
        """Wait until questions are answered from the new index; it is looked for every second."""
        until = time.perf_counter() + _FOLLOWED_WITHIN
        while self._serving.library.snapshot.manifest.fingerprint != fingerprint:
            if time.perf_counter() > until:
                return False
            time.sleep(_LOOK_AGAIN)
        return True

    def _drop_old(self) -> None:
        since = self._clock() - KEPT_FOR
        while self._waiting:
            id_, oldest = next(iter(self._waiting.items()))
            size = sum(len(waiting.found.raw) for waiting in self._waiting.values())
            full = len(self._waiting) > _MOST_WAITING or size > _MOST_BYTES
            if oldest.since >= since and not full:
                return
            del self._waiting[id_]
