"""Pictures of dates."""

import random
import struct
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from index.engines.charts import Mark, timeline_chart


def marks(count: int, first: int = 1950, last: int = 2016) -> list[Mark]:
    """Return so many marks at days drawn by lot, always the same."""
    lot = random.Random(count)  # noqa: S311 (no secret)
    days = sorted(
        date(lot.randint(first, last), lot.randint(1, 12), lot.randint(1, 28))
        for _ in range(count)
    )
    return [Mark(number, day, day, number % 3 == 0) for number, day in enumerate(days, start=1)]


def size(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG."""
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize(
    "drawn",
    [
        marks(1),
        marks(40),
        marks(300),
        marks(10_000, 1400, 2100),
        [
            Mark(number, date(2009, 1, 1), date(2009, 12, 31), above=True)
            for number in range(1, 60)
        ],
        [
            Mark(1, date(1400, 1, 1), date(1400, 12, 31), above=False),
            Mark(2, date(2100, 1, 1), date(2100, 12, 31), above=True),
        ],
    ],
    ids=["one", "some", "many", "ten thousand", "all at once", "far apart"],
)
def test_any_number_of_dates_is_drawn_at_one_width(drawn: list[Mark]) -> None:
    """From one date to ten thousand the picture is as wide, and never higher than wide."""
    width, height = size(timeline_chart(drawn))
    assert width == 960
    assert 100 < height < 960


def test_the_same_dates_make_the_same_picture_in_any_thread() -> None:
    """Nothing of it depends on when, or beside what, it is drawn."""
    with ThreadPoolExecutor(4) as threads:
        pictures = set(threads.map(timeline_chart, [marks(20)] * 6))
    assert pictures == {timeline_chart(marks(20))}
    assert timeline_chart(marks(21)) not in pictures
