"""Dates -> a picture of them on a line, by matplotlib, as the bytes of a PNG.

Documents stand above the line, dates spoken of below it. It has a light ground of its own, so that
it reads the same on Discord's dark and light one, and numbers alone: they are those of the list
that comes with it, and no script of a title lacks a letter in the font.
"""

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure

_WIDTH, _DOTS = 4.8, 200  # inches, and dots an inch: 960 across, read at 360 on a phone
_LANE, _REST = 0.23, 0.8  # inches of one number, and of what stands around them all
_FONT, _SMALL = 8.5, 7.5  # points
# Told apart without colour vision (Okabe and Ito, "Color Universal Design", 2008), and by shape.
_BLUE, _ORANGE, _GREY, _INK = "#0072b2", "#b34a00", "#8a8a8a", "#222222"
_GROUND = "#ffffff"
_MOST_SHOWN = 60
"""Numbers of a lane: with more, bars count them."""
_HIGHEST = 6
"""Numbers above one another; what does not fit is counted."""
_BARS = 16
_BAR_LANES = 4.0
_THOUSAND = 1000
_MARGIN = 0.04
_LEAST_DAYS = 180

_drawing = threading.Lock()  # matplotlib's fonts are shared by all threads


@dataclass(frozen=True, slots=True)
class Mark:
    """A date to draw, with its number in the list."""

    number: int
    first: date
    last: date
    above: bool  # the line: a document; else a date spoken of


def timeline_chart(marks: Sequence[Mark]) -> bytes:
    """Return the picture of at least one mark; the same marks give the same bytes."""
    with _drawing:
        return _drawn(marks)


def _drawn(marks: Sequence[Mark]) -> bytes:
    lanes = [[one for one in marks if one.above], [one for one in marks if not one.above]]
    left, right = _span(marks)
    columns = [_columns(lane, left, right) for lane in lanes]
    heights = [_height(lane, some) for lane, some in zip(lanes, columns, strict=True)]
    size = (_WIDTH, _REST + _LANE * sum(heights))
    figure = Figure(size, dpi=_DOTS, facecolor=_GROUND)
    axes = figure.add_axes((0.03, 0.27 / size[1], 0.94, 1 - 0.57 / size[1]))
    axes.set_xlim(left, right)
    axes.set_ylim(-heights[1] - 0.45, heights[0] + 0.45)
    _line(axes)
    for lane, some, sign, colour in zip(lanes, columns, (1, -1), (_BLUE, _ORANGE), strict=True):
        if len(lane) > _MOST_SHOWN:
            _count(axes, lane, sign, colour)
        else:
            _number(axes, some, sign, colour)
    _legend(figure, size[1], [len(lane) for lane in lanes])
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def _middle(mark: Mark) -> float:
    return (mark.first.toordinal() + mark.last.toordinal()) / 2


def _span(marks: Sequence[Mark]) -> tuple[float, float]:
    """Return the first and the last day that are drawn, as matplotlib counts them."""
    epoch = date(1970, 1, 1).toordinal()
    first, last = min(map(_middle, marks)) - epoch, max(map(_middle, marks)) - epoch
    around = max((last - first) * _MARGIN, (_LEAST_DAYS - (last - first)) / 2, 1)
    return max(first - around, 1.0 - epoch), last + around


def _day(mark: Mark) -> float:
    return _middle(mark) - date(1970, 1, 1).toordinal()


def _columns(lane: Sequence[Mark], left: float, right: float) -> list[tuple[float, list[Mark]]]:
    """Return marks that would overlap in columns, each with the day at which it stands."""
    digits = max((len(str(one.number)) for one in lane), default=1)
    room = (right - left) * (0.045 + 0.014 * digits)
    columns: list[tuple[float, list[Mark]]] = []
    for mark in sorted(lane, key=lambda one: (_day(one), one.number)):
        if columns and _day(mark) - columns[-1][0] < room:
            columns[-1][1].append(mark)
        else:
            columns.append((_day(mark), [mark]))
    return columns


def _height(lane: Sequence[Mark], columns: Sequence[tuple[float, list[Mark]]]) -> float:
    if len(lane) > _MOST_SHOWN:
        return _BAR_LANES
    return float(max((min(len(marks), _HIGHEST) for _, marks in columns), default=0))


def _line(axes: Axes) -> None:
    axes.axhline(0, color=_GREY, linewidth=1.2, zorder=1)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(_GREY)
    axes.set_yticks([])
    locator = AutoDateLocator(minticks=2, maxticks=6)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    formatter = ConciseDateFormatter(locator, show_offset=False)  # type: ignore[no-untyped-call]
    formatter.formats = ["%Y", "%b %Y", "%d %b %Y", "%H:%M", "%H:%M", "%S"]
    formatter.zero_formats = ["%Y", "%Y", "%b %Y", "%d %b %Y", "%H:%M", "%H:%M"]
    axes.xaxis.set_major_formatter(formatter)
    axes.tick_params(axis="x", labelsize=_SMALL, colors=_INK, color=_GREY)
    axes.grid(axis="x", color="#e6e6e6", linewidth=0.6)
    axes.set_axisbelow(True)


def _number(
    axes: Axes, columns: Sequence[tuple[float, list[Mark]]], sign: int, colour: str
) -> None:
    """Draw each mark as its number, those of one column away from the line."""
    shape = "round,pad=0.22,rounding_size=0.6" if sign > 0 else "square,pad=0.22"
    for day, marks in columns:
        shown = marks if len(marks) <= _HIGHEST else marks[: _HIGHEST - 1]
        texts = [str(one.number) for one in shown]
        if len(shown) < len(marks):
            texts.append(f"+{len(marks) - len(shown)}")
        axes.plot([day, day], [0, sign * (len(texts) - 0.3)], color=colour, linewidth=0.8)
        for place, text in enumerate(texts, start=1):
            counted = text.startswith("+")
            axes.text(
                day,
                sign * (place - 0.3),
                text,
                color=colour if counted else _GROUND,
                fontsize=_FONT,
                fontweight="bold",
                ha="center",
                va="center",
                bbox={
                    "boxstyle": shape,
                    "facecolor": _GROUND if counted else colour,
                    "edgecolor": colour if counted else _GROUND,
                    "linewidth": 0.8,
                },
                zorder=3,
            )


def _count(axes: Axes, lane: Sequence[Mark], sign: int, colour: str) -> None:
    """Draw how many marks there are, in bars of equal time, each with its count."""
    left, right = axes.get_xlim()
    width = (right - left) / _BARS
    counts = [0] * _BARS
    for mark in lane:
        counts[min(int((_day(mark) - left) / width), _BARS - 1)] += 1
    highest = max(counts)
    scale = (_BAR_LANES - 0.9) / highest
    for place, count in enumerate(counts):
        if not count:
            continue
        day = left + (place + 0.5) * width
        height = sign * max(count * scale, 0.06)
        axes.bar(day, height, width * 0.86, color=colour, zorder=2)
        axes.annotate(
            f"{count}" if count < _THOUSAND else f"{count / _THOUSAND:.1f}k",
            (day, height),
            (0, sign * 2),
            textcoords="offset points",
            ha="center",
            va="bottom" if sign > 0 else "top",
            fontsize=_SMALL,
            color=_INK,
        )


def _legend(figure: Figure, height: float, counts: Sequence[int]) -> None:
    names = ("documents, by their date", "dates that they speak of")
    at = 0.03
    for name, colour, count, mark in zip(names, (_BLUE, _ORANGE), counts, "●■", strict=True):
        if not count:
            continue
        binned = ", counted" if count > _MOST_SHOWN else ""
        figure.text(
            at,
            1 - 0.16 / height,
            f"{mark} {name}{binned}",
            color=colour,
            fontsize=_FONT,
            va="center",
        )
        at += 0.5
