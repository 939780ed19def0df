"""Tests of ``index.engines.clusters``."""

import numpy as np

from index.engines.clusters import clusters


def test_what_is_near_is_together() -> None:
    """Three bundles of vectors are three groups, the same each time."""
    around = np.eye(3, 8, dtype=np.float32).repeat(5, axis=0)
    vectors = around + np.random.default_rng(0).normal(0, 0.01, around.shape).astype(np.float32)
    labels = clusters(vectors, 3)
    assert [len(set(labels[i : i + 5].tolist())) for i in (0, 5, 10)] == [1, 1, 1]
    assert len(set(labels.tolist())) == 3
    assert clusters(vectors, 3).tolist() == labels.tolist()


def test_no_more_groups_than_there_are_vectors() -> None:
    """Vectors that are all alike are one group, and one vector is one, too."""
    assert set(clusters(np.ones((4, 8), dtype=np.float32), 3).tolist()) == {0}
    assert clusters(np.ones((1, 8), dtype=np.float32), 3).tolist() == [0]
