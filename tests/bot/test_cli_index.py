"""The command line beside the documents and the index: what is built, and what is left alone."""

import json
import os
from pathlib import Path

from tests.bot.conftest import Run
from tests.conftest import corpus


def test_a_touched_file_changes_nothing_and_is_not_told_twice(
    dossier: Run, tmp_path: Path
) -> None:
    """A file whose time alone changed leaves the index up to date, once that was seen."""
    seeds = corpus(tmp_path, {"tea.md": "Tea was served in the garden at noon."})
    index = tmp_path / "built"
    dossier("index", "build", "--seeds", seeds, index=index)
    os.utime(seeds / "tea.md", (1, 1))
    assert "updating the index" in dossier("sources", "--seeds", seeds, index=index).err
    assert dossier("sources", "--seeds", seeds, index=index).err == ""


def test_building_twice_does_nothing_and_says_so(dossier: Run, tmp_path: Path) -> None:
    """The second build of the same documents says that nothing changed."""
    seeds = corpus(tmp_path, {"tea.md": "Tea was served in the garden at noon."})
    assert "Built" in dossier("index", "build", "--seeds", seeds, index=tmp_path / "built").err
    again = dossier("index", "build", "--seeds", seeds, index=tmp_path / "built")
    assert "Nothing changed" in again.err


def test_a_new_document_is_answered_from_without_a_word(dossier: Run, tmp_path: Path) -> None:
    """``ask`` brings the index up to date with the documents by itself."""
    seeds = corpus(tmp_path, {"tea.md": "Tea was served in the garden at noon."})
    dossier("index", "build", "--seeds", seeds, index=tmp_path / "built")
    (seeds / "coffee.md").write_text("Coffee was roasted in the cellar.")
    answer = dossier(
        "ask", "where was coffee roasted", "--json", "--seeds", seeds, index=tmp_path / "built"
    )
    assert json.loads(answer.out)["citations"][0]["key"] == "coffee"
    assert "updating the index" in answer.err


def test_a_broken_new_document_leaves_the_last_good_index_answering(
    dossier: Run, tmp_path: Path
) -> None:
    """The broken document is named, and the others still answer."""
    seeds = corpus(tmp_path, {"tea.md": "Tea was served in the garden at noon."})
    dossier("index", "build", "--seeds", seeds, index=tmp_path / "built")
    (seeds / "bad.md").write_bytes(b"caf\xe9")
    answer = dossier(
        "ask", "when was tea served", "--json", "--seeds", seeds, index=tmp_path / "built"
    )
    assert json.loads(answer.out)["citations"][0]["key"] == "tea"
    assert "bad.md: the file is not UTF-8" in answer.err
    assert "last good one answers" in answer.err


def test_an_index_of_other_documents_is_not_touched(
    dossier: Run, tmp_path: Path, real_index: Path
) -> None:
    """Asking an index with another seeds folder configured neither rebuilds nor refuses it."""
    seeds = corpus(tmp_path, {"tea.md": "Tea was served in the garden at noon."})
    before = (real_index / "CURRENT").read_text()
    answer = dossier("ask", "who is captain renault", "--json", "--seeds", seeds)
    assert json.loads(answer.out)["citations"][0]["key"] == "renault"
    assert (real_index / "CURRENT").read_text() == before


def test_another_model_is_refused_with_what_to_do(dossier: Run, tmp_path: Path) -> None:
    """A model that is no model, and one that the index was not built with, get a sentence."""
    folder = tmp_path / "model"
    folder.mkdir()
    assert "no sentence-transformers model" in dossier("ask", "x y", "--model", folder).err
    (folder / "config.json").write_text("{}")
    outcome = dossier("ask", "x y", "--model", folder)
    assert outcome.status == 1
    assert "was built with the model all-MiniLM-L6-v2" in outcome.err


def test_index_status_and_verify_tell_the_state(dossier: Run, tmp_path: Path) -> None:
    """Status names documents, passages and model; verify reads everything and finds damage."""
    seeds = corpus(tmp_path, {"tea.md": "Tea was served in the garden at noon."})
    index = tmp_path / "built"
    dossier("index", "build", "--seeds", seeds, index=index)
    status = dossier("index", "status", "--seeds", seeds, index=index).out
    assert "up to date" in status
    assert "passages   1" in status
    assert "sound" in dossier("index", "verify", index=index).err
    store = next(index.glob("*/library.sqlite"))
    damaged = bytearray(store.read_bytes())
    damaged[-1] ^= 1
    store.write_bytes(damaged)
    outcome = dossier("index", "verify", index=index)
    assert outcome.status == 1
    assert "library.sqlite is damaged" in outcome.err


def test_status_of_an_index_that_is_not_there_says_how_to_make_one(
    dossier: Run, tmp_path: Path
) -> None:
    """Without an index, status names the command that builds one."""
    outcome = dossier("index", "status", index=tmp_path / "none")
    assert outcome.status == 1
    assert "dossier index build" in outcome.err


def test_known_questions_are_counted_and_a_bad_line_is_told(dossier: Run, tmp_path: Path) -> None:
    """Status says how many are known, and how many lapsed; the build names the line to mend."""
    seeds = corpus(tmp_path, {"tea.md": "Tea was served in the garden at noon."})
    index = tmp_path / "built"
    options = ("--seeds", seeds)

    def status() -> str:
        lines = dossier("index", "status", *options, index=index).out.splitlines()
        return next(line for line in lines if line.startswith("questions "))

    dossier("index", "build", *options, index=index)
    assert status() == "questions  none known"
    first = json.loads(dossier("ask", "when was tea served", "--json", *options, index=index).out)
    line = '{{"question": "When did they drink?", "answered_by": ["{}"]}}\n'
    good = line.format(first["citations"][0]["passage_id"])
    (seeds / "questions.jsonl").write_text(good)
    dossier("index", "build", *options, index=index)
    assert status() == "questions  1 known"
    (seeds / "questions.jsonl").write_text(good + line.format("tea-zzzzzz"))
    dossier("index", "build", *options, index=index)
    assert status().startswith("questions  2 known, 1 of them lapsed: the passages that they name")
    (seeds / "questions.jsonl").write_text(good + "When was tea served?\n")
    refused = dossier("index", "build", *options, index=index)
    assert refused.status == 1
    assert "questions.jsonl, line 2: it is no JSON object; write an object with" in refused.err
    assert refused.err.count("\n") == 1
    answer = dossier("ask", "when was tea served", "--json", *options, index=index)
    assert json.loads(answer.out)["citations"] == first["citations"]
    assert "last good one answers" in answer.err
