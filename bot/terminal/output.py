"""What commands tell -> standard output, and standard error beside it."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from index.ports import Progress as Report

_UNBROKEN = 1_000_000  # columns


@contextmanager
def progress_bars() -> Iterator["Report"]:
    """Give a function that draws a bar on standard error, a task at a time, once it is called.

    Where that is no terminal, nothing is drawn.
    """
    if not sys.stderr.isatty():
        yield lambda *_: None  # like ``index.ports.silent``, for which numpy would be loaded
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    tasks: dict[str, Any] = {}
    bars = Progress(*columns, console=Console(stderr=True), transient=True)

    def report(what: str, done: int, total: int) -> None:
        if what not in tasks:
            bars.start()  # not before there is something to draw
            tasks[what] = bars.add_task(what, total=total)
        bars.update(tasks[what], completed=done, total=total, visible=done < total)

    try:
        yield report
    finally:
        if tasks:
            bars.stop()


def say(sentence: str) -> None:
    """Tell the person at the terminal, beside what the command prints."""
    Console(stderr=True, soft_wrap=True, highlight=False).print(sentence, markup=False)


def show(view: RenderableType) -> None:
    """Print to the terminal as wide as it is; to a pipe or a file without breaking a line."""
    if sys.stdout.isatty():
        Console(highlight=False).print(view)
        return
    text = io.StringIO()
    Console(file=text, width=_UNBROKEN, highlight=False).print(view)
    print("\n".join(line.rstrip(" ") for line in text.getvalue().splitlines()))
