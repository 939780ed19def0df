"""``dossier unanswered`` and ``dossier backup``: what the journal of the Discord bot holds."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.output import say, show

if TYPE_CHECKING:
    from bot.settings import Settings


def unanswered(
    context: typer.Context,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, help="Questions to list.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> None:
    """List what people asked the bot and the corpus did not answer, most asked first."""
    from bot.unanswered import unanswered_in

    settings: Settings = context.obj
    asked = unanswered_in(settings.state, limit)
    if as_json:
        from bot.terminal import machine

        for one in asked:
            print(machine.printed(machine.unanswered(one)))
        return
    if not asked:
        say("No question that was asked in Discord and is remembered went without an answer.")
        return
    from bot.terminal.render import unanswered_view

    show(unanswered_view(asked))


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
