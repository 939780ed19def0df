"""``dossier tour``, run as a person or a program runs it."""

import json
from pathlib import Path

from bot.settings import ROOT
from tests.bot.conftest import Run
from tests.conftest import corpus
from tests.index.digests.tours import NO_PROSE, TWO


def test_the_whole_way_is_printed(dossier: Run) -> None:
    """Every step has its question, its passage and where it stands; the self-check follows."""
    done = dossier("tour")
    assert done.status == 0
    assert done.out.startswith("9 steps: the team's own tour")
    assert "Asia Unbound (Council on Foreign Relations), 14 December 2009, paragraph 3" in done.out
    check = done.out.split("Self-check")[1]
    assert "“patriotic hackers” give Beijing?  (dossier cite renault-xbyzgn)" in check


def test_one_step_is_printed(dossier: Run) -> None:
    """A step stands by itself, with its number."""
    done = dossier("tour", "--step", "4")
    assert "Getting past Captain Renault would be a good start." in done.out
    assert "Self-check" not in done.out


def test_a_step_out_of_range_is_told(dossier: Run) -> None:
    """The sentence says which there are, for programs, too."""
    for options in ([], ["--json"]):
        done = dossier("tour", "--step", "10", *options)
        assert done.status == 1
        assert "The tour has the steps 1 to 9; ask for one of these." in done.err


def test_json_has_every_field_that_is_documented(dossier: Run) -> None:
    """Programs get the questions, the citations and what is wrong."""
    whole = json.loads(dossier("tour", "--json").out)
    assert (whole["curated"], whole["problems"]) == (True, [])
    assert (len(whole["steps"]), len(whole["self_check"])) == (9, 6)
    documented = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in documented for name in (*whole, *whole["steps"][0]))
    one = json.loads(dossier("tour", "--json", "--step", "2").out)
    assert one["steps"] == whole["steps"][1:2]
    assert one["self_check"] == []


def test_what_is_wrong_is_said_beside_it(dossier: Run, tmp_path: Path) -> None:
    """The tour that is made stands in for the team's, whose problem goes to standard error."""
    seeds = corpus(tmp_path, {**TWO, "tour.md": "## Who?\n\nteas-aaaaaa\n"})
    done = dossier("--seeds", str(seeds), "tour", index=tmp_path / "built")
    assert done.status == 0
    assert "a tour made from the corpus" in done.out
    assert "tour.md, line 3: there is no passage teas-aaaaaa" in done.err


def test_the_teams_own_words_are_said_to_be_theirs(dossier: Run, tmp_path: Path) -> None:
    """What a team adds is told apart from the source."""
    seeds = corpus(tmp_path, TWO)
    index = tmp_path / "built"
    read = dossier("--seeds", str(seeds), "read", "teas", index=index).out
    passage = next(word for word in read.split() if word.startswith("teas-"))
    (seeds / "tour.md").write_text(f"## How warm?\n{passage}\n\nMind the kettle.\n")
    done = dossier("--seeds", str(seeds), "tour", index=index)
    assert done.out.startswith("1 step: the team's own tour")
    assert "From the team: Mind the kettle." in done.out


def test_a_corpus_without_prose_is_told(dossier: Run, tmp_path: Path) -> None:
    """Where no tour can be made, one sentence says so."""
    seeds = corpus(tmp_path, NO_PROSE)
    done = dossier("--seeds", str(seeds), "tour", index=tmp_path / "built")
    assert done.status == 1
    assert "No tour can be made of this corpus" in done.err
