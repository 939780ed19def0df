"""What became of a message's quotations -> a card."""

from collections.abc import Sequence

import discord

from bot.discord.cards.layout import MAX_TEXT, Card, Item, button, card, row, rule, text
from bot.discord.cards.passage import source_line
from bot.discord.escape import escape
from bot.discord.excerpt import clipped, size
from bot.wording import count
from index.domain import QuoteStatus, Run, Side, Verification

LEGEND = "-# ~~struck out~~: not in the source · **bold**: what the source says instead"

_STATUS = {
    QuoteStatus.VERBATIM: ("✅", "Verbatim"),
    QuoteStatus.ALTERED: ("✏️", "Altered"),
    QuoteStatus.NOT_FOUND: ("❔", "Not found in the corpus"),
}
_HEAD_ROOM = 300
_ADDRESS_ROOM = 250
_AROUND = 60
"""Characters kept on either side of a long stretch that a quote shares with its source."""


def quotes_card(checked: Sequence[Verification | str], left_out: int = 0) -> Card:
    """Return the card of the quotations checked; a sentence stands for one that cannot be."""
    verbatim = sum(
        isinstance(one, Verification) and one.status is QuoteStatus.VERBATIM for one in checked
    )
    head = [f"**{count(len(checked), 'quotation')}** checked, {verbatim} verbatim"]
    if left_out:
        head.append(f"-# {count(left_out, 'further quotation')} left out.")
    if any(isinstance(one, Verification) and one.status is QuoteStatus.ALTERED for one in checked):
        head.append(LEGEND)
    room = (MAX_TEXT - _HEAD_ROOM) // len(checked)
    items: list[Item | None] = []
    seen: set[str] = set()
    for one in checked:
        items += [rule(), _quotation(one, room)]
        if isinstance(one, Verification) and one.citation:
            items.append(_buttons(one.citation.passage_id, seen))
    return card(text(*head), *items, colour=discord.Colour.blue())


def _buttons(passage_id: str, seen: set[str]) -> Item | None:
    """Return a passage's buttons, once: Discord takes no two of a message that mean the same."""
    if passage_id in seen:
        return None
    seen.add(passage_id)
    return row(button("Context", "context", passage_id), button("Cite", "cite", passage_id))


def _quotation(one: Verification | str, room: int) -> Item:
    if isinstance(one, str):
        return text(clipped(one, room))
    sign, words = _STATUS[one.status]
    source = f"\n-# {source_line(one.citation, _ADDRESS_ROOM)}" if one.citation else ""
    also = f"\n-# also in {count(len(one.others), 'other place')}" if one.others else ""
    head = f"{sign} **{words}**\n"
    left = room - size(head) - size(source) - size(also)
    if one.status is QuoteStatus.ALTERED:
        quoted = _difference(one.difference, left)
    else:
        quoted = clipped(one.quote, left)
    return text(f"{head}{quoted}{source}{also}")


def _difference(runs: Sequence[Run], room: int) -> str:
    """Return the runs in markup: what is shared as it is, the rest struck out or bold."""
    parts: list[str] = []
    for number, run in enumerate(runs):
        shown = run.text
        if run.side in {Side.BOTH, Side.GAP}:
            shown = _shortened(shown, first=number == 0, last=number == len(runs) - 1)
        part = _marked(run.side, shown)
        room -= size(part)
        if room < len(" …"):
            return "".join(parts).rstrip() + " …"
        parts.append(part)
    return "".join(parts)


def _shortened(shared: str, *, first: bool, last: bool) -> str:
    """Return a stretch that both have with its middle, or its far end, left out if it is long."""
    if len(shared) <= 3 * _AROUND:
        return shared
    head = "" if first else shared[:_AROUND].rsplit(" ", 1)[0]
    tail = "" if last else shared[-_AROUND:].split(" ", 1)[-1]
    return f"{head} … {tail}".lstrip()


def _marked(side: Side, words: str) -> str:
    bare = words.strip()
    if not bare:
        return words
    mark = {Side.QUOTE: "~~", Side.SOURCE: "**"}.get(side, "")
    start = words.index(bare)
    # Marks of two runs that touch would be read as one: a space keeps them apart.
    after = words[start + len(bare) :] or (" " if mark else "")
    return f"{words[:start]}{mark}{escape(bare)}{mark}{after}"
