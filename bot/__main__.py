"""``python -m bot``, and the command ``dossier``."""

import logging
import os
import sys
import uuid

from rich.console import Console

_FAILED = 1
_INTERRUPTED = 130


def main() -> None:
    """Run the command line; every error ends in one sentence on standard error."""
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
