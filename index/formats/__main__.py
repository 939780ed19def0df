"""``python -m index.formats NAME``: a file on standard input -> its text as JSON.

The process that a file is read in. It may be ended at any time, and holds itself to its limits, so
that no file can do more than fail.
"""

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from importlib import import_module
from typing import TYPE_CHECKING

from index.errors import CorpusError
from index.formats.kinds import Kind, kind_of, mislabelled

if TYPE_CHECKING:
    from index.formats.extracted import Extracted

_MODULES = {
    Kind.PDF: "pdf",
    Kind.DOCX: "docx",
    Kind.EPUB: "epub",
    Kind.HTML: "html",
    Kind.MARKDOWN: "prose",
    Kind.TEXT: "prose",
}


def main() -> None:
    """Print ``{"kind": ..., "text": ..., ...}``, or ``{"refused": ...}`` with the reason."""
    name, seconds, memory = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    _limit(seconds, memory)
    raw = sys.stdin.buffer.read()
    # What a library prints must not be taken for the answer.
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    try:
        told = read(raw, name)
    except CorpusError as error:
        told = {"refused": str(error)}
    except (MemoryError, RecursionError):
        told = {"refused": "reading it needs more memory than a document should; split it."}
    except Exception as error:  # noqa: BLE001 (whatever a library makes of a broken file)
        told = {"refused": f"it cannot be read ({type(error).__name__}); it may be damaged."}
    with answer:
        json.dump(told, answer)


def read(raw: bytes, name: str) -> dict[str, object]:
    """Return a file's text, with its format and all that is known of it, as plain data."""
    kind = kind_of(raw, name)
    extracted: Extracted = import_module(f"index.formats.{_MODULES[kind]}").extract(raw)
    warnings = [*filter(None, [mislabelled(kind, name)]), *extracted.warnings]
    return {**asdict(extracted), "warnings": warnings, "kind": kind.value}


def _limit(seconds: int, memory: int) -> None:
    """Have the operating system end this process when it takes more; Windows cannot."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 (not on Windows)

        for limit, value in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):  # a lower limit is set already
                resource.setrlimit(limit, (value, value))


if __name__ == "__main__":
    main()
