"""A bot at work -> how it is, for those who watch over it."""

import logging
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bot.discord.client import DossierClient
from bot.metrics import METRICS, Reading, served
from bot.settings import Settings
from bot.wording import http_address

logger = logging.getLogger(__name__)


def unhealthy(client: DossierClient) -> str | None:
    """Return why the bot cannot answer just now, or ``None``; may be asked from any thread.

    Its library is open before it connects, and stays so.
    """
    if client.service.stopping:
        return "stopping"
    if not client.is_ready():
        return "not connected to Discord yet"
    if client.is_closed() or client.ws is None or not client.ws.open:
        return "the connection to Discord is lost"
    return None


def readings(client: DossierClient) -> Iterator[Reading]:
    """Yield what is read of the bot whenever somebody asks for metrics."""
    service = client.service

    def age() -> float:
        return time.time() - service.library.snapshot.built

    def latency() -> float:
        return client.latency if math.isfinite(client.latency) else math.nan

    yield Reading("dossier_queue_length", "Questions that wait.", lambda: service.desk.waiting)
    yield Reading("dossier_queue_limit", "Questions that may wait.", lambda: service.desk.most)
    yield Reading(
        "dossier_gateway_connected",
        "1 where the bot is connected to Discord, else 0.",
        lambda: not unhealthy(client),
    )
    yield Reading(
        "dossier_gateway_latency_seconds", "Of the last heartbeat to Discord and back.", latency
    )
    yield Reading("dossier_index_age_seconds", "Since the index in use was built.", age)
    yield Reading(
        "dossier_documents",
        "Documents of the index in use.",
        lambda: len(service.library.snapshot.manifest.documents),
    )
    yield Reading(
        "dossier_passages",
        "Passages of the index in use.",
        lambda: service.library.snapshot.manifest.passages,
    )
    yield Reading(
        "dossier_index_failures",
        "Indexes that could not be built at the start, or not be used since.",
        lambda: service.serving.failures,
        counts=True,
    )
    yield Reading(
        "dossier_journal_failures",
        "What the journal could not write or read.",
        lambda: service.journal.failures.count,
        counts=True,
    )


@contextmanager
def watched(client: DossierClient, settings: Settings) -> Iterator[None]:
    """Let others watch over the bot while the block runs, if a port is set.

    Raises:
        PortError: if the port cannot be opened.

    """
    metrics = client.service.metrics
    metrics.read_from(readings(client))
    if settings.metrics_port is None:
        yield
        return
    with served(
        metrics, lambda: unhealthy(client), settings.metrics_host, settings.metrics_port
    ) as port:
        where = http_address(settings.metrics_host, port, METRICS)
        logger.info("Metrics are on %s.", where)
        yield
