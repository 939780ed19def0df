"""Write the references of the settings and of the commands, as the code has them.

    .venv/bin/python docs/references.py

``configuration.md`` is made of ``.env.example`` and of what ``bot/settings.py`` takes;
``commands.md`` of the commands that Discord is told, and of the command line's own. A test
compares both pages with what this makes.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import discord
import typer.main

from bot.cli import app
from bot.discord.client import DossierClient
from bot.settings import Form, given_settings

if TYPE_CHECKING:
    from bot.discord.service import Service

DOCS = Path(__file__).resolve().parent
EXAMPLE = DOCS.parent / ".env.example"

CONFIGURATION = """\
# Configuration

Made by `docs/references.py` from [`.env.example`](../.env.example) and the code that reads it.

Settings are read from the environment and from the file `.env` in the checkout or, where Dossier
is installed as a package, in the folder that it is started in. An option on the command line goes
before the environment, the environment before `.env`. Folders that are not given lie in the same
place. An empty value counts as none. Capitals do not matter in words such as `on`.

`dossier doctor` names every value that cannot be used, and every name that nothing reads.
A line of `.env` that cannot be read ends every other command with its number: one without `=`,
with a quotation mark that is not closed, with one of these names in small letters, or that empties
one given above.
"""

OPTIONS = {"DOSSIER_SEEDS": "--seeds", "DOSSIER_INDEX": "--index", "DOSSIER_MODEL": "--model"}
"""The settings that the command line has options for."""

COMMANDS = """\
# Commands

Made by `docs/references.py` from the commands themselves. What people do with them is told in
[discord.md](discord.md) and in the [README](../README.md#in-the-terminal).
"""

TERMINAL = """
## In the terminal

`dossier` and `python -m bot` are the same. `--help` after it, and after a command, tells what
stands here. The exit status is 0 where all went well and 1 where it did not, with one sentence on
standard error; 2 where the command itself cannot be read; 130 after Ctrl-C. `dossier run` has
[more of them](discord.md#how-it-stops).
"""


_SAID = {"manage_guild": "manage the server"}
"""Permissions as people say them."""


class Setting(NamedTuple):
    """A setting as ``.env.example`` explains it."""

    section: str
    name: str
    about: str
    otherwise: str  # what holds where it is empty


def settings_in(example: str) -> Iterator[Setting]:
    """Yield the settings of ``.env.example``, each with the comment above it."""
    section = ""
    comment: list[str] = []
    for line in example.splitlines():
        if match := re.fullmatch(r"# --- (.+) ---", line):
            section, comment = match[1], []
        elif line.startswith("# "):
            comment.append(line.removeprefix("# "))
        elif match := re.fullmatch(r"([A-Z_]+)=", line):
            text = " ".join(comment)
            (otherwise,) = re.findall(r"Empty: (.+?)(?:\. |\.?$)", text)
            about = re.sub(r" ?Empty: .+?(\. |\.?$)", " ", text).strip()
            yield Setting(section, match[1], about, otherwise)
        else:
            comment = []


def configuration(example: str, forms: Mapping[str, Form]) -> str:
    """Return the page on the settings."""
    lines = [CONFIGURATION]
    section = ""
    for setting in settings_in(example):
        if setting.section != section:
            section = setting.section
            lines += ["", f"## {section}", ""]
            lines += _head("setting", "what it is", "what it may be", "where it is empty")
        option = f", or `{OPTIONS[setting.name]}`" if setting.name in OPTIONS else ""
        lines.append(
            _row(
                f"`{setting.name}`{option}",
                setting.about,
                forms[setting.name].allowed,
                setting.otherwise,
            )
        )
    return _page(lines)


def commands() -> str:
    """Return the page on the commands."""
    # Only the commands are looked at, which needs nothing that they would answer from.
    tree = DossierClient(cast("Service", None)).tree
    lines = [COMMANDS, "## In Discord", ""]
    told = [
        one.to_dict(tree)
        for kind in discord.AppCommandType
        for one in tree.get_commands(type=kind)
    ]
    for command in told:
        lines += _discord_command(command)
    lines.append(TERMINAL)
    whole = typer.main.get_command(app)
    context = whole.context_class(whole, info_name="dossier")
    lines += _terminal_command(whole, context)
    return _page(lines)


def _discord_command(command: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines on a command as Discord is told it, a subcommand each where it has any."""
    kind = discord.AppCommandType(command.get("type", 1))
    options = command.get("options", [])
    for_whom = []
    if permissions := command.get("default_member_permissions"):
        names = [name for name, on in discord.Permissions(int(permissions)) if on]
        for_whom.append(f"For those who may {' and '.join(_SAID[name] for name in names)}.")
    if command["contexts"] == [0]:
        for_whom.append("In servers alone.")
    if kind is discord.AppCommandType.message:
        yield f"### *Apps*, *{command['name']}*\n\nIn the menu of every message."
    elif subcommands := [
        one for one in options if one["type"] == discord.AppCommandOptionType.subcommand.value
    ]:
        yield from (f"### `/{command['name']}`\n", " ".join([command["description"], *for_whom]))
        for one in subcommands:
            yield from ("", f"#### `/{command['name']} {one['name']}`\n", one["description"])
            yield from _discord_options(one.get("options", []))
    else:
        yield from (f"### `/{command['name']}`\n", " ".join([command["description"], *for_whom]))
        yield from _discord_options(options)
    yield ""


def _discord_options(options: list[Mapping[str, Any]]) -> Iterator[str]:
    if options:
        yield ""
        yield from _head("option", "what it is", "what it may be")
    for option in options:
        needed = ", needed" if option.get("required") else ""
        yield _row(f"`{option['name']}`{needed}", option["description"], _discord_kind(option))


def _discord_kind(option: Mapping[str, Any]) -> str:
    """Return what an option may be."""
    if choices := option.get("choices"):
        return ", ".join(choice["name"] for choice in choices)
    kind = {
        discord.AppCommandOptionType.string: "text",
        discord.AppCommandOptionType.integer: "a whole number",
        discord.AppCommandOptionType.boolean: "True or False",
        discord.AppCommandOptionType.attachment: "a file",
        discord.AppCommandOptionType.channel: "a channel",
    }[discord.AppCommandOptionType(option["type"])]
    if "min_value" in option:
        kind += f" from {option['min_value']} on"
    return f"{kind}, chosen from a list or typed" if option.get("autocomplete") else kind


def _terminal_command(command: Any, context: Any) -> Iterator[str]:  # noqa: ANN401 (typer's click)
    """Yield the lines on a command of the terminal, then those on its subcommands."""
    deep = "###" if context.parent is None or context.parent.parent is None else "####"
    usage = " ".join(command.get_usage(context).removeprefix("Usage: ").split())
    yield from (f"{deep} `{context.command_path}`\n", f"    {usage}\n", str(command.help))
    told = [one for one in command.params if one.name != "help"]
    if told:
        yield ""
        yield from _head("option", "what it is")
    for parameter in told:
        typed, about = parameter.get_help_record(context)  # as --help shows them
        typed = re.sub(r" <(?:str|path|list\[str\])>", "", typed)
        yield _row(f"`{typed}`", " ".join(about.split()))
    yield ""
    for name, one in getattr(command, "commands", {}).items():
        inner = one.context_class(one, info_name=name, parent=context)
        yield from _terminal_command(one, inner)


def _head(*titles: str) -> list[str]:
    return [_row(*titles), "|" + "---|" * len(titles)]


def _row(*cells: str) -> str:
    safe = (cell.replace("|", r"\|") for cell in cells)
    return f"| {' | '.join(safe)} |"


def _page(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def pages() -> dict[str, str]:
    """Return the pages by their names."""
    example = EXAMPLE.read_text(encoding="utf-8")
    return {
        "configuration.md": configuration(example, given_settings(environment={}).forms),
        "commands.md": commands(),
    }


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
        print(f"Wrote docs/{name}.")


if __name__ == "__main__":
    main()
