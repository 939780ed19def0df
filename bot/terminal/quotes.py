"""What became of a quote -> what rich prints."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.terminal.render import citation_view
from bot.wording import inert, quote_line
from index.domain import QuoteStatus, Run, Side, Verification

_COLOUR = {
    QuoteStatus.VERBATIM: "bold green",
    QuoteStatus.ALTERED: "bold yellow",
    QuoteStatus.NOT_FOUND: "bold red",
}
_SIGNS = {  # as in `git diff --word-diff`, so that they are read without colour
    Side.BOTH: ("", "", ""),
    Side.SOURCE: ("[-", "-]", "red strike"),
    Side.QUOTE: ("{+", "+}", "green"),
    Side.GAP: ("[... ", " ...]", "dim"),
}
_LEGEND = {
    Side.SOURCE: "only in the source",
    Side.QUOTE: "only in the quote",
    Side.GAP: "left out, as the quote says",
}


def verification_view(verification: Verification) -> RenderableType:
    """Return the status, the difference, and where the quote stands."""
    return Group(*_parts(verification))


def _parts(verification: Verification) -> Iterator[RenderableType]:
    status, what = quote_line(verification)
    yield Text.assemble((status, _COLOUR[verification.status]), f": {what}")
    if verification.difference:
        yield Text()
        yield Text.assemble(*(part for run in verification.difference for part in _marked(run)))
        yield _legend(verification.difference)
    citations = (verification.citation, *verification.others)
    for citation in filter(None, citations):
        yield Padding(citation_view(citation), (1, 0, 0, 0))


def _marked(run: Run) -> Iterator[tuple[str, str]]:
    """Yield the words with their signs; the space after them stays outside."""
    before, after, style = _SIGNS[run.side]
    words = run.text.rstrip()
    if words:
        yield f"{before}{inert(words)}{after}", style
        yield run.text[len(words) :], ""
    elif run.side is Side.GAP:  # where the quote has one and nothing is left out
        yield "[...] ", style


def _legend(difference: tuple[Run, ...]) -> Text:
    sides = {run.side for run in difference}
    parts = [
        "".join((_SIGNS[side][0], meaning, _SIGNS[side][1]))
        for side, meaning in _LEGEND.items()
        if side in sides
    ]
    return Text("  ".join(parts), style="dim")
