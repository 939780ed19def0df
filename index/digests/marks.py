"""Timeline -> what is drawn of it."""

from calendar import monthrange
from datetime import date

from index.digests.timeline import Timeline


def drawn(timeline: Timeline) -> bytes:
    """Return the picture of a timeline, a PNG."""
    from index.engines.charts import Mark, timeline_chart

    return timeline_chart(
        [
            Mark(one.number, _first(one.first), _last(one.last), one.spoken is None)
            for one in timeline.events
        ]
    )


def _first(iso: str) -> date:
    return date.fromisoformat(f"{iso}-01-01"[: len("2009-12-14")])


def _last(iso: str) -> date:
    """Return the last day that a date may stand for."""
    parts = [int(part) for part in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) == 3 else monthrange(year, month)[1])  # noqa: PLR2004 (year, month, day)
