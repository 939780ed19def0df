"""The command line: parses, calls, prints. The thinking is elsewhere."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from bot.briefing_commands import bibliography, brief, compare
from bot.corpus_commands import add, log, remove, restore, teach, undo
from bot.ending import ending_logged, sigterm_logged
from bot.eval_command import evaluate
from bot.gaps_command import gaps
from bot.index_commands import index_app
from bot.journal_commands import backup
from bot.logs import configure_logs
from bot.mention_commands import term, timeline, who
from bot.operating_commands import Version, doctor, health, invite
from bot.reading_commands import cite, read, sources, verify
from bot.running import only_bot
from bot.settings import (
    Settings,
    SettingsError,
    TokenError,
    env_path,
    given_settings,
    read_settings,
)
from bot.terminal.output import progress_bars, say, show
from bot.tour_commands import tour
from index.core.question import checked
from index.core.scope import checked_scope
from index.domain import DEFAULT_CITATIONS, MAX_CITATIONS, Scope
from index.errors import QuestionError

if TYPE_CHECKING:
    from index.library import Library
    from index.serving import Serving

_GLOBAL = ("--seeds", "--index", "--model")


class _GlobalOptionsAnywhere(TyperGroup):
    """Takes the global options before or after the command's name."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        front: list[str] = []
        rest: list[str] = []
        words = iter(args)
        for word in words:
            if word == "--":
                rest += [word, *words]
            elif word in _GLOBAL:
                front += [word, *([value] if (value := next(words, None)) is not None else [])]
            elif word.startswith(tuple(f"{option}=" for option in _GLOBAL)):
                front.append(word)
            else:
                rest.append(word)
        return super().parse_args(ctx, front + rest)


app = typer.Typer(
    cls=_GlobalOptionsAnywhere,
    help="Ask the corpus; get the passages that answer, word for word and cited.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(index_app, name="index")

_Number = Annotated[
    int,
    typer.Option("-k", "--citations", min=1, max=MAX_CITATIONS, help="Passages to show."),
]
_Source = Annotated[
    str | None, typer.Option("--source", metavar="KEY", help="Look in this document only.")
]
_Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Look in documents from then on: 2009-12-14."),
]
_Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Look in documents up to then.")
]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]


@app.callback()
def configure(
    context: typer.Context,
    seeds: Annotated[
        Path | None, typer.Option("--seeds", metavar="DIR", help="Folder of documents.")
    ] = None,
    index: Annotated[
        Path | None, typer.Option("--index", metavar="DIR", help="Folder of the index.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="NAME_OR_PATH", help="Embedding model."),
    ] = None,
    version: Version = False,
) -> None:
    """Ask the corpus; get the passages that answer, word for word and cited."""
    del version  # told before anything else is read
    if context.invoked_subcommand == "doctor":
        return  # it reads the settings itself, to tell what is wrong with them
    try:
        settings = read_settings(seeds, index, model)
    except SettingsError:
        if context.invoked_subcommand != "run":
            raise
        usable = given_settings(seeds, index, model).settings
        configure_logs(usable)
        with ending_logged(usable):
            raise
    configure_logs(settings)
    context.obj = settings


@app.command()
def ask(  # noqa: PLR0913, PLR0917 (the options of the command)
    context: typer.Context,
    question: Annotated[list[str] | None, typer.Argument(help="The question.")] = None,
    citations: _Number = DEFAULT_CITATIONS,
    batch: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.jsonl",
            help="Ask every line's `question` (- for standard input); needs --json.",
        ),
    ] = None,
    source: _Source = None,
    since: _Since = None,
    until: _Until = None,
    as_json: _Json = False,
) -> None:
    """Answer one question, or each question of a file."""
    from bot.terminal import machine

    scope = checked_scope(Scope(source, since, until))
    if batch is not None:
        if question or not as_json:
            msg = "--batch takes its questions from the file and prints JSON: add --json alone."
            raise QuestionError(msg)
        questions = machine.questions_in(_lines(batch))
        failed = False
        answers = _open_library(context.obj)
        for answered in machine.asked_lines(answers, questions, citations, scope):
            failed = failed or "error" in answered
            print(machine.printed(answered), flush=True)
        raise typer.Exit(int(failed))
    text = " ".join(question or ())
    checked(text)  # before seconds go into loading the model
    answers = _open_library(context.obj)
    if as_json:
        print(machine.printed(machine.asked(answers, text, citations, scope), indent=2))
        return
    from bot.terminal.render import answer_view

    show(answer_view(answers.ask(text, citations, scope)))


@app.command()
def chat(
    context: typer.Context,
    citations: _Number = DEFAULT_CITATIONS,
    source: _Source = None,
    since: _Since = None,
    until: _Until = None,
) -> None:
    """Answer questions from the terminal, or from a pipe line by line."""
    from bot.terminal.chat import chat as converse

    scope = checked_scope(Scope(source, since, until))
    with _serving(context.obj) as serving:
        serving.library.within(scope)  # told once and for all, rather than for every question
        converse(serving, show, citations, scope)


@app.command()
def run(context: typer.Context) -> None:
    """Start the Discord bot; without a token, at a terminal, the chat."""
    settings: Settings = context.obj
    if settings.token is None and sys.stdin.isatty():
        say("No DISCORD_TOKEN in the environment or in .env, so here is the chat in the terminal.")
        chat(context)
        return
    with ending_logged(settings):
        _run_bot(settings)


def _run_bot(settings: Settings) -> None:
    if settings.token is None:  # nobody is there who would chat
        msg = (
            "There is no DISCORD_TOKEN in the environment or in .env; write the bot's token into"
            f" {env_path()}, behind DISCORD_TOKEN=."
        )
        raise TokenError(msg)
    with sigterm_logged(), only_bot(settings.state):
        from bot.discord.run import run_discord

        # What is told before the bot runs goes where its log goes, in the same form.
        with _serving(settings, logging.getLogger("bot").info) as serving:
            raise typer.Exit(run_discord(serving, settings, settings.token))


_FURTHER: tuple[Callable[..., None], ...] = (
    *(brief, compare, bibliography, tour, who, term, timeline),
    *(sources, read, cite, verify),
    *(add, remove, restore, teach, undo, log),
    *(gaps, backup, doctor, health, invite),
)
for further in _FURTHER:
    app.command()(further)
app.command("eval")(evaluate)


@contextmanager
def _serving(settings: Settings, tell: Callable[[str], None] = say) -> Iterator["Serving"]:
    """Give the library over the snapshot in use, and over each that takes its place meanwhile."""
    from bot.opening import serving_library

    with ExitStack() as opened:
        with progress_bars() as progress:
            serving = opened.enter_context(serving_library(settings, progress, tell))
        yield serving


def _open_library(settings: Settings) -> "Library":
    from bot.opening import opened_library

    with progress_bars() as progress:
        return opened_library(settings, progress, say)


def _lines(path: Path) -> list[str]:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"The file {path} cannot be read ({error}); name a file of JSON lines in UTF-8."
        raise QuestionError(msg) from error
    return text.split("\n")
