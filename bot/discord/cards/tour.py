"""A step of the tour, a question of its self-check, or its end -> a card."""

import discord

from bot.discord.cards.layout import MAX_TEXT, Card, Item, button, card, row, rule, text
from bot.discord.cards.passage import passage_text
from bot.discord.excerpt import clipped
from bot.discord.touring import Standing, Way
from bot.wording import count
from index.digests.tour import Step, Tour

TEAMS_WORDS = "From the team:"
THINK = "Think of an answer first, then look."
AT_YOUR_PACE = "-# `/tour` goes on here whenever you like; `/ask` takes a question of your own."
NEXT = """\
**What to try next**
`/ask` takes a question of your own; reply to an answer to ask on.
`/brief` puts passages on a topic in order, with notes, as a file, too.
`/sources` lists the documents, and `/read` opens one.\
"""
_STOPPED_HERE = "you stopped here"
_PAST = "-# The passage where you stopped is no longer in the tour; it goes on here."
_PROBLEMS = "-# Part of the team's tour cannot be shown; `dossier doctor` says why."

_QUESTION_ROOM, _NOTE_ROOM = 500, 1000
_PASSAGE_ROOM = MAX_TEXT - _QUESTION_ROOM - _NOTE_ROOM - 500
_QUOTE = 1000
"""Characters of a passage: most stand there whole, and the way on is not far below, on a phone."""


def tour_card(tour: Tour, standing: Standing) -> Card:
    """Return the card of where somebody stands in the tour."""
    if standing.step is not None:
        return _step_card(tour, standing.step, standing.way)
    if standing.check is not None:
        return check_card(tour, standing.check, shown=False)
    return _end_card(tour)


def _step_card(tour: Tour, number: int, way: Way) -> Card:
    step, steps = tour.steps[number - 1], tour.steps
    head = [f"-# Step {number} of {len(steps)}", _whose(tour)]
    head += [_STOPPED_HERE] if way is Way.BACK else []
    last = number == len(steps)
    on = ("Self-check →", "check", 1) if last else ("Next →", "step", _id(steps[number]))
    back = _back("step", _id(steps[number - 2])) if number > 1 else _back()
    again = button("Start again", "tour", "again") if number > 1 else None
    return card(
        text(", ".join(head), _PAST if way is Way.PAST else None, _question(step)),
        rule(),
        *_passage(step),
        rule(),
        row(back, _on(*on), again),
        text(AT_YOUR_PACE, _PROBLEMS if tour.problems and number == 1 else None),
        colour=discord.Colour.blue(),
    )


def check_card(tour: Tour, number: int, *, shown: bool) -> Card:
    """Return the card of a question of the self-check; its passage is ``shown`` once asked for."""
    step, many = tour.check[number - 1], len(tour.check)
    before = ("check", number - 1) if number > 1 else ("step", _id(tour.steps[-1]))
    on = ("Finish →", "end") if number == many else ("Next →", "check", number + 1)
    answer = (
        _passage(step)
        if shown
        else [
            text(f"-# {THINK}"),
            row(_on("Show me", "show", number)),
        ]
    )
    return card(
        text(f"-# Self-check {number} of {many}", _question(step)),
        rule(),
        *answer,
        rule(),
        row(_back(*before), _on(*on, leads=shown)),
        colour=discord.Colour.gold(),
    )


def _end_card(tour: Tour) -> Card:
    documents = count(len({step.citation.key for step in tour.steps}), "document")
    steps = count(len(tour.steps), "passage")
    return card(
        text("**The tour ends here**", f"-# {steps} of {documents}"),
        rule(),
        text(NEXT),
        rule(),
        row(
            button("Start again", "tour", "again"),
            button("Self-check again", "tour", "check", 1),
        ),
        colour=discord.Colour.green(),
    )


def _whose(tour: Tour) -> str:
    return "the team's own tour" if tour.curated else "made from the corpus"


def _question(step: Step) -> str:
    return f"### {clipped(step.question, _QUESTION_ROOM)}"


def _passage(step: Step) -> list[Item | None]:
    """Return a step's passage as an answer has it, and what the team says on it."""
    citation = step.citation
    shown, cut = passage_text(citation, _PASSAGE_ROOM, _QUOTE)
    whole = button("Whole passage", "whole", citation.passage_id) if cut else None
    return [
        text(shown),
        text(f"**{TEAMS_WORDS}** {clipped(step.note, _NOTE_ROOM)}") if step.note else None,
        row(
            button("Context", "context", citation.passage_id),
            button("Cite", "cite", citation.passage_id),
            whole,
        ),
    ]


def _back(*place: object) -> Item:
    """Return the button that leads back; there is no way back without a place."""
    words = ("tour", *place) if place else ("end", 1)
    return button("← Back", *words, disabled=not place)


def _on(label: str, *place: object, leads: bool = True) -> Item:
    """Return the button that leads on; one that ``leads`` stands out."""
    style = discord.ButtonStyle.primary if leads else discord.ButtonStyle.secondary
    return button(label, "tour", *place, style=style)


def _id(step: Step) -> str:
    return step.citation.passage_id
