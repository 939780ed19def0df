"""``dossier eval``: asks a set of judged questions and tells how that went."""

import shlex
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.settings import Settings
from bot.terminal.output import progress_bars, say, show
from index.errors import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.evaluation.tables import Measured
    from index.ports import Progress


def evaluate(  # noqa: PLR0913, PLR0917 (the options of the command)
    context: typer.Context,
    beir: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="A set in BEIR layout: corpus.jsonl, queries.jsonl, qrels.tsv."
        ),
    ] = None,
    squad: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="SQuAD 2.0: its JSON file, or a folder with queries_unanswerable.jsonl.",
        ),
    ] = None,
    questions: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.jsonl", help="Questions to your own documents, each with its `gold`."
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="With --squad: N questions with an answer, N without."
        ),
    ] = None,
    without_known: Annotated[
        bool,
        typer.Option(
            "--without-known",
            help="With --questions: ask as if nobody had judged a question before.",
        ),
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write a page with plots into this folder, too."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> None:
    """Measure the ranking, the verdict and the time on one set of judged questions."""
    measure = _chosen(context.obj, beir, squad, questions, limit, known=not without_known)
    if report is not None:
        from index.evaluation.report import check_writable

        check_writable(report)
    with progress_bars() as progress:
        figures = measure(progress)
    if report is not None:
        from index.evaluation.report import write_report

        page = write_report(figures, _typed(), report)
        say(f"The report is {page}.")
    if as_json:
        from bot.terminal import machine, measured

        print(machine.printed(measured.as_object(figures), indent=2))
        return
    from bot.terminal.report import report_view

    show(report_view(figures))


def _typed() -> str:
    """Return the command as it was typed, without where things lie on this machine."""
    words = (word.rpartition("=") for word in sys.argv[1:])
    kept = (f"{option}{equals}{_name(value)}" for option, equals, value in words)
    return shlex.join(["dossier", *kept])


def _name(path: str) -> str:
    return Path(path).name if Path(path).is_absolute() else path


def _chosen(  # noqa: PLR0913 (the options of the command)
    settings: Settings,
    beir: Path | None,
    squad: Path | None,
    questions: Path | None,
    limit: int | None,
    *,
    known: bool,
) -> "Callable[[Progress], Measured]":
    """Return what measures the one set that was named.

    Raises:
        EvaluationError: if none was named, or several.

    """
    if limit is not None and squad is None:
        msg = "--limit takes a sample of SQuAD's questions; name them with --squad."
        raise EvaluationError(msg)
    if not known and questions is None:
        msg = "--without-known is for your own questions; name them with --questions."
        raise EvaluationError(msg)
    indexes, reranker = settings.index / "eval", settings.reranker
    match beir, squad, questions:
        case Path(), None, None:
            from index.evaluation.beir import evaluate_beir

            return partial(evaluate_beir, beir, indexes, settings.model, reranker=reranker)
        case None, Path(), None:
            from index.evaluation.squad import evaluate_squad

            return partial(
                evaluate_squad, squad, indexes, settings.model, limit, reranker=reranker
            )
        case None, None, Path():
            from bot.opening import opened_library
            from index.evaluation.questions import evaluate_questions
            from index.store.known_file import read_known

            told = [one.question for one in read_known(settings.seeds)[0]] if known else []
            return lambda progress: evaluate_questions(
                questions,
                lambda: opened_library(settings, progress, say, known=known),
                progress,
                told,
            )
        case _:
            msg = "Name one set of questions: --questions FILE.jsonl, --squad PATH or --beir DIR."
            raise EvaluationError(msg)
