"""Outcomes -> what the answerability tells: of what the corpus answers, of what comes first.

Two events are told apart. That the *corpus* answers is what a question was judged by; that the
*first* passage answers is what a reader takes from an answer, and what the answerability claims.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm
from sklearn.metrics import brier_score_loss, precision_recall_curve, roc_auc_score

from index.evaluation.asking import Outcome
from index.evaluation.shares import CONFIDENCE, Share, share_of

BINS = 10

_Floats: TypeAlias = NDArray[np.float64]
_Event: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the answerability tells of one event.

    ``auroc`` is the chance that of two questions, one with the event and one without, the one
    with it has the higher answerability; None where all have it or none. ``brier`` is the mean
    squared difference from 1 or 0 (Brier, 1950). ``ece``, the expected calibration error, is the
    mean difference of answerability and share over the bins, each weighted by its questions
    (Naeini et al., 2015).
    """

    share: Share  # of the questions that have it
    auroc: float | None
    auroc_interval: tuple[float, float] | None  # of 95%
    brier: float
    ece: float


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions, at least one, with an answerability from ``low`` up to ``high``."""

    low: float
    high: float
    mean: float  # of their answerability
    corpus: Share
    first: Share


@dataclass(frozen=True, slots=True)
class Curve:
    """What answering from a threshold on would give, (thresholds,) each, in ascending order."""

    thresholds: _Floats
    corpus: _Floats  # share of what is answered that the corpus answers
    first: _Floats  # share of what is answered that the first passage answers
    recall: _Floats  # share of what the corpus answers that is answered


@dataclass(frozen=True, slots=True)
class Answerability:
    """What the answerability of a set of questions, at least one, tells."""

    corpus: Calibration  # of the event that the corpus answers
    first: Calibration  # of the event that the first passage answers
    bins: tuple[Bin, ...]  # ascending; those without a question are left out
    curve: Curve | None  # None where the corpus answers none of the questions


def answerability_of(outcomes: Sequence[Outcome]) -> Answerability:
    """Return what the answerability tells of at least one outcome."""
    told = np.array([outcome.answerability for outcome in outcomes])
    corpus = np.array([outcome.judged.answerable for outcome in outcomes])
    first = np.array([outcome.rank == 1 for outcome in outcomes])
    bins = tuple(_bins(told, corpus, first))
    return Answerability(
        _calibration(told, corpus, [(b.mean, b.corpus) for b in bins]),
        _calibration(told, first, [(b.mean, b.first) for b in bins]),
        bins,
        _curve(told, corpus, first) if corpus.any() else None,
    )


def _bins(told: _Floats, corpus: _Event, first: _Event) -> Iterator[Bin]:
    places = np.minimum((told * BINS).astype(int), BINS - 1)  # 1 belongs to the last
    for place in np.unique(places).tolist():
        inside = places == place
        size = int(inside.sum())
        yield Bin(
            place / BINS,
            (place + 1) / BINS,
            float(told[inside].mean()),
            share_of(int(corpus[inside].sum()), size),
            share_of(int(first[inside].sum()), size),
        )


def _calibration(told: _Floats, event: _Event, bins: Sequence[tuple[float, Share]]) -> Calibration:
    auroc = float(roc_auc_score(event, told)) if event.any() and not event.all() else None
    return Calibration(
        share_of(int(event.sum()), len(event)),
        auroc,
        None if auroc is None else _auroc_interval(auroc, int(event.sum()), int((~event).sum())),
        float(brier_score_loss(event, told, pos_label=True)),
        sum(abs(mean - share.value) * share.total for mean, share in bins) / len(event),
    )


def _auroc_interval(auroc: float, having: int, lacking: int) -> tuple[float, float]:
    """Return the interval of an area that so many questions with the event and without it gave.

    That of Hanley and McNeil, "The meaning and use of the area under a receiver operating
    characteristic (ROC) curve" (1982).
    """
    two_having = auroc / (2 - auroc)  # the chance that two of them are both above one without
    two_lacking = 2 * auroc**2 / (1 + auroc)
    variance = (
        auroc * (1 - auroc)
        + (having - 1) * (two_having - auroc**2)
        + (lacking - 1) * (two_lacking - auroc**2)
    ) / (having * lacking)
    reach = float(norm.ppf((1 + CONFIDENCE) / 2)) * math.sqrt(variance)
    return max(0.0, auroc - reach), min(1.0, auroc + reach)


def _curve(told: _Floats, corpus: _Event, first: _Event) -> Curve:
    precision, recall, thresholds = precision_recall_curve(corpus, told)
    # The last entry is 1 and 0 by convention, of no threshold.
    return Curve(thresholds, precision[:-1], _precision(told, first), recall[:-1])


def _precision(told: _Floats, event: _Event) -> _Floats:
    """Return the share of ``event`` from each threshold on, (thresholds,), ascending."""
    if not event.any():  # scikit-learn would warn of a recall that nobody asks for
        return np.zeros(len(np.unique(told)))
    precision: _Floats = precision_recall_curve(event, told)[0][:-1]
    return precision
