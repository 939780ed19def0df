"""The references of settings and commands say what the code does, and leave nothing out."""

import re

import pytest
import typer.main

from bot.cli import app
from bot.settings import ROOT, Form, given_settings
from docs.references import Setting, commands, configuration, pages, settings_in

FORMS = given_settings(environment={}).forms
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["configuration.md", "commands.md"])
def test_the_page_is_what_the_code_makes(name: str) -> None:
    """Whoever changes a setting or a command runs docs/references.py again."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert text == pages()[name], "run: .venv/bin/python docs/references.py"


def test_every_setting_has_its_line() -> None:
    """What is read is explained, and nothing else."""
    page = configuration(EXAMPLE, FORMS)
    assert re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE) == [
        setting.name for setting in settings_in(EXAMPLE)
    ]
    assert set(FORMS) == {setting.name for setting in settings_in(EXAMPLE)}


@pytest.mark.parametrize("setting", list(settings_in(EXAMPLE)), ids=lambda setting: setting.name)
def test_what_holds_where_a_setting_is_empty_is_told_as_it_is(setting: Setting) -> None:
    """The default that .env.example names is the code's; one that the code lacks is none."""
    default = FORMS[setting.name].default.lower()
    if default in {"", "0"}:
        assert re.match("none|the id that|every|on, but off|text on a terminal", setting.otherwise)
    else:
        assert re.match(rf"{re.escape(default)}\b", setting.otherwise.lower())


def test_a_setting_is_taken_apart() -> None:
    """The comment above a setting is what it is, and what holds without it, over any lines."""
    example = "# --- A ---\n\n# What it\n# is. Empty: 90. And\n# more.\nDOSSIER_X=\n"
    assert list(settings_in(example)) == [Setting("A", "DOSSIER_X", "What it is. And more.", "90")]
    page = configuration(example, {"DOSSIER_X": Form("a|b", "90")})
    assert r"| `DOSSIER_X` | What it is. And more. | a\|b | 90 |" in page


def test_what_may_be_given_again_and_again_has_its_dots_once() -> None:
    """The command line sets them by itself."""
    assert re.findall(r"\.\.\.[\]}]\.\.\.", commands()) == []


def test_every_command_of_the_terminal_has_its_place() -> None:
    """Commands, and all of their options, stand under their names."""
    page = commands()
    whole = typer.main.get_command(app)
    parts = dict(
        re.findall(r"^### `dossier (\w+)`$(.+?)(?=^### |\Z)", page, re.MULTILINE | re.DOTALL)
    )
    for name, command in whole.commands.items():  # type: ignore[attr-defined]
        for parameter in command.params:
            assert all(
                option in parts[name] for option in parameter.opts if option.startswith("-")
            )
