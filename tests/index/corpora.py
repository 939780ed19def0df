"""Corpora that are built in tests, and what is in them then."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from index.store.snapshot import SnapshotFolder

GOOD = {"rain.md": "It rained all day. Then it stopped.", "sun.md": "# Sun\n\nThe sun came out."}


def numbered(documents: int = 100, passages: int = 10) -> dict[str, str]:
    """Return files with as many passages of two sentences each, all different."""
    return {
        f"d{i:03}.md": "\n\n".join(
            f"Number {i} of {j} was here. Then {j} of {i} came." for j in range(passages)
        )
        for i in range(documents)
    }


def ids(index: Path) -> dict[str, str]:
    """Return the id of each passage of the index by its key and text."""
    snapshot = SnapshotFolder(index).open()
    found = {f"{p.key}: {p.text}": p.id for p in snapshot.store.all_passages()}
    snapshot.close()
    return found


def empty(seeds: Path) -> None:
    """Remove all documents."""
    for path in seeds.iterdir():
        path.unlink()


FILES = {
    "rain.md": "# Rain\n\nIt rained all day. Then it stopped.\n\nThe river rose by a metre.",
    "sun.md": "The sun came out again.",
}


def judged_by(
    ids: Mapping[str, str],
    answered: Mapping[str, str],
    not_answered: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return a file of known questions, each with the passage whose key and text begin so."""
    fields = (("answered_by", answered), ("not_answered_by", not_answered))
    return "".join(
        json.dumps({"question": question, field: [_of(ids, beginning)]}) + "\n"
        for field, judged in fields
        for question, beginning in judged.items()
    )


def _of(ids: Mapping[str, str], beginning: str) -> str:
    (found,) = (known for text, known in ids.items() if text.startswith(beginning))
    return found
