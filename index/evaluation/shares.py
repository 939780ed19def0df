"""Counts and times -> shares with their interval, and percentiles."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest

from index.evaluation.asking import K

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` of ``total``, which is at least 1, with the 95% interval of their ``value``."""

    count: int
    total: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Latency:
    """How long one question takes, in milliseconds."""

    milliseconds: tuple[float, ...]  # of each question
    p50: float
    p95: float


def share_of(count: int, total: int) -> Share:
    """Return the share ``count / total`` of at least one.

    The interval is that of Wilson, "Probable inference, the law of succession, and statistical
    inference" (1927).
    """
    interval = binomtest(count, total).proportion_ci(CONFIDENCE, method="wilson")
    return Share(count, total, count / total, float(interval.low), float(interval.high))


def hits_of(ranks: Collection[int | None]) -> tuple[Share, ...]:
    """Return hit@1 to hit@10: the share of ``ranks`` (from 1) up to each; () of no rank."""
    if not ranks:
        return ()
    within = (sum(rank is not None and rank <= k for rank in ranks) for k in range(1, K + 1))
    return tuple(share_of(count, len(ranks)) for count in within)


def latency_of(milliseconds: Sequence[float]) -> Latency:
    """Return the times, at least one, with their median and 95th percentile."""
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return Latency(tuple(milliseconds), float(p50), float(p95))
