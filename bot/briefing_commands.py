"""``dossier brief`` and ``dossier compare``: passages on a topic, put together."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.output import progress_bars, say, show
from index.core.scope import checked_scope
from index.core.topic import checked_topic
from index.domain import Length, Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings
    from index.domain import Briefing, Comparison
    from index.library import Library

_Topic = Annotated[list[str] | None, typer.Argument(help="What it is to be on.")]
_Sources = Annotated[
    list[str] | None,
    typer.Option(
        "--source", metavar="KEY", help="Use this document only, or these: it may be repeated."
    ),
]
_Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Use documents from then on: 2009-12-14."),
]
_Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Use documents up to then.")
]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]


def brief(  # noqa: PLR0913, PLR0917 (the options of the command)
    context: typer.Context,
    topic: _Topic = None,
    source: _Sources = None,
    since: _Since = None,
    until: _Until = None,
    length: Annotated[
        Length, typer.Option(help="About 5, 10 or 20 passages, where there are as many.")
    ] = Length.MEDIUM,
    as_json: _Json = False,
) -> None:
    """Put a briefing together: the key passages on a topic by subtopic, then by date."""
    text, scope = _checked(topic, since, until)
    library = _library(context.obj)
    from bot.terminal.digests import briefing_view
    from index.digests.briefing import brief as brief_on

    def make() -> "Briefing":
        return brief_on(library, text, length, scope, sources=source or ())

    if as_json:
        _print(make)
        return
    show(briefing_view(make()))


def compare(  # noqa: PLR0913, PLR0917 (as above)
    context: typer.Context,
    topic: _Topic = None,
    source: _Sources = None,
    since: _Since = None,
    until: _Until = None,
    as_json: _Json = False,
) -> None:
    """Show what each document says on a topic, one passage each, oldest first."""
    text, scope = _checked(topic, since, until)
    library = _library(context.obj)
    from bot.terminal.digests import comparison_view
    from index.digests.comparing import compare as compare_on

    def make() -> "Comparison":
        return compare_on(library, text, scope, sources=source or ())

    if as_json:
        _print(make)
        return
    show(comparison_view(make()))


def _checked(topic: list[str] | None, since: str | None, until: str | None) -> tuple[str, Scope]:
    """Return the topic and the bounds, before seconds go into loading the model."""
    text = " ".join(topic or ())
    checked_topic(text)
    return text, checked_scope(Scope(None, since, until))


def _library(settings: "Settings") -> "Library":
    from bot.opening import opened_library

    with progress_bars() as progress:
        return opened_library(settings, progress, say)


def _print(make: "Callable[[], Briefing | Comparison]") -> None:
    from bot.terminal import machine
    from bot.terminal.digests import timed

    print(machine.printed(timed(make), indent=2))
