"""A modal is held to the rules."""

import pytest

from tests.bot.discord.limits import problems_of_modal
from tests.bot.discord.limits.samples import BUTTON, GONE, MODAL, TEXT, changed, one


def test_a_good_modal_passes() -> None:
    """Labelled fields, rows with one field, and text between them are fine."""
    assert problems_of_modal(MODAL) == []


FIELD = "components.0.component"


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("custom_id", "", "modal.custom_id: empty"),
        ("custom_id", "a" * 101, "at most 100"),
        ("title", "", "modal.title: empty"),
        ("title", "a" * 46, "46 characters, at most 45"),
        ("components", [], "0 of them, not 1 to 5"),
        ("components.5", TEXT, "6 of them, not 1 to 5"),
        ("components.4", BUTTON, "type 2 cannot stand here"),
        ("components.4.content", "", "content: empty"),
        ("components.0.label", "a" * 46, "at most 45"),
        ("components.0.description", "", "description: empty"),
        ("components.0.description", "a" * 101, "at most 100"),
        (FIELD, GONE, "type None cannot stand here"),
        (FIELD, BUTTON, "type 2 cannot stand here"),
        (f"{FIELD}.label", "Question", "the label stands above it already"),
        (f"{FIELD}.custom_id", "more", "custom_id 'more' comes twice"),
        (f"{FIELD}.custom_id", "a" * 101, "at most 100"),
        (f"{FIELD}.style", 3, "3 is not a style"),
        (f"{FIELD}.placeholder", "a" * 101, "at most 100"),
        (f"{FIELD}.value", "a" * 301, "at most 300"),
        (f"{FIELD}.max_length", 4001, "4001 is not from 1 to 4000"),
        (f"{FIELD}.min_length", 301, "at least 301, but at most 300"),
        (f"{FIELD}.required", "no", "not true or false"),
        ("components.1.components.0.label", GONE, "label: empty"),
        ("components.1.components.0.label", "a" * 46, "at most 45"),
        ("components.1.components", [], "0 of them, not 1 to 1"),
        ("components.2.component.disabled", True, "nothing in a modal can be disabled"),
        ("components.2.component.options", [], "0 of them, not 1 to 25"),
        ("components.3.component.custom_id", "", "custom_id: empty"),
    ],
)
def test_what_breaks_a_rule_for_modals_is_caught(path: str, value: object, problem: str) -> None:
    """One change to a good modal breaks one rule, and that is said."""
    assert problem in one(problems_of_modal(changed(MODAL, path, value)))
