"""Commands that the documentation says are to be typed do what it says."""

import subprocess
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup

from bot.cli import app
from bot.settings import ROOT
from tests.bot.conftest import Run
from tests.conftest import SEEDS
from tests.docs.markdown import PAGES, typed_in
from tests.index.formats.files import page as web_page
from tests.index.formats.files import pdf

REFERENCE = ROOT / "docs" / "commands.md"  # tells what may be typed, not what is to be
TYPED = {
    " ".join(words): (page, words)
    for page in PAGES
    if page != REFERENCE
    for words in typed_in(page)
}
DOSSIER = [words[1:] for _, words in TYPED.values() if words[0] == "dossier"]

NEVER_ENDING = {"run", "--watch"}
ELSEWHERE = {"--online", "https://example.org/report", "--squad", "--beir"}  # not on this machine
# test_eval_command.py writes a report
LONG = {"tests/questions/seeds.jsonl", "tests/questions/fresh.jsonl", "--report"}
FAILS = {
    "health": "set DOSSIER_METRICS_PORT",  # no bot runs
    "eval": "Name one set of questions",  # as a page speaks of it
}
RUN = [words for words in DOSSIER if not {*words} & (NEVER_ENDING | ELSEWHERE | LONG)]


def test_there_is_something_to_type() -> None:
    """The pages are read at all."""
    assert len(RUN) > 20
    assert {"README.md", "operating.md", "corpus.md"} <= {page.name for page, _ in TYPED.values()}


@pytest.mark.parametrize("words", DOSSIER, ids=" ".join)
def test_every_command_can_be_read(words: list[str]) -> None:
    """The command line takes the command with these arguments."""
    command = typer.main.get_command(app)
    context = command.context_class(command, info_name="dossier")
    rest = list(words)
    while isinstance(command, TyperGroup):
        command = command.commands[rest.pop(0)]
    command.make_context("dossier", rest, parent=context)


def test_every_command_does_what_it_should(
    dossier: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed one after another in a folder of one's own, each ends well, and says something."""
    _prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOSSIER_SEEDS", "seeds")
    monkeypatch.setenv("DISCORD_APPLICATION_ID", "123456789012345678")
    for words in RUN:
        again = ["--replace"] if words[0] == "add" else []
        outcome = dossier(*words, *again, index=tmp_path / "built", stdin="who is donnilon\n")
        told = f"dossier {' '.join(words)}\n{outcome.out}{outcome.err}"
        if told_why := FAILS.get(" ".join(words)):
            assert outcome.status == 1, told
            assert told_why in outcome.err, told
        else:
            assert outcome.status == 0, told
            assert outcome.out or outcome.err, told


@pytest.mark.parametrize("words", [words for _, words in TYPED.values() if words[0] == "make"])
def test_every_target_can_be_made(words: list[str]) -> None:
    """Make knows the target, and everything that it needs."""
    subprocess.run([*words, "--dry-run"], cwd=ROOT, capture_output=True, check=True)  # noqa: S603


@pytest.mark.parametrize("words", [words for _, words in TYPED.values() if words[0] == "python"])
def test_every_script_is_there_and_takes_its_options(words: list[str]) -> None:
    """A script of ours has the options that are named."""
    script = (ROOT / words[1]).read_text(encoding="utf-8")
    assert all(f'"{word}"' in script for word in words if word.startswith("--"))


def _prepare(folder: Path) -> None:
    """Put what the commands name into a folder."""
    seeds = folder / "seeds"
    seeds.mkdir()
    (folder / "state").mkdir()
    for seed in SEEDS.glob("*.md"):
        (seeds / seed.name).write_bytes(seed.read_bytes())
    (folder / "report.pdf").write_bytes(pdf("The report says that nobody was shocked at all."))
    (folder / "page.html").write_text(web_page("<p>The page says that somebody was shocked.</p>"))
    (folder / "FILE.jsonl").write_text(
        '{"question": "Who was shocked?", "gold": ["renault:1"]}\n'
        '{"question": "Who baked the bread?", "gold": null}\n'
    )
