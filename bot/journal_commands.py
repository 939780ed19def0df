"""``dossier backup``: a copy of the journal of the Discord bot."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.output import say

if TYPE_CHECKING:
    from bot.settings import Settings


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
) -> None:
    """Copy what the bot remembers into a file, also while it runs."""
    from bot.journal_file import copied

    settings: Settings = context.obj
    copied(settings.state, file)
    say(f"Copied the journal of {settings.state} to {file}.")
