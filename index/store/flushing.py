"""What was written -> the disk, so that it outlives a loss of power."""

import os
from contextlib import suppress
from pathlib import Path


def flush(path: Path) -> None:
    """Have the operating system write a file or folder out."""
    with suppress(PermissionError):  # folders cannot be opened on Windows
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
