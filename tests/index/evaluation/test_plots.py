"""Plots of figures, drawn for real."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from index.evaluation.figures import Figures
from index.evaluation.plots import hits_plot, latency_plot, reliability_plot, thresholds_plot
from tests.index.evaluation.builders import figures, outcome, unanswerable

USUAL = figures(
    *(outcome(0.5 + place / 200, rank=place % 12 + 1) for place in range(100)),
    *(unanswerable(place / 100) for place in range(60)),
    outcome(1.0, milliseconds=900.0),
)
ONE = figures(outcome())


def hits(told: Figures) -> bytes:
    """Draw hit@k."""
    return hits_plot(told.hits)


def thresholds(told: Figures) -> bytes:
    """Draw precision and recall."""
    assert told.answerability.curve
    return thresholds_plot(told.answerability.curve)


def reliability(told: Figures) -> bytes:
    """Draw the reliability diagram."""
    return reliability_plot(told.answerability.bins)


def latency(told: Figures) -> bytes:
    """Draw the latency."""
    assert told.latency
    return latency_plot(told.latency)


@pytest.mark.parametrize("draw", [hits, thresholds, reliability, latency])
@pytest.mark.parametrize("told", [USUAL, ONE], ids=["usual", "one question"])
def test_a_plot_is_a_picture_on_white(draw: Callable[[Figures], bytes], told: Figures) -> None:
    """It is a PNG of a page's width, white at its corners and drawn on within."""
    drawn = Image.open(io.BytesIO(draw(told)))
    assert drawn.format == "PNG"
    picture = drawn.convert("RGB")
    assert picture.width == 1050
    assert 600 <= picture.height <= 900
    corners = [(x, y) for x in (0, picture.width - 1) for y in (0, picture.height - 1)]
    assert {picture.getpixel(corner) for corner in corners} == {(255, 255, 255)}
    assert len(picture.getcolors(1 << 20) or ()) > 50
