"""A passage -> its citation in a style, ready to copy."""

import re

import discord

from bot.discord.cards.layout import MAX_TEXT, Card, Option, button, card, menu, row, rule, text
from bot.discord.cards.passage import passage_text
from bot.discord.excerpt import size
from index.domain import Citation, Style

STYLES = {
    Style.CHICAGO: ("Chicago", "note and bibliography"),
    Style.APA: ("APA", "list of references"),
    Style.MLA: ("MLA", "works cited"),
    Style.PLAIN: ("Plain", "one line"),
    Style.BIBTEX: ("BibTeX", "for LaTeX"),
    Style.RIS: ("RIS", "for Zotero, EndNote and others"),
    Style.CSL_JSON: ("CSL-JSON", "for Zotero, Pandoc and others"),
}
"""The styles in the order in which they are offered: name, and what it is for."""

_PASSAGE_ROOM, _QUOTE = 1500, 450
_CUT = "\n..."
_FENCE = re.compile("`{3,}")
_ROOM = (MAX_TEXT - _PASSAGE_ROOM - 300) // 2  # for each of the two parts of one in Chicago


def citing_card(citation: Citation, style: Style, written: str) -> Card:
    """Return the card of a citation, ``written`` in ``style``, with a menu of the others."""
    name, purpose = STYLES[style]
    options: list[Option] = [(one.value, *STYLES[one]) for one in STYLES]
    shown, _ = passage_text(citation, _PASSAGE_ROOM, _QUOTE)
    return card(
        text(f"**{name}**, {purpose}", *map(_code_block, _copied_apart(written, style))),
        menu("Another style ...", options, "style", citation.passage_id),
        rule(),
        text(shown),
        row(button("Context", "context", citation.passage_id)),
        colour=discord.Colour.blue(),
    )


def _copied_apart(written: str, style: Style) -> list[str]:
    """Return the parts of a citation that go to different places: Chicago's note and entry."""
    return written.split("\n\n") if style is Style.CHICAGO else [written]


def _code_block(copied: str) -> str:
    """Return ``copied`` as code, which Discord copies as it is; its end cannot stand inside."""
    inert = _FENCE.sub(lambda found: "\N{ZERO WIDTH SPACE}".join(found[0]), copied)
    if size(inert) > _ROOM:
        inert = inert.encode("utf-16-le")[: 2 * _ROOM].decode("utf-16-le", "ignore") + _CUT
    return f"```\n{inert}\n```"
