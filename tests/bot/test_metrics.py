"""What is counted, and the port where others ask for it."""

import re
import socket
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest
import yaml

from bot import settings as settings_module
from bot.discord.health import readings
from bot.metrics import FAILED, REASONS, STAGES, Metrics, PortError, Reading, served
from bot.opening import serving_library
from bot.settings import read_settings
from index.domain import Verdict
from index.engines.fake_encoder import WordCountEncoder
from index.library import Library
from index.ports import silent
from tests.bot.conftest import Run
from tests.bot.discord.conftest import shelf
from tests.bot.discord.place import client, closed
from tests.conftest import REPOSITORY, corpus, fake_build

__all__ = ["shelf"]  # the fixture


def got(port: int, path: str) -> tuple[int, str]:
    """Return the status and the text at a path of the port."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def names_of(metrics: Metrics) -> set[str]:
    """Return every metric's name, as it is written in a query."""
    suffixes = {"counter": "_total"}
    return {
        metric.name + suffixes.get(metric.type, "")
        for metric in metrics.registry.collect()
        if metric.name.startswith("dossier_")
    }


@contextmanager
def watched(
    metrics: Metrics | None = None, unhealthy: Callable[[], str | None] = lambda: None
) -> Iterator[int]:
    """Serve metrics on a free port, and give it."""
    with served(metrics or Metrics(), unhealthy, "127.0.0.1", 0) as port:
        yield port


def test_what_was_counted_is_told() -> None:
    """Counts, times and values that are read stand in Prometheus's own format."""
    metrics = Metrics()
    waiting = [3]
    metrics.read_from([Reading("dossier_x", "X.", lambda: waiting[0])])
    metrics.answered("answered")
    metrics.answered("answered")
    metrics.refused("too_often")
    metrics.took("answer", 0.03)
    with watched(metrics) as port:
        status, text = got(port, "/metrics")
        assert status == 200
        lines = text.splitlines()
        assert 'dossier_questions_total{verdict="answered"} 2.0' in lines
        assert 'dossier_questions_total{verdict="not_in_corpus"} 0.0' in lines
        assert 'dossier_refused_total{reason="too_often"} 1.0' in lines
        assert 'dossier_stage_seconds_bucket{le="0.025",stage="answer"} 0.0' in lines
        assert 'dossier_stage_seconds_bucket{le="0.05",stage="answer"} 1.0' in lines
        assert "dossier_x 3.0" in lines
        waiting[0] = 4
        assert "dossier_x 4.0" in got(port, "/metrics")[1].splitlines()


def test_a_value_that_cannot_be_read_is_left_out() -> None:
    """One missing value does not take the others along."""

    def unreadable() -> float:
        raise FileNotFoundError

    metrics = Metrics()
    metrics.read_from([Reading("dossier_x", "X.", unreadable), Reading("dossier_y", "Y.", int)])
    with watched(metrics) as port:
        text = got(port, "/metrics")[1]
    assert "dossier_x" not in text
    assert "dossier_y 0.0" in text


def test_health_is_told_with_the_reason() -> None:
    """200 where the bot can answer, 503 with why where it cannot, 404 for anything else."""
    with watched() as port:
        assert got(port, "/healthz") == (200, "ok\n")
        assert got(port, "/")[0] == 404
    with watched(unhealthy=lambda: "not connected") as port:
        assert got(port, "/healthz") == (503, "not connected\n")


def test_what_fails_is_not_timed() -> None:
    """A stage that did not come to its end has no length."""
    metrics = Metrics()
    with pytest.raises(ZeroDivisionError), metrics.timed("send"):
        raise ZeroDivisionError
    with metrics.timed("send"):
        pass
    assert metrics.registry.get_sample_value("dossier_stage_seconds_count", {"stage": "send"}) == 1


def test_a_port_that_is_taken_is_told() -> None:
    """A port that another program has ends the start with one sentence."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with (
            pytest.raises(PortError, match="DOSSIER_METRICS_PORT"),
            served(Metrics(), lambda: None, "127.0.0.1", port),
        ):
            pytest.fail("nothing may be served")


def test_a_slow_reader_keeps_nobody_waiting() -> None:
    """Somebody who connects and says nothing does not hold up the others."""
    with watched() as port, socket.create_connection(("127.0.0.1", port)):
        assert got(port, "/healthz")[0] == 200


async def test_the_documentation_explains_every_metric(shelf: Library) -> None:
    """docs/operating.md has a line for each metric, for each label's values, and for no other."""
    bot = client(shelf)
    metrics = bot.service.metrics
    metrics.read_from(readings(bot))
    text = (REPOSITORY / "docs" / "operating.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(dossier_\w+)`", text, re.MULTILINE)
    assert sorted(listed) == sorted(names_of(metrics))
    labels = (*(verdict.value for verdict in Verdict), FAILED, *REASONS, *STAGES)
    assert all(f"`{label}`" in text for label in labels)
    used = set(re.findall(r"dossier_[a-z_]+", text))
    histogram = {f"dossier_stage_seconds_{part}" for part in ("bucket", "sum", "count")}
    assert used <= {*names_of(metrics), *histogram}
    await closed(bot)


def test_the_documentation_explains_every_alert() -> None:
    """Each of deploy/alerts.yml, with its time, and no other."""
    table = (REPOSITORY / "docs" / "operating.md").read_text(encoding="utf-8")
    _, table = table.split("| alert when |")
    told = re.findall(r"^\| `([^|`]*dossier_[^|`]*)` \| ([^|]+) \|", table, re.MULTILINE)
    rules = yaml.safe_load((REPOSITORY / "deploy" / "alerts.yml").read_text(encoding="utf-8"))
    alerts = rules["groups"][0]["rules"]
    units = {"m": "minute", "h": "hour"}
    times = [alert.get("for", "") for alert in alerts]
    spelt = [f"{t[:-1]} {units[t[-1]]}{'s' * (t[:-1] != '1')}" if t else "at once" for t in times]
    assert told == list(zip([alert["expr"] for alert in alerts], spelt, strict=True))


@pytest.fixture
def port(dossier: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Set the port that ``dossier health`` asks."""
    del dossier
    monkeypatch.setattr(settings_module, "ROOT", tmp_path)
    return lambda number: monkeypatch.setenv("DOSSIER_METRICS_PORT", str(number))


def test_health_asks_the_running_bot(dossier: Run, port: Callable[[int], None]) -> None:
    """Exit status 0 where the bot can answer, and 1 with the reason where it cannot."""
    with watched() as number:
        port(number)
        done = dossier("health")
        assert (done.status, done.out) == (0, "ok\n")
    with watched(unhealthy=lambda: "the connection is lost") as number:
        port(number)
        done = dossier("health")
        assert (done.status, done.out) == (1, "")
        assert "the connection is lost" in done.err


@pytest.mark.parametrize(
    ("host", "asked"),
    [("::1", "[::1]"), ("::", "[::1]"), ("0.0.0.0", "127.0.0.1")],  # noqa: S104 (for a moment)
)
def test_a_bot_on_another_address_is_asked_there(
    dossier: Run,
    port: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    host: str,
    asked: str,
) -> None:
    """An IPv6 address stands in brackets, and what stands for all is asked on this machine."""
    monkeypatch.setenv("DOSSIER_METRICS_HOST", host)
    try:
        with served(Metrics(), lambda: None, host, 0) as number:
            port(number)
            assert dossier("health").status == 0
    except PortError:
        assert ":" in host
        pytest.skip("this machine has no IPv6")
    done = dossier("health")
    assert done.status == 1
    assert f"nothing answers at http://{asked}:{number}/healthz" in done.err


def test_health_tells_that_nobody_is_there(dossier: Run, port: Callable[[int], None]) -> None:
    """Where no bot runs, or none is to be asked, that is said."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port(nobody.getsockname()[1])
        done = dossier("health")
    assert done.status == 1
    assert "nothing answers" in done.err
    port(0)
    assert "DOSSIER_METRICS_PORT" in dossier("health").err


@pytest.mark.parametrize(("content", "failures"), [(b"It rained.", 0), (b"\xff", 1)])
def test_an_index_that_cannot_be_built_at_the_start_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, failures: int
) -> None:
    """A bot that starts beside a bad document answers from the last good index, and counts it."""
    monkeypatch.setattr("index.wiring.SentenceTransformerEncoder", lambda _: WordCountEncoder())
    seeds = corpus(tmp_path, {"good.md": "The sun shone."})
    fake_build(seeds, tmp_path / "built")
    corpus(tmp_path, {"other.md": content})
    settings = read_settings(seeds, tmp_path / "built", "word-counts", environment={})
    with serving_library(settings, silent, lambda _: None) as serving:
        assert serving.failures == failures
