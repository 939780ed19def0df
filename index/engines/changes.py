"""A folder -> its changes, as they happen, by watchfiles."""

import time
from collections.abc import Iterator
from pathlib import Path

from watchfiles import watch

_TOGETHER, _AT_MOST = 300, 2000
"""Milliseconds without a change after which those before are told, and those that they wait for
at most: an editor or a checkout changes many files at once."""
_LOOK_EVERY = 2.0
"""Seconds between two looks at whether the folder is still the one that is watched."""


def changes_below(folder: Path) -> Iterator[bool]:
    """Yield true after files below ``folder`` changed, and false from time to time between.

    A folder that is removed, or put in the place of another, is watched again when it is there.

    Raises:
        KeyboardInterrupt: when the person at the terminal ends it.

    """
    missed = False
    while True:
        if not folder.is_dir():
            time.sleep(_LOOK_EVERY)
            continue
        watched = folder.stat().st_ino
        for changes in watch(
            folder,
            step=_TOGETHER,
            debounce=_AT_MOST,
            rust_timeout=int(_LOOK_EVERY * 1000),
            yield_on_timeout=True,
        ):
            yield bool(changes) or missed
            missed = False
            if not folder.is_dir() or folder.stat().st_ino != watched:
                break
        missed = True  # what changed before it was watched again
        yield True
