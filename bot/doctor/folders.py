"""Folders that are written to -> whether they can be, and what stands in the way."""

import os
from collections.abc import Iterator
from pathlib import Path

from bot import pseudonyms
from bot.doctor.finding import Finding, failing, good, worrying
from bot.journal_file import JournalError, path_in, unsound
from bot.pseudonyms import PseudonymError
from bot.running import is_held, is_running
from bot.settings import Given
from index.store import placing, snapshot

_OTHERS_MAY_READ = 0o077


def journal_found(given: Given) -> Iterator[Finding]:
    """Yield whether what the bot remembers can be read, and by its owner alone."""
    settings = given.settings
    path = path_in(settings.state)
    if not settings.keep_days and not path.is_file():
        yield good("journal", "nothing is kept on disk (DOSSIER_KEEP_DAYS is 0)")
        return
    if not path.is_file():
        yield good("journal", "there is none yet; the first start of the bot makes it")
        return
    aside = f"stop the bot, move {path} away, and start it again; `dossier backup` makes copies."
    try:
        problem = unsound(settings.state)
    except JournalError as error:
        yield failing("journal", f"{str(error).partition('; ')[0]}.", aside)
        return
    if problem:
        yield failing("journal", f"{path} cannot be used: {problem}.", aside)
    elif others_may_read(path):
        yield worrying(
            "journal",
            f"Others on this machine may read {path}, where people's questions stand.",
            f"run `chmod 600 {path}`.",
        )
    else:
        yield good("journal", f"can be read, by its owner alone: {path}")
    yield from _key_found(settings.state)


def _key_found(folder: Path) -> Iterator[Finding]:
    """Yield what is wrong with the key of the pseudonyms that people have in the journal."""
    path = pseudonyms.path_in(folder)
    try:
        problem = pseudonyms.unsound(folder)
    except PseudonymError as error:
        problem = str(error)
    if problem:
        told, _, cure = problem.partition("; ")
        yield failing("journal", f"{told}.", cure)
    elif path.is_file() and others_may_read(path):
        yield worrying(
            "journal",
            f"Others on this machine may read {path}, with which people can be told.",
            f"run `chmod 600 {path}`.",
        )


def writable_found(given: Given) -> Iterator[Finding]:
    """Yield each folder that this user cannot write to; only the journal's has to be written."""
    settings = given.settings
    needed = (
        ("DOSSIER_SEEDS", settings.seeds, "no document can be added", worrying),
        ("DOSSIER_INDEX", settings.index, "no index can be built", worrying),
        ("DOSSIER_STATE", settings.state, "the bot cannot remember anything", failing),
    )
    sound = True
    for name, folder, so_that, found in needed:
        if problem := unwritable(folder):
            sound = False
            yield found(
                "folders",
                f"{problem}, so that {so_that} in {folder}.",
                f"give this user the right to write there, or name another folder in {name}.",
            )
    if sound:
        yield good("folders", "documents, index and state can be written to")


def locks_found(given: Given) -> Iterator[Finding]:
    """Yield who holds a lock, whether a bot runs, and what a build that was killed left."""
    index, seeds = given.settings.index, given.settings.seeds
    building = is_held(index / snapshot.LOCK)
    if building:
        yield worrying(
            "locks",
            f"Another process is building the index in {index}.",
            "wait until it is done; where it hangs, end that process, and the lock goes with it.",
        )
    elif left := list(snapshot.SnapshotFolder(index).leftovers()):
        yield worrying(
            "locks",
            f"A build that was killed left {left[0]}.",
            "run `dossier index build`, which removes it.",
        )
    held = is_held(seeds / placing.LOCK)
    if held:
        yield worrying(
            "locks",
            f"Another process is changing the documents in {seeds}.",
            "wait until it is done; where it hangs, end that process, and the lock goes with it.",
        )
    if is_running(given.settings.state):
        yield good("locks", f"a bot runs with the state in {given.settings.state}")
    elif not building and not held:
        yield good("locks", "none is held")


def others_may_read(path: Path) -> bool:
    """Tell whether other users of this machine may read a file; on Windows nobody can tell."""
    return os.name == "posix" and bool(path.stat().st_mode & _OTHERS_MAY_READ)


def unwritable(folder: Path) -> str | None:
    """Return what keeps this user from writing into a folder, or from making it."""
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not existing.is_dir():
        return f"{existing} is no folder"
    if not os.access(existing, os.W_OK | os.X_OK):
        return f"This user may not write to {existing}"
    for path in existing.iterdir() if existing == folder else ():
        if not os.access(path, os.W_OK):
            return f"This user may not write to {path}"
    return None
