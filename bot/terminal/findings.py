"""What the doctor found -> lines in the terminal."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.doctor.finding import Finding, State
from bot.wording import inert

_STYLES = {State.OK: "green", State.WARNING: "yellow", State.FAILED: "bold red"}


def findings_view(findings: Iterable[Finding]) -> RenderableType:
    """Return a line for each finding, and one below it that says what to do."""
    lines = Table.grid(padding=(0, 2))
    for finding in findings:
        style = _STYLES[finding.state]
        lines.add_row(Text(finding.state.value, style), finding.check, Text(inert(finding.told)))
        if finding.cure:
            lines.add_row("", "", Text(f"→ {inert(finding.cure)}"))
    return lines
