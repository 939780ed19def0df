"""A passage -> its citation in a style, ready to copy."""

import discord

from bot.discord.cards.layout import MAX_TEXT, Card, Option, button, card, menu, row, rule, text
from bot.discord.cards.passage import passage_text
from bot.discord.excerpt import size
from index.domain import Citation, Style
from index.engines.styles import formatted

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
_ROOM = MAX_TEXT - _PASSAGE_ROOM - 300


def citing_card(citation: Citation, style: Style) -> Card:
    """Return the card of a citation in ``style``, with a menu of the others."""
    name, purpose = STYLES[style]
    options: list[Option] = [(one.value, *STYLES[one]) for one in STYLES]
    shown, _ = passage_text(citation, _PASSAGE_ROOM, _QUOTE)
    return card(
        text(f"**{name}**, {purpose}", _code_block(formatted(citation, style))),
        menu("Another style ...", options, "style", citation.passage_id),
        rule(),
        text(shown),
        row(button("Context", "context", citation.passage_id)),
        colour=discord.Colour.blue(),
    )


def _code_block(copied: str) -> str:
    """Return ``copied`` as code, which Discord copies as it is; its end cannot stand inside."""
    inert = copied.replace("```", "`\N{ZERO WIDTH SPACE}``")
    if size(inert) > _ROOM:
        inert = inert.encode("utf-16-le")[: 2 * _ROOM].decode("utf-16-le", "ignore") + _CUT
    return f"```\n{inert}\n```"
