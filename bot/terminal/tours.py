"""A tour -> what rich prints."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.terminal.render import citation_view
from bot.wording import count, inert
from index.digests.tour import Step, Tour


def tour_view(tour: Tour, number: int | None = None) -> RenderableType:
    """Return the whole way, the questions of its self-check at its end, or one step of it.

    Raises:
        NotFoundError: if there is no such step.

    """
    return Group(*(_whole(tour) if number is None else _step(tour.step(number))))


def _whole(tour: Tour) -> Iterator[RenderableType]:
    whose = "the team's own tour" if tour.curated else "a tour made from the corpus"
    yield Text.assemble((count(len(tour.steps), "step"), "bold"), f": {whose}")
    for step in tour.steps:
        yield Text()
        yield from _step(step)
    yield from (Text(), Text("Self-check", style="bold"), Text())
    for step in tour.check:
        where = f"  (dossier cite {step.citation.passage_id})"
        yield Text.assemble(
            f"{step.citation.number:>3} {inert(step.question)}", (where, "dim cyan")
        )


def _step(step: Step) -> Iterator[RenderableType]:
    yield Text(inert(step.question), style="bold")
    yield citation_view(step.citation)
    if step.note:
        yield Padding(Text(f"From the team: {inert(step.note)}"), (0, 0, 0, 2))
