"""``dossier gaps``: what people asked the Discord bot in vain, and what the corpus answers now."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.output import progress_bars, say, show
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.gaps import Gap
    from bot.settings import Settings
    from index.domain import Citation
    from index.ports import Floats

_BATCH = 64
"""Questions that are read by the model together, between two steps of the bar."""


def gaps(
    context: typer.Context,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, help="Groups to list.")] = 50,
    file: Annotated[
        str | None,
        typer.Option("--csv", metavar="FILE", help="Write a table of all (- to print it)."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> None:
    """List what people asked and the corpus did not answer, or not well, grouped by meaning."""
    if file is not None and as_json:
        msg = "--csv and --json are two forms of the same; choose one."
        raise QuestionError(msg)
    if file not in {None, "-"} and Path(str(file)).exists():
        msg = f"{file} is there already; name another file, or move it away."
        raise QuestionError(msg)
    found = _found(context.obj, None if file is not None else limit)
    if as_json:
        from bot.terminal import machine

        for number, gap in enumerate(found[0]):
            again = number < len(found[1])
            citation = found[1][number] if again else None
            print(machine.printed(machine.gap(gap, again=again, found=citation)))
    elif file is not None:
        _write(*found, file)
    elif found[0]:
        from bot.terminal.render import gaps_view

        show(gaps_view(*found))
    if not found[0]:
        say("Nothing that was asked in Discord and is remembered was left unanswered.")


def _found(
    settings: "Settings", limit: int | None
) -> "tuple[Sequence[Gap], Sequence[Citation | None]]":
    from bot.gaps import ASKED_AGAIN, MOST, answering, askings, gaps_of, inquiry, rows_of, wordings
    from bot.opening import opened_library

    with rows_of(settings.state) as rows:
        asked = askings(rows, MOST) if rows else []
    if not asked:
        return [], []
    words = wordings(asked)
    if len(words) == MOST:
        say(f"More may have been asked in vain; these are the latest {len(asked):,} questions.")
    with progress_bars() as progress:
        library = opened_library(settings, progress, say)
        vectors: dict[str, Floats] = {}
        for first in range(0, len(words), _BATCH):
            batch = words[first : first + _BATCH]
            vectors.update(zip(batch, library.vectors(batch), strict=True))
            progress("Grouping", first + len(batch), len(words))
        listed = gaps_of(asked, vectors)[:limit]
        again = listed[:ASKED_AGAIN]
        found = []
        for gap in again:
            (answer,) = library.ask_many([inquiry(gap)])
            found.append(answering(gap, answer))
            progress("Asking again", len(found), len(again))
    return listed, found


def _write(gaps: "Sequence[Gap]", found: "Sequence[Citation | None]", file: str) -> None:
    from bot.gaps import table_of

    table = table_of(gaps, found)
    if file == "-":
        sys.stdout.write(table)
        return
    try:
        # With the mark by which spreadsheets tell UTF-8 from what they were made for.
        Path(file).write_text(table, encoding="utf-8-sig", newline="")
    except OSError as error:
        msg = f"{file} cannot be written ({error}); name another file."
        raise QuestionError(msg) from error
    say(f"Wrote {len(gaps):,} groups of questions to {file}.")
