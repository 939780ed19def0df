"""Corpus and folder -> the tour, and where in it somebody is."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from bot.journal import Toured
from index.digests.tour import Tour, made_tour
from index.errors import NotFoundError
from index.library import Library

if TYPE_CHECKING:
    from pathlib import Path

END = "end"
_CHECK = "check:"
"""A place in the self-check, followed by its number; no passage's id has a colon."""


class Way(Enum):
    """How somebody comes to a place in the tour."""

    ON = "on"  # by its buttons
    BACK = "back"  # to where they stopped
    PAST = "past"  # a place that is gone


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands: at a step, at a question of the self-check, or at the end."""

    step: int | None = None  # from 1
    check: int | None = None  # from 1
    way: Way = Way.ON


class MadeTours:
    """Keeps the tour that was made from the snapshot in use: to make one takes seconds."""

    def __init__(self) -> None:
        self.alone = asyncio.Lock()  # who wants the same one meanwhile waits, and has it then
        self._kept: tuple[Path, Tour | NotFoundError] | None = None

    def kept(self, library: Library) -> Tour | None:
        """Return the tour of the library's snapshot, if it was made.

        Raises:
            NotFoundError: if it turned out that none can be made.

        """
        if self._kept is None or self._kept[0] != library.snapshot.folder:
            return None
        if isinstance(self._kept[1], NotFoundError):
            raise NotFoundError(*self._kept[1].args)
        return self._kept[1]

    def made(self, library: Library) -> Tour:
        """Return the tour of the library's snapshot; raises ``NotFoundError`` if there is none."""
        tour = self.kept(library)
        if tour is None:
            try:
                tour = made_tour(library)
            except NotFoundError as error:
                self._kept = library.snapshot.folder, error
                raise
            self._kept = library.snapshot.folder, tour
        return tour


def place_of(standing: Standing, tour: Tour) -> str:
    """Return what is kept of where somebody stands, so that it can be found again."""
    if standing.step is not None:
        return tour.steps[standing.step - 1].citation.passage_id
    return END if standing.check is None else f"{_CHECK}{standing.check}"


def standing_at(place: str, tour: Tour, seen: Sequence[str] = ()) -> Standing:
    """Return where a place is in the tour as it is now.

    Where its passage is gone, it is the first step that was not seen yet.
    """
    if place == END:
        return Standing()
    if place.startswith(_CHECK):
        return check_at(int(place.removeprefix(_CHECK)), tour)
    ids = [step.citation.passage_id for step in tour.steps]
    if place in ids:
        return Standing(step=ids.index(place) + 1)
    unseen = (number for number, id_ in enumerate(ids, start=1) if id_ not in seen)
    number = next(unseen, None)
    return Standing(step=number, check=1 if number is None else None, way=Way.PAST)


def check_at(number: int, tour: Tour) -> Standing:
    """Return the place of a question of the self-check; one out of range is the nearest."""
    return Standing(check=min(max(number, 1), len(tour.check)))


def with_seen(toured: Toured | None, standing: Standing, tour: Tour) -> Toured:
    """Return what is kept of somebody who stands there now."""
    place = place_of(standing, tour)
    seen = toured.seen if toured else ()
    if standing.step is not None and place not in seen:
        seen = (*seen, place)
    return Toured(place, seen)
