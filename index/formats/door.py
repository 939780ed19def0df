"""A file's bytes -> its text, read in a process that can be ended: the only way into this package.

A parser of a broken file may crash, hang or swell. In a process of its own that costs a sentence.
"""

import json
import logging
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from index.errors import CorpusError, UnreadFileError
from index.formats.extracted import Extracted, Metadata

MAX_SECONDS = 25
MAX_MEMORY = 1024**3  # bytes of address space
LIBRARIES = (
    "charset-normalizer",
    "defusedxml",
    "lxml",
    "lxml-html-clean",
    "mammoth",
    "pypdfium2",
    "trafilatura",
)
"""What reads files beside our own modules."""

_ROOT = Path(__file__).resolve().parents[2]
# Nothing else of the environment goes along: there is a token in it.
_PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "VIRTUAL_ENV")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Read:
    """A file's text, and the format that it turned out to have."""

    kind: str
    extracted: Extracted


def read_file(
    raw: bytes, name: str, *, seconds: int = MAX_SECONDS, memory: int = MAX_MEMORY
) -> Read:
    """Return the text of a file; its ``name`` stands in the sentences.

    Raises:
        CorpusError: if no text can be taken from it, with the reason.

    """
    environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    command = [
        sys.executable,
        "-B",
        "-m",
        "index.formats",
        _plain(name),
        str(seconds),
        str(memory),
    ]
    try:
        done = subprocess.run(  # noqa: S603 (our own module; the name is an argument, no command)
            command,
            input=raw,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=_ROOT,
            env={**environment, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise _too_long(name, seconds) from error
    except OSError as error:
        msg = f"{name}: the process that reads it could not be started ({error.strerror})."
        raise UnreadFileError(msg) from error
    if done.returncode in {-getattr(signal, "SIGXCPU", 0), -getattr(signal, "SIGKILL", 0)}:
        raise _too_long(name, seconds)
    try:
        told = json.loads(done.stdout)
    except ValueError as error:
        logger.debug("%s: exit %s, %s", name, done.returncode, done.stderr[-2000:])
        msg = (
            f"{name}: reading it failed; it is damaged, or needs more than"
            f" {memory // 1024**2:,} MB of memory."
        )
        raise CorpusError(msg) from error
    if "refused" in told:
        msg = f"{name}: {told['refused']}"
        raise CorpusError(msg)
    extracted = Extracted(
        told["text"], Metadata(**told["metadata"]), tuple(told["warnings"]), told["pages"]
    )
    return Read(told["kind"], extracted)


def _plain(name: str) -> str:
    """Return a file's name as an argument can be: its bytes may be no text."""
    return name.encode("ascii", "replace").decode().replace("\x00", "?")[-200:]


def _too_long(name: str, seconds: int) -> CorpusError:
    return CorpusError(
        f"{name}: reading it took longer than {seconds} seconds, so it was given up; split it, or"
        " save it anew."
    )
