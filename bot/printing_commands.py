"""``dossier bibliography``: the corpus, or some documents of it, as a bibliography."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.output import progress_bars, say
from bot.terminal.saving import check_target, save
from bot.wording import count, inert
from index.domain import Style

if TYPE_CHECKING:
    from bot.settings import Settings

Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write it into this file."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")]


def bibliography(
    context: typer.Context,
    keys: Annotated[
        list[str] | None, typer.Argument(metavar="[KEY]...", help="These documents; else all.")
    ] = None,
    style: Annotated[Style, typer.Option(help="How it is written.")] = Style.CHICAGO,
    output: Output = None,
    force: Force = False,
) -> None:
    """Print a bibliography of the corpus, or a file of it for a reference manager."""
    from bot.opening import opened_reader
    from index.engines import bibliography as engine

    if output is not None:
        check_target(output, force=force)
    settings: Settings = context.obj
    with progress_bars() as progress:
        reader = opened_reader(settings, progress, say)
    documents = [reader.source(key) for key in keys] if keys else reader.sources()
    written = engine.bibliography(documents, style)
    if output is None:
        print(inert(written))
        return
    save(output, f"{written}\n".encode(), force=force)
    say(f"Wrote {count(len({one.key for one in documents}), 'entry', 'entries')} to {output}.")
