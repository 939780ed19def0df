"""``dossier index ...``: build the index, look at it, check it."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.settings import Settings
from bot.terminal.output import progress_bars, say
from index.errors import CorpusError, DossierError

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.build import Built
    from index.library import Reader
    from index.store.manifest import KnownEntry

_UNSOUND = 1

index_app = typer.Typer(help="Build, look at and check the index.", no_args_is_help=True)


@index_app.command("build")
def build_index(
    context: typer.Context,
    force: Annotated[
        bool,
        typer.Option("--force", help="Build though nothing changed; try refused files again."),
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on, and build whenever documents change.")
    ] = False,
) -> None:
    """Bring the index up to date with the documents, and mend one that is damaged."""
    from index.wiring import builder

    settings: Settings = context.obj
    build = builder(settings.seeds, settings.index, settings.model)

    def built(*, force: bool = False) -> "Built":
        with progress_bars() as progress:
            return build(force=force, progress=progress)

    if not watch:
        say(_told(built(force=force)))
        return
    with suppress(KeyboardInterrupt):
        _watch(settings.seeds, built, force=force)
    say("No longer watching.")


def _watch(seeds: Path, build: "Callable[..., Built]", *, force: bool) -> None:
    """Build, and again whenever documents change, until interrupted."""
    from index.engines.changes import changes_below

    say(_told(build(force=force)))
    say(f"Watching {seeds}; Ctrl-C ends.")
    settled = False  # something may have changed before it was watched
    told = ""
    for changed in changes_below(seeds):
        if settled and not changed:
            continue
        try:
            built = build()
        except DossierError as error:
            # A document stays as it is until it changes; what else is wrong may pass by itself.
            settled = isinstance(error, CorpusError)
            if told != (told := f"{error}\nThe index was not updated; the last good one answers."):
                say(told)
        else:
            settled, before, told = True, told, "\n".join(built.refused)
            if built.changed or told not in {"", before}:
                say(_told(built))


def _told(built: "Built") -> str:
    manifest = built.manifest
    size = f"{len(manifest.documents)} documents, {manifest.passages} passages"
    if built.changed:
        words = f", and {built.words} words" if built.words else ""
        told = (
            f"Built {manifest.fingerprint}: {size}, {built.embedded} texts embedded anew{words}."
        )
    else:
        told = f"Nothing changed: the index {manifest.fingerprint} is up to date ({size})."
    edited = [
        f"{entry.file}: its text was edited after it was taken from its original."
        for entry in manifest.documents
        if entry.edited
    ]
    return "\n".join([*built.refused, told, *edited])


@index_app.command()
def status(context: typer.Context) -> None:
    """Say what the index holds, and whether it is up to date."""
    from index.wiring import index_state

    settings: Settings = context.obj
    snapshot = _existing(settings).snapshot
    manifest = snapshot.manifest
    state = {
        "current": "up to date with the documents",
        "stale": "another version of Dossier built it; run `dossier index build`",
        "outdated": "the documents changed; run `dossier index build`",
        "foreign": "built from another folder of documents, or with another model",
    }[index_state(settings.seeds, settings.index, settings.model)]
    size = sum(file.size for file in manifest.files.values())
    for name, value in (
        ("state", state),
        ("folder", f"{snapshot.folder}"),
        ("documents", f"{len(manifest.documents):,}"),
        ("passages", f"{manifest.passages:,}"),
        ("questions", _known(manifest.known)),
        ("edited", ", ".join(e.key for e in manifest.documents if e.edited) or "none"),
        ("vectors", f"{manifest.windows:,} of {manifest.dimension} numbers"),
        ("model", f"{manifest.model} ({manifest.model_fingerprint[:16]})"),
        ("size", f"{size / 1024 / 1024:,.1f} MB"),
    ):
        print(f"{name:<10} {value}")


def _known(known: "KnownEntry | None") -> str:
    if known is None:
        return "none known"
    if not known.lapsed:
        return f"{known.questions:,} known"
    return (
        f"{known.questions:,} known, {known.lapsed:,} of them lapsed: the passages that they name"
        " are gone; `dossier doctor` says what to do"
    )


@index_app.command()
def verify(context: typer.Context) -> None:
    """Read every byte of the index and its cache; check every passage against its document."""
    from index.store.snapshot import SnapshotFolder
    from index.store.soundness import problems_of

    settings: Settings = context.obj
    problems = list(problems_of(SnapshotFolder(settings.index)))
    for problem in problems:
        say(problem)
    if problems:
        say("Run `dossier index build --force` to make the index anew.")
        raise typer.Exit(_UNSOUND)
    count = _existing(settings).snapshot.manifest.passages
    say(f"The index is sound: every file has its checksum, {count:,} passages are their sources'.")


def _existing(settings: Settings) -> "Reader":
    from index.wiring import open_reader

    return open_reader(settings.index)
