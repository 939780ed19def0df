"""A passage of the day, and the channels that get one -> cards."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.daily import WEEKDAYS, Schedule
from bot.discord.cards.layout import MAX_TEXT, Card, button, card, row, rule, text
from bot.discord.cards.passage import code, passage_text
from bot.discord.excerpt import size
from bot.wording import count
from index.domain import Citation

MOST = 12
"""Channels of one server that are listed."""

_QUOTE = 3_000
"""Characters of the quote; passages of prose have half as many, before markup is escaped."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A channel's passages as they are planned."""

    schedule: Schedule
    following: float  # when the next comes, in seconds since the epoch
    shown: int  # passages that it had in this round


def daily_card(citation: Citation, *, weekly: bool) -> Card:
    """Return the card that is posted: the passage word for word, and where it stands."""
    head = f"**Passage of the {'week' if weekly else 'day'}**"
    shown, cut = passage_text(citation, MAX_TEXT - size(head), _QUOTE)
    of = citation.passage_id
    whole = button("Whole passage", "whole", of) if cut else None
    return card(
        text(head),
        rule(),
        text(shown),
        row(button("Context", "context", of), button("Cite", "cite", of), whole),
        colour=discord.Colour.teal(),
    )


def switched_on_card(planned: Planned, zone: str) -> Card:
    """Return the card that tells what was planned."""
    return card(
        text(
            _line(planned, zone),
            "-# Each passage comes once before any comes again. `/daily off` ends it.",
        ),
        colour=discord.Colour.green(),
    )


def daily_status_card(planned: Sequence[Planned], zone: str) -> Card:
    """Return the card of ``/daily status``, for the channels of one server."""
    if not planned:
        nothing = "No channel of this server gets a passage; `/daily on` begins."
        return card(text(nothing), colour=discord.Colour.blue())
    more = len(planned) - MOST
    return card(
        text(*(_line(one, zone) for one in planned[:MOST])),
        text(f"-# {count(more, 'further channel')}.") if more > 0 else None,
        colour=discord.Colour.blue(),
    )


def _line(planned: Planned, zone: str) -> str:
    schedule = planned.schedule
    when = "day" if schedule.weekday is None else WEEKDAYS[schedule.weekday]
    hour, minute = divmod(schedule.minutes, 60)
    if schedule.stopped:
        return (
            f"<#{schedule.channel}> gets no more passages: I could not post there"
            f" {schedule.refused} times in a row\n"
            "-# Let me write there, and use `/daily on` again."
        )
    refused = ""
    if schedule.refused:
        times = count(schedule.refused, "time").removeprefix("1 ")
        refused = f" I could not post there the last {times}: let me write."
    source = f", from {code(schedule.source)}" if schedule.source else ""
    return (
        f"<#{schedule.channel}> gets a passage every {when} at {hour:02}:{minute:02}"
        f" ({zone}){source}\n-# Next <t:{int(planned.following)}:f>;"
        f" {count(planned.shown, 'passage')} shown so far.{refused}"
    )
