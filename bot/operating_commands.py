"""``dossier doctor``, ``health``, ``invite``, ``--version``: what whoever runs the bot needs."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import Settings

_UNWELL = 1
_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (nothing is opened there)
"""What stands for every address of a machine, and which of them is asked."""
_PATIENCE = 3
"""Seconds in which a bot that is well says so."""


def _tell_version(asked: bool) -> None:  # noqa: FBT001 (so typer wants it)
    if asked:
        from bot.wording import version

        print(f"dossier {version()}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option(
        "--version", callback=_tell_version, is_eager=True, help="Tell the version, and end."
    ),
]


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
    from bot.logs import configure_logs
    from bot.settings import given_settings

    options = context.parent.params if context.parent else {}
    given = given_settings(options.get("seeds"), options.get("index"), options.get("model"))
    configure_logs(given.settings)
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


def invite(context: typer.Context) -> None:
    """Print the links that install the bot, with what it needs and nothing else."""
    from bot.discord.invitation import application_of, links_for
    from bot.terminal.output import say

    settings: Settings = context.obj
    application, why = application_of(settings)
    say(why)
    for what, link in links_for(application).items():
        say(f"{what}:")
        print(link)


def health(context: typer.Context) -> None:
    """Ask a running bot whether it can answer; for those who watch over it."""
    from bot.settings import SettingsError
    from bot.terminal.output import say
    from bot.wording import http_address

    settings: Settings = context.obj
    if settings.metrics_port is None:
        msg = "There is nothing to ask; set DOSSIER_METRICS_PORT for the bot and for this command."
        raise SettingsError(msg)
    host = _ANY.get(settings.metrics_host, settings.metrics_host)
    if (why := _unhealthy(http_address(host, settings.metrics_port, "/healthz"))) is None:
        print("ok")
        return
    say(f"The bot cannot answer: {why}.")
    raise typer.Exit(_UNWELL)


def _unhealthy(address: str) -> str | None:
    """Return why the bot at an address cannot answer, or ``None``."""
    from urllib.error import HTTPError
    from urllib.request import ProxyHandler, build_opener

    try:
        build_opener(ProxyHandler({})).open(address, timeout=_PATIENCE).close()
    except HTTPError as error:
        with error:
            return error.read(200).decode(errors="replace").strip()
    except (OSError, ValueError) as error:
        return f"nothing answers at {address} ({error})"
    return None
