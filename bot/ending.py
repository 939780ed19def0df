"""What ends a command by itself -> an exit status, and a line of the log where that is JSON."""

import logging
import signal
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
def sigterm_logged() -> Iterator[None]:
    """Have a SIGTERM end the block, and be told in the log, for as long as nothing else does.

    The first process of a container is sent none otherwise, and is killed in the end.
    """

    def end(*_: object) -> None:
        logger.info("Received SIGTERM while the bot was starting.")
        sys.exit()

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


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
