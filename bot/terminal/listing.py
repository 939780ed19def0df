"""Names, terms and timelines -> what rich prints, and JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.mention_wording import (
    NO_NAMES,
    event_date,
    first_mention,
    mention_count,
    mention_forms,
    mention_order,
    mention_others,
    name_note,
    timeline_count,
    timeline_limits,
    timeline_more,
    timeline_undated,
)
from bot.terminal.machine import citation_object
from bot.terminal.render import citation_view
from bot.wording import inert
from index.core.name_list import Name
from index.core.plain import source_line
from index.digests.mentions import Mentions
from index.digests.timeline import Event, Timeline
from index.domain import Citation

_UNDATED = 10


def mentions_view(found: Mentions, citations: Sequence[Citation]) -> RenderableType:
    """Return how often something is mentioned, and the passages."""
    return Group(*_mention_parts(found, citations))


def _mention_parts(found: Mentions, citations: Sequence[Citation]) -> Iterator[RenderableType]:
    if found.corrected:
        yield Text(f"Read {inert(found.corrected)} as {inert(found.asked)}.", style="dim")
    note = f" ({name_note(found.name, found.asked)})" if found.name else ""
    yield Text.assemble((inert(found.asked), "bold green"), f"{note}: {mention_count(found)}")
    for line in (mention_order(found), mention_forms(found), mention_others(found)):
        if line:
            yield Text(inert(line), style="dim")
    for citation, one in zip(citations, found.passages, strict=False):
        label = first_mention(found) if citation.number == 1 else ""
        times = f"{one.times} mentions in this passage" if one.times > 1 else ""
        note = "; ".join(part for part in (label, times) if part)
        parts = [Text(f"{note}:", style="dim")] if note else []
        yield Padding(Group(*parts, citation_view(citation)), (1, 0, 0, 0))
    if left := len(found.passages) - len(citations):
        yield Text(f"\n{left:,} more; -n shows more of them.", style="dim")


def names_view(names: Sequence[Name], total: int) -> RenderableType:
    """Return the names as a table, the most mentioned first."""
    if not names:
        return Text(NO_NAMES)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("mentions", justify="right")
    table.add_column("name", overflow="fold")
    table.add_column("", overflow="fold")
    for name in names:
        table.add_row(f"{name.mentions:,}", Text(inert(name.text)), Text(inert(name_note(name))))
    left = total - len(names)
    more = [Text(f"\n{left:,} more; -n shows more of them.", style="dim")] if left else []
    return Group(table, *more)


def timeline_view(
    found: Timeline, listed: Sequence[tuple[Event, Citation | None]]
) -> RenderableType:
    """Return the dates in order, each with its document or its passage."""
    return Group(*_timeline_parts(found, listed))


def _timeline_parts(
    found: Timeline, listed: Sequence[tuple[Event, Citation | None]]
) -> Iterator[RenderableType]:
    yield Text.assemble(("Timeline", "bold green"), f": {timeline_count(found)}")
    limits = timeline_limits(found)
    for line in (f"Only {limits}." if limits else None, timeline_more(found)):
        if line:
            yield Text(inert(line), style="dim")
    for event, citation in listed:
        head = Text.assemble((event_date(event), "bold"), "" if citation else ", a document")
        if citation is None:
            table = Table.grid(padding=(0, 1))
            table.add_column(justify="right", style="bold cyan", no_wrap=True)
            table.add_column()
            known = ", ".join(source_line(event.source))
            table.add_row(str(event.number), Text(inert(known)))
            table.add_row("", Text(event.source.key, style="cyan"))
            yield Padding(Group(head, table), (1, 0, 0, 0))
        else:
            yield Padding(Group(head, citation_view(citation)), (1, 0, 0, 0))
    if left := len(found.events) - len(listed):
        yield Text(f"\n{left:,} more; -n shows more of them.", style="dim")
    if undated := timeline_undated(found, _UNDATED):
        yield Text(f"\n{inert(undated)}", style="dim")


def mentions_object(found: Mentions, citations: Sequence[Citation]) -> dict[str, Any]:
    """Return mentions as plain data."""
    return {
        "asked": found.asked,
        "corrected": found.corrected,
        "name": name_object(found.name) if found.name else None,
        "forms": list(found.forms),
        "others": list(found.others),
        "mentions": found.times,
        "passages": len(found.passages),
        "documents": found.documents,
        "undated": found.undated,
        "more": found.more,
        "citations": [
            {**citation_object(citation), "mentions": one.times}
            for citation, one in zip(citations, found.passages, strict=False)
        ],
    }


def name_object(name: Name) -> dict[str, Any]:
    """Return a name as plain data."""
    return {
        "name": name.text,
        "kind": name.kind.value,
        "title": name.title,
        "alias": name.alias,
        "mentions": name.mentions,
    }


def timeline_object(
    found: Timeline, listed: Sequence[tuple[Event, Citation | None]]
) -> dict[str, Any]:
    """Return a timeline as plain data."""
    scope = found.scope
    return {
        "scope": {"source": scope.source, "since": scope.since, "until": scope.until},
        "topic": found.topic,
        "documents": found.documents,
        "spoken": found.spoken,
        "more": found.more,
        "events": [
            {
                "number": event.number,
                "first": event.first,
                "last": event.last,
                "key": event.source.key,
                "citation": citation_object(citation) if citation else None,
            }
            for event, citation in listed
        ],
        "undated": [source.key for source in found.undated],
    }
