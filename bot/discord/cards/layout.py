"""The few components that every card is made of.

A card is one container. Its buttons carry all that pressing them needs in their ``custom_id``, so
that they work for as long as the message stands, whichever process gets the press.
"""

from collections.abc import Sequence
from typing import TypeAlias

import discord
from discord import ui

MAX_TEXT = 4000
"""Characters that all texts of one message may have together."""

MAX_CUSTOM_ID = 100
MAX_OPTIONS = 25
MAX_OPTION = 100

PREFIX = "d"
"""Stands before all that is ours; short, for a user, a paragraph and a document's key come too."""

Card: TypeAlias = ui.LayoutView
Item: TypeAlias = ui.Item[ui.LayoutView]
Words: TypeAlias = tuple[object, ...]
Option: TypeAlias = tuple[str, str, str | None]
"""A choice of a menu: its value, its label and a line below it."""


def card(*items: Item | None, colour: discord.Colour | None = None) -> Card:
    """Return a card of the items that are there."""
    view = ui.LayoutView(timeout=None)
    shown = [item for item in items if item is not None]
    view.add_item(ui.Container(*shown, accent_colour=colour))
    # discord.py keeps a view that listens for ever; ours need not be heard, see ``presses``.
    view.stop()
    return view


def text(*lines: str | None) -> Item:
    """Return a text of the lines that are there."""
    return ui.TextDisplay("\n".join(line for line in lines if line is not None))


def rule() -> Item:
    """Return a thin line between two parts of a card."""
    return ui.Separator()


def row(*buttons: Item | None) -> Item | None:
    """Return a row of the buttons that are there, or nothing without one."""
    shown = [button for button in buttons if button is not None]
    return ui.ActionRow(*shown) if shown else None


def button(
    label: str | None,
    *words: object,
    emoji: str | None = None,
    disabled: bool = False,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
) -> Item:
    """Return a button; pressing it means ``words``, see ``presses``."""
    return ui.Button(
        label=label, emoji=emoji, disabled=disabled, style=style, custom_id=custom_id(*words)
    )


def turning(back: Words | None, on: Words | None) -> list[Item]:
    """Return the buttons that turn pages; at an end there is no way on."""
    return [
        button("←", *(back or ("end", 1)), disabled=back is None),
        button("→", *(on or ("end", 2)), disabled=on is None),
    ]


def menu(placeholder: str, options: Sequence[Option], *words: object) -> Item:
    """Return a row with a menu of at most 25 options, of which one is chosen."""
    choices = [
        discord.SelectOption(
            value=value,
            label=clipped_plain(label),
            description=clipped_plain(description) if description else None,
        )
        for value, label, description in options[:MAX_OPTIONS]
    ]
    return ui.ActionRow(
        ui.Select(placeholder=placeholder, options=choices, custom_id=custom_id(*words))
    )


def custom_id(*words: object) -> str:
    """Return the ``custom_id`` that means ``words``.

    Raises:
        ValueError: if it would be longer than Discord allows.

    """
    joined = ":".join([PREFIX, *map(str, words)])
    if len(joined) > MAX_CUSTOM_ID:
        msg = f"the custom_id {joined!r} is too long"
        raise ValueError(msg)
    return joined


def meaning(custom_id: str) -> str | None:
    """Return the words that a ``custom_id`` means, colons between; ``None`` if it is not ours."""
    return custom_id.removeprefix(f"{PREFIX}:") if custom_id.startswith(f"{PREFIX}:") else None


def clipped_plain(text: str) -> str:
    """Return ``text`` on one line, cut to what an option may have; menus show no markup."""
    line = " ".join(text.split())
    encoded = line.encode("utf-16-le", "replace")
    if len(encoded) <= 2 * MAX_OPTION:
        return line or "-"
    return encoded[: 2 * (MAX_OPTION - 1)].decode("utf-16-le", "ignore").rstrip() + "…"
