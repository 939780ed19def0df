"""Tests of ``index.core.windows``."""

import pytest

from index.core.windows import windows_of
from index.domain import Window


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ([], []),
        ([(0, 4)], [Window(0, 4)]),
        ([(0, 4), (6, 9)], [Window(0, 4), Window(6, 9), Window(0, 9)]),
        (
            [(0, 4), (6, 9), (9, 12)],
            [Window(0, 4), Window(6, 9), Window(9, 12), Window(0, 9), Window(6, 12)],
        ),
    ],
)
def test_windows(sentences: list[tuple[int, int]], expected: list[Window]) -> None:
    """The windows are every sentence, then every two neighbours."""
    assert windows_of(sentences) == expected
