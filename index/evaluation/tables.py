"""Figures -> tables of words, the same in the terminal and in the report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from index.evaluation.asking import K, Outcome
from index.evaluation.beir import RankingFigures
from index.evaluation.calibration import Calibration
from index.evaluation.figures import Figures, Group, Subject
from index.evaluation.judged import written
from index.evaluation.shares import Latency, Share

Measured: TypeAlias = Figures | RankingFigures

INTERVALS = "In brackets: the 95% interval (Wilson)."

_RANKINGS = {"bm25": "BM25 alone", "dense": "dense alone", "full": "full ranking"}
_NONE = "-"
_FOUND = 3
_LONGEST = 100  # characters of a question or of what is expected


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words under columns; those from ``numbers`` on hold numbers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int = 1


def size_line(subject: Subject, questions: int) -> str:
    """Return "seeds.jsonl: 2 documents, 19 passages, 184 questions"."""
    return (
        f"{subject.name}: {subject.documents:,} documents, {subject.passages:,} passages,"
        f" {questions:,} questions"
    )


def known_line(known: int) -> str:
    """Return how many questions were left out because the index knows them."""
    one = "1 more is known to the index and was not asked."
    return one if known == 1 else f"{known:,} more are known to the index and were not asked."


def latency_line(latency: Latency) -> str:
    """Return "one question: p50 12.3 ms, p95 20.1 ms"."""
    return f"one question: p50 {latency.p50:.1f} ms, p95 {latency.p95:.1f} ms"


def rankings_table(figures: RankingFigures) -> Table:
    """Return the measures of the ranking, and of its halves alone."""
    measures = tuple(figures.rankings["full"])
    return Table(
        ("ranking", *measures),
        tuple(
            (title, *(f"{figures.rankings[name][measure]:.4f}" for measure in measures))
            for name, title in _RANKINGS.items()
        ),
    )


def hits_table(hits: Sequence[Share], mrr: float | None = None) -> Table:
    """Return hit@1, hit@3 and hit@10 and, where it is given, MRR@10."""
    rows = [
        (f"hit@{k}", _share(hits[k - 1]), f"{hits[k - 1].count:,} of {hits[k - 1].total:,}")
        for k in (1, 3, K)
    ]
    if mrr is not None:
        rows.append((f"MRR@{K}", f"{mrr:.3f}", ""))
    return Table(("ranking", "share", "questions"), tuple(rows))


def verdicts_table(figures: Figures) -> Table:
    """Return the share of each verdict among questions with an answer, and without."""
    return Table(
        ("verdict", "with an answer", "questions", "without an answer", "questions"),
        tuple(
            (verdict.value, *_with_count(answerable), *_with_count(unanswerable))
            for verdict, (answerable, unanswerable) in figures.verdicts.items()
        ),
    )


def answerability_table(figures: Figures) -> Table:
    """Return what the answerability tells, an event a row."""
    told = figures.answerability
    return Table(
        ("answerability as the chance that", "share", "AUROC", "Brier score", "calibration error"),
        (
            ("the corpus answers", *_told(told.corpus)),
            ("the first passage answers", *_told(told.first)),
        ),
    )


def groups_table(figures: Figures) -> Table:
    """Return each split as a whole and kind by kind, a group a row."""
    return Table(
        ("split", "kind", "hit@1", "hit@3", "answered", "wrongly answered", "questions"),
        tuple(
            (
                group.split or "",
                group.kind or "all",
                *map(_share, (group.hit_at_1, group.hit_at_3)),
                *map(_share, (group.answered, group.wrongly_answered)),
                f"{_size(group):,}",
            )
            for group in figures.groups
        ),
        numbers=2,
    )


def missed_table(outcomes: Iterable[Outcome]) -> Table:
    """Return answerable questions with what was expected of them and what they got, one a row."""
    return Table(
        ("question", "expected", "first three", "verdict", "answerability", "rank"),
        tuple(
            (
                shortened(outcome.judged.question),
                " or ".join(shortened(written(gold)) for gold in outcome.judged.gold),
                *_got(outcome),
                f"{outcome.rank}" if outcome.rank else _NONE,
            )
            for outcome in outcomes
        ),
        numbers=4,
    )


def unanswerable_table(outcomes: Iterable[Outcome]) -> Table:
    """Return unanswerable questions with what they got, one a row."""
    return Table(
        ("question", "first three", "verdict", "answerability"),
        tuple((shortened(outcome.judged.question), *_got(outcome)) for outcome in outcomes),
        numbers=3,
    )


def shortened(text: str) -> str:
    """Return ``text`` in one line, cut where it is long, in characters that can be printed."""
    # Halves of a surrogate pair, which JSON can write, have no encoding.
    line = " ".join(text.encode(errors="replace").decode().split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _got(outcome: Outcome) -> tuple[str, str, str]:
    found = ", ".join(outcome.found[:_FOUND]) or _NONE
    return found, outcome.verdict.value, f"{outcome.answerability:.2f}"


def _told(told: Calibration) -> tuple[str, ...]:
    auroc = _NONE
    if told.auroc is not None and told.auroc_interval is not None:
        auroc = f"{told.auroc:.3f} ({told.auroc_interval[0]:.2f}-{told.auroc_interval[1]:.2f})"
    return _share(told.share), auroc, f"{told.brier:.3f}", f"{told.ece:.3f}"


def _with_count(share: Share | None) -> tuple[str, str]:
    return _share(share), f"{share.count:,}" if share else _NONE


def _share(share: Share | None) -> str:
    return f"{share.value:.2f} ({_interval(share)})" if share else _NONE


def _interval(share: Share) -> str:
    return f"{share.low:.2f}-{share.high:.2f}"


def _size(group: Group) -> int:
    return sum(share.total for share in (group.answered, group.wrongly_answered) if share)
