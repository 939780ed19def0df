"""``dossier brief``, ``compare`` and ``bibliography``: what is put together of the corpus."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.output import progress_bars, say, show
from bot.terminal.saving import check_target, save
from bot.wording import count, inert
from index.core.scope import checked_scope
from index.core.topic import checked_topic
from index.domain import Length, Scope, Style
from index.errors import QuestionError

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
_Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write it into this file."),
]
_File = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write it into this file: .md, .docx, .pdf or .html.",
    ),
]
_Force = Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")]
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
    output: _File = None,
    force: _Force = False,
    as_json: _Json = False,
) -> None:
    """Put a briefing together: the key passages on a topic by subtopic, then by date."""
    text, scope = _checked(topic, since, until)
    _check_output(output, force=force, as_json=as_json)
    library = _library(context.obj)
    from bot.terminal.digests import briefing_view
    from index.digests.briefing import brief as brief_on

    def make() -> "Briefing":
        return brief_on(library, text, length, scope, sources=source or ())

    if as_json:
        _print(make)
    elif output is not None:
        _write(make(), output, force=force)
    else:
        show(briefing_view(make()))


def compare(  # noqa: PLR0913, PLR0917 (as above)
    context: typer.Context,
    topic: _Topic = None,
    source: _Sources = None,
    since: _Since = None,
    until: _Until = None,
    output: _File = None,
    force: _Force = False,
    as_json: _Json = False,
) -> None:
    """Show what each document says on a topic, one passage each, oldest first."""
    text, scope = _checked(topic, since, until)
    _check_output(output, force=force, as_json=as_json)
    library = _library(context.obj)
    from bot.terminal.digests import comparison_view
    from index.digests.comparing import compare as compare_on

    def make() -> "Comparison":
        return compare_on(library, text, scope, sources=source or ())

    if as_json:
        _print(make)
    elif output is not None:
        _write(make(), output, force=force)
    else:
        show(comparison_view(make()))


def bibliography(
    context: typer.Context,
    keys: Annotated[
        list[str] | None, typer.Argument(metavar="KEY", help="These documents; else all.")
    ] = None,
    style: Annotated[Style, typer.Option(help="How it is written.")] = Style.CHICAGO,
    output: _Output = None,
    force: _Force = False,
) -> None:
    """Print a bibliography of the corpus, or write it for a reference manager."""
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


def _check_output(output: Path | None, *, force: bool, as_json: bool) -> None:
    """Return if the file may be written, before seconds go into making what is for it."""
    if output is None:
        return
    if as_json:
        msg = "--output writes a file and --json prints; choose one of them."
        raise QuestionError(msg)
    from index.printing.files import format_of

    format_of(output.name)
    check_target(output, force=force)


def _write(made: "Briefing | Comparison", output: Path, *, force: bool) -> None:
    from index.printing.files import format_of, printed

    save(output, printed(made, format_of(output.name)), force=force)
    say(f"Wrote {count(len(made.citations), 'passage')} to {output}.")


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
