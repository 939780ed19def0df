"""Figures -> plots, as the bytes of a PNG."""

import io
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from index.core.verdict import ANSWERED_AT, POSSIBLE_AT
from index.evaluation.calibration import BINS, Bin, Curve
from index.evaluation.shares import Latency, Share

_SIZE = (7.0, 4.0)  # inches
_DOTS = 150  # an inch
# Told apart without colour vision (Okabe and Ito, "Color Universal Design", 2008), and by marks.
_BLUE, _ORANGE, _GREEN, _GREY = "#0072b2", "#d55e00", "#009e73", "#767676"
_BARS = 40
_LONGEST = 2.0  # times the 95th percentile: what takes longer is put into the last bar


def hits_plot(hits: Sequence[Share]) -> bytes:
    """Return hit@k over k, with its interval."""
    figure, axes = _figure()
    ks = range(1, len(hits) + 1)
    values = [hit.value for hit in hits]
    low, high = [hit.low for hit in hits], [hit.high for hit in hits]
    axes.fill_between(ks, low, high, color=_BLUE, alpha=0.15, linewidth=0, label="95% interval")
    axes.plot(ks, values, color=_BLUE, marker="o", label="hit@k")
    for k, value in zip(ks, values, strict=True):  # below the line, which only ever rises
        axes.annotate(f"{value:.0%}", (k, value), (3, -14), textcoords="offset points")
    axes.set_xticks(ks)
    axes.set_xlabel("k: how many of the first are looked at")
    axes.set_ylabel("questions with a right one among k")
    axes.set_xlim(0.8, len(hits) + 0.8)
    axes.set_ylim(max(0.0, min(low) - 0.05), 1.005)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.legend(loc="lower right")
    return _png(figure)


def thresholds_plot(curve: Curve) -> bytes:
    """Return precision and recall over the threshold that is answered from."""
    figure, axes = _figure()
    for values, colour, style, label in (
        (curve.corpus, _BLUE, "-", "precision: the corpus answers"),
        (curve.first, _ORANGE, "--", "precision: the first passage answers"),
        (curve.recall, _GREEN, "-.", "recall"),
    ):
        # From just above one threshold, or from 0, up to the next the same ones are answered.
        x, y = np.append(0, curve.thresholds), np.append(values[0], values)
        axes.step(x, y, colour, linestyle=style, where="pre", label=label)
    for at in (POSSIBLE_AT, ANSWERED_AT):
        axes.axvline(at, color=_GREY, linewidth=1, linestyle=":")
    shipped = axes.secondary_xaxis("top")
    shipped.set_xticks(
        [POSSIBLE_AT, ANSWERED_AT],
        [f"possible from {POSSIBLE_AT:.2f} ", f" answered from {ANSWERED_AT:.2f}"],
    )
    shipped.spines["top"].set_visible(False)
    # Away from one another, however near the thresholds are.
    possible, answered = shipped.get_xticklabels()
    possible.set_horizontalalignment("right")
    answered.set_horizontalalignment("left")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.02)
    axes.set_xlabel("answerability that is answered from")
    axes.set_ylabel("share of questions")
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    figure.legend(loc="outside lower center", ncols=3, frameon=False)
    return _png(figure)


def reliability_plot(bins: Sequence[Bin]) -> bytes:
    """Return what was so, over what the answerability said, with the questions in each bin."""
    figure = Figure((_SIZE[0], _SIZE[1] * 1.4), dpi=_DOTS, facecolor="white", layout="constrained")
    axes, below = figure.subplots(2, 1, sharex=True, height_ratios=[3, 1])
    axes.plot([0, 1], [0, 1], color=_GREY, linewidth=1, linestyle=":", label="as it says")
    means = np.array([one.mean for one in bins])
    for shares, colour, mark, label, shift in (
        ([one.corpus for one in bins], _BLUE, "o", "the corpus answers", -0.008),
        ([one.first for one in bins], _ORANGE, "s", "the first passage answers", 0.008),
    ):
        values = [share.value for share in shares]
        # An interval holds its share, but for the rounding of 0 and 1.
        errors = [
            [max(0.0, share.value - share.low) for share in shares],
            [max(0.0, share.high - share.value) for share in shares],
        ]
        axes.errorbar(
            means + shift, values, errors, fmt=mark, color=colour, capsize=3, label=label
        )
    axes.set_ylim(-0.02, 1.02)
    axes.set_ylabel("questions of which it is so")
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    figure.legend(loc="outside upper center", ncols=3, frameon=False)
    middles = [(one.low + one.high) / 2 for one in bins]
    bars = below.bar(middles, [one.corpus.total for one in bins], 0.9 / BINS, color=_GREY)
    below.bar_label(bars, fmt="{:,.0f}", padding=1)
    below.margins(y=0.3)
    below.set_xlim(-0.02, 1.02)
    below.set_xticks(np.linspace(0, 1, BINS + 1))
    below.set_xlabel("answerability")
    below.set_ylabel("questions")
    _bare(axes)
    _bare(below)
    return _png(figure)


def latency_plot(latency: Latency) -> bytes:
    """Return how many questions take how long."""
    figure, axes = _figure()
    times = np.array(latency.milliseconds)
    end = min(float(times.max()), _LONGEST * latency.p95)
    axes.hist(np.minimum(times, end), _BARS, color=_BLUE, alpha=0.6)
    for value, name, style in ((latency.p50, "p50", "-"), (latency.p95, "p95", "--")):
        axes.axvline(value, color=_ORANGE, linestyle=style, label=f"{name} {value:.1f} ms")
    longer = int((times > end).sum())
    axes.set_xlabel(
        "milliseconds, from the question to its answer"
        + (f"; {longer:,} longer ones in the last bar" if longer else "")
    )
    axes.set_ylabel("questions")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    figure.legend(loc="outside upper right", ncols=2, frameon=False)
    return _png(figure)


def _figure() -> tuple[Figure, Axes]:
    figure = Figure(_SIZE, dpi=_DOTS, facecolor="white", layout="constrained")
    axes = figure.subplots()
    _bare(axes)
    return figure, axes


def _bare(axes: Axes) -> None:
    """Take away the frame's upper and right line; a faint grid goes behind what is drawn."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)


def _png(figure: Figure) -> bytes:
    file = io.BytesIO()
    figure.savefig(file, format="png")  # drawn by Agg: no display, no state shared with others
    return file.getvalue()
