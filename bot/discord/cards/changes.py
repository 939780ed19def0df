"""Changes of the corpus: one to confirm, one that was made, and the log of them -> cards."""

from collections.abc import Collection, Sequence

import discord

from bot.discord.cards.layout import Card, Item, button, card, row, rule, text, turning
from bot.discord.cards.passage import code, document_parts
from bot.discord.corpus import Made
from bot.discord.excerpt import clipped
from bot.trail import Change, What
from bot.wording import count
from index.domain import KnownQuestion, Source

PER_PAGE = 10
"""Changes of one page of the log."""

_TITLE = 160
_LOGGED = 100
_QUESTION = 300
_SHA = 12
"""Characters of a file's checksum that tell whether it is still the one that was shown."""

_DONE = {
    What.ADDED: "**Added** {title} as {key}.",
    What.REPLACED: "**Replaced** {key} by {title}.",
    What.REMOVED: (
        "**Removed** {title} ({key}). Answers no longer come from it, and cards that showed it say"
        " so."
    ),
    What.RESTORED: "**Restored** {title} as {key}.",
    What.TAUGHT: "**Taught** what answers “{title}”.",
    What.FORGOTTEN: "**Forgotten** what answers “{title}”.",
}


def removal_card(source: Source, sha256: str) -> Card:
    """Return the card that asks whether a document shall go; ``sha256`` is that of its file."""
    return card(
        text(
            f"**Remove** {', '.join(document_parts(source))}?",
            f"{count(source.passages, 'passage')}, {code(source.key)}. The file is kept, and"
            " `/corpus undo` puts it back.",
        ),
        row(
            button(
                "Remove",
                *("corpus", "remove", sha256[:_SHA], source.key),
                style=discord.ButtonStyle.danger,
            ),
            button("Cancel", "corpus", "keep"),
        ),
        colour=discord.Colour.gold(),
    )


def made_card(made: Made) -> Card:
    """Return the card of a change that was made."""
    return _made_card(made, _done(made.change))


def taught_card(made: Made, known: KnownQuestion) -> Card:
    """Return the card that tells how a question is judged from now on."""
    question = clipped(known.question, _QUESTION)
    if known.answered_by:
        ids = ", ".join(code(one) for one in known.answered_by)
        told = f"{ids} {'answers' if len(known.answered_by) == 1 else 'answer'} “{question}”"
    elif len(known.not_answered_by) == 1:
        told = f"the passage that I show for “{question}” does not answer it"
    else:
        passages = count(len(known.not_answered_by), "passage")
        told = f"the {passages} that I show for “{question}” do not answer it"
    if made.change.kept is None:
        return _made_card(made, f"**Taught**: {told}.")
    told = f"**Taught**: {told}, in place of what was judged of it before."
    return _made_card(made, told, "brings that back")


def _made_card(made: Made, what: str, undoing: str = "takes it back") -> Card:
    change = made.change
    corpus = f"{count(made.documents, 'document')}, {count(made.passages, 'passage')}"
    late = None if made.followed else "-# I am still opening the new index; it takes a moment."
    return card(
        text(
            what,
            f"The corpus has {corpus} now.",
            late,
            f"-# Change {change.number}; `/corpus undo number:{change.number}` {undoing}.",
        ),
        colour=discord.Colour.green(),
    )


def _done(change: Change) -> str:
    title, key = clipped(change.title, _TITLE), code(change.key)
    if change.what is not What.UNDONE:
        return _DONE[change.what].format(title=title, key=key)
    if change.is_of_question:
        now = "judged as it was before" if change.present else "no longer known"
        return f"**Undone**: change {change.undoes}. “{title}” is {now}."
    now = "is in the corpus" if change.present else "is out of the corpus"
    return f"**Undone**: change {change.undoes}. {title} ({key}) {now} again."


def log_card(changes: Sequence[Change], undone: Collection[int], page: int) -> Card:
    """Return the card of one page, from 1, of all changes, the last first."""
    pages = max(-(-len(changes) // PER_PAGE), 1)
    page = min(max(page, 1), pages)
    shown = changes[(page - 1) * PER_PAGE : page * PER_PAGE]
    order = ", the last first" if changes[1:] else ""
    head = f"**{count(len(changes), 'change')}** of the corpus{order}"
    lines = [_logged(change, undone=change.number in undone) for change in shown]
    return card(
        text(head, f"-# page {page} of {pages}" if pages > 1 else None),
        rule(),
        text(*lines) if lines else text("Nothing was added or removed so far."),
        turned(page, pages, "log"),
        colour=discord.Colour.blue(),
    )


def _logged(change: Change, *, undone: bool) -> str:
    what = change.what.value + (f" {change.undoes}:" if change.undoes is not None else "")
    who = "in the terminal" if change.who is None else f"by <@{change.who}>"
    state = ", undone" if undone else "" if change.done else ", begun and never told as done"
    title = clipped(change.title, _LOGGED)
    which = f"“{title}”" if change.is_of_question else f"{code(change.key)}, {title}"
    return f"**{change.number}** {what} {which}\n-# <t:{int(change.at)}:f> {who}{state}"


def turned(page: int, pages: int, name: str) -> Item | None:
    """Return the buttons that turn the pages of a list, if there is more than one."""
    if pages == 1:
        return None
    back = ("corpus", name, page - 1) if page > 1 else None
    on = ("corpus", name, page + 1) if page < pages else None
    return row(*turning(back, on))
