"""What ``scale.py`` measured, a row a size -> a picture of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullLocator

_SIZE, _DOTS = (10, 3.4), 150  # inches, and dots an inch
# Told apart without colour vision (Okabe and Ito, "Color Universal Design", 2008), and by shape.
_BLUE, _ORANGE, _GREY, _INK = "#0072b2", "#b34a00", "#6e6e6e", "#222222"
# A ground of its own: it reads the same on a light page and on a dark one.
_GROUND = "#ffffff"
_BAR = 5
"""Times the bare encoding of its question that a whole answer may take, of 95 in 100 questions."""
_HEADROOM = 1.4
"""Times the highest figure: the names of the lines stand above it."""
_MILLISECONDS = (0.2, 1000)
_THOUSAND, _MILLION = 1_000, 1_000_000

_Line = tuple[str, str, str, str]
"""The figure's name, what it is called in the picture, its colour and its mark."""


def plot(table: Sequence[Mapping[str, float]], machine: str, path: Path) -> None:
    """Draw the figures of at least one size into a file, as what its name ends with."""
    figure = Figure(_SIZE, dpi=_DOTS, facecolor=_GROUND, layout="constrained")
    search, answer, room = figure.subplots(1, 3)
    _drawn(
        search,
        table,
        "Search of the vectors, ms",
        ("flat_ms", "FAISS, flat", _GREY, "s"),
        ("vectors_ms", "Dossier", _BLUE, "o"),
    )
    search.set_yscale("log")
    search.set_ylim(*_MILLISECONDS)
    search.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    search.yaxis.set_minor_locator(NullLocator())
    _drawn(
        answer,
        table,
        "A whole answer, times the bare\nencoding of its question",
        ("ask_to_encode_p95", "95 in 100 take less", _ORANGE, "s"),
        ("ask_to_encode_p50", "median", _BLUE, "o"),
    )
    answer.axhline(
        _BAR, color=_GREY, linestyle=":", linewidth=1.2, label="what these should take at most"
    )
    _named(answer)
    _drawn(
        room,
        table,
        "Room",
        ("bytes_a_window", "files beside the text, bytes a window", _ORANGE, "s"),
        ("resident_mb", "memory beyond the model's, MB", _BLUE, "o"),
    )
    figure.suptitle(machine, color=_GREY, fontsize=8, x=0.995, ha="right")
    figure.savefig(path, facecolor=_GROUND)


def _drawn(axes: Axes, table: Sequence[Mapping[str, float]], title: str, *lines: _Line) -> None:
    windows = [row["windows"] for row in table]
    for name, label, colour, mark in lines:
        axes.plot(windows, [row[name] for row in table], color=colour, marker=mark, label=label)
    axes.set_xscale("log")
    axes.set_xticks(windows, [_short(number) for number in windows])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_ylim(0, _HEADROOM * max(row[name] for row in table for name, *_ in lines))
    axes.set_xlabel("windows", color=_INK, fontsize=8)
    axes.set_title(title, color=_INK, fontsize=9.5, loc="left")
    axes.tick_params(colors=_INK, labelsize=8)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    _named(axes)


def _named(axes: Axes) -> None:
    names = axes.legend(loc="upper left", borderaxespad=0.1, fontsize=8, labelcolor=_INK)
    names.get_frame().set(facecolor=_GROUND, edgecolor="none", alpha=1)


def _short(number: float) -> str:
    if round(number / _MILLION, 1) >= 1:
        return f"{number / _MILLION:.2g} million"
    return f"{number / _THOUSAND:.0f},000"
