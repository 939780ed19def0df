"""``python -m bot``, and the command ``dossier``."""

import errno
import io
import os
import sys

_FAILED = 1
_INTERRUPTED = 130
_FULL = {errno.ENOSPC, errno.EDQUOT}

_SPINS = "10000"
"""Rounds that a thread of torch, or of FAISS, waits for the others before it sleeps. It makes
three hundred thousand by itself, so that where something else has a core a question waits ten
times as long; on idle cores these are enough (docs/performance.md)."""


def main() -> None:
    """Run the command line; every error ends in one sentence on standard error."""
    # Read by GCC's OpenMP when it is loaded.
    os.environ.setdefault("GOMP_SPINCOUNT", _SPINS)
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        _drop_output()
        sys.exit(_FAILED)
    except Exception as error:  # noqa: BLE001 (told below, whatever it is)
        if isinstance(error, OSError) and error.errno in _FULL:
            _drop_output()
            _tell(f"There is no room for what is written ({error.strerror}); free some.")
        else:
            _tell_unexpected(error)
        sys.exit(_FAILED)


def _run() -> None:
    # All is imported here, so that an interrupt while modules load ends quietly, too.
    from bot.cli import app
    from bot.ending import status_of
    from index.errors import DossierError

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # what a terminal cannot show is a ? there
    try:
        app(prog_name="dossier")
    except DossierError as error:
        for line in str(error).splitlines():
            _tell(line)
        sys.exit(status_of(error))
    finally:
        if sys.stdout:  # none where it was closed
            sys.stdout.flush()  # what cannot be written is told, not passed over at the end


def _tell(sentence: str) -> None:
    from rich.console import Console

    errors = Console(stderr=True, soft_wrap=True, highlight=False)
    errors.print(f"Error: {sentence}", style="red", markup=False)


def _tell_unexpected(error: Exception) -> None:
    import logging
    import uuid

    reference = uuid.uuid4().hex[:6]
    logging.getLogger("dossier").debug("unexpected error %s", reference, exc_info=error)
    _tell(
        f"something went wrong that Dossier did not expect (reference {reference});"
        " run it again with DOSSIER_LOG_LEVEL=DEBUG to see the details, and report them."
    )


def _drop_output() -> None:
    """Have Python not try again, at its end, to write what cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
