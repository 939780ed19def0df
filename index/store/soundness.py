"""The folder of the index -> what is damaged in it."""

from collections.abc import Iterator
from contextlib import closing

from index.store.embeddings import damaged_caches
from index.store.manifest import damaged_files, read_manifest
from index.store.snapshot import Snapshot, SnapshotFolder, told


def problems_of(index: SnapshotFolder) -> Iterator[str]:
    """Yield a sentence for each file that is damaged, and each passage that is not its source's.

    Every byte of the snapshot in use is read, and every entry of the cache.

    Raises:
        MissingSnapshotError: if no snapshot was built.
        SnapshotError: if it cannot be told which files there should be.

    """
    folder = index.used()
    damaged = list(damaged_files(folder, read_manifest(folder).files))
    yield from map(told, damaged)
    if not damaged:
        with closing(Snapshot(folder)) as snapshot:
            yield from snapshot.verify()
    yield from damaged_caches(index.cache)
