"""A message is held to the rules."""

import pytest

from tests.bot.discord.limits import problems_of_message
from tests.bot.discord.limits.findings import Payload
from tests.bot.discord.limits.samples import (
    BUTTON,
    CARD,
    GONE,
    NO_PINGS,
    OLD,
    PLAIN,
    V2_FLAG,
    changed,
    one,
)

LONG_URL = "https://example.org/" + "a" * 2048


def texts(*contents: str) -> list[Payload]:
    """Return text displays."""
    return [{"type": 10, "content": content} for content in contents]


def rows(count: int, each: int = 1) -> list[Payload]:
    """Return rows of buttons."""
    return [
        {
            "type": 1,
            "components": [BUTTON | {"custom_id": f"{row}:{at}"} for at in range(each)],
        }
        for row in range(count)
    ]


@pytest.mark.parametrize("payload", [PLAIN, OLD, CARD, PLAIN | {"components": rows(5, 5)}])
def test_a_good_message_passes(payload: Payload) -> None:
    """Content, embeds with rows of buttons, and a card of components v2 are all fine."""
    assert problems_of_message(payload) == []


def test_a_message_filled_to_the_brim_passes() -> None:
    """What is exactly at a limit is within it."""
    assert problems_of_message(PLAIN | {"content": "a" * 2000}) == []
    assert problems_of_message(CARD | {"components": texts("a" * 3999, "b")}) == []
    assert problems_of_message(CARD | {"components": texts(*"a" * 40)}) == []


BUTTON_AT, SELECT_AT = "components.0.components.0", "components.1.components.0"
EMBED = "embeds.0"


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("content", "a" * 2001, "message.content: 2001 characters, at most 2000"),
        ("content", "😀" * 1001, "message.content: 2002 characters, at most 2000"),
        ("content", 3, "message.content: not a string"),
        ("allowed_mentions", GONE, "lets text ping"),
        ("allowed_mentions", {}, "lets text ping"),
        ("allowed_mentions", {"parse": ["users"]}, "lets text ping"),
        ("allowed_mentions", {"parse": [], "replied_user": True}, "replied_user: pings"),
        ("allowed_mentions", {"parse": [], "users": ["1"]}, "users: pings"),
        ("allowed_mentions", {"parse": [], "roles": ["1"]}, "roles: pings"),
        ("flags", 1 << 7, "128 cannot be set"),
        ("attachments", [{}] * 11, "11 of them, not 0 to 10"),
        ("attachments.0.description", "a" * 1025, "1025 characters"),
        ("embeds", [{"title": "a"}] * 11, "11 of them, not 0 to 10"),
        ("embeds", [{"description": "a" * 3001}] * 2, "6002 characters, at most 6000"),
        ("embeds", [{"color": 1}], "message.embeds[0]: empty"),
        (f"{EMBED}.title", "a" * 257, "257 characters"),
        (f"{EMBED}.description", "a" * 4097, "4097 characters"),
        (f"{EMBED}.fields", [{"name": "a", "value": "b"}] * 26, "26 of them"),
        (f"{EMBED}.fields.0.name", " ", "fields[0].name: empty"),
        (f"{EMBED}.fields.0.name", "a" * 257, "257 characters"),
        (f"{EMBED}.fields.0.value", "", "fields[0].value: empty"),
        (f"{EMBED}.fields.0.value", "a" * 1025, "1025 characters"),
        (f"{EMBED}.fields.0.inline", 1, "not true or false"),
        (f"{EMBED}.footer.text", "a" * 2049, "2049 characters"),
        (f"{EMBED}.footer.icon_url", "file:///a", "is not an address"),
        (f"{EMBED}.author.name", "a" * 257, "257 characters"),
        (f"{EMBED}.author.name", GONE, "author.name: empty"),
        (f"{EMBED}.author.url", "attachment://a", "is not an address"),
        (f"{EMBED}.image.url", "a.png", "is not an address"),
        (f"{EMBED}.url", "javascript:alert(1)", "is not an address"),
        (f"{EMBED}.url", "https://", "is not an address"),
        (f"{EMBED}.url", "https://a b", "is not an address"),
        (f"{EMBED}.url", LONG_URL, "at most 2048"),
        (f"{EMBED}.color", 0x1000000, "is not from 0 to 16777215"),
        (f"{EMBED}.timestamp", "yesterday", "not a time"),
        ("components", rows(6), "6 rows, at most 5"),
        ("components", rows(1, 6), "6 of them, not 1 to 5"),
        ("components", [BUTTON], "type 2 cannot stand here"),
        ("components.0.components", [], "0 of them, not 1 to 5"),
        ("components.1.components.1", BUTTON | {"custom_id": "b"}, "a row of its own"),
        (f"{BUTTON_AT}.custom_id", "a" * 101, "101 characters, at most 100"),
        (f"{BUTTON_AT}.custom_id", "", "custom_id: empty"),
        (f"{BUTTON_AT}.custom_id", GONE, "has a custom_id and no other"),
        (f"{BUTTON_AT}.custom_id", "source", "custom_id 'source' comes twice"),
        (f"{BUTTON_AT}.url", "https://example.org", "has a custom_id and no other"),
        (f"{BUTTON_AT}.style", 7, "7 is not a style"),
        (f"{BUTTON_AT}.label", "a" * 81, "81 characters, at most 80"),
        (f"{BUTTON_AT}.label", " ", "needs a label or an emoji"),
        (f"{BUTTON_AT}.disabled", "yes", "not true or false"),
        (f"{BUTTON_AT}.emoji", {"name": "thumbs_up"}, "no emoji of Unicode and has no id"),
        (f"{BUTTON_AT}.emoji", {"name": "✓"}, "no emoji of Unicode and has no id"),
        (f"{BUTTON_AT}.emoji", {"name": "up", "id": "12"}, "'12' is not an id"),
        (f"{BUTTON_AT}.emoji", {"name": ":up:", "id": "1" * 18}, "name of a custom emoji"),
        (f"{BUTTON_AT}.emoji", "👍", "not an object"),
        (f"{BUTTON_AT}.id", -1, "-1 is not from 0"),
        ("components.0.components.1.url", GONE, "has a url and no other"),
        ("components.0.components.1.url", "", "url: empty"),
        ("components.0.components.1.url", "https://a.org/" + "a" * 499, "at most 512"),
        ("components.0.components.1.url", "ftp://example.org", "is not an address"),
        ("components.0.components.1.custom_id", "a", "has a url and no other"),
        (f"{SELECT_AT}.custom_id", GONE, "custom_id: empty"),
        (f"{SELECT_AT}.placeholder", "a" * 151, "at most 150"),
        (f"{SELECT_AT}.min_values", 2, "at least 2, but at most 1"),
        (f"{SELECT_AT}.min_values", -1, "-1 is not from 0 to 25"),
        (f"{SELECT_AT}.max_values", 3, "max_values is 3, of 2 options"),
        (f"{SELECT_AT}.max_values", "1", "not a whole number"),
        (f"{SELECT_AT}.options", [], "0 of them, not 1 to 25"),
        (f"{SELECT_AT}.options.0.value", "2", "value '2' comes twice"),
        (f"{SELECT_AT}.options.0.value", "a" * 101, "at most 100"),
        (f"{SELECT_AT}.options.0.label", "", "label: empty"),
        (f"{SELECT_AT}.options.0.label", "a" * 101, "at most 100"),
        (f"{SELECT_AT}.options.0.description", "a" * 101, "at most 100"),
        (f"{SELECT_AT}.options.0.default", True, "2 options are chosen beforehand"),
        (f"{SELECT_AT}.options.0.emoji", {"name": "x"}, "no emoji of Unicode"),
        (
            f"{SELECT_AT}.options",
            [{"label": "a", "value": str(at)} for at in range(26)],
            "26 of them, not 1 to 25",
        ),
    ],
)
def test_what_breaks_a_rule_for_messages_is_caught(path: str, value: object, problem: str) -> None:
    """One change to a good message breaks one rule, and that is said."""
    found = one(problems_of_message(changed(OLD, path, value)))
    assert problem in found


SECTION_AT = "components.0.components.2"


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("flags", 0, "components v2: True, but the flag says otherwise"),
        ("flags", GONE, "components v2: True, but the flag says otherwise"),
        ("content", "Hello", "message.content: cannot stand beside components v2"),
        ("embeds", [{"title": "a"}], "message.embeds: cannot stand beside components v2"),
        ("poll", {"question": {"text": "a"}}, "poll: cannot stand beside components v2"),
        ("sticker_ids", ["1"], "sticker_ids: cannot stand beside components v2"),
        ("components", texts("a" * 2000, "b" * 2001), "4001 characters, at most 4000"),
        ("components", texts(*"a" * 41), "41 in all, at most 40"),
        ("components.0.components", texts(*"a" * 38), "41 in all, at most 40"),
        ("components.2", BUTTON | {"custom_id": "b"}, "type 2 cannot stand here"),
        ("components.0.accent_color", -1, "-1 is not from 0"),
        ("components.0.spoiler", 0, "not true or false"),
        ("components.0.components", [], "0 of them, not 1 or more"),
        ("components.0.components.0", {"type": 17, "components": texts("a")}, "type 17 cannot"),
        ("components.0.components.0.content", "", "content: empty"),
        ("components.0.components.0.content", " \n", "content: empty"),
        ("components.0.components.0.id", "1", "not a whole number"),
        ("components.0.components.1.spacing", 3, "3 is not from 1 to 2"),
        ("components.0.components.1.divider", "no", "not true or false"),
        (f"{SECTION_AT}.components", [], "0 of them, not 1 to 3"),
        (f"{SECTION_AT}.components", texts(*"abcd"), "4 of them, not 1 to 3"),
        (f"{SECTION_AT}.components", [BUTTON | {"custom_id": "b"}], "type 2 cannot stand here"),
        (f"{SECTION_AT}.accessory", GONE, "accessory: missing"),
        (f"{SECTION_AT}.accessory", texts("a")[0], "type 10 cannot stand here"),
        (f"{SECTION_AT}.accessory.custom_id", "context:1", "custom_id 'context:1' comes twice"),
        (f"{SECTION_AT}.accessory", {"type": 11}, "accessory.media: missing"),
        (f"{SECTION_AT}.accessory.style", 6, "has a sku_id and no other"),
        ("components.0.components.3.components", [], "0 of them, not 1 to 5"),
        ("components.0.components.4.items", [], "0 of them, not 1 to 10"),
        ("components.0.components.4.items.0.media.url", "a", "is not an address"),
        ("components.0.components.4.items.0.description", "a" * 1025, "at most 1024"),
        ("components.0.components.5.file.url", "https://example.org", "is not an address"),
    ],
)
def test_what_breaks_a_rule_for_cards_is_caught(path: str, value: object, problem: str) -> None:
    """One change to a good card of components v2 breaks one rule, and that is said."""
    found = problems_of_message(changed(CARD, path, value))
    if "sku_id" in problem:  # neither a custom_id nor an emoji goes with a premium button
        assert any(problem in each for each in found)
    else:
        assert problem in one(found)


def test_the_flag_stands_for_components_v2() -> None:
    """The flag is not set where there are rows only."""
    flagged = {"components": rows(1), "allowed_mentions": NO_PINGS, "flags": V2_FLAG}
    assert "components v2: False" in one(problems_of_message(flagged))


def test_an_own_number_is_given_once() -> None:
    """Components may be numbered, each with a number of its own."""
    numbered = changed(changed(CARD, "components.0.id", 7), "components.1.id", 7)
    assert "id 7 comes twice" in one(problems_of_message(numbered))


def test_only_a_new_message_must_hold_something() -> None:
    """An edit may leave everything as it is; an empty message is none."""
    empty = {"allowed_mentions": NO_PINGS, "content": " "}
    assert problems_of_message(empty, new=False) == []
    assert one(problems_of_message(empty)) == "message: empty"
