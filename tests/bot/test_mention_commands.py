"""``dossier who``, ``dossier term`` and ``dossier timeline``."""

import json
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.bot.conftest import Run
from tests.conftest import corpus

DOCUMENTED = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")


@pytest.fixture
def harbour(tmp_path: Path, dossier: Run) -> tuple[Path, Path]:
    """Return documents with dates, and an index of them."""
    seeds = corpus(
        tmp_path,
        {
            "quay.md": "---\ntitle: The Quay\ndate: 1921-03\n---\n\nBuilt from 1874 to 1879.\n",
            "tide.md": "---\ntitle: The Tide\n---\n\nHigh in the 1880s, and on May 19, 2014.\n",
        },
    )
    index = tmp_path / "built"
    assert dossier("index", "build", "--seeds", seeds, index=index).status == 0
    return seeds, index


def test_who_shows_each_mention_with_its_citation(dossier: Run) -> None:
    """The name with its title, how often it is mentioned, and each passage where it is."""
    told = dossier("who", "Captain", "Renault").out
    assert "Renault (person, Captain): 2 mentions in 2 passages of 1 document" in told
    assert told.count("Getting Past Captain Renault") == 2
    assert told.index("First mention:") < told.index("tends to act like")
    assert "renault-xbyzgn" in told


def test_who_shows_as_many_as_are_asked_for(dossier: Run) -> None:
    """What is left out is counted."""
    told = dossier("who", "us", "-n", "2").out
    assert "13 mentions in 6 passages of 2 documents" in told
    assert "The earliest document first; 1 document without a date last." in told
    assert "Also as U.S., USA" in told
    assert "4 more; -n shows more of them." in told
    assert told.count("paragraph ") == 2


def test_who_reads_a_misspelt_name_as_the_one_that_was_meant(dossier: Run) -> None:
    """And says so."""
    told = dossier("who", "donnilon").out
    assert "Read donnilon as Donilon." in told
    assert "then-National Security Advisor Donilon" in told


def test_who_without_a_name_lists_who_is_named(dossier: Run) -> None:
    """People and organisations with their titles, the most mentioned first."""
    lines = dossier("who").out.splitlines()
    assert lines[1].split() == ["2", "Renault", "person,", "Captain"]
    assert any("U.S.-China Security Review Commission" in line for line in lines)
    assert "3 more; -n" in dossier("who", "-n", "2").out


def test_who_json_has_the_documented_fields(dossier: Run) -> None:
    """Of the list and of a name; a citation says how often its passage mentions it."""
    listed = json.loads(dossier("who", "--json").out)
    assert listed["total"] == len(listed["names"]) == 5
    found = json.loads(dossier("who", "renault", "--json", "-n", "1").out)
    assert (found["mentions"], found["passages"], found["more"]) == (2, 2, False)
    (citation,) = found["citations"]
    assert citation["mentions"] == 1
    assert found["name"]["title"] == "Captain"
    fields = [*listed, *listed["names"][0], *found]
    assert [field for field in fields if f"`{field}`" not in DOCUMENTED] == []


def test_term_finds_inflected_forms(dossier: Run) -> None:
    """The sentence of a mention is cited, and what else was looked for is told."""
    told = dossier("term", "hacker").out
    assert "hacker: 1 mention in 1 passage of 1 document" in told
    assert "Also as hackers." in told
    found = json.loads(dossier("term", "patriotic", "hackers", "--json").out)
    assert found["citations"][0]["window"].startswith("As it is now, the arm")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("who", "the"), "'the' is too common"),
        (("who", "..."), "There is no word in it"),
        (("who", "Salt Typhoon"), "`dossier who` lists who is named"),
        (("who", "Tom Donilon"), "Did you mean Donilon?"),
        (("term", "of", "the"), "'of the' is too common"),
        (("term", "xylophone"), "No passage has 'xylophone'"),
        (("timeline", "--since", "2010", "--until", "2009"), "exchange the two"),
        (("timeline", "--source", "renalt"), "but there is 'renault'"),
        (("timeline", "--source", "embassy"), "no text speaks of one"),
        (("timeline", "--since", "2030"), "No date lies within these limits"),
        (("timeline", "--topic", "xylophone"), "No passage with the words"),
        (("timeline", "--output", "dates.pdf"), "name a file such as dates.png"),
        (("timeline", "--output", "no/such/folder/dates.png"), "cannot be written"),
    ],
)
def test_what_cannot_be_shown_gets_one_sentence(
    dossier: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    """Nothing on standard output, one sentence beside it, and a status."""
    outcome = dossier(*arguments)
    assert (outcome.status, outcome.out) == (1, "")
    assert sentence in outcome.err
    assert "Traceback" not in outcome.err


def test_a_timeline_lists_documents_and_dates(dossier: Run, harbour: tuple[Path, Path]) -> None:
    """In order, numbered, each date with its citation; what has no date is named."""
    seeds, index = harbour
    told = dossier("timeline", "--seeds", seeds, index=index).out
    assert "1 document by its date, 3 dates spoken of" in told
    heads = ("1874 to 1879", "1880s", "March 1921, a document", "19 May 2014")
    assert [told.index(f"\n{head}\n") for head in heads] == sorted(
        told.index(f"\n{head}\n") for head in heads
    )
    assert "Without a date, and so not placed: The Tide." in told
    assert "3 more" in dossier("timeline", "-n", "1", "--seeds", seeds, index=index).out


def test_a_timeline_is_drawn_into_a_file(dossier: Run, harbour: tuple[Path, Path]) -> None:
    """The file is a PNG, and that it was written is said beside the list."""
    seeds, index = harbour
    file = seeds.parent / "dates.png"
    outcome = dossier("timeline", "--output", file, "--seeds", seeds, index=index)
    assert file.read_bytes().startswith(b"\x89PNG")
    assert "Drew the timeline into" in outcome.err
    assert "1874 to 1879" in outcome.out


def test_a_timeline_json_has_the_documented_fields(
    dossier: Run, harbour: tuple[Path, Path]
) -> None:
    """A document's own date has no citation."""
    seeds, index = harbour
    options = ("--json", "--since", "1900", "--seeds", seeds)
    found = json.loads(dossier("timeline", *options, index=index).out)
    assert [one["first"] for one in found["events"]] == ["1921-03", "2014-05-19"]
    assert found["events"][0]["citation"] is None
    assert found["events"][1]["citation"]["key"] == "tide"
    assert (found["documents"], found["spoken"], found["undated"]) == (1, 1, ["tide"])
    fields = [*found, *found["events"][0]]
    assert [field for field in fields if f"`{field}`" not in DOCUMENTED] == []
