"""Figures of an evaluation -> what rich prints."""

from collections.abc import Iterator
from dataclasses import replace

from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from bot.wording import count, inert
from index.evaluation import tables
from index.evaluation.beir import RankingFigures
from index.evaluation.figures import Figures

_LISTED = 20
_FULL = "full ranking"


def report_view(figures: tables.Measured) -> RenderableType:
    """Return the figures as tables and, of judged questions, the first that went wrong."""
    return Group(*(_ranking(figures) if isinstance(figures, RankingFigures) else _parts(figures)))


def _ranking(figures: RankingFigures) -> Iterator[RenderableType]:
    yield Text(inert(tables.size_line(figures.subject, figures.questions)))
    yield from (Text(), _grid(tables.rankings_table(figures), bold=_FULL))
    yield from (Text(), Text(tables.latency_line(figures.latency)))


def _parts(figures: Figures) -> Iterator[RenderableType]:
    yield Text(inert(tables.size_line(figures.subject, len(figures.outcomes))))
    if figures.known:
        yield Text(tables.known_line(figures.known))
    yield Text(tables.INTERVALS, style="dim")
    if figures.hits:
        yield from (Text(), _grid(tables.hits_table(figures.hits, figures.mrr)))
    yield from (Text(), _grid(tables.verdicts_table(figures)))
    yield from (Text(), _grid(tables.answerability_table(figures)))
    if figures.groups:
        yield from (Text(), _grid(tables.groups_table(figures)))
    if figures.latency:
        yield from (Text(), Text(tables.latency_line(figures.latency)))
    if figures.unreachable:
        many = len(figures.unreachable)
        expect = "expects" if many == 1 else "expect"
        told = f"{count(many, 'question')} that {expect} a text which no passage contains:"
        yield from (Text(), Text(told))
        yield from (
            Text(f"  {inert(tables.shortened(judged.question))}") for judged in figures.unreachable
        )
    missed, refused = tables.missed_table(figures.missed), tables.missed_table(figures.refused)
    yield from _listed("without a right passage first", missed)
    yield from _listed("with an answer, told that there is none", refused)
    wrong = tables.unanswerable_table(figures.wrongly_answered)
    yield from _listed("without an answer, called answered", wrong)


def _listed(what: str, table: tables.Table) -> Iterator[RenderableType]:
    if table.rows:
        more = f"; the first {_LISTED}, all with --json" if len(table.rows) > _LISTED else ""
        yield from (Text(), Text(f"{count(len(table.rows), 'question')} {what}{more}"))
        yield _grid(replace(table, rows=table.rows[:_LISTED]))


def _grid(table: tables.Table, bold: str = "") -> Grid:
    grid = Grid(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for place, name in enumerate(table.columns):
        grid.add_column(name, justify="left" if place < table.numbers else "right")
    for row in table.rows:
        grid.add_row(*map(Text, map(inert, row)), style="bold" if row[0] == bold else "")
    return grid
