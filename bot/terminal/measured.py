"""Figures of an evaluation -> JSON: the interface for programs, kept stable."""

from typing import Any

from index.evaluation.asking import K, Outcome
from index.evaluation.beir import RankingFigures
from index.evaluation.calibration import Bin, Calibration
from index.evaluation.figures import Figures, Group
from index.evaluation.judged import written
from index.evaluation.shares import Share
from index.evaluation.tables import Measured


def as_object(figures: Measured) -> dict[str, Any]:
    """Return figures as the object that ``dossier eval --json`` prints, to four digits."""
    return _ranking(figures) if isinstance(figures, RankingFigures) else _figures(figures)


def _ranking(figures: RankingFigures) -> dict[str, Any]:
    return {
        "set": figures.subject.name,
        "documents": figures.subject.documents,
        "passages": figures.subject.passages,
        "questions": figures.questions,
        "rankings": {name: dict(measures) for name, measures in figures.rankings.items()},
        "p50_ms": round(figures.latency.p50, 2),
        "p95_ms": round(figures.latency.p95, 2),
    }


def _figures(figures: Figures) -> dict[str, Any]:
    subject, told = figures.subject, figures.answerability
    return {
        "set": subject.name,
        "model": subject.model,
        "index": subject.fingerprint,
        "documents": subject.documents,
        "passages": subject.passages,
        "questions": len(figures.outcomes),
        "answerable": len(figures.answerable),
        "unanswerable": len(figures.unanswerable),
        "known": figures.known,
        "ranking": {
            **{
                f"hit@{k}": _share(hit)
                for k, hit in enumerate(figures.hits or [None] * K, start=1)
            },
            f"MRR@{K}": _rounded(figures.mrr),
        },
        "verdicts": {
            verdict.value: {"answerable": _share(answerable), "unanswerable": _share(unanswerable)}
            for verdict, (answerable, unanswerable) in figures.verdicts.items()
        },
        "answerability": {
            "corpus_answers": _calibration(told.corpus),
            "first_answers": _calibration(told.first),
            "bins": [_bin(one) for one in told.bins],
        },
        "groups": [_group(group) for group in figures.groups],
        "p50_ms": round(figures.latency.p50, 2) if figures.latency else None,
        "p95_ms": round(figures.latency.p95, 2) if figures.latency else None,
        "missed": [_outcome(outcome) for outcome in figures.missed],
        "refused": [_outcome(outcome) for outcome in figures.refused],
        "wrongly_answered": [_outcome(outcome) for outcome in figures.wrongly_answered],
        "unreachable": [judged.question for judged in figures.unreachable],
    }


def _share(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {
        "count": share.count,
        "of": share.total,
        "share": _rounded(share.value),
        "low": _rounded(share.low),
        "high": _rounded(share.high),
    }


def _calibration(told: Calibration) -> dict[str, Any]:
    return {
        "share": _share(told.share),
        "AUROC": _rounded(told.auroc),
        "AUROC_interval": told.auroc_interval and [_rounded(one) for one in told.auroc_interval],
        "brier": _rounded(told.brier),
        "ece": _rounded(told.ece),
    }


def _bin(one: Bin) -> dict[str, Any]:
    return {
        "from": one.low,
        "to": one.high,
        "mean": _rounded(one.mean),
        "corpus_answers": _share(one.corpus),
        "first_answers": _share(one.first),
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "split": group.split,
        "kind": group.kind,
        "hit@1": _share(group.hit_at_1),
        "hit@3": _share(group.hit_at_3),
        "answered": _share(group.answered),
        "wrongly_answered": _share(group.wrongly_answered),
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "question": outcome.judged.question,
        "expected": [written(gold) for gold in outcome.judged.gold],
        "found": list(outcome.found[:3]),
        "rank": outcome.rank,
        "verdict": outcome.verdict.value,
        "answerability": _rounded(outcome.answerability),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
