"""Briefings and comparisons -> what rich prints, and what programs read."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.terminal.machine import citation_object
from bot.terminal.render import VERDICT_COLOUR
from bot.wording import count, headline, inert, limits, nothing_mentions, reading
from index.core.plain import place, source_line
from index.core.telling import NOTHING_ON_IT, named, something_on_it_in
from index.domain import EVERYTHING, Briefing, Citation, Comparison, Point, Source, Verdict


def briefing_view(briefing: Briefing) -> RenderableType:
    """Return the sections with their passages, then the sources, then what is not covered."""
    parts = list(_head(briefing))
    for section in briefing.sections:
        parts += [Text(), Text(inert(section.heading), style="bold")]
        parts += [Padding(_point_view(point), (1, 0, 0, 0)) for point in section.points]
    if briefing.sources:
        parts += [Text(), Text("Sources", style="bold"), Text()]
        parts += [_source_view(source) for source in briefing.sources]
    return Group(*parts, *_silence(briefing))


def comparison_view(comparison: Comparison) -> RenderableType:
    """Return what each source says, one passage each, then which say nothing."""
    passages = [Padding(_passage_view(one), (1, 0, 0, 0)) for one in comparison.citations]
    return Group(*_head(comparison), *passages, *_silence(comparison))


def timed(make: Callable[[], Briefing | Comparison]) -> dict[str, Any]:
    """Return what is made as the object that ``--json`` prints, with the time that it took.

    Raises:
        DossierError: if it cannot be made.

    """
    start = time.perf_counter()
    made = make()
    elapsed = (time.perf_counter() - start) * 1000
    return {**as_object(made), "elapsed_ms": round(elapsed, 2)}


def as_object(made: Briefing | Comparison) -> dict[str, Any]:
    """Return a briefing or a comparison as plain data; its limits only where there were any."""
    passages: dict[str, Any]
    if isinstance(made, Briefing):
        passages = {
            "sections": [
                {
                    "heading": section.heading,
                    "points": [
                        [citation_object(one) for one in point.citations]
                        for point in section.points
                    ],
                }
                for section in made.sections
            ],
            "sources": [asdict(source) for source in made.sources],
        }
    else:
        passages = {"citations": [citation_object(one) for one in made.citations]}
    return {
        "topic": made.topic,
        **({"scope": asdict(made.scope)} if made.scope != EVERYTHING else {}),
        **({"among": list(made.among)} if made.among else {}),
        "verdict": made.verdict.value,
        "missing": list(made.missing),
        "corrections": [list(pair) for pair in made.corrections],
        **passages,
        "further": [asdict(source) for source in made.further],
        "silent": [asdict(source) for source in made.silent],
    }


def _head(made: Briefing | Comparison) -> Iterator[RenderableType]:
    keys = [citation.key for citation in made.citations]
    verdict, what = headline(made.verdict, keys)
    if made.verdict is Verdict.ANSWERED:  # they stand in the order in which they are read
        what = f"{count(len(keys), 'passage')} from {count(len(set(keys)), 'source')}"
    elif made.verdict is Verdict.NOT_IN_CORPUS:  # a topic asks nothing
        verdict, what = NOTHING_ON_IT, what.removesuffix(", no answer")
    yield Text(inert(made.topic), style="bold")
    yield Text.assemble((verdict, VERDICT_COLOUR[made.verdict]), f": {what}")
    if read := reading(made.corrections):
        yield Text(f"Read {inert(read)}.", style="dim")
    bounds = [*made.among, *filter(None, [limits(made.scope)])]
    if bounds:
        yield Text(f"Only {', '.join(bounds)}.", style="dim")


def _point_view(point: Point) -> RenderableType:
    """Return a passage, or several that speak to the same with a line beside them."""
    passages = [_passage_view(one) for one in point.citations]
    if len(passages) == 1:
        return passages[0]
    side = Table.grid(padding=(0, 1))
    side.add_column(width=1, style="cyan")
    side.add_column()
    for passage in passages:
        side.add_row("│", passage)
    return Group(Text("Near in meaning", style="dim"), side)


def _passage_view(citation: Citation) -> RenderableType:
    """Return what is shown of a passage, and where it stands; dots say that there is more."""
    before = "… " if citation.window_start > citation.start else ""
    after = " …" if citation.window_end < citation.end else ""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style="bold cyan", no_wrap=True)
    table.add_column()
    quote = Text.assemble((before, "dim"), inert(citation.window), (after, "dim"))
    table.add_row(str(citation.number), quote)
    where = ", ".join([*source_line(citation), place(citation.page, citation.paragraph)])
    table.add_row("", Text(inert(where), style="dim"))
    table.add_row("", Text(citation.passage_id, style="cyan"))
    return table


def _source_view(source: Source) -> RenderableType:
    line = Text.assemble((source.key, "cyan"), " ", inert(", ".join(source_line(source))))
    if not source.url:
        return line
    return Group(line, Text(source.url, style=f"dim link {source.url}", overflow="fold"))


def _silence(made: Briefing | Comparison) -> Iterator[RenderableType]:
    """Yield what the corpus does not cover."""
    lines = []
    if made.further:
        lines.append(f"{something_on_it_in(len(made.further))}: {_keys(made.further)}.")
        lines.append("--source KEY shows what one of them says.")
    lines += filter(None, [nothing_mentions(made.missing)])
    if made.verdict is not Verdict.NOT_IN_CORPUS:  # else all are, which was said first
        lines += [f"Nothing on it in {_keys(made.silent)}."] if made.silent else []
    if lines:
        yield Text()
        yield from (Text(inert(line)) for line in lines)


def _keys(sources: Sequence[Source]) -> str:
    """Return the documents by key, "one, two and 170 more"."""
    shown = named(len(sources))
    more = f" and {len(sources) - shown:,} more" if len(sources) > shown else ""
    return f"{', '.join(source.key for source in sources[:shown])}{more}"
