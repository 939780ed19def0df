"""The command line, run as a person or a program runs it."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from bot.settings import ROOT
from index.domain import Style
from tests.bot.conftest import Run
from tests.conftest import SEEDS, corpus


def test_ask_shows_the_passage_and_where_it_stands(dossier: Run) -> None:
    """An answer has the verdict, the passage, its source, its paragraph and its id."""
    outcome = dossier("ask", "who", "is", "captain", "renault?", "-k", "3")
    assert outcome.status == 0
    assert "Found in the corpus: 3 passages" in outcome.out
    assert "Shocked, shocked" in outcome.out
    assert "Asia Unbound (Council on Foreign Relations), 14 December 2009" in outcome.out


def test_ask_says_how_it_read_a_misspelt_word(dossier: Run) -> None:
    """A person sees which word was searched in place of the one typed."""
    assert "captin as captain, renalt as renault" in dossier("ask", "captin renalt").out


def test_ask_says_that_the_corpus_has_nothing(dossier: Run) -> None:
    """A question on something else is told so, and what is nearest is labelled as no answer."""
    outcome = dossier("ask", "how long does bread rise in a warm kitchen")
    assert "Nothing in the corpus answers this: the nearest 2 passages, no answer" in outcome.out


def test_ask_json_prints_one_object_with_every_field(dossier: Run) -> None:
    """The machine interface has the fields that docs/json.md lists, and quotes verbatim."""
    outcome = dossier("ask", "--json", "-k", "2", "did donnilon hand over details")
    answer = json.loads(outcome.out)
    assert list(answer) == [
        "question",
        "verdict",
        "answerability",
        "missing",
        "corrections",
        "citations",
        "elapsed_ms",
    ]
    assert answer["corrections"] == [["donnilon", "donilon"]]
    first = answer["citations"][0]
    documented = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    assert all(f"`{field}`" in documented for field in [*answer, *first])
    body = (SEEDS / "embassy.md").read_text(encoding="utf-8").split("---\n\n", 1)[1]
    assert body[first["start"] : first["end"]] == first["quote"]
    assert body[first["window_start"] : first["window_end"]] == first["window"]
    assert first["author"] is None
    assert len(answer["citations"]) == 2


def test_a_batch_keeps_order_and_fields_and_survives_a_bad_question(
    dossier: Run, tmp_path: Path
) -> None:
    """One object a line comes out in the order that went in; a bad one gets an error."""
    file = tmp_path / "questions.jsonl"
    lines = [{"question": "patriotc hackrs", "id": 7}, {"question": "😀"}, {"question": "lunch"}]
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    outcome = dossier("ask", "--batch", file, "--json", "-k", "1")
    first, second, third = map(json.loads, outcome.out.splitlines())
    assert (first["id"], first["citations"][0]["key"]) == (7, "renault")
    assert second == {
        "question": "😀",
        "error": "The question has no word in it; ask one in words.",
    }
    assert third["question"] == "lunch"
    assert outcome.status == 1


def test_a_batch_reads_standard_input(dossier: Run) -> None:
    """``--batch -`` takes the lines from a pipe."""
    outcome = dossier("ask", "--batch", "-", "--json", stdin='{"question": "lunch"}\n\n')
    assert [json.loads(line)["question"] for line in outcome.out.splitlines()] == ["lunch"]


@pytest.mark.parametrize(
    ("line", "told"), [("no json", "Line 1"), ('["a"]', "Line 1"), ('{"question": 3}', "Line 1")]
)
def test_a_batch_that_is_none_is_refused_whole(
    dossier: Run, tmp_path: Path, line: str, told: str
) -> None:
    """A line without a question is named before anything is asked."""
    file = tmp_path / "questions.jsonl"
    file.write_text(line)
    outcome = dossier("ask", "--batch", file, "--json")
    assert (outcome.status, outcome.out) == (1, "")
    assert told in outcome.err


@pytest.mark.parametrize("question", ["", "   ", "😀 🎉", "a" * 10_000])
def test_a_question_that_is_none_gets_one_sentence(dossier: Run, question: str) -> None:
    """Empty, only emoji, too long: one sentence on standard error, nothing on standard output."""
    outcome = dossier("ask", "--json", "--", question)
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err.startswith("Error: The question")
    assert "Traceback" not in outcome.err


def test_a_batch_line_keeps_no_field_of_ours(dossier: Run) -> None:
    """A field that came in under a name of ours does not pass for an answer's."""
    line = json.dumps({"question": "lunch", "error": None, "verdict": "answered", "id": 1})
    broken = json.dumps({"question": "\ud83d lunch", "id": 2})
    outcome = dossier("ask", "--batch", "-", "--json", stdin=f"{line}\n{broken}\n")
    first, second = map(json.loads, outcome.out.splitlines())
    assert "error" not in first
    assert (first["id"], second["id"]) == (1, 2)
    assert outcome.status == 0


def test_a_pipe_gets_unbroken_lines(dossier: Run) -> None:
    """What is printed to a file keeps a passage and an address on one line each."""
    lines = dossier("ask", "who is captain renault", "-k", "1").out.splitlines()
    assert any(line.strip().startswith("https://") and "good%20start" in line for line in lines)
    assert all(line == line.rstrip() for line in lines)


def test_global_options_may_stand_after_the_command(dossier: Run, tmp_path: Path) -> None:
    """``dossier index build --seeds DIR`` is ``dossier --seeds DIR index build``."""
    seeds = corpus(tmp_path, {"tea.md": "Tea was served in the garden at noon."})
    index = tmp_path / "built"
    built = dossier("index", "build", f"--seeds={seeds}", index=index)
    assert "1 documents, 1 passages" in built.err
    answer = dossier("ask", "when was tea served", "--json", "--seeds", seeds, index=index)
    assert json.loads(answer.out)["citations"][0]["key"] == "tea"


def test_sources_read_and_cite_show_the_corpus(dossier: Run) -> None:
    """The documents are listed, one is shown by paragraph, a passage is shown by its id."""
    listed = dossier("sources").out
    assert "embassy" in listed
    assert "14 December 2009" in listed
    shown = dossier("read", "renault", "--paragraph", "1").out
    assert "entered into talks with Russia" in shown
    passage_id = shown.split()[-1]
    cited = dossier("cite", passage_id).out
    assert "entered into talks with Russia" in cited
    assert "paragraph 1" in cited


@pytest.mark.parametrize("style", Style)
def test_cite_prints_each_style_as_the_page_shows_it(dossier: Run, style: Style) -> None:
    """With a style the citation is printed alone; docs/citations.md has it, line for line."""
    command = f"dossier cite renault-xbyzgn --style {style}"
    shown = textwrap.indent(f"$ {command}\n{dossier(*command.split()[1:]).out}", "    ")
    page = (ROOT / "docs" / "citations.md").read_text(encoding="utf-8")
    assert "\n".join(line.rstrip() for line in shown.strip("\n").split("\n")) in page
    assert f"| `{style}` |" in page


def test_cite_names_the_styles_that_there_are(dossier: Run) -> None:
    """A style that nobody knows is a command line that cannot be read."""
    outcome = dossier("cite", "renault-xbyzgn", "--style", "harvard")
    assert outcome.status == 2
    assert all(style in outcome.err for style in Style)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("read", "nothing"), "`dossier sources` lists them all"),
        (("read", "renualt"), "'renualt', but there is 'renault'"),
        (("read", "renault", "-p", "9"), "renault has 4 paragraphs"),
        (("cite", "renault-zzzzzz"), "There is no passage renault-zzzzzz"),
        (("cite", "renault-xbyzgm"), "Did you mean renault-xbyzgn?"),
        (("cite", "renualt-xbyzgn"), "Did you mean renault-xbyzgn?"),
    ],
)
def test_what_is_not_there_is_said(dossier: Run, arguments: tuple[str, ...], told: str) -> None:
    """An unknown key, paragraph or id gets one sentence and a status."""
    outcome = dossier(*arguments)
    assert outcome.status == 1
    assert told in outcome.err


def test_chat_reads_questions_from_a_pipe(dossier: Run) -> None:
    """Each line is a question; a line without a word is told so and the next is answered."""
    outcome = dossier("chat", "-k", "1", stdin="😀\nwho is captain renault\n\n")
    assert "no word in it" in outcome.out
    assert "Getting Past Captain Renault" in outcome.out
    assert outcome.status == 0


def test_a_mistaken_setting_stops_everything(
    dossier: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings are checked before anything is done."""
    monkeypatch.setenv("DISCORD_GUILD", "here")
    outcome = dossier("sources")
    assert outcome.status == 1
    assert outcome.err.startswith("Error: DISCORD_GUILD")


def test_an_unexpected_error_is_one_sentence(
    dossier: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A defect shows a reference rather than a traceback."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.cli.read_settings", broken)
    outcome = dossier("sources")
    assert outcome.status == 1
    assert "reference" in outcome.err
    assert "Traceback" not in outcome.err


def test_nothing_but_json_reaches_standard_output(real_index: Path) -> None:
    """A real process prints its object, and neither bars nor warnings, on standard output."""
    command = [sys.executable, "-m", "bot", "--index", str(real_index), "ask", "--json", "lunch"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 (our own program)
    assert json.loads(done.stdout)["question"] == "lunch"
    assert done.stderr == ""


def test_help_loads_nothing_heavy() -> None:
    """The commands are told without what they would need."""
    code = (
        "import sys; from bot.__main__ import main\n"
        "sys.argv = ['dossier', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'torch', 'faiss', 'discord', 'trafilatura', 'sklearn', 'matplotlib',"
        " 'nltk', 'docx', 'reportlab', 'jinja2'}\n"
        "sys.exit(' '.join(heavy & sys.modules.keys()) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)  # noqa: S603 (our own program)


def test_what_needs_no_model_does_not_load_torch(real_index: Path) -> None:
    """Help, sources and read answer at once, since they never import torch."""
    code = (
        "import sys; from bot.__main__ import main\n"
        f"sys.argv = ['dossier', '--index', {str(real_index)!r}, 'sources']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.exit('torch' in sys.modules or 'faiss' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)  # noqa: S603 (our own program)
