"""Every check, in the order in which a person would mend what is wrong."""

import logging
from collections.abc import Callable, Iterator

from bot.doctor import configured, corpus, folders, machine
from bot.doctor.finding import Finding, failing
from bot.settings import Given

logger = logging.getLogger(__name__)

Check = Callable[[Given], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    machine.python_found,
    configured.settings_found,
    configured.token_found,
    configured.env_file_found,
    corpus.model_found,
    corpus.documents_found,
    corpus.index_found,
    corpus.questions_found,
    corpus.tour_found,
    folders.journal_found,
    folders.writable_found,
    folders.locks_found,
    machine.port_found,
    machine.disk_found,
    machine.memory_found,
    machine.clock_found,
)


def examined(given: Given) -> Iterator[Finding]:
    """Yield what every check finds; nothing is changed, and nothing is asked over the network.

    A check that fails itself is told, and the others go on.
    """
    for check in CHECKS:
        try:
            yield from check(given)
        except Exception as error:
            logger.debug("a check failed", exc_info=True)
            yield failing(
                check.__name__.removesuffix("_found"),
                f"This could not be looked at ({error!r}).",
                "run it again with DOSSIER_LOG_LEVEL=DEBUG to see the details, and report them.",
            )
