"""The command line with limits and follow-ups, and over an index of another version."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.settings import ROOT
from bot.terminal import machine
from index.domain import EVERYTHING, Scope
from index.library import Library
from index.parameters import FORMAT_VERSION
from index.store.manifest import NAME, read_manifest
from index.store.snapshot import SnapshotFolder
from tests.bot.conftest import Run
from tests.conftest import corpus

BEFORE = "Who are the patriotic hackers?"


def lines(*objects: dict[str, Any]) -> str:
    """Return the objects as JSON lines."""
    return "".join(f"{json.dumps(one)}\n" for one in objects)


def cited(answer: dict[str, Any]) -> set[str]:
    """Return the documents that an answer cites."""
    return {citation["key"] for citation in answer["citations"]}


@pytest.mark.parametrize(
    ("options", "scope", "keys"),
    [
        (["--source", "embassy"], ("embassy", None, None), {"embassy"}),
        (["--source", "EMBASSY"], ("embassy", None, None), {"embassy"}),
        (["--since", "2009-12-14"], (None, "2009-12-14", None), {"renault"}),
        (["--until=2009/12/14"], (None, None, "2009-12-14"), {"renault"}),
        (["--since", "2009", "--until", "2009.12"], (None, "2009", "2009-12"), {"renault"}),
        (["--source=renault", "--since=2009-12"], ("renault", "2009-12", None), {"renault"}),
    ],
)
def test_ask_within_limits(
    dossier: Run, options: list[str], scope: tuple[str | None, ...], keys: set[str]
) -> None:
    """Only documents within the limits are cited, and the object says what these were."""
    outcome = dossier("ask", "--json", "-k", "9", "cyber talks with Russia", *options)
    answer = json.loads(outcome.out)
    assert cited(answer) == keys
    assert answer["scope"] == dict(zip(("source", "since", "until"), scope, strict=True))
    assert (outcome.status, outcome.err) == (0, "")


def test_ask_tells_a_person_the_limits(dossier: Run) -> None:
    """Whoever reads the answer sees which part of the corpus was asked."""
    outcome = dossier("ask", "cyber talks", "--source", "Renault", "--since", "2009-12")
    assert "Only renault, since December 2009" in outcome.out
    assert "Only" not in dossier("ask", "cyber talks").out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--source", "casablanca"], "There is no document with the key 'casablanca'"),
        (["--since", "2010"], "No document of the corpus lies within these limits"),
        (["--source", "embassy", "--until", "2030"], "No document of the corpus lies within"),
        (["--since", "lately"], "The date since is 'lately'"),
        (["--until", "2009-02-30"], "The date until is '2009-02-30'"),
        (["--since", "2010", "--until", "2009"], "Nothing is both since 2010 and until 2009"),
    ],
)
def test_limits_that_leave_nothing(dossier: Run, options: list[str], told: str) -> None:
    """What cannot be asked gets one sentence on standard error, and nothing on standard output."""
    outcome = dossier("ask", "--json", "cyber talks", *options)
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err.startswith(f"Error: {told}")
    assert outcome.err.count("\n") == 1


def test_a_time_that_leaves_nothing(dossier: Run) -> None:
    """It is told when the documents are from, and that those without a date are left out."""
    told = dossier("ask", "cyber talks", "--since", "2010").err
    assert "of 14 December 2009, and those without are left out" in told


@pytest.mark.parametrize("command", ["ask", "chat"])
def test_a_bad_date_is_told_before_anything_is_built(
    dossier: Run, tmp_path: Path, command: str
) -> None:
    """No index is built for what cannot be asked."""
    outcome = dossier(command, "--since", "lately", index=tmp_path / "built", stdin="lunch\n")
    assert outcome.status == 1
    assert not (tmp_path / "built").exists()


def test_a_batch_within_limits(dossier: Run) -> None:
    """The limits count for every line."""
    batch = lines({"question": "cyber talks with Russia"}, {"question": "Captain Renault"})
    outcome = dossier("ask", "--batch", "-", "--json", "--source", "embassy", stdin=batch)
    answers = [json.loads(line) for line in outcome.out.splitlines()]
    assert [cited(answer) for answer in answers] == [{"embassy"}, {"embassy"}]
    assert {answer["scope"]["source"] for answer in answers} == {"embassy"}


def test_a_batch_with_follow_ups(dossier: Run) -> None:
    """A line may name the question before; the object has it only where it was leant on."""
    batch = lines(
        {"question": "what do they give Beijing?", "before": BEFORE, "id": 1},
        {"question": "who invited the author to lunch?", "before": BEFORE, "id": 2},
        {"question": "Who is Captain Renault?", "before": None, "scope": "theirs", "id": 3},
    )
    outcome = dossier("ask", "--batch", "-", "--json", "-k", "1", stdin=batch)
    first, second, third = map(json.loads, outcome.out.splitlines())
    assert first["before"] == BEFORE
    assert first["citations"][0]["key"] == "renault"
    assert "before" not in second
    assert not {"before", "scope"} & set(third)  # a field of theirs does not pass for ours
    assert [first["id"], second["id"], third["id"]] == [1, 2, 3]


@pytest.mark.parametrize("before", [3, [BEFORE], {}, False])
def test_a_batch_with_a_question_before_that_is_none(dossier: Run, before: object) -> None:
    """A question before that is no text is named before anything is asked."""
    batch = lines({"question": "lunch"}, {"question": "why?", "before": before})
    outcome = dossier("ask", "--batch", "-", "--json", stdin=batch)
    assert (outcome.status, outcome.out) == (1, "")
    assert "Line 2 has a `before` that is no text" in outcome.err


def test_the_fields_of_an_object(real_library: Library) -> None:
    """``before`` and ``scope`` are there only where they are set, and docs/json.md has both."""
    always = ["question", "verdict", "answerability", "missing", "corrections", "citations"]
    plain = machine.as_object(real_library.ask(BEFORE, 1))
    assert list(plain) == always
    follow_up = machine.as_object(real_library.ask("why?", 1, EVERYTHING, BEFORE))
    assert list(follow_up) == ["question", "before", *always[1:]]
    assert follow_up["before"] == BEFORE
    limited = machine.as_object(real_library.ask(BEFORE, 1, Scope(until="2010")))
    assert list(limited) == ["question", "scope", *always[1:]]
    assert limited["scope"] == {"source": None, "since": None, "until": "2010"}
    documented = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    names = ["before", "scope", *limited["scope"]]
    assert all(f"`{name}`" in documented for name in names)


def test_chat_reads_a_follow_up(dossier: Run) -> None:
    """A question that says little by itself is read with the one before, and says so."""
    outcome = dossier("chat", "-k", "1", stdin=f"{BEFORE}\nwhat do they give Beijing?\n")
    told = f"Read as a follow-up to: {BEFORE}"
    assert outcome.out.count("Read as a follow-up to: ") == outcome.out.count(told) == 1
    assert outcome.out.index("? what do they give Beijing?") < outcome.out.index(told)
    assert "Greetings from the Chinese Embassy" not in outcome.out


def test_chat_reads_follow_ups_of_follow_ups(dossier: Run) -> None:
    """A further follow-up leans on the whole of what was asked; a question of its own on none."""
    asked = f"{BEFORE}\nand Russia?\nwhy?\nWho is Captain Renault?\nwhen was that?\n"
    outcome = dossier("chat", "-k", "1", stdin=asked)
    assert [line for line in outcome.out.splitlines() if line.startswith("Read as")] == [
        f"Read as a follow-up to: {BEFORE}",
        f"Read as a follow-up to: and Russia: {BEFORE}",
        "Read as a follow-up to: Who is Captain Renault?",
    ]


def test_chat_keeps_the_thread_over_what_it_cannot_read(dossier: Run) -> None:
    """A line without a word in it is told so, and is not what the next one leans on."""
    outcome = dossier("chat", "-k", "1", stdin=f"{BEFORE}\n😀\nwhy?\n")
    assert "no word in it" in outcome.out
    assert f"Read as a follow-up to: {BEFORE}" in outcome.out


def test_chat_keeps_the_thread_over_thanks(dossier: Run) -> None:
    """Thanks ask nothing that the next question could lean on."""
    outcome = dossier("chat", "-k", "1", stdin=f"{BEFORE}\nok, thanks!\nwhy?\n")
    assert outcome.out.count("Read as a follow-up to: ") == 1
    assert f"Read as a follow-up to: {BEFORE}" in outcome.out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--source", "casablanca"], "There is no document with the key 'casablanca'"),
        (["--since", "2010"], "No document of the corpus lies within these limits"),
    ],
)
def test_chat_within_limits_that_leave_nothing(
    dossier: Run, options: list[str], told: str
) -> None:
    """A chat in which nothing could be answered does not begin."""
    outcome = dossier("chat", *options, stdin=f"{BEFORE}\n")
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err.startswith(f"Error: {told}")


def test_chat_begins_without_a_question_before(dossier: Run) -> None:
    """The first question leans on nothing."""
    assert "follow-up" not in dossier("chat", "-k", "1", stdin="why?\n").out


def test_chat_within_limits(dossier: Run) -> None:
    """The limits count for every question of a chat."""
    asked = f"{BEFORE}\nwhy?\nwho is captain renault?\n"
    outcome = dossier("chat", "--source", "embassy", stdin=asked)
    assert outcome.out.count("Only embassy") == 3
    assert "Getting Past Captain Renault" not in outcome.out


def older(index: Path) -> Path:
    """Make the index in use one of an older format, and return its folder."""
    folder = SnapshotFolder(index).current()
    assert folder is not None
    fields = json.loads((folder / NAME).read_text(encoding="utf-8"))
    fields["format_version"] = FORMAT_VERSION - 1
    (folder / NAME).write_text(json.dumps(fields), encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", [("ask", "when was tea served", "--json"), ("sources",)])
def test_an_index_of_an_older_format_is_built_anew(
    dossier: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """After an update of Dossier the first command makes the index anew, says so, and answers."""
    seeds = corpus(tmp_path, {"tea.md": "Tea was served in the garden at noon."})
    index = tmp_path / "built"
    dossier("index", "build", "--seeds", seeds, index=index)
    older(index)
    outcome = dossier(*command, "--seeds", seeds, index=index)
    assert outcome.status == 0
    assert "tea" in outcome.out
    assert "Dossier itself changed; building the index anew" in outcome.err
    current = SnapshotFolder(index).current()
    assert current is not None
    assert read_manifest(current).format_version == FORMAT_VERSION
    assert dossier(*command, "--seeds", seeds, index=index).err == ""


def test_an_index_of_an_older_format_that_cannot_be_built_anew(
    dossier: Run, tmp_path: Path
) -> None:
    """What keeps it from being built is told, and not that an index could answer meanwhile."""
    seeds = corpus(tmp_path, {"tea.md": "Tea was served in the garden at noon."})
    index = tmp_path / "built"
    dossier("index", "build", "--seeds", seeds, index=index)
    older(index)
    (seeds / "bad.md").write_bytes(b"caf\xe9")
    outcome = dossier("ask", "when was tea served", "--seeds", seeds, index=index)
    assert (outcome.status, outcome.out) == (1, "")
    assert "bad.md: the file is not UTF-8" in outcome.err
    assert "last good one" not in outcome.err


def test_an_index_of_an_older_format_and_of_other_documents_is_left_alone(
    dossier: Run, tmp_path: Path
) -> None:
    """What was made from another folder is not made anew from this one; what to do is said."""
    seeds = corpus(tmp_path, {"tea.md": "Tea was served in the garden at noon."})
    other = corpus(tmp_path / "other", {"coffee.md": "Coffee was roasted in the cellar."})
    index = tmp_path / "built"
    dossier("index", "build", "--seeds", seeds, index=index)
    manifest = older(index) / NAME
    before = manifest.read_bytes()
    outcome = dossier("ask", "when was tea served", "--seeds", other, index=index)
    assert outcome.status == 1
    assert f"has format {FORMAT_VERSION - 1} and this Dossier writes" in outcome.err
    assert manifest.read_bytes() == before
