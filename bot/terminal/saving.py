"""What a command makes -> a file, whole or not at all, and never over another by mistake."""

from contextlib import suppress
from pathlib import Path

from index.errors import DossierError


class SavingError(DossierError):
    """A file cannot be written."""


def check_target(file: Path, *, force: bool) -> None:
    """Return if ``file`` may be written, before anything is made for it.

    Raises:
        SavingError: if it is there already and not to be replaced, or it cannot be there.

    """
    if file.is_dir() or not file.parent.is_dir():
        msg = f"{file} cannot be written: name a file in a folder that is there."
        raise SavingError(msg)
    if file.exists() and not force:
        msg = f"{file} is there already; name another file, or add --force to replace it."
        raise SavingError(msg)


def save(file: Path, content: bytes, *, force: bool) -> None:
    """Write ``file``.

    Raises:
        SavingError: if it may not, or cannot, be written.

    """
    check_target(file, force=force)
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(file)
    except OSError as error:
        msg = (
            f"{file} cannot be written ({error.strerror}); check the folder's permissions and the"
            " space on its disk."
        )
        raise SavingError(msg) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
