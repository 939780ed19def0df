"""The door: files are read in a process of their own, whatever they do."""

import errno
import re
from itertools import chain, islice

import pytest

from index.errors import CorpusError
from index.formats.__main__ import read
from index.formats.door import read_file
from tests.index.formats.files import PROSE, page, pdf
from tests.index.formats.hostile import Hostile, crafted, mutated, sound

CRAFTED = {file.name: file for file in crafted()}
SLOW = {"links.html", "forms.pdf", "twice.pdf", "stream.pdf", "line.txt", "paragraphs.html"}
"""Seconds each: benchmarks/hostile.py has them."""


@pytest.mark.parametrize("kind", list(sound()))
def test_a_sound_file_of_every_format_is_read(kind: str) -> None:
    """What comes out of the process is what the format's module returns, twice the same."""
    raw = sound()[kind]
    found = read_file(raw, f"a.{kind}")
    assert PROSE in found.extracted.text
    told = read(raw, f"a.{kind}")
    assert (found.kind, found.extracted.text) == (told["kind"], told["text"])
    assert read_file(raw, f"a.{kind}") == found


def test_a_wrong_name_is_told() -> None:
    """The file is read as what it is."""
    found = read_file(pdf(PROSE), "a.docx")
    assert found.kind == "pdf"
    assert "is called .docx and is a PDF" in found.extracted.warnings[0]


def test_a_reason_names_the_file() -> None:
    """The sentence begins with the file's name."""
    with pytest.raises(CorpusError, match=r"^a\.pdf: it is called \.pdf and is not a PDF"):
        read_file(b"no", "a.pdf")


def test_too_much_time_is_one_sentence() -> None:
    """A file that takes too long is given up."""
    with pytest.raises(CorpusError, match="longer than 1 seconds"):
        read_file(page("<a href='x'>y</a> " * 100_000).encode(), "a.html", seconds=1)


def test_too_much_memory_is_one_sentence() -> None:
    """A file that needs more memory than it may have ends its own process, and no other."""
    with pytest.raises(CorpusError, match="memory"):
        read_file(page(f"<p>{PROSE}</p>" * 60_000).encode(), "a.html", memory=150 * 1024**2)


def test_nothing_of_the_environment_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads a file could not give a token away."""
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    monkeypatch.setenv("PYTHONSTARTUP", "/nonexistent")
    seen: dict[str, str] = {}

    def run(*_: object, env: dict[str, str], **__: object) -> None:
        seen.update(env)
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr("subprocess.run", run)
    with pytest.raises(CorpusError, match="could not be started"):
        read_file(b"x", "a.txt")
    assert "DISCORD_TOKEN" not in seen
    assert "PATH" in seen


def at_the_door(file: Hostile) -> None:
    """Read a file; a sentence is as good as a text without a character that no text has."""
    told = ""
    try:
        told = read_file(file.raw, file.name).extracted.text
    except CorpusError as error:
        told = str(error).removeprefix(file.name)
        assert re.fullmatch(r": .+\.", told)
    told.encode()
    assert "\x00" not in told


@pytest.mark.parametrize("name", sorted(CRAFTED.keys() - SLOW))
def test_a_hostile_file_is_refused_or_read(name: str) -> None:
    """Bombs, entities, loops, depth, odd bytes and names cost a sentence at most."""
    at_the_door(CRAFTED[name])


@pytest.mark.parametrize("number", range(24))
def test_a_damaged_file_is_refused_or_read(number: int) -> None:
    """Whatever byte is wrong, there is a text or a sentence."""
    at_the_door(next(islice(chain(mutated(number)), 1)))
