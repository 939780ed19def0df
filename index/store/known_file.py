"""The folder of documents <-> the questions that somebody has judged.

``questions.jsonl`` in the folder itself, one object a line: ``question``; ``answered_by``, the ids
of passages that answer it; ``not_answered_by``, the ids of some that do not. An id depends on its
passage's text, so that a judgement lapses when the passage is changed.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from index.core.known import same_question
from index.core.question import checked
from index.domain import KnownQuestion
from index.errors import CorpusError, QuestionError
from index.store.manifest import KnownEntry
from index.store.placing import write_whole
from index.store.side_file import read_side_file

QUESTIONS = "questions.jsonl"
MAX_BYTES = 20 * 1024 * 1024
MAX_QUESTIONS = 20_000
"""All of them are compared with every question that is asked: as many, with one or two passages
each, take 5 ms, and 13 where half of them tell only what does not answer."""
_JUDGED = ("answered_by", "not_answered_by")


def known_path(seeds: Path) -> Path:
    """Return where the known questions of a folder of documents lie, if there are any."""
    return seeds / QUESTIONS


def read_known(seeds: Path) -> tuple[list[KnownQuestion], KnownEntry | None]:
    """Return the known questions in order, and what their file is like, if there is one.

    Raises:
        CorpusError: if it cannot be read, is too long, or has a line that is no known question.

    """
    file = read_side_file(known_path(seeds), MAX_BYTES)
    if file is None:
        return [], None
    lines = file.text.split("\n")
    by_line = {n: _parsed(line, n) for n, line in enumerate(lines, start=1) if line.strip()}
    if len(by_line) > MAX_QUESTIONS:
        msg = (
            f"{QUESTIONS}: {len(by_line):,} questions and the limit is {MAX_QUESTIONS:,}; shorten"
            " the list."
        )
        raise CorpusError(msg)
    _agreeing(by_line)
    digest, stat = hashlib.sha256(file.raw).hexdigest(), file.stat
    entry = KnownEntry(digest, stat.st_size, stat.st_mtime_ns, len(by_line), lapsed=0)
    return list(by_line.values()), entry


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
    judged = {name: list(getattr(known, name)) for name in _JUDGED}
    fields = {"question": known.question, **{k: v for k, v in judged.items() if v}}
    return json.dumps(fields, ensure_ascii=False)


def _parsed(line: str, number: int) -> KnownQuestion:
    """Return the known question in a line; raises ``CorpusError`` if there is none."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        raise _wrong(number, "it is no JSON object")
    if not isinstance(fields.get("question"), str):
        raise _wrong(number, 'it has no "question"')
    for name in fields.keys() - {"question", *_JUDGED}:
        raise _wrong(number, f"there is no field {json.dumps(name)}")
    answered_by, not_answered_by = (_ids(fields, name, number) for name in _JUDGED)
    if not answered_by and not not_answered_by:
        raise _wrong(number, "it names no passage")
    try:
        return KnownQuestion(checked(fields["question"]), answered_by, not_answered_by)
    except QuestionError as error:
        msg = f"{QUESTIONS}, line {number}: {error}"
        raise CorpusError(msg) from error


def _ids(fields: dict[str, Any], name: str, number: int) -> tuple[str, ...]:
    ids = fields.get(name, [])
    if not isinstance(ids, list) or not all(isinstance(i, str) and i.isprintable() for i in ids):
        raise _wrong(number, f'"{name}" is no list of passage ids')
    return tuple(ids)


def _agreeing(by_line: dict[int, KnownQuestion]) -> None:
    """Raise ``CorpusError`` where a passage is said to answer a question, and not to."""
    said: dict[tuple[str, str], tuple[int, bool]] = {}
    for number, known in by_line.items():
        for ids, answers in ((known.answered_by, True), (known.not_answered_by, False)):
            for each in ids:
                before, answered = said.setdefault(
                    (same_question(known.question), each), (number, answers)
                )
                if answered != answers:
                    where = "" if before == number else f" in line {before}"
                    msg = (
                        f"{QUESTIONS}, line {number}: {each} both answers this question and does"
                        f" not{where}; take it out of one of the two lists."
                    )
                    raise CorpusError(msg)


def _wrong(number: int, why: str) -> CorpusError:
    return CorpusError(
        f'{QUESTIONS}, line {number}: {why}; write an object with "question" and the ids of'
        ' passages in "answered_by" or "not_answered_by".'
    )
