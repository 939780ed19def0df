"""Files that no document could be made of -> why, remembered until they change.

One JSON file beside the cache of embeddings. It holds nothing that cannot be found out again: one
that is missing, damaged or of other rules counts as empty, and one that cannot be written as well.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from index.store.manifest import sha256_of
from index.store.placing import write_whole

NAME = "refusals.json"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file as it was when it was refused, and why."""

    size: int  # bytes
    modified_ns: int
    sha256: str
    why: str | None = None  # a sentence; none where only the key was another document's
    key: str | None = None  # of the document that it would be, where it can be read


class Refusals:
    """Which files of a folder were refused, by their names in it."""

    def __init__(self, folder: Path, rules: str, *, forgotten: bool = False) -> None:
        """Read what was refused by these ``rules`` in ``folder``, unless it is ``forgotten``."""
        self._path = folder / NAME
        self._rules = rules
        self._found = {} if forgotten else self._read()
        self._kept: dict[str, Refusal] = {}

    def of(self, file: Path, name: str) -> Refusal | None:
        """Return why a file was refused, if it is still the same; ``keep`` it then.

        It is read only where its size is the same and its time of change is not.

        Raises:
            OSError: if it cannot be read.

        """
        found = self._found.get(name)
        stat = file.stat()
        if found is None or found.size != stat.st_size:
            return None
        if found.modified_ns == stat.st_mtime_ns:
            return found
        same = found.sha256 == sha256_of(file)
        return replace(found, modified_ns=stat.st_mtime_ns) if same else None

    def keep(self, name: str, refusal: Refusal) -> None:
        """Have a refusal remembered; those not kept are forgotten."""
        self._kept[name] = refusal

    def forget(self, name: str) -> None:
        """Have nothing remembered of a file that is a document now."""
        self._kept.pop(name, None)

    def save(self) -> None:
        """Write down what was kept, if that is anything new."""
        if self._kept == self._found:
            return
        fields = {
            "rules": self._rules,
            "files": {name: asdict(refusal) for name, refusal in self._kept.items()},
        }
        text = json.dumps({**fields, "checksum": _checksum(fields)}, indent=1)
        with suppress(OSError):
            write_whole(self._path, text.encode())

    def _read(self) -> dict[str, Refusal]:
        try:
            fields = json.loads(self._path.read_text(encoding="utf-8"))
            sound = fields.pop("checksum") == _checksum(fields)
            if not sound or fields["rules"] != self._rules:
                return {}
            return {name: Refusal(**refusal) for name, refusal in fields["files"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}


def _checksum(fields: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()
