"""A file of JSON lines -> objects, every mistake told with its file and line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import EvaluationError


def objects_in(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (number from 1, object) for every line of the file that is not blank.

    Raises:
        EvaluationError: if the file cannot be read, or a line is no object.

    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, text in enumerate(file, start=1):
                if text.strip():
                    yield number, _object(path, number, text)
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        msg = f"{path} cannot be read ({why}); name a file of JSON lines in UTF-8."
        raise EvaluationError(msg) from error


def texts_in(path: Path, *fields: str) -> Iterator[dict[str, Any]]:
    """Yield the object of every line, its ``fields`` as text.

    Raises:
        EvaluationError: if the file cannot be read, or a line is no object with these fields.

    """
    for number, line in objects_in(path):
        missing = [field for field in fields if field not in line]
        if missing:
            msg = f"{path}, line {number}, has no {missing[0]}; it needs {' and '.join(fields)}."
            raise EvaluationError(msg)
        yield {**line, **{field: str(line[field]) for field in fields}}


def _object(path: Path, number: int, text: str) -> dict[str, Any]:
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        line = None
    if not isinstance(line, dict):
        msg = f"{path}, line {number}, is no JSON object; write one object a line."
        raise EvaluationError(msg)
    return line
