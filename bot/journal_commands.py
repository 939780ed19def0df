"""``dossier backup``: a copy of the journal of the Discord bot."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.output import say

if TYPE_CHECKING:
    from bot.settings import Settings


def backup(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Where the copy goes; in a folder, named by the time."
        ),
    ],
) -> None:
    """Copy what the bot remembers into a file, also while it runs."""
    from bot.journal_file import copied

    settings: Settings = context.obj
    say(f"Copied the journal of {settings.state} to {copied(settings.state, file)}.")
