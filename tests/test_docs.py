"""The documentation says what the code does."""

import re
import shlex
from pathlib import Path

import pytest
import typer.main

from bot.cli import app
from bot.discord import corpus as discord_corpus
from bot.settings import ROOT
from index.core import fusion, itinerary, prose
from index.core.coefficients import WEIGHTS
from index.core.passages import MAX_PASSAGE_CHARACTERS
from index.digests import central, made
from index.engines import fetching
from index.formats import archive, door, kinds, pdf
from index.store import documents, tour_file

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
COMMANDS = typer.main.get_command(app)


def text_of(page: Path) -> str:
    """Return a page's text."""
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    """No link to a file of ours is broken."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text_of(page)):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_is_left_unwritten(page: Path) -> None:
    """No page is a heading alone, and none has a line that only holds a place."""
    assert len(text_of(page)) > 300
    assert not re.search(r"^[A-Z]{4,}$", text_of(page), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    """``dossier NAME`` in a page, with its options, is a command with those options."""
    for line in re.findall(r"`dossier ([^`]+)`", text_of(page)):
        words = shlex.split(line)
        command = COMMANDS
        while words and hasattr(command, "commands") and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        assert command is not COMMANDS or words == ["--version"], line
        known = {name for parameter in command.params for name in parameter.opts} | {
            name for parameter in COMMANDS.params for name in parameter.opts
        }
        assert {word for word in words if re.match(r"--?[a-z]", word)} <= known, line


def test_the_readme_lists_every_command() -> None:
    """No command is left out of the README's table."""
    listed = set(re.findall(r"`dossier ([a-z]+)", text_of(ROOT / "README.md")))
    assert set(COMMANDS.commands) - {"run"} <= listed  # type: ignore[attr-defined]


def test_every_make_target_that_a_page_names_exists() -> None:
    """``make NAME`` in a page is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    for page in PAGES:
        assert (
            set(re.findall(r"(?:^    |`)make ([a-z-]+)", text_of(page), re.MULTILINE)) <= targets
        )


def test_the_constants_in_the_pages_are_those_of_the_code() -> None:
    """Weights and limits are told as they are."""
    architecture = text_of(ROOT / "docs" / "architecture.md")
    assert f"{fusion.LEXICAL_WEIGHT} * BM25" in architecture
    assert f"{fusion.PHRASE_BONUS} where the passage" in architecture
    words = " ".join(architecture.split())
    numbers = {10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen"}
    assert f"over these {numbers[len(WEIGHTS)]} numbers" in words
    assert f"may take {door.MAX_SECONDS} seconds and {door.MAX_MEMORY // 2**30} GB" in words
    corpus = text_of(ROOT / "docs" / "corpus.md")
    assert f"{MAX_PASSAGE_CHARACTERS:,} characters" in corpus
    assert f"up to {documents.MAX_BYTES // 1024 // 1024} MB" in corpus
    assert all(f"`{suffix}`" in corpus for suffix in documents.SUFFIXES)
    assert all(f"`{field}`" in corpus for field in documents.FIELDS)


def test_the_constraints_pin_every_dependency() -> None:
    """Whatever pyproject.toml asks for is pinned to the version that was tested."""
    pinned = set(
        re.findall(r"^([A-Za-z0-9_.-]+)==", text_of(ROOT / "constraints.txt"), re.MULTILINE)
    )
    normal = {re.sub(r"[-_.]+", "-", name).lower() for name in pinned}
    asked = re.findall(
        r'^    "([A-Za-z0-9_.-]+)[>=]=', text_of(ROOT / "pyproject.toml"), re.MULTILINE
    )
    assert len(asked) > 20
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in asked} <= normal


def test_the_page_on_discord_tells_of_the_corpus_as_it_is() -> None:
    """Limits of files and times are those of the code."""
    page = " ".join(text_of(ROOT / "docs" / "discord.md").split())
    assert f"files of at most {documents.MAX_BYTES // 1024 // 1024} MB each" in page
    assert f"waits for {'an hour' if discord_corpus.KEPT_FOR == 60 * 60 else '?'}" in page
    assert f"for {'a minute' if discord_corpus.PATIENCE == 60 else '?'}" in page


def test_the_page_on_the_tour_tells_limits_as_they_are() -> None:
    """Lengths, counts and the sample are those of the code."""
    page = " ".join(text_of(ROOT / "docs" / "tour.md").split())
    assert f"more than {itinerary.MAX_STEPS} questions" in page
    assert f"over {itinerary.MAX_QUESTION} characters" in page
    assert f"own words of over {itinerary.MAX_NOTE}" in page
    assert f"over {tour_file.MAX_BYTES // 1024**2} MB" in page
    assert f"a sample of {central.SAMPLE:,}" in page
    assert f"of {central.LEAST_WORDS} words or more, up to {prose.MOST:,} characters" in page
    assert f"gives {'eight' if made.MOST == 8 else '?'} steps" in page


def test_the_limits_on_files_are_told_as_they_are() -> None:
    """Pages, sizes and seconds in the page on documents are those of the code."""
    corpus = " ".join(text_of(ROOT / "docs" / "corpus.md").split())
    assert f"longer than {pdf.MAX_PAGES:,} pages" in corpus
    assert f"more than {archive.MAX_UNPACKED // 1024**2} MB" in corpus
    assert f"more than {door.MAX_SECONDS} seconds or {door.MAX_MEMORY // 1024**3} GB" in corpus
    assert f"at most {fetching.MAX_REDIRECTIONS} redirections" in corpus
    assert f"{fetching.MAX_SECONDS} seconds are the limit" in corpus
    assert all(f"`{suffix}`" in corpus for suffix in kinds.SUFFIXES)
    assert all(f"`{field}`" in corpus for field in documents._PROVENANCE)
