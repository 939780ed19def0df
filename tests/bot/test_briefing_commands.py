"""Tests of ``dossier brief`` and ``dossier compare``."""

import json

import pytest

from tests.bot.conftest import Run


def test_a_briefing_for_a_person(dossier: Run) -> None:
    """Topic, what was found, headings, numbered passages with their places, sources, silence."""
    outcome = dossier("brief", "indictments")
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[:2] == ["indictments", "Found in the corpus: 3 passages from 1 source"]
    assert "1 After a suitable amount of small talk" in outcome.out
    assert "3 On the whole, as I said, very interesting." in outcome.out
    assert "Greetings from the Chinese Embassy, Lawfare, paragraph 2" in outcome.out
    assert "Sources" in lines
    assert lines[-1] == "Nothing on it in renault."


def test_passages_side_by_side(dossier: Run) -> None:
    """What different documents say to the same point has a line beside it."""
    outcome = dossier("brief", "China")
    assert "Near in meaning" in outcome.out
    assert outcome.out.count("│") == 2


def test_what_is_left_out_of_a_passage_is_marked(dossier: Run) -> None:
    """Dots stand outside of the words where there is more of the passage."""
    outcome = dossier("brief", "patriotic hackers", "--length", "short")
    assert "1 … The United States, which puts great weight" in outcome.out
    assert outcome.out.count("…") == 1


def test_a_briefing_on_what_is_not_there(dossier: Run) -> None:
    """It says so first, and what nothing mentions at the end."""
    outcome = dossier("brief", "Salt Typhoon")
    assert "Nothing in the corpus is on this: the nearest" in outcome.out
    assert outcome.out.splitlines()[-1] == "Nothing in the corpus mentions Salt Typhoon."


def test_corrections_and_limits_are_told(dossier: Run) -> None:
    """Whoever reads it sees how the topic was read, and of what."""
    outcome = dossier("brief", "patriotc hakers", "--source", "Renault", "--since", "2009")
    assert "Read patriotc as patriotic, hakers as hackers." in outcome.out
    assert "Only renault, since 2009" in outcome.out
    several = dossier("compare", "China", "--source", "renault", "--source", "embassy")
    assert "Only embassy, renault." in several.out


def test_a_comparison_for_a_person(dossier: Run) -> None:
    """One passage a source, the dated one first."""
    outcome = dossier("compare", "China")
    assert outcome.out.index("14 December 2009") < outcome.out.index("Lawfare")
    assert "Found in the corpus: 2 passages from 2 sources" in outcome.out


def test_a_briefing_for_a_program(dossier: Run) -> None:
    """One object: the topic, the sections with their points, the sources, who is silent."""
    outcome = dossier("brief", "China", "--json", "--until", "2020")
    told = json.loads(outcome.out)
    assert told["topic"] == "China"
    assert told["verdict"] == "answered"
    assert told["scope"] == {"source": None, "since": None, "until": "2020"}
    numbers = [
        one["number"] for part in told["sections"] for point in part["points"] for one in point
    ]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [source["key"] for source in told["sources"]] == ["renault"]
    assert told["further"] == told["silent"] == told["missing"] == told["corrections"] == []
    assert told["elapsed_ms"] > 0
    assert "among" not in told


def test_a_comparison_for_a_program(dossier: Run) -> None:
    """One object, with one citation a source."""
    told = json.loads(dossier("compare", "indictments", "--json").out)
    assert [one["key"] for one in told["citations"]] == ["embassy"]
    assert [one["key"] for one in told["silent"]] == ["renault"]
    assert "scope" not in told
    named = json.loads(
        dossier("compare", "China", "--json", "--source", "embassy", "--source", "renault").out
    )
    assert named["among"] == ["embassy", "renault"]


@pytest.mark.parametrize("command", ["brief", "compare"])
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "The topic is empty; name a person, a place or a subject."),
        (("the",), "The topic 'the' would be that of every text"),
        (("x", "--since", "2012", "--until", "2009"), "exchange the two"),
        (("x", "--since", "last May"), "The date since is 'last May'"),
        (("Russia", "--source", "renalt"), "but there is 'renault'"),
        (("Russia", "--since", "2010"), "lies within these limits"),
    ],
)
def test_bad_input(dossier: Run, command: str, arguments: tuple[str, ...], sentence: str) -> None:
    """One sentence on standard error, and nothing on standard output."""
    outcome = dossier(command, *arguments)
    assert (outcome.status, outcome.out) == (1, "")
    assert sentence in outcome.err
    assert "Traceback" not in outcome.err
