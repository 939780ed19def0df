"""Index, folder and log -> what the corpus holds."""

from pathlib import Path

from bot.discord.cards.holdings import Holding, Holdings
from bot.discord.service import Service
from bot.trail import Change, undone
from index.build import is_current
from index.domain import Source
from index.library import Library
from index.store.manifest import Entry


async def holdings_of(service: Service) -> list[Holding]:
    """Return every document, with its file and how it came in."""
    changes = await service.desk.keep(service.corpus.changes.trail.changes)
    gone = undone(changes)
    added: dict[str, Change] = {}
    for change in reversed(changes):
        if change.done and change.present and change.number not in gone:
            added[change.key] = change
    return [
        Holding(source, entry.file, entry.edited, added.get(source.key))
        for source, entry in await service.read(_documents)
    ]


async def state_of(service: Service) -> Holdings:
    """Return how the corpus and its index are."""
    corpus = service.corpus
    return Holdings(
        manifest=service.library.snapshot.manifest,
        current=await service.read(_is_current, corpus.changes.seeds),
        changing=corpus.changing,
        waiting=corpus.waiting,
        changes=await service.desk.keep(corpus.changes.trail.changes),
    )


def _documents(library: Library) -> list[tuple[Source, Entry]]:
    entries = {entry.key: entry for entry in library.snapshot.manifest.documents}
    return [(source, entries[source.key]) for source in library.sources()]


def _is_current(library: Library, seeds: Path) -> bool:
    return is_current(library.snapshot, seeds)
