"""Vectors -> groups of those that lie together, by scikit-learn."""

import numpy as np
from sklearn.cluster import AgglomerativeClustering

from index.ports import Floats


def groups_of(vectors: Floats, groups: int) -> list[list[int]]:
    """Return the rows of ``vectors``, (rows, dimension), in at most so many groups.

    They are joined so that each group stays as close together as it can (Ward, "Hierarchical
    Grouping to Optimize an Objective Function", 1963). The groups are ordered by their first rows,
    each in the order of its rows.
    """
    if groups >= len(vectors):
        return [[row] for row in range(len(vectors))]
    if groups <= 1:
        return [list(range(len(vectors)))]
    clustering = AgglomerativeClustering(n_clusters=groups, linkage="ward")
    labels = clustering.fit_predict(np.asarray(vectors))
    found: dict[int, list[int]] = {}
    for row, label in enumerate(labels.tolist()):
        found.setdefault(label, []).append(row)
    return list(found.values())
