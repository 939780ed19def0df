"""The folder of documents <-> the questions that somebody has judged.

``questions.jsonl`` in the folder itself, one object a line: ``question``; ``answered_by``, the ids
of passages that answer it; ``not_answered_by``, the ids of some that do not. An id depends on its
passage's text, so that a judgement lapses when the passage is changed.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.core.question import checked
from index.domain import KnownQuestion
from index.errors import CorpusError, QuestionError
from index.store.placing import write_whole

QUESTIONS = "questions.jsonl"
MAX_BYTES = 20 * 1024 * 1024
MAX_QUESTIONS = 20_000
"""All of them are compared with every question that is asked: as many take about 3 ms."""
_FIELDS = ("answered_by", "not_answered_by")


@dataclass(frozen=True, slots=True)
class KnownSource:
    """The file: enough to tell whether it changed without reading it again."""

    sha256: str
    size: int  # bytes
    modified_ns: int


def known_path(seeds: Path) -> Path:
    """Return where the known questions of a folder of documents lie, if there are any."""
    return seeds / QUESTIONS


def read_known(seeds: Path) -> tuple[list[KnownQuestion], KnownSource | None]:
    """Return the known questions in order, and their file, if there is one.

    Raises:
        CorpusError: if it cannot be read, is too long, or has a line that is no known question.

    """
    path = known_path(seeds)
    try:
        stat = path.stat()
        if stat.st_size > MAX_BYTES:
            msg = f"{QUESTIONS}: the file is over {MAX_BYTES // 1024**2} MB; shorten the list."
            raise CorpusError(msg)
        raw = path.read_bytes()
    except FileNotFoundError:
        return [], None
    except OSError as error:
        msg = f"{QUESTIONS}: the file cannot be read ({error.strerror}); check its permissions."
        raise CorpusError(msg) from error
    try:
        lines = raw.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        msg = f"{QUESTIONS}, line {line}: the file is not UTF-8; save it as UTF-8."
        raise CorpusError(msg) from error
    known = [_parsed(line, number) for number, line in enumerate(lines, start=1) if line.strip()]
    if len(known) > MAX_QUESTIONS:
        msg = f"{QUESTIONS}: {len(known):,} questions and the limit is {MAX_QUESTIONS:,}."
        raise CorpusError(msg)
    return known, KnownSource(hashlib.sha256(raw).hexdigest(), stat.st_size, stat.st_mtime_ns)


def write_known(known: Iterable[KnownQuestion], seeds: Path) -> None:
    """Write the known questions in place of those that are there, at once.

    Raises:
        CorpusError: if the folder cannot be written to, or they are too long to be read again.

    """
    path = known_path(seeds)
    raw = "".join(f"{_line(one)}\n" for one in known).encode()
    if len(raw) > MAX_BYTES:
        msg = (
            f"{QUESTIONS} would be over {MAX_BYTES // 1024**2} MB, and could not be read again;"
            " shorten the list first."
        )
        raise CorpusError(msg)
    try:
        write_whole(path, raw)
    except OSError as error:
        msg = f"{path} cannot be written ({error.strerror}); check the folder's permissions."
        raise CorpusError(msg) from error


def _line(known: KnownQuestion) -> str:
    judged = {field: list(getattr(known, field)) for field in _FIELDS}
    fields = {"question": known.question, **{k: v for k, v in judged.items() if v}}
    return json.dumps(fields, ensure_ascii=False)


def _parsed(line: str, number: int) -> KnownQuestion:
    """Return the known question in a line; raises ``CorpusError`` if there is none."""
    try:
        fields = json.loads(line)
        if not isinstance(fields, dict) or not isinstance(fields.get("question"), str):
            raise _wrong(number, 'it has no "question"')
        return KnownQuestion(
            checked(fields["question"]), *(_ids(fields, name, number) for name in _FIELDS)
        )
    except ValueError as error:
        raise _wrong(number, "it is no JSON object") from error
    except QuestionError as error:
        raise _wrong(number, str(error).rstrip(".")) from error


def _ids(fields: dict[str, Any], name: str, number: int) -> tuple[str, ...]:
    ids = fields.get(name, [])
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        raise _wrong(number, f'"{name}" is no list of passage ids')
    return tuple(ids)


def _wrong(number: int, why: str) -> CorpusError:
    return CorpusError(
        f'{QUESTIONS}, line {number}: {why}; write an object with "question" and the ids of'
        ' passages in "answered_by" or "not_answered_by".'
    )
