"""The file ``.env`` -> the values in it, and a sentence for each line that nothing could read.

What stands in a line is never told, since it may be the token.
"""

import io
import re
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import Binding, parse_stream

_UNREAD = "cannot be read; write NAME=value, and close every quotation mark."


def read_env_file(path: Path, prefixes: tuple[str, ...]) -> tuple[dict[str, str], list[str]]:
    """Return the values by their names, and what is wrong; nothing of either without a file.

    Of the names that begin as one of ``prefixes`` does, the spelling is looked at, too.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}, []
    except IsADirectoryError:
        return {}, [f"{path} is a folder; remove it, or put the file of settings in its place."]
    except (OSError, UnicodeDecodeError) as error:
        told = (
            f"The file {path} cannot be read ({error}); save it as UTF-8 text that you may read."
        )
        return {}, [told]
    sound, problems = [], []
    given: dict[str, int] = {}  # the line of each name that has a value
    for one in parse_stream(io.StringIO(text)):
        string = one.original.string
        blank = string[: len(string) - len(string.lstrip())]
        line = one.original.line + len(blank.splitlines())
        if problem := _problem(one, prefixes, given):
            problems.append(f"Line {line} of {path} {problem}")
            continue
        sound.append(string)
        if one.key and one.value:
            given[one.key] = line
    values = dotenv_values(stream=io.StringIO("".join(sound)))
    return {name: value or "" for name, value in values.items()}, problems


def _problem(one: Binding, prefixes: tuple[str, ...], given: Mapping[str, int]) -> str | None:
    """Return what is wrong with a line, or ``None``."""
    if one.key is None:  # a comment is none, and no error
        return _UNREAD if one.error else None
    if one.value is None:
        return "has no = in it; write NAME=value, or remove it."
    ours = one.key.upper().startswith(prefixes)
    if ours and not re.fullmatch(r"\w+", one.key):
        return _UNREAD  # NAME:value, with a = in the value
    if ours and not one.key.startswith(prefixes):
        return f"has small letters in {one.key}; write {one.key.upper()}."
    if not one.value and one.key in given:
        return f"empties {one.key} of line {given[one.key]} again; remove one of the two."
    return None
