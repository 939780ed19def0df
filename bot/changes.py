"""Documents and judged questions into the corpus, out of it, and back: each noted, and undone."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bot.journal_file import JournalError
from bot.trail import QUESTION, Change, Trail, What, undone, ways
from bot.wording import inert
from index.core.known import same_question
from index.domain import Document, KnownQuestion
from index.errors import CorpusError, NotFoundError
from index.intake import Preview, take_in
from index.removal import exchange, put_back, standing, take_out
from index.store.placing import removed
from index.teaching import judged_before, teach, unteach

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Noted:
    """A change while it is made."""

    change: Change

    def made(self, document: Document | None, kept: Path | None = None) -> None:
        """Keep the document, if there is one, and the folder of what was taken out."""
        self.change = replace(
            self.change,
            key=document.key if document else self.change.key,
            title=document.title if document else self.change.title,
            kept=kept.name if kept else None,
            done=True,
        )


class Changes:
    """Changes the documents in a folder, and its known questions. May be used from any thread."""

    def __init__(self, seeds: Path, trail: Trail) -> None:
        self.seeds = seeds
        self.trail = trail

    def add(self, found: Preview, who: int | None, *, replacing: bool = False) -> Change:
        """Take a document in; raises what ``take_in`` raises, and nothing is changed then."""
        key, title = found.document.key, found.document.title
        old = self._stands(key) if replacing else False
        what = What.REPLACED if old else What.ADDED
        with self._noted(who, what, key, title, present=True) as noted:
            document = take_in(found, self.seeds, replacing=replacing)
            noted.made(document, removed(self.seeds, key) if old else None)
        return noted.change

    def remove(self, key: str, who: int | None, sha256: str | None = None) -> Change:
        """Take a document out; raises what ``take_out`` raises, and nothing is changed then."""
        with self._noted(who, What.REMOVED, key, key, present=False) as noted:
            taken = take_out(key, self.seeds, sha256)
            noted.made(taken.document, taken.folder)
        return noted.change

    def restore(self, key: str, who: int | None) -> Change:
        """Put a document back; raises what ``put_back`` raises, and nothing is changed then."""
        with self._noted(who, What.RESTORED, key, key, present=True) as noted:
            noted.made(put_back(key, self.seeds))
        return noted.change

    def teach(self, known: KnownQuestion, who: int | None) -> Change:
        """Have a question known; raises what ``teach`` raises, and nothing is changed then."""
        of = QUESTION + same_question(known.question), known.question
        with self._noted(who, What.TAUGHT, *of, present=True) as noted:
            noted.made(None, teach(known, self.seeds))
        return noted.change

    def unteach(self, question: str, who: int | None) -> Change:
        """Have a question known no longer; raises what ``unteach`` raises, changing nothing."""
        of = QUESTION + same_question(question), question
        with self._noted(who, What.FORGOTTEN, *of, present=False) as noted:
            noted.made(None, unteach(question, self.seeds))
        return noted.change

    def undo(self, number: int | None, who: int | None) -> Change:
        """Undo a change, the last one without a ``number``; return the change that undid it.

        Raises:
            NotFoundError: if there is none such.
            CorpusError: if it cannot be undone: it was already, or later ones are in its way.

        """
        changes = [change for change in self.trail.changes() if change.done]
        change = _undoable(number, changes)
        steps = ways(changes)
        last = next(c for c in changes if steps[c.number][0] == steps[change.number][0])
        swaps = change.present and change.kept is not None
        with self._noted(
            who,
            What.UNDONE,
            change.key,
            change.title,
            present=swaps or not change.present,
            undoes=change.number,
        ) as noted:
            noted.made(*self._reverse(last))
        return noted.change

    def revert(self, change: Change) -> None:
        """Take back a change that was made a moment ago, as if it had never been.

        Raises:
            DossierError: if that fails; then the change stands, and is noted.

        """
        self._reverse(change)
        self.trail.drop(change)

    def _reverse(self, change: Change) -> tuple[Document | None, Path | None]:
        """Return the document that was put back, or taken out, and where what was taken out is.

        Of a change of a known question there is no document.
        """
        if change.is_of_question:
            if change.kept is not None:
                return None, judged_before(change.title, self.seeds, change.kept)
            return None, unteach(change.title, self.seeds)
        if not change.present:
            return put_back(change.key, self.seeds, change.kept), None
        if change.kept is not None:
            return exchange(change.key, self.seeds, change.kept)
        taken = take_out(change.key, self.seeds)
        return taken.document, taken.folder

    @contextmanager
    def _noted(  # noqa: PLR0913 (see Trail.begin)
        self,
        who: int | None,
        what: What,
        key: str,
        title: str,
        *,
        present: bool,
        undoes: int | None = None,
    ) -> Iterator[_Noted]:
        """Note a change before and after the block makes it; one that fails is forgotten.

        One in whose midst the process is ended stays as begun: nobody knows how far it came.
        """
        noted = _Noted(self.trail.begin(who, what, key, title, present=present, undoes=undoes))
        try:
            yield noted
        except Exception:
            with suppress(JournalError):
                self.trail.drop(noted.change)
            raise
        try:
            self.trail.finish(noted.change)
        except JournalError:
            logger.exception("Change %d was made; that could not be noted.", noted.change.number)

    def _stands(self, key: str) -> bool:
        try:
            standing(key, self.seeds)
        except NotFoundError:
            return False
        return True


def _undoable(number: int | None, changes: list[Change]) -> Change:
    """Return the change with the number, or the last; raise if it cannot be undone."""
    gone = undone(changes)
    live = [c for c in changes if c.number not in gone and c.undoes is None]
    if number is None:
        if not live:
            msg = "There is no change to undo."
            raise NotFoundError(msg)
        return live[0]
    change = next((c for c in changes if c.number == number), None)
    if change is None:
        msg = f"There is no change {number}; the log has the numbers."
        raise NotFoundError(msg)
    if number in gone:
        msg = f"Change {number} was undone already."
        raise CorpusError(msg)
    root, _ = ways(changes)[change.number]
    later = [c for c in live if c.number > root and c.key.casefold() == change.key.casefold()]
    if later:
        last, what = later[0].number, inert(change.concerns)
        msg = f"Change {last} came later and concerns {what}, too; undo that first."
        raise CorpusError(msg)
    return change
