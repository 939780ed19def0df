"""``dossier who``, ``term`` and ``timeline``: who is named, what is mentioned, and when."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.output import progress_bars, say, show
from index.errors import QuestionError

if TYPE_CHECKING:
    from bot.settings import Settings
    from index.digests.timeline import Timeline
    from index.library import Reader

_PNG = ".png"

_Number = Annotated[int, typer.Option("-n", "--limit", min=1, help="Entries to show.")]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]


def who(
    context: typer.Context,
    name: Annotated[
        list[str] | None, typer.Argument(help="A person, an organisation or a place.")
    ] = None,
    limit: _Number = 20,
    as_json: _Json = False,
) -> None:
    """Show where a name is mentioned, the earliest first; without one, who is named at all."""
    from bot.terminal import listing
    from bot.terminal.machine import printed
    from index.digests import mentions

    reader = _reader(context.obj)
    if not name:
        found, total = mentions.names(reader, 0, limit)
        if as_json:
            listed = [listing.name_object(one) for one in found]
            print(printed({"total": total, "names": listed}, indent=2))
        else:
            show(listing.names_view(found, total))
        return
    mentioned = mentions.who(reader, " ".join(name))
    citations = mentions.cited(reader, mentioned.passages[:limit])
    if as_json:
        print(printed(listing.mentions_object(mentioned, citations), indent=2))
        return
    show(listing.mentions_view(mentioned, citations))


def term(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="A word or a phrase.")],
    limit: _Number = 20,
    as_json: _Json = False,
) -> None:
    """Show where a word or a phrase is mentioned, inflected forms included, earliest first."""
    from bot.terminal import listing
    from bot.terminal.machine import printed
    from index.digests import mentions
    from index.engines.words import stems

    reader = _reader(context.obj)
    mentioned = mentions.term(reader, " ".join(words), stems)
    citations = mentions.cited(reader, mentioned.passages[:limit])
    if as_json:
        print(printed(listing.mentions_object(mentioned, citations), indent=2))
        return
    show(listing.mentions_view(mentioned, citations))


def timeline(  # noqa: PLR0913, PLR0917 (the options of the command)
    context: typer.Context,
    source: Annotated[
        str | None, typer.Option("--source", metavar="KEY", help="Of this document only.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Dates from then on: 2009-12.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Dates up to then.")
    ] = None,
    topic: Annotated[
        str | None, typer.Option("--topic", metavar="WORDS", help="Of passages with these words.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE.png", help="Draw the timeline into this file."),
    ] = None,
    limit: _Number = 50,
    as_json: _Json = False,
) -> None:
    """List documents by their date and the dates that they speak of; draw them as a picture."""
    from bot.terminal import listing
    from bot.terminal.machine import printed
    from index.digests.timeline import listed_events
    from index.digests.timeline import timeline as dates_of
    from index.domain import Scope
    from index.engines.words import stems

    if output is not None and output.suffix.lower() != _PNG:
        msg = f"The picture is a PNG: name a file such as {output.stem or 'timeline'}.png."
        raise QuestionError(msg)
    reader = _reader(context.obj)
    found = dates_of(reader, Scope(source, since, until), stems, topic)
    if output is not None:
        _draw(found, output)
    listed = listed_events(reader, found.events[:limit])
    if as_json:
        print(printed(listing.timeline_object(found, listed), indent=2))
        return
    show(listing.timeline_view(found, listed))


def _draw(found: "Timeline", output: Path) -> None:
    from index.digests.marks import drawn

    picture = drawn(found)
    try:
        output.write_bytes(picture)
    except OSError as error:
        msg = f"{output} cannot be written ({error.strerror}); name another file with --output."
        raise QuestionError(msg) from error
    say(f"Drew the timeline into {output}.")


def _reader(settings: "Settings") -> "Reader":
    from bot.opening import opened_reader

    with progress_bars() as progress:
        return opened_reader(settings, progress, say)
