"""Figures of an evaluation -> a table."""

from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

_RANKINGS = {"bm25": "BM25 alone", "dense": "dense alone", "full": "full ranking"}


def report_view(report: Mapping[str, Any]) -> RenderableType:
    """Return the report of ``evaluate_beir`` as a table, the three rankings side by side."""
    measures = list(report["rankings"]["full"])
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("ranking")
    for measure in measures:
        table.add_column(measure, justify="right")
    for name, title in _RANKINGS.items():
        figures = report["rankings"][name]
        style = "bold" if name == "full" else ""
        table.add_row(title, *(f"{figures[measure]:.4f}" for measure in measures), style=style)
    size = (
        f"{report['set']}: {report['documents']:,} documents, {report['passages']:,} passages,"
        f" {report['questions']:,} questions"
    )
    time = f"one question: p50 {report['p50_ms']:.1f} ms, p95 {report['p95_ms']:.1f} ms"
    return Group(Text(size), Text(), table, Text(), Text(time))
