"""``python -m bot``, and the command ``dossier``."""

import logging
import os
import sys
import uuid

from rich.console import Console

_FAILED = 1
_INTERRUPTED = 130

_SPINS = "10000"
"""Rounds that a thread of torch, or of FAISS, waits for the others before it sleeps. It makes
three hundred thousand by itself, so that where something else has a core a question waits ten
times as long; on idle cores these are enough (docs/performance.md)."""


def main() -> None:
    """Run the command line; every error ends in one sentence on standard error."""
    # Read by GCC's OpenMP when it is loaded.
    os.environ.setdefault("GOMP_SPINCOUNT", _SPINS)
    # Imported here so that an interrupt while modules load ends quietly, too.
    errors = Console(stderr=True, soft_wrap=True, highlight=False)
    try:
        from bot.cli import app
        from index.errors import DossierError

        try:
            app(prog_name="dossier")
        except DossierError as error:
            for line in str(error).splitlines():
                errors.print(f"Error: {line}", style="red", markup=False)
            sys.exit(_FAILED)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_FAILED)
    except Exception:
        reference = uuid.uuid4().hex[:6]
        logging.getLogger("dossier").debug("unexpected error %s", reference, exc_info=True)
        errors.print(
            f"Error: something went wrong that Dossier did not expect (reference {reference});"
            " run it again with DOSSIER_LOG_LEVEL=DEBUG to see the details, and report them.",
            style="red",
            markup=False,
        )
        sys.exit(_FAILED)


if __name__ == "__main__":
    main()
