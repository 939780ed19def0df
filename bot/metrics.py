"""What is counted and measured, and the port where others ask for it.

Nothing of it tells who asks, or what. The port is closed unless it is set.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, cast
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import make_wsgi_app
from prometheus_client.registry import Collector

from index.domain import Verdict
from index.errors import DossierError

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

METRICS, HEALTH = "/metrics", "/healthz"

FAILED = "failed"
"""Stands for a verdict where a question could not be answered through no fault of who asked."""
REASONS = ("too_often", "queue_full", "not_allowed", "stopping")
STAGES = ("queue", "answer", "remember", "send")
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Seconds. Discord gives three until something is acknowledged, and fifteen minutes after that."""


class PortError(DossierError):
    """The port for metrics cannot be opened."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that is read when somebody asks for it."""

    name: str
    told: str
    read: Callable[[], float]
    counts: bool = False  # whether it only ever grows


class Metrics:
    """Counts questions and measures how long they take; each has a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._questions = Counter(
            "dossier_questions",
            "Questions by what became of them.",
            ["verdict"],
            registry=self.registry,
        )
        self._refused = Counter(
            "dossier_refused", "Questions turned away, by why.", ["reason"], registry=self.registry
        )
        self._stages = Histogram(
            "dossier_stage_seconds",
            "How long each stage of a question took.",
            ["stage"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        # So that what has not happened yet is 0, and no gap.
        for verdict in (*(verdict.value for verdict in Verdict), FAILED):
            self._questions.labels(verdict)
        for reason in REASONS:
            self._refused.labels(reason)
        for stage in STAGES:
            self._stages.labels(stage)

    def answered(self, verdict: str) -> None:
        """Count a question that was answered, or failed."""
        self._questions.labels(verdict).inc()

    def refused(self, reason: str) -> None:
        """Count a question that was turned away."""
        self._refused.labels(reason).inc()

    def took(self, stage: str, seconds: float) -> None:
        """Note how long a stage took."""
        self._stages.labels(stage).observe(seconds)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Note how long what is done inside takes, unless it fails."""
        began = time.perf_counter()
        yield
        self.took(stage, time.perf_counter() - began)

    def read_from(self, readings: Iterable[Reading]) -> None:
        """Tell these values, too, as they are whenever somebody asks."""
        self.registry.register(_Readings(tuple(readings)))


class _Readings(Collector):
    """Reads values when they are asked for; one that cannot be read is left out."""

    def __init__(self, readings: tuple[Reading, ...]) -> None:
        self._readings = readings

    def collect(self) -> Iterator[Metric]:
        """Yield each value."""
        for one in self._readings:
            family = CounterMetricFamily if one.counts else GaugeMetricFamily
            try:
                yield family(one.name, one.told, value=one.read())
            except OSError:
                continue


@contextmanager
def served(
    metrics: Metrics, unhealthy: Callable[[], str | None], host: str, port: int
) -> Iterator[int]:
    """Answer ``/metrics`` and ``/healthz`` from a thread while the block runs; give the port.

    ``unhealthy`` returns why the bot cannot answer just now, or ``None``.

    Raises:
        PortError: if the port cannot be opened.

    """
    with _opened(host, port) as server:
        server.set_app(_application(metrics, unhealthy))
        threading.Thread(target=server.serve_forever, name="metrics", daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


def check_port(host: str, port: int) -> None:
    """Raise ``PortError`` if the port cannot be opened; it is closed again at once."""
    _opened(host, port).server_close()


def _opened(host: str, port: int) -> "_Server":
    try:
        return _Server(host, port)
    except (OSError, UnicodeError) as error:  # the latter for what can be no host's name
        why = getattr(error, "strerror", None) or error
        msg = (
            f"The port {port} for metrics cannot be opened on {host} ({why});"
            " write another behind DOSSIER_METRICS_PORT= or DOSSIER_METRICS_HOST=, or no port."
        )
        raise PortError(msg) from error


def _application(
    metrics: Metrics, unhealthy: Callable[[], str | None]
) -> Callable[["WSGIEnvironment", "StartResponse"], Iterable[bytes]]:
    exposed = make_wsgi_app(metrics.registry)

    def application(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        path = environ.get("PATH_INFO")
        if path == METRICS:
            return cast("Iterable[bytes]", exposed(environ, start))
        status, told = HTTPStatus.NOT_FOUND, f"There are {METRICS} and {HEALTH}."
        if path == HEALTH:
            why = unhealthy()
            status = HTTPStatus.SERVICE_UNAVAILABLE if why else HTTPStatus.OK
            told = why or "ok"
        start(
            f"{status.value} {status.phrase}",
            [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")],
        )
        return [f"{told}\n".encode()]

    return application


class _Server(ThreadingMixIn, WSGIServer):
    """One slow reader keeps no other waiting, nor the bot from ending."""

    daemon_threads = True

    def __init__(self, host: str, port: int) -> None:
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), _Quiet)


class _Quiet(WSGIRequestHandler):
    """Does not log every request: somebody asks every few seconds."""

    timeout = 10

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
        """Log nothing."""
        del format, args
