"""Tests of ``index.engines.clusters``."""

import numpy as np

from index.engines.clusters import groups_of
from index.ports import Floats


def vectors(*centres: int, around: float = 0.05) -> Floats:
    """Return a vector near to each of the axes named."""
    made = np.eye(4, dtype=np.float32)[list(centres)]
    return made + np.random.default_rng(1).normal(scale=around, size=made.shape).astype(np.float32)


def test_groups_lie_together() -> None:
    """As many groups are made as there are, within the bounds, by their first rows."""
    assert groups_of(vectors(2, 0, 2, 1, 0, 1), 2, 5) == [[0, 2], [1, 4], [3, 5]]


def test_at_most() -> None:
    """No more groups than were asked for."""
    assert len(groups_of(vectors(0, 1, 2, 3, 0, 1, 2, 3), 2, 3)) <= 3


def test_nothing_parts_them() -> None:
    """Vectors that are all the same are one group; so are two, or one."""
    same = np.ones((6, 4), dtype=np.float32)
    assert groups_of(same, 2, 3) == [[0, 1, 2, 3, 4, 5]]
    assert groups_of(same[:2], 1, 2) == [[0, 1]]
    assert groups_of(same[:1], 1, 1) == [[0]]
