"""``dossier doctor``: what is well, what is not, and what to do about it."""

from typing import Annotated

import typer

_UNWELL = 1


def doctor(
    context: typer.Context,
    online: Annotated[
        bool, typer.Option("--online", help="Ask Discord, too: token, servers, clock.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> None:
    """Look at settings, files and machine; say what is wrong and what to do about it."""
    from bot.doctor.checks import examined
    from bot.doctor.finding import State
    from bot.settings import given_settings

    options = context.parent.params if context.parent else {}
    given = given_settings(**options)
    found = list(examined(given))
    if online:
        from bot.discord.inspection import inspect

        found += inspect(given.settings)
    if as_json:
        from bot.terminal import machine

        print(machine.printed(machine.findings(found), indent=2))
    else:
        from bot.terminal.findings import findings_view
        from bot.terminal.output import show

        show(findings_view(found))
    raise typer.Exit(_UNWELL * any(finding.state is State.FAILED for finding in found))
