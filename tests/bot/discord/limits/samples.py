"""Payloads that keep to every rule, and ways to change them so that one is broken."""

import json
from typing import Any

from tests.bot.discord.limits.findings import Payload

GONE = object()
V2_FLAG = 1 << 15

BUTTON: Payload = {"type": 2, "style": 2, "label": "Context", "custom_id": "context:1"}
LINK: Payload = {"type": 2, "style": 5, "label": "Open", "url": "https://example.org/a#b"}
SELECT: Payload = {
    "type": 3,
    "custom_id": "source",
    "placeholder": "A source",
    "min_values": 1,
    "max_values": 1,
    "options": [
        {"label": "One", "value": "1", "description": "first", "emoji": {"name": "📄"}},
        {"label": "Two", "value": "2", "default": True},
    ],
}
NO_PINGS: Payload = {"parse": []}
PLAIN: Payload = {"content": "Hello @everyone", "allowed_mentions": NO_PINGS, "flags": 64}
OLD: Payload = PLAIN | {
    "embeds": [
        {
            "title": "Title",
            "description": "Text",
            "url": "https://example.org",
            "color": 0xFFFFFF,
            "timestamp": "2026-08-01T00:00:00+00:00",
            "fields": [{"name": "Name", "value": "Value", "inline": True}],
            "footer": {"text": "Foot", "icon_url": "attachment://a.png"},
            "author": {"name": "Author", "url": "https://example.org"},
            "image": {"url": "https://example.org/a.png"},
        }
    ],
    "components": [
        {"type": 1, "components": [BUTTON, LINK]},
        {"type": 1, "components": [SELECT]},
    ],
    "attachments": [{"id": 0, "filename": "a.png", "description": "A picture"}],
}
TEXT: Payload = {"type": 10, "content": "**2 passages** answer this"}
SECTION: Payload = {
    "type": 9,
    "components": [TEXT],
    "accessory": {
        "type": 2,
        "style": 1,
        "custom_id": "cite:1",
        "emoji": {"name": "❝", "id": 1 << 60},
    },
}
SECTION["accessory"]["emoji"]["name"] = "quote"
CARD: Payload = {
    "content": None,
    "flags": V2_FLAG,
    "allowed_mentions": NO_PINGS,
    "components": [
        {
            "type": 17,
            "accent_color": 0x2ECC71,
            "components": [
                TEXT,
                {"type": 14, "divider": True, "spacing": 1},
                SECTION,
                {"type": 1, "components": [BUTTON, LINK]},
                {"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}}]},
                {"type": 13, "file": {"url": "attachment://a.txt"}},
            ],
        },
        {"type": 1, "components": [SELECT]},
    ],
}
INPUT: Payload = {
    "type": 4,
    "custom_id": "question",
    "style": 1,
    "placeholder": "Who was shocked?",
    "value": "Who",
    "min_length": 1,
    "max_length": 300,
    "required": True,
}
MODAL: Payload = {
    "custom_id": "ask",
    "title": "Ask",
    "components": [
        {"type": 18, "label": "Question", "description": "In words", "component": INPUT},
        {"type": 1, "components": [INPUT | {"custom_id": "more", "label": "More"}]},
        {"type": 18, "label": "Source", "component": SELECT | {"required": False}},
        {"type": 18, "label": "Sure", "component": {"type": 23, "custom_id": "sure"}},
        TEXT,
    ],
}
CHOICES: Payload = {
    "choices": [{"name": "Renault", "value": "renault"}, {"name": "Two", "value": 2}]
}
ASK: Payload = {
    "type": 1,
    "name": "ask",
    "name_localizations": {"de": "frage", "zh-CN": "提问"},
    "description": "Ask the corpus",
    "description_localizations": {"de": "Frag den Korpus"},
    "integration_types": [0, 1],
    "contexts": [0, 1, 2],
    "default_member_permissions": None,
    "options": [
        {
            "type": 3,
            "name": "question",
            "description": "In words",
            "required": True,
            "min_length": 1,
            "max_length": 300,
        },
        {"type": 3, "name": "source", "description": "From where", "autocomplete": True},
        {
            "type": 4,
            "name": "count",
            "description": "How many",
            "min_value": 1,
            "max_value": 5,
            "choices": [{"name": "one", "value": 1}, {"name": "two", "value": 2}],
        },
    ],
}
GROUPED: Payload = {
    "name": "library",
    "description": "About the library",
    "options": [
        {
            "type": 2,
            "name": "show",
            "description": "Show",
            "options": [
                {
                    "type": 1,
                    "name": "all",
                    "description": "Show all",
                    "options": [{"type": 5, "name": "long", "description": "At length"}],
                }
            ],
        },
        {"type": 1, "name": "help", "description": "Help"},
    ],
}
MENU: Payload = {"type": 3, "name": "Find the source", "description": ""}
COMMANDS: Payload = {"all": [ASK, GROUPED, MENU, MENU | {"type": 2}]}


def changed(payload: Payload, path: str, value: object) -> Payload:
    """Return a copy in which what stands at ``path`` is ``value``, or ``GONE``."""
    payload = json.loads(json.dumps(payload))  # not deepcopy: what is shared comes apart
    *way, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    inner: Any = payload
    for step in way:
        inner = inner[step]
    if value is GONE:
        del inner[last]
    elif isinstance(inner, list) and last == len(inner):
        inner.append(value)
    else:
        inner[last] = value
    return payload


def one(problems: list[str]) -> str:
    """Return the only problem."""
    assert len(problems) == 1, problems
    return problems[0]
