"""``dossier add``, ``remove``, ``restore``, ``teach``, ``undo``, ``log``: the corpus, changed."""

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.settings import Settings
from bot.terminal.output import progress_bars, say
from bot.wording import FETCHING_IS_OFF, count, inert, shown
from index.domain import DEFAULT_CITATIONS, MAX_CITATIONS, KnownQuestion
from index.errors import CorpusError, KnownFileError, QuestionError

if TYPE_CHECKING:
    from bot.changes import Changes
    from index.intake import Corrections, Preview

_FAILED = 1
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)

_NoBuild = Annotated[
    bool,
    typer.Option("--no-build", help="Leave the index as it is; the next question updates it."),
]


def add(  # noqa: PLR0913, PLR0917 (the options of the command)
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Markdown, plain text, HTML, PDF, Word (.docx) or EPUB; or an https address.",
        ),
    ],
    key: Annotated[str | None, typer.Option(help="The short name to type.")] = None,
    title: Annotated[str | None, typer.Option(help="Corrects the title.")] = None,
    author: Annotated[str | None, typer.Option(help="Corrects the author.")] = None,
    date: Annotated[
        str | None, typer.Option(help="Corrects the date: 2009-12-14, 2009-12 or 2009.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Corrects the address.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Corrects the publisher.")] = None,
    language: Annotated[str | None, typer.Option(help="Corrects the language: en, zh.")] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in place of the document with its key.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be added, and write nothing.")
    ] = False,
    no_build: _NoBuild = False,
) -> None:
    """Add documents; their text is taken out of them, and the files are kept."""
    from bot.terminal.intake import preview_lines
    from index.intake import Corrections

    settings: Settings = context.obj
    corrections = Corrections(key, title, publisher, author, date, url, language)
    if len(files) > 1 and corrections != Corrections():
        msg = "Corrections are for one file: add the files one by one to correct them."
        raise CorpusError(msg)
    changes = _changes(settings)
    added = failed = 0
    for file in files:
        try:
            found = _previewed(file, corrections, settings)
            for line in preview_lines(found):
                print(line)
            if not dry_run:
                key = changes.add(found, None, replacing=replace).key
                say(f"Added as {key}; `dossier remove {key}` takes it out again.")
                added += 1
        except KnownFileError as error:
            say(f"{error} Nothing was done.")
        except CorpusError as error:
            failed += 1
            say(f"Error: {error}")
    if dry_run:
        say("Nothing was written.")
    elif added and not no_build:
        _build(settings)
    if failed:
        raise typer.Exit(_FAILED)


def remove(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help="The document's key.")],
    no_build: _NoBuild = False,
) -> None:
    """Take a document and its original out of the corpus; they are kept."""
    from index.store.placing import REMOVED

    settings: Settings = context.obj
    kept = _changes(settings).remove(key, None).kept
    folder = settings.seeds / REMOVED / str(kept)
    say(f"Removed {key} to {folder}; `dossier restore {key}` puts it back.")
    if not no_build:
        _build(settings)


def restore(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help="The key of a document that was removed.")],
    no_build: _NoBuild = False,
) -> None:
    """Put the document that was removed last under a key back into the corpus."""
    settings: Settings = context.obj
    document = _changes(settings).restore(key, None)
    say(f"Restored {document.key}: {document.title}.")
    if not no_build:
        _build(settings)


def teach(  # noqa: PLR0913, PLR0917 (the options of the command)
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="The question, as it is asked.")],
    passage_ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="PASSAGE_ID", help="The passages that answer it."),
    ] = None,
    nothing: Annotated[
        bool,
        typer.Option("--nothing", help="The passages that an answer shows now do not answer it."),
    ] = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Take it off the list of known questions.")
    ] = False,
    citations: Annotated[
        int,
        typer.Option(
            *("-k", "--citations"),
            min=1,
            max=MAX_CITATIONS,
            help="With --nothing: the passages that do not answer.",
        ),
    ] = DEFAULT_CITATIONS,
    no_build: _NoBuild = False,
) -> None:
    """Teach which passages answer a question, or that those shown do not.

    Questions like it profit.
    """
    from bot.terminal.intake import taught_line
    from index.core.question import checked

    settings: Settings = context.obj
    ids = passage_ids or []
    if bool(ids) + nothing + forget != 1:
        msg = "Name the passages that answer the question, or add either --nothing or --forget."
        raise QuestionError(msg)
    question = checked(question)
    if forget:
        change = _changes(settings).unteach(question, None)
        say(
            f"Forgotten: nothing is known of {inert(change.concerns)} any more;"
            f" `dossier undo {change.number}` brings it back."
        )
    else:
        known = _judgement(settings, question, ids, citations, update=not no_build)
        say(taught_line(known, _changes(settings).teach(known, None)))
    if not no_build:
        _build(settings)


def undo(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(help="The change's number in `dossier log`; without one, the last."),
    ] = None,
    no_build: _NoBuild = False,
) -> None:
    """Undo a change of the corpus, whether it was made here or in Discord."""
    settings: Settings = context.obj
    change = _changes(settings).undo(number, None)
    say(f"Undid change {change.undoes}; `dossier undo {change.number}` makes it again.")
    if not no_build:
        _build(settings)


def log(
    context: typer.Context,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, help="Changes to list.")] = 50,
) -> None:
    """List who changed the corpus, when and how, in Discord and in the terminal, last first."""
    from bot.terminal.intake import change_line
    from bot.trail import Trail, undone

    settings: Settings = context.obj
    changes = Trail(settings.state, settings.seeds).changes()
    gone = undone(changes)
    for change in changes[:limit]:
        print(change_line(change, undone=change.number in gone))
    if not changes:
        say("Nothing was added or removed in Discord or by `dossier` so far.")


def _changes(settings: Settings) -> "Changes":
    from bot.changes import Changes
    from bot.trail import Trail

    return Changes(settings.seeds, Trail(settings.state, settings.seeds))


def _judgement(
    settings: Settings, question: str, ids: list[str], citations: int, *, update: bool
) -> KnownQuestion:
    """Return the question with passages that answer it; without ``ids``, those that do not.

    Without ``update`` they are those of the index as it stands.
    """
    from bot.opening import opened_library, opened_reader
    from index.teaching import judgement
    from index.wiring import index_state

    if index_state(settings.seeds, settings.index, settings.model) == "foreign":
        msg = (
            f"The index in {settings.index} was built from other documents or with another model,"
            f" so it does not tell what answers from {settings.seeds}; name its own with --index."
        )
        raise CorpusError(msg)
    with progress_bars() as progress:
        if ids:
            return judgement(opened_reader(settings, progress, say, update=update), question, ids)
        library = opened_library(settings, progress, say, update=update)
    answer = library.ask(question, citations)
    return judgement(library, question, not_answered_by=[c.passage_id for c in shown(answer)])


def _previewed(file: str, corrections: "Corrections", settings: Settings) -> "Preview":
    """Return what a file, or what stands at an address, would become."""
    if _ADDRESS.match(file):
        if not settings.fetch:
            raise CorpusError(FETCHING_IS_OFF)
        from index.wiring import preview_address

        return asyncio.run(preview_address(file, corrections))
    from index.intake import preview

    _check_outside(Path(file), settings.seeds)
    return preview(Path(file), corrections)


def _check_outside(file: Path, seeds: Path) -> None:
    if file.resolve().is_relative_to(seeds.resolve()):
        msg = f"{file} lies in the folder of documents; `dossier index build` takes it in there."
        raise CorpusError(msg)


def _build(settings: Settings) -> None:
    from bot.opening import updated

    with progress_bars() as progress:
        built = updated(settings, progress)
    if built is None:
        say(
            f"The index in {settings.index} was built from other documents or with another model,"
            " so it was left as it is; name its own with --index."
        )
        return
    manifest = built.manifest
    documents = count(len(manifest.documents), "document")
    say(f"The index has {documents} and {count(manifest.passages, 'passage')}.")
