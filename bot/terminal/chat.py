"""Questions from a terminal, or from a pipe line by line -> answers."""

import sys
from contextlib import suppress

from rich.console import Console

from bot.terminal.render import answer_view
from index.errors import DossierError
from index.library import Library

_PROMPT = "\n[bold cyan]?[/] "
_LEAVING = frozenset({"exit", "quit", ":q"})


def chat(library: Library, console: Console, k: int) -> None:
    """Answer questions until the input ends."""
    if sys.stdin.isatty():
        documents = len(library.snapshot.manifest.documents)
        console.print(
            f"Ask the {documents} document(s) of the corpus. An empty line or Ctrl-D ends.",
            style="dim",
        )
        with suppress(ImportError):
            import readline  # noqa: F401, PLC0415 (gives input() a history; not on Windows)
    while (question := _next(console)) is not None:
        try:
            console.print(answer_view(library.ask(question, k)))
        except DossierError as error:
            console.print(str(error), style="yellow", markup=False)


def _next(console: Console) -> str | None:
    """Return the next question, ``None`` at the end of the input."""
    if sys.stdin.isatty():
        try:
            question = console.input(_PROMPT).strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return None
        return None if not question or question in _LEAVING else question
    for line in sys.stdin:
        if question := line.strip():
            console.print(f"\n? {question}", style="bold", markup=False)
            return question
    return None
