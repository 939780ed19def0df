"""What was asked in vain, looked at while questions are answered: a little at a time.

Reading thousands of questions takes the model seconds, and asking one again is a search. So what
was read is kept in memory, not an hour longer than in the journal, and a group is
asked again once a corpus, when a page shows it.
"""

import asyncio
from collections.abc import Callable, Sequence

from bot.discord.desk import Desk
from bot.gaps import Gap, answering, askings, gaps_of, inquiry, wordings
from bot.journal import Journal
from index.domain import Answer, Citation, Inquiry
from index.errors import DossierError
from index.ports import Floats
from index.serving import Serving

_READ_TOGETHER, _ASKED_TOGETHER = 16, 2
"""Questions that the model reads, or the corpus is asked, before others get their turn."""
_ROUNDS = 3
"""Looks that are begun anew because something was forgotten meanwhile."""


class ForgottenError(DossierError):
    """Somebody has things forgotten faster than they can be looked at."""


class GapFinder:
    """Groups what was asked in vain, and asks it again; belongs to one event loop."""

    def __init__(self, desk: Desk, serving: Serving, journal: Journal) -> None:
        self._desk = desk
        self._serving = serving
        self._journal = journal
        self._alone = asyncio.Lock()  # who asks for the same meanwhile waits, and has it then
        self._snapshot = ""
        self._vectors: dict[str, Floats] = {}
        self._answers: dict[str, Answer] = {}
        self._forgotten = 0  # times

    async def gaps(
        self, pick: Callable[[Sequence[Gap]], Sequence[Gap]]
    ) -> tuple[list[Gap], list[Citation | None]]:
        """Return what was asked in vain in groups, and what answers those that ``pick`` takes.

        The most asked group comes first. Where something is forgotten meanwhile, it begins anew:
        what was read before is neither returned nor kept.

        Raises:
            DossierError: if the model cannot be used, or something is forgotten again and again.

        """
        async with self._alone:
            for _ in range(_ROUNDS):
                forgotten = self._forgotten
                try:
                    gaps = await self._grouped()
                    found = await self._answering(pick(gaps))
                finally:
                    if forgotten != self._forgotten:
                        self._clear()
                if forgotten == self._forgotten:
                    return gaps, found
        msg = "Questions are being forgotten just now; look again in a minute."
        raise ForgottenError(msg)

    def forget(self) -> None:
        """Forget all questions: some of them may be gone from the journal."""
        self._forgotten += 1
        self._clear()

    async def _grouped(self) -> list[Gap]:
        """Return what was asked in vain in groups."""
        self._look()
        asked = await self._desk.keep(askings, self._journal.rows)
        words = wordings(asked)
        known = dict(self._vectors)  # what is cleared meanwhile is only missing in the next round
        new = [word for word in words if word not in known]
        for first in range(0, len(new), _READ_TOGETHER):
            batch = new[first : first + _READ_TOGETHER]
            vectors = await self._desk.aside(self._read, batch)
            known.update(zip(batch, vectors, strict=True))
        self._vectors = {word: known[word] for word in words}
        gaps = await self._desk.read(gaps_of, asked, dict(self._vectors))
        questions = {gap.question for gap in gaps}
        self._answers = {q: one for q, one in self._answers.items() if q in questions}
        return gaps

    async def _answering(self, gaps: Sequence[Gap]) -> list[Citation | None]:
        """Return, for each gap, the passage that answers it now, or ``None``."""
        self._look()
        new = [gap for gap in gaps if gap.question not in self._answers]
        for first in range(0, len(new), _ASKED_TOGETHER):
            batch = new[first : first + _ASKED_TOGETHER]
            inquiries: list[Inquiry] = [inquiry(gap) for gap in batch]
            answers = await self._desk.aside(self._serving.ask_many, inquiries)
            for gap, answer in zip(batch, answers, strict=True):
                if not isinstance(answer, Exception):  # which the next time may not have
                    self._answers[gap.question] = answer
        known = [self._answers.get(gap.question) for gap in gaps]
        return [
            answering(gap, answer) if answer else None
            for gap, answer in zip(gaps, known, strict=True)
        ]

    def _clear(self) -> None:
        self._vectors.clear()
        self._answers.clear()

    def _read(self, questions: Sequence[str]) -> Floats:
        with self._serving.using() as library:
            return library.vectors(questions)

    def _look(self) -> None:
        """Forget what another corpus, or another model, made of the questions."""
        snapshot = self._serving.library.snapshot.manifest.fingerprint
        if snapshot != self._snapshot:
            self._snapshot = snapshot
            self._clear()
