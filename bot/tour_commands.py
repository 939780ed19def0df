"""``dossier tour``: a way through the corpus for somebody new to it."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.output import progress_bars, say, show

if TYPE_CHECKING:
    from bot.settings import Settings
    from index.digests.tour import Tour


def tour(
    context: typer.Context,
    step: Annotated[int | None, typer.Option("--step", min=1, help="Show this one only.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> None:
    """Show a way through the corpus: questions, each with the passage that answers it."""
    found = _tour(context.obj)
    if as_json:
        from bot.terminal import machine

        print(machine.printed(machine.toured(found, step), indent=2))
        return
    from bot.terminal.tours import tour_view

    view = tour_view(found, step)
    for problem in found.problems:
        say(problem)
    show(view)


def _tour(settings: "Settings") -> "Tour":
    """Return the team's own tour, for which no model is loaded, or one that is made."""
    from bot.opening import opened_library, opened_reader
    from index.digests.tour import curated_tour, made_tour
    from index.store.tour_file import tour_path

    with progress_bars() as progress:
        reader = opened_reader(settings, progress, say)
        written = curated_tour(reader, tour_path(settings.seeds))
        if written is not None and written.steps:
            return written
        reader.close()
        return made_tour(opened_library(settings, progress, say)).beside(written)
