"""Briefings and comparisons that were shown: the part of the journal that keeps them.

As of answers, it is kept which passages they showed, and never their text.
"""

import json
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import Any

from index.domain import Briefing, Citation, Comparison, Scope, Verdict

Execute = Callable[[str, tuple[object, ...]], list[tuple[Any, ...]]]

_COLUMNS = (
    "id, kind, topic, verdict, corrections, scope, among, sections, silent, missing, further"
)


class Kind(StrEnum):
    """What was put together."""

    BRIEFING = "briefing"
    COMPARISON = "comparison"


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage that was shown, and the part of its text that was marked, or shown alone."""

    passage_id: str
    key: str  # of its document
    start: int
    end: int


def shown_of(citation: Citation) -> Shown:
    """Return what is kept of a citation."""
    start = citation.window_start - citation.start
    return Shown(citation.passage_id, citation.key, start, start + len(citation.window))


Points = tuple[tuple[Shown, ...], ...]
"""Passages, those together that speak to the same point."""


@dataclass(frozen=True, slots=True)
class Record:
    """A briefing or a comparison as it was given; a comparison is one section without heading."""

    id: str
    asker: int
    kind: Kind
    topic: str
    verdict: Verdict
    corrections: tuple[tuple[str, str], ...]
    scope: Scope
    among: tuple[str, ...]  # keys, where several documents were named
    sections: tuple[tuple[str, Points], ...]
    silent: tuple[str, ...]  # keys
    missing: tuple[str, ...]
    further: tuple[str, ...]  # keys


class Records:
    """Keeps them in a journal. May be used from any thread."""

    def __init__(
        self,
        execute: Execute,
        pseudonym: Callable[[int], str],
        clock: Callable[[], float],
        failed: Callable[[sqlite3.Error], None],
    ) -> None:
        self._execute = execute
        self._pseudonym = pseudonym
        self._clock = clock
        self._failed = failed

    def keep(self, made: Briefing | Comparison, asker: int) -> Record:
        """Keep what was made; return it with the id for its buttons.

        Where it cannot be written, it goes out all the same, with buttons that expired.
        """
        record = Record(
            id=secrets.token_urlsafe(9),
            asker=asker,
            kind=Kind.BRIEFING if isinstance(made, Briefing) else Kind.COMPARISON,
            topic=made.topic,
            verdict=made.verdict,
            corrections=made.corrections,
            scope=made.scope,
            among=made.among,
            sections=_sections(made),
            silent=tuple(source.key for source in made.silent),
            missing=made.missing,
            further=tuple(source.key for source in made.further),
        )
        row = (
            record.id,
            record.kind.value,
            record.topic,
            record.verdict.value,
            json.dumps(record.corrections),
            json.dumps(astuple(record.scope)),
            json.dumps(record.among),
            json.dumps(
                [
                    (heading, [[astuple(one) for one in point] for point in points])
                    for heading, points in record.sections
                ]
            ),
            json.dumps(record.silent),
            json.dumps(record.missing),
            json.dumps(record.further),
            self._pseudonym(asker),
            self._clock(),
        )
        try:
            self._execute(
                f"INSERT INTO briefings ({_COLUMNS}, asker, at)"  # noqa: S608 (ours)
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
        except sqlite3.Error as error:
            self._failed(error)
        return record

    def record(self, id_: str, asker: int) -> Record | None:
        """Return what was kept under an id, or ``None`` if it has expired.

        Who asked for it is known by a pseudonym alone; the buttons of its card know the ``asker``.
        """
        rows = self._execute(f"SELECT {_COLUMNS} FROM briefings WHERE id = ?", (id_,))  # noqa: S608 (ours)
        if not rows:
            return None
        kept, kind, topic, verdict, *lists = rows[0]
        corrections, scope, among, sections, silent, missing, further = map(json.loads, lists)
        return Record(
            kept,
            asker,
            Kind(kind),
            topic,
            Verdict(verdict),
            tuple((typed, right) for typed, right in corrections),
            Scope(*scope),
            tuple(among),
            tuple(
                (heading, tuple(tuple(Shown(*one) for one in point) for point in points))
                for heading, points in sections
            ),
            tuple(silent),
            tuple(missing),
            tuple(further),
        )

    def forget_person(self, person: int) -> int:
        """Drop what a person asked for; return how much that was."""
        who = (self._pseudonym(person),)
        return len(self._execute("DELETE FROM briefings WHERE asker = ? RETURNING id", who))

    def forget_before(self, at: float) -> None:
        """Drop what is older than the time ``at``."""
        self._execute("DELETE FROM briefings WHERE at < ?", (at,))


def _sections(made: Briefing | Comparison) -> tuple[tuple[str, Points], ...]:
    if isinstance(made, Comparison):
        return (("", tuple((shown_of(one),) for one in made.citations)),)
    return tuple(
        (
            section.heading,
            tuple(tuple(map(shown_of, point.citations)) for point in section.points),
        )
        for section in made.sections
    )
