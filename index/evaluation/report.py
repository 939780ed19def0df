"""Figures -> a page of Markdown with its plots beside it."""

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from index.errors import EvaluationError
from index.evaluation import plots
from index.evaluation.beir import RankingFigures
from index.evaluation.figures import Figures
from index.evaluation.shares import Latency, Share
from index.evaluation.tables import (
    INTERVALS,
    Measured,
    Table,
    answerability_table,
    groups_table,
    hits_table,
    known_line,
    latency_line,
    missed_table,
    rankings_table,
    shortened,
    unanswerable_table,
    verdicts_table,
)

PAGE = "report.md"
LISTED = 100
"""Questions that a list shows; ``--json`` has all."""

_HITS, _LATENCY = "hits.png", "latency.png"
_RELIABILITY, _THRESHOLDS = "reliability.png", "thresholds.png"

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def check_writable(folder: Path) -> None:
    """Check, before a long evaluation, that a report can be written to ``folder``.

    Raises:
        EvaluationError: if it cannot; nothing is left behind in either case.

    """
    try:
        there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        raise _unwritable(folder, error) from error


def write_report(figures: Measured, command: str, folder: Path) -> Path:
    """Write the report into ``folder``, made if it is not there; return the page.

    ``command`` is what repeats it. All of the files are written or none, in place of those of an
    earlier report.

    Raises:
        EvaluationError: if the folder cannot be written to.

    """
    pictures = _pictures(figures)
    files = {**pictures, PAGE: _page(figures, command).encode(errors="replace")}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
        try:
            for name, content in files.items():
                (unfinished / name).write_bytes(content)
            for name in files:
                (unfinished / name).replace(folder / name)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return folder / PAGE


def _page(figures: Measured, command: str) -> str:
    subject = figures.subject
    if isinstance(figures, RankingFigures):
        questions = f"{figures.questions:,} questions"
        sections = _ranking(figures)
    else:
        answerable, unanswerable = len(figures.answerable), len(figures.unanswerable)
        questions = f"{answerable:,} questions with an answer in it and {unanswerable:,} without"
        if figures.known:
            questions += f" ({known_line(figures.known).rstrip('.')})"
        sections = _sections(figures)
    title = f"# {_inert(subject.name)}: how well its questions are answered"
    size = f"{subject.documents:,} documents, {subject.passages:,} passages"
    what = (
        f"Corpus: {size}. Set: {questions}. Model: {_inert(subject.model)}. Index:"
        f" {subject.fingerprint}. {INTERVALS}"
    )
    return "\n\n".join([title, f"    {command}", what, *sections]) + "\n"


def _ranking(figures: RankingFigures) -> Iterator[str]:
    yield "## The ranking"
    yield _markdown(rankings_table(figures))
    yield from _hits(figures.hits)
    yield from _time(figures.latency)


def _sections(figures: Figures) -> Iterator[str]:
    if figures.hits:
        yield "## The ranking"
        yield "Of the questions with an answer: how far up the first that answers it stands."
        yield from _hits(figures.hits, figures.mrr)
    if figures.unreachable:
        yield "These expect a text that no passage contains, and count as missed:"
        yield "\n".join(
            f"- {_inert(shortened(judged.question))}" for judged in figures.unreachable
        )
    yield "## The verdict"
    yield _markdown(verdicts_table(figures))
    if figures.answerability.curve:
        yield (
            "Had everything been answered from another answerability on, and nothing below it:"
            " the share of what is answered that is rightly so (precision), and of what the corpus"
            " answers that is answered (recall). Dotted: the thresholds of the verdict."
        )
        yield f"![Precision and recall over the threshold]({_THRESHOLDS})"
    yield "## The answerability"
    yield (
        "How likely an answer says it is that its first passage answers. AUROC: the chance that a"
        " question of which it is so is told apart from one of which it is not; 0.5 is chance."
        " Brier score: the mean squared difference from what was so; 0 is best. Calibration error:"
        " by how much the answerability differs from the share of what was so, in the mean of ten"
        " bins."
    )
    yield _markdown(answerability_table(figures))
    yield f"![What was so, over the answerability]({_RELIABILITY})"
    if figures.latency:
        yield from _time(figures.latency)
    if figures.groups:
        yield "## By kind"
        yield _markdown(groups_table(figures))
    missed, refused = missed_table(figures.missed), missed_table(figures.refused)
    yield from _listed("Questions without a right passage first", missed)
    yield from _listed("Questions with an answer, told that there is none", refused)
    wrong = unanswerable_table(figures.wrongly_answered)
    yield from _listed("Questions without an answer, called answered", wrong)


def _hits(hits: Sequence[Share], mrr: float | None = None) -> Iterator[str]:
    yield _markdown(hits_table(hits, mrr))
    yield f"![Questions with a right passage among the first k]({_HITS})"


def _time(latency: Latency) -> Iterator[str]:
    yield "## Time"
    yield latency_line(latency).capitalize() + "."
    yield f"![How many questions take how long]({_LATENCY})"


def _listed(title: str, table: Table) -> Iterator[str]:
    if table.rows:
        yield f"## {title}: {len(table.rows):,}"
        yield _markdown(replace(table, rows=table.rows[:LISTED]))
    if len(table.rows) > LISTED:
        yield f"These are the first {LISTED}; `--json` has all."


def _pictures(figures: Measured) -> dict[str, bytes]:
    """Return the plots that the figures have something for, by file name."""
    pictures = {}
    if figures.hits:
        pictures[_HITS] = plots.hits_plot(figures.hits)
    if figures.latency:
        pictures[_LATENCY] = plots.latency_plot(figures.latency)
    if isinstance(figures, Figures):
        pictures[_RELIABILITY] = plots.reliability_plot(figures.answerability.bins)
        if figures.answerability.curve:
            pictures[_THRESHOLDS] = plots.thresholds_plot(figures.answerability.curve)
    return pictures


def _markdown(table: Table) -> str:
    rule = ["---" if i < table.numbers else "---:" for i in range(len(table.columns))]
    rows = (table.columns, rule, *([_inert(cell) for cell in row] for row in table.rows))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _inert(text: str) -> str:
    """Return ``text`` as Markdown that reads as the text."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _unwritable(folder: Path, error: OSError) -> EvaluationError:
    return EvaluationError(
        f"The report cannot be written to {folder} ({error.strerror}); name another folder with"
        " --report."
    )
