"""Message, or card -> what a person sees of it, and can press."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import discord

from bot.discord.cards.layout import Card, custom_id, meaning

if TYPE_CHECKING:
    import simcord

Payload: TypeAlias = dict[str, Any]
Shown: TypeAlias = "discord.Message | simcord.ResponseMessage | Card | None"

BUTTON, MENU, TEXT = 2, 3, 10


def parts_of(shown: Shown) -> list[Payload]:
    """Return every component, depth first."""
    return list(_walked(components_of(shown)))


def components_of(shown: Shown) -> list[Payload]:
    """Return the components as they go over the wire."""
    assert shown is not None
    if isinstance(shown, discord.ui.LayoutView):
        return cast("list[Payload]", shown.to_components())
    parts: list[Any] = list(shown.components)
    return [part if isinstance(part, dict) else part.to_dict() for part in parts]


def text_of(shown: Shown) -> str:
    """Return all texts, a line each."""
    return "\n".join(part["content"] for part in parts_of(shown) if part["type"] == TEXT)


def told_alone(result: Any) -> str:  # noqa: ANN401 (untyped)
    """Return what whoever acted is told, and nobody else sees."""
    told = result.followups[-1] if result.followups else result.response
    assert told.ephemeral
    return text_of(told)


def meanings(shown: Shown) -> list[str]:
    """Return what can be pressed, or chosen in, by what it means, in order."""
    pressable = [
        part
        for part in parts_of(shown)
        if part["type"] in {BUTTON, MENU} and not part.get("disabled")
    ]
    return [str(meaning(part["custom_id"])) for part in pressable]


def id_of(shown: Shown, pattern: str) -> str:
    """Return the ``custom_id`` of the first that can be pressed and means ``pattern``."""
    found = [each for each in meanings(shown) if re.fullmatch(pattern, each)]
    assert found, f"nothing to press means {pattern!r}, only {meanings(shown)}"
    return custom_id(found[0])


def labels(shown: Shown) -> list[str]:
    """Return what the buttons say, in order: the label, or the emoji."""
    return [
        part.get("label") or part["emoji"]["name"]
        for part in parts_of(shown)
        if part["type"] == BUTTON
    ]


def options(shown: Shown) -> list[Payload]:
    """Return what the one menu offers."""
    (menu,) = [part for part in parts_of(shown) if part["type"] == MENU]
    return list(menu["options"])


def _walked(components: list[Payload]) -> Iterator[Payload]:
    for part in components:
        yield part
        yield from _walked(part.get("components", []))
