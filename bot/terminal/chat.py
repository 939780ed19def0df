"""Questions from a terminal, or from a pipe line by line -> answers."""

import sys
from collections.abc import Callable
from contextlib import suppress

from rich.console import RenderableType
from rich.text import Text

from bot.terminal.render import answer_view
from index.core.followup import is_thanks, joined
from index.domain import EVERYTHING, Scope
from index.errors import DossierError
from index.serving import Serving

_PROMPT = "\n? "
_LEAVING = frozenset({"exit", "quit", ":q"})


def chat(
    serving: Serving,
    show: Callable[[RenderableType], None],
    k: int,
    scope: Scope = EVERYTHING,
) -> None:
    """Answer questions until the input ends; each may lean on the one before it."""
    if sys.stdin.isatty():
        documents = len(serving.library.snapshot.manifest.documents)
        show(Text(f"Ask the corpus ({documents} documents). An empty line ends.", style="dim"))
        with suppress(ImportError):
            import readline  # noqa: F401, PLC0415 (gives input() a history; not on Windows)
    before: str | None = None
    while (question := _next(show)) is not None:
        try:
            with serving.using() as library:
                answer = library.ask(question, k, scope, before)
            show(answer_view(answer))
            if answer.before:
                before = joined(question, answer.before)
            elif not is_thanks(question):
                before = question
        except DossierError as error:
            show(Text(str(error), style="yellow"))


def _next(show: Callable[[RenderableType], None]) -> str | None:
    """Return the next question, ``None`` at the end of the input."""
    if sys.stdin.isatty():
        try:
            question = input(_PROMPT).strip()
        except (EOFError, KeyboardInterrupt):
            show(Text())
            return None
        return None if not question or question in _LEAVING else question
    for line in sys.stdin:
        if question := line.strip():
            show(Text(f"\n? {question}", style="bold"))
            return question
    return None
