"""Vectors -> groups of those that are near to one another, by scikit-learn."""

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans

from index.ports import Floats

_SEED = 1234
_STARTS = 2


def clusters(vectors: Floats, count: int) -> NDArray[np.int64]:
    """Return the group, from 0, of each of the vectors, (rows, dimension): at most ``count``.

    The same vectors make the same groups (k-means).
    """
    count = min(count, len(np.unique(vectors, axis=0)))
    means = KMeans(count, n_init=_STARTS, random_state=_SEED)
    return np.asarray(means.fit_predict(vectors), dtype=np.int64)
