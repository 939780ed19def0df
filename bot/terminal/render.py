"""Answers, documents and passages -> what rich prints."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.wording import day, headline, inert, limits, nothing_mentions, reading, shown
from index.core.plain import place, source_line, written_date
from index.domain import Answer, Citation, Document, Passage, Verdict

if TYPE_CHECKING:
    from bot.gaps import Gap

_WORDINGS = 3
"""Further wordings of a group of questions that are listed."""

VERDICT_COLOUR = {
    Verdict.ANSWERED: "bold green",
    Verdict.POSSIBLE: "bold yellow",
    Verdict.NOT_IN_CORPUS: "bold red",
}


def answer_view(answer: Answer) -> RenderableType:
    """Return the verdict and the citations, the words that matched in bold."""
    return Group(*_answer_parts(answer))


def citation_view(citation: Citation) -> RenderableType:
    """Return the passage, then where it stands."""
    start = citation.window_start - citation.start
    end = citation.window_end - citation.start
    quote = Text(inert(citation.quote))
    quote.stylize("bold", start, end)
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style="bold cyan", no_wrap=True)
    table.add_column()
    table.add_row(str(citation.number), quote)
    table.add_row("", Text(inert(_where(citation)), style="dim"))
    table.add_row("", Text(citation.passage_id, style="cyan"))
    if citation.url:
        # A long address is folded by the terminal; the link beneath stays whole.
        table.add_row("", Text(citation.url, style=f"dim link {citation.url}", overflow="fold"))
    return table


def sources_view(documents: Iterable[tuple[Document, int]]) -> RenderableType:
    """Return the documents, each with its number of passages, as a table."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("key", "title", "published by", "author", "date"):
        table.add_column(name)
    table.add_column("passages", justify="right")
    for document, passages in documents:
        cells = (document.title, document.publisher, document.author, written_date(document.date))
        table.add_row(
            f"[cyan]{escape(document.key)}[/]",
            *(escape(inert(cell or "")) for cell in cells),
            str(passages),
        )
    return table


def gaps_view(gaps: Iterable["Gap"], found: Sequence[Citation | None]) -> RenderableType:
    """Return groups of questions asked in vain, each with what answers it now, as a table."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("asked", justify="right")
    table.add_column("question", overflow="fold")
    table.add_column("last", no_wrap=True)
    table.add_column("not in the corpus", overflow="fold")
    table.add_column("answered since", overflow="fold")
    for number, gap in enumerate(gaps):
        citation = found[number] if number < len(found) else None
        table.add_row(
            str(gap.times),
            _question_of(gap),
            day(gap.last),
            Text(inert(", ".join(gap.missing))),
            Text(inert(citation.passage_id)) if citation else None,
        )
    return table


def _question_of(gap: "Gap") -> Text:
    """Return the question, below it what else is known of those who asked it."""
    text = Text(inert(gap.question))
    for other in gap.others[:_WORDINGS]:
        text.append(f"\n{inert(other)}", style="dim")
    for wanted in gap.wanted[:_WORDINGS]:
        text.append(f"\nlooked for: {inert(wanted)}", style="dim")
    return text


def document_view(document: Document, passages: Iterable[Passage]) -> RenderableType:
    """Return a document's passages under their headings, each with its number and id."""
    parts: list[RenderableType] = [Text(inert(document.title), style="bold")]
    if known := source_line(document)[1:]:
        parts.append(Text(inert(", ".join(known)), style="dim"))
    if document.url:
        parts.append(Text(document.url, style=f"dim link {document.url}", overflow="fold"))
    heading: str | None = None
    for passage in passages:
        if passage.heading and passage.heading != heading:
            parts += [Text(), Text(inert(passage.heading), style="bold")]
        heading = passage.heading
        table = Table.grid(padding=(0, 1))
        table.add_column(justify="right", style="bold cyan", no_wrap=True, min_width=3)
        table.add_column()
        table.add_row(str(passage.number), Text(inert(passage.text)))
        table.add_row("", Text(passage.id, style="cyan"))
        parts += [Text(), table]
    return Group(*parts)


def _answer_parts(answer: Answer) -> Iterator[RenderableType]:
    verdict, what = headline(answer.verdict, [citation.key for citation in shown(answer)])
    yield Text.assemble((verdict, VERDICT_COLOUR[answer.verdict]), f": {what}")
    if missing := nothing_mentions(answer.missing):
        yield Text(inert(missing))
    if read := reading(answer.corrections):
        yield Text(f"Read {read}.", style="dim")
    if answer.before:
        yield Text(f"Read as a follow-up to: {inert(answer.before)}", style="dim")
    if bounds := limits(answer.scope):
        yield Text(f"Only {bounds}.", style="dim")
    for citation in shown(answer):
        yield Padding(citation_view(citation), (1, 0, 0, 0))


def _where(citation: Citation) -> str:
    return ", ".join([*source_line(citation), place(citation.page, citation.paragraph)])
