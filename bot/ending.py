"""What ends a command by itself -> an exit status, and a line of the log where that is JSON."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from bot.logs import is_json
from bot.settings import Settings, TokenError
from index.errors import DossierError

logger = logging.getLogger("bot")

FAILED, NO_TOKEN = 1, 3
"""Without a token as with a wrong one: another start changes nothing (``bot.discord.run``)."""


def status_of(error: DossierError) -> int:
    """Return the exit status of a command that an error ends."""
    return NO_TOKEN if isinstance(error, TokenError) else FAILED


@contextmanager
def ending_logged(settings: Settings) -> Iterator[None]:
    """Have what ends the block told in the log where programs read that, in its form.

    People are told on standard error, by whoever runs the command.
    """
    if not is_json(settings, terminal=sys.stderr.isatty()):
        yield
        return
    try:
        yield
    except DossierError as error:
        for line in str(error).splitlines():
            logger.error(line)  # noqa: TRY400 (the sentence says it all)
        sys.exit(status_of(error))
    except typer.Exit:
        raise
    except Exception:
        logger.exception("Something went wrong that Dossier did not expect; report it.")
        sys.exit(FAILED)
