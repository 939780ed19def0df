"""Vectors -> groups of those that lie together, by scikit-learn."""

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.metrics import silhouette_score

from index.ports import Floats

_APART = 0.03
"""Silhouette below which nothing parts the vectors."""

_SEED = 1234
_STARTS = 2


def groups_of(vectors: Floats, fewest: int, most: int) -> list[list[int]]:
    """Return the rows of ``vectors``, (rows, dimension), in groups: all in one, or up to ``most``.

    They are joined so that each group stays as close together as it can (Ward, "Hierarchical
    Grouping to Optimize an Objective Function", 1963). Of the numbers of groups from ``fewest``
    to ``most`` that is taken at which they lie farthest apart (Rousseeuw, "Silhouettes", 1987).
    The groups are ordered by their first rows, each in the order of its rows.
    """
    best = [0] * len(vectors)
    apart = _APART
    for groups in range(max(fewest, 2), min(most, len(vectors) - 1) + 1):
        labels = AgglomerativeClustering(n_clusters=groups, linkage="ward").fit_predict(vectors)
        silhouette = float(silhouette_score(vectors, labels))
        if silhouette > apart:
            best, apart = labels.tolist(), silhouette
    found: dict[int, list[int]] = {}
    for row, label in enumerate(best):
        found.setdefault(label, []).append(row)
    return list(found.values())


def clusters(vectors: Floats, count: int) -> NDArray[np.int64]:
    """Return the group, from 0, of each of the vectors, (rows, dimension): at most ``count``.

    The same vectors make the same groups (k-means).
    """
    count = min(count, len(np.unique(vectors, axis=0)))
    means = KMeans(count, n_init=_STARTS, random_state=_SEED)
    return np.asarray(means.fit_predict(vectors), dtype=np.int64)
