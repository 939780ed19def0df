"""Commands and choices are held to the rules."""

import pytest

from tests.bot.discord.limits import problems_of_choices, problems_of_commands
from tests.bot.discord.limits.findings import Payload
from tests.bot.discord.limits.samples import ASK, CHOICES, COMMANDS, changed, one


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("choices.0.name", "", "name: empty"),
        ("choices.0.name", "a" * 101, "at most 100"),
        ("choices.0.name", "😀" * 51, "102 characters, at most 100"),
        ("choices.0.name", "Two", "choice 'Two' comes twice"),
        ("choices.0.value", 2, "value 2 comes twice"),
        ("choices.0.value", "a" * 101, "does not fit"),
        ("choices.0.value", "", "does not fit"),
        ("choices.0.value", None, "does not fit"),
        ("choices.0.name_localizations", {"xx": "a"}, "'xx' is not a locale"),
        ("choices", [{"name": str(at), "value": at} for at in range(26)], "26 of them"),
    ],
)
def test_what_breaks_a_rule_for_choices_is_caught(path: str, value: object, problem: str) -> None:
    """At most 25 choices, each with a name and a value of its own."""
    assert problems_of_choices(CHOICES["choices"]) == []
    assert problem in one(problems_of_choices(changed(CHOICES, path, value)["choices"]))


def test_good_commands_pass() -> None:
    """Commands with options, with subcommands, in menus and in other scripts are fine."""
    assert problems_of_commands(COMMANDS["all"]) == []
    for name in ("a-b_c'd", "提问", "ถาม", "पूछो", "ünïcode", "9"):
        assert problems_of_commands([ASK | {"name": name}]) == []


def option(at: int) -> Payload:
    """Return an option; the longest of its descriptions has 100 characters."""
    return {
        "type": 3,
        "name": f"a{at}",
        "description": "short",
        "description_localizations": {"de": "a" * 100},
        "choices": [
            {"name": f"{choice}" * 10, "value": "a" * 14 + f"{choice}"} for choice in range(10)
        ],
    }


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("0.name", "Ask", "has capital letters"),
        ("0.name", "ask me", "' ' cannot stand in a name"),
        ("0.name", "ask!", "'!' cannot stand in a name"),
        ("0.name", "a" * 33, "33 characters, at most 32"),
        ("0.name", "", "name: empty"),
        ("0.name", "library", "name 'library' comes twice"),
        ("0.name_localizations.de", "Frage", "has capital letters"),
        ("0.name_localizations", {"xx": "a"}, "'xx' is not a locale"),
        ("0.description", "", "description: empty"),
        ("0.description", "a" * 101, "101 characters, at most 100"),
        ("0.description_localizations.de", "a" * 101, "at most 100"),
        ("0.integration_types", [2], "[2] is not some of [0, 1]"),
        ("0.integration_types", [], "[] is not some of [0, 1]"),
        ("0.contexts", [3], "[3] is not some of [0, 1, 2]"),
        ("0.contexts", [1, 1], "value 1 comes twice"),
        ("0.default_member_permissions", "all", "'all' is not a number"),
        ("0.type", 9, "9 is not a type of command"),
        ("0.options", [option(at) | {"choices": []} for at in range(26)], "26 of them"),
        ("0.options", [option(at) for at in range(25)], "characters in all, at most 8000"),
        ("0.options.0.name", "source", "option 'source' comes twice"),
        ("0.options.0.name", "Question", "has capital letters"),
        ("0.options.0.description", "", "description: empty"),
        ("0.options.0.description", "a" * 101, "at most 100"),
        ("0.options.0.type", 12, "12 is not a type of option"),
        ("0.options.0.max_length", 6001, "6001 is not from 1 to 6000"),
        ("0.options.0.min_length", 301, "at least 301, but at most 300"),
        ("0.options.1.type", 5, "an option of type 5 has no choices"),
        ("0.options.1.choices", [{"name": "a", "value": "a"}], "autocomplete as well"),
        ("0.options.2.required", True, "stands after an optional one"),
        ("0.options.2.min_value", 6, "at least 6, but at most 5"),
        ("0.options.2.choices.0.value", "one", "'one' does not fit"),
        ("0.options.2.choices.0.name", "two", "choice 'two' comes twice"),
        ("0.options.2.choices", [{"name": f"{at}", "value": at} for at in range(26)], "26 of"),
        ("1.options.2", {"type": 5, "name": "a", "description": "b"}, "cannot stand together"),
        ("1.options.0.options.0.type", 2, "a group holds subcommands only"),
        ("1.options.0.options.0.options.0.type", 1, "is nested too deep"),
        ("2.description", "Find", "a command in a menu has none"),
        ("2.options", [option(1)], "a command in a menu has none"),
        ("2.name", "a" * 33, "at most 32"),
    ],
)
def test_what_breaks_a_rule_for_commands_is_caught(path: str, value: object, problem: str) -> None:
    """One change to good commands breaks one rule, and that is said."""
    found = problems_of_commands(changed(COMMANDS, f"all.{path}", value)["all"])
    assert any(problem in each for each in found)
    assert len(found) == 1 or path == "0.type" or problem.startswith("a group")


def test_the_longest_language_counts() -> None:
    """Of the translations of a text, only the longest counts toward the 8,000 characters."""
    long = [option(at) | {"description_localizations": {}} for at in range(25)]
    assert problems_of_commands([ASK | {"options": long}]) == []


@pytest.mark.parametrize(("kind", "most"), [(1, 100), (2, 15), (3, 15)])
def test_there_are_only_so_many_commands(kind: int, most: int) -> None:
    """A hundred slash commands, and fifteen in each menu."""
    base = {"type": kind, "description": "Help" if kind == 1 else ""}
    commands = [base | {"name": f"help{at}"} for at in range(most + 1)]
    assert problems_of_commands(commands[:-1]) == []
    assert f"{most + 1} of them, at most {most}" in one(problems_of_commands(commands))
