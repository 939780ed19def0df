"""``dossier sources``, ``read``, ``cite``, ``verify``: the corpus as it is, without a question."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.settings import Settings
from bot.terminal.output import progress_bars, say, show
from bot.wording import inert
from index.domain import Style
from index.errors import NotFoundError

if TYPE_CHECKING:
    from index.library import Reader


def sources(context: typer.Context) -> None:
    """List the documents of the corpus."""
    from bot.terminal.render import sources_view

    reader = _opened(context.obj)
    counts = {entry.key: entry.passages for entry in reader.snapshot.manifest.documents}
    show(sources_view((d, counts[d.key]) for d in reader.documents()))


def read(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help="The document's key.")],
    paragraph: Annotated[
        int | None, typer.Option("-p", "--paragraph", min=1, help="Show this one only.")
    ] = None,
) -> None:
    """Show a document, passage by passage."""
    from bot.terminal.render import document_view

    reader = _opened(context.obj)
    key = reader.source(key).key
    passages = reader.passages(key)
    if paragraph is not None:
        if paragraph > len(passages):
            msg = f"{key} has {len(passages)} paragraphs; ask for one of these."
            raise NotFoundError(msg)
        passages = [passages[paragraph - 1]]
    show(document_view(reader.document(key), passages))


def cite(
    context: typer.Context,
    passage_id: Annotated[str, typer.Argument(help="The passage's id, such as renault-xbyzgn.")],
    style: Annotated[
        Style | None, typer.Option(help="Print the citation alone, in this style, to copy.")
    ] = None,
) -> None:
    """Show one passage with its citation, checked against its document."""
    citation = _opened(context.obj).cite(passage_id)
    if style is not None:
        from index.engines.styles import formatted

        print(inert(formatted(citation, style)))
        return
    from bot.terminal.render import citation_view

    show(citation_view(citation))


def verify(
    context: typer.Context,
    quote: Annotated[
        list[str] | None, typer.Argument(help="The quote (- for standard input).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> None:
    """Tell whether a quote stands in the corpus word for word, and where."""
    from index.core.quotes import quote_of

    text = sys.stdin.read() if quote == ["-"] else " ".join(quote or ())
    quote_of(text)  # before an index is built for what cannot be looked up
    reader = _opened(context.obj)
    if as_json:
        from bot.terminal import machine

        print(machine.printed(machine.verified(reader, text), indent=2))
        return
    from bot.terminal.quotes import verification_view

    show(verification_view(reader.verify(text)))


def _opened(settings: Settings) -> "Reader":
    from bot.opening import opened_reader

    with progress_bars() as progress:
        return opened_reader(settings, progress, say)
