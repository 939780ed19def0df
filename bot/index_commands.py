"""``dossier index ...``: build the index, look at it, check it."""

from typing import Annotated

import typer

from bot.settings import Settings
from bot.terminal.output import progress_bars, say
from index.library import Reader

_UNSOUND = 1

index_app = typer.Typer(help="Build, look at and check the index.", no_args_is_help=True)


@index_app.command("build")
def build_index(
    context: typer.Context,
    force: Annotated[bool, typer.Option("--force", help="Build though nothing changed.")] = False,
) -> None:
    """Bring the index up to date with the documents."""
    from index.wiring import build_index as build

    settings: Settings = context.obj
    with progress_bars() as progress:
        built = build(
            settings.seeds, settings.index, settings.model, force=force, progress=progress
        )
    manifest = built.manifest
    size = f"{len(manifest.documents)} documents, {manifest.passages} passages"
    if built.changed:
        say(f"Built {manifest.fingerprint}: {size}, {built.embedded} texts embedded anew.")
    else:
        say(f"Nothing changed: the index {manifest.fingerprint} is up to date ({size}).")
    for entry in manifest.documents:
        if entry.edited:
            say(f"{entry.file}: its text was edited after it was taken from its original.")


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
        ("edited", ", ".join(e.key for e in manifest.documents if e.edited) or "none"),
        ("vectors", f"{manifest.windows:,} of {manifest.dimension} numbers"),
        ("model", f"{manifest.model} ({manifest.model_fingerprint[:16]})"),
        ("size", f"{size / 1024 / 1024:,.1f} MB"),
    ):
        print(f"{name:<10} {value}")


@index_app.command()
def verify(context: typer.Context) -> None:
    """Read every byte of the index and check every passage against its document."""
    reader = _existing(context.obj)
    problems = list(reader.snapshot.verify())
    for problem in problems:
        say(problem)
    if problems:
        say("Run `dossier index build --force` to make the index anew.")
        raise typer.Exit(_UNSOUND)
    count = reader.snapshot.manifest.passages
    say(f"The index is sound: every file has its checksum, {count:,} passages are their sources'.")


def _existing(settings: Settings) -> Reader:
    from index.wiring import open_reader

    return open_reader(settings.index)
