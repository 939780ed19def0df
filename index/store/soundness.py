"""The folder of the index -> what is damaged in it."""

from collections.abc import Iterator
from contextlib import closing

from index.store.embeddings import damaged_caches
from index.store.manifest import damaged_files, read_manifest
from index.store.snapshot import Snapshot, SnapshotFolder


def problems_of(index: SnapshotFolder) -> Iterator[str]:
    """Yield a sentence for each file that is damaged, and each passage that is not its source's.

    Every byte of the snapshot in use is read, and every entry of the cache.

    Raises:
        MissingSnapshotError: if no snapshot was built.
        SnapshotError: if it cannot be told which files there should be.

    """
    folder = index.used()
    damaged = list(damaged_files(folder, read_manifest(folder).files))
    for path in damaged:
        what = "its checksum is not the manifest's" if path.is_file() else "it is missing"
        yield f"{path} is damaged: {what}."
    if not damaged:  # a damaged store has nothing to tell
        with closing(Snapshot(folder)) as snapshot:
            yield from snapshot.misplaced()
    yield from damaged_caches(index.cache)
