"""What a file would become, and what was done with it -> lines for the terminal."""

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.trail import Change
from bot.wording import count, inert
from index.core.plain import written_date
from index.domain import KnownQuestion
from index.formats.kinds import NAMES
from index.intake import Preview

_UNKNOWN = "not known"


def preview_lines(found: Preview) -> Iterator[str]:
    """Yield what the file is, what is known of it, and a warning a line."""
    document = found.document
    pages = f", {count(found.pages, 'page')}" if found.pages is not None else ""
    yield inert(f"{found.name}: {NAMES[found.kind]}{pages}, {count(found.passages, 'passage')}")
    for name, value in (
        ("key", document.key),
        ("title", document.title),
        ("publisher", document.publisher),
        ("author", document.author),
        ("date", written_date(document.date)),
        ("url", document.url),
        ("language", document.language),
    ):
        yield inert(f"  {name:<10}{value or _UNKNOWN}")
    for warning in found.warnings:
        yield inert(f"  Note: {warning}")


def change_line(change: Change, *, undone: bool) -> str:
    """Return a change of the corpus on one line: number, time (UTC), who, what and which."""
    which = change.concerns if change.is_of_question else f"{change.key}: {change.title}"
    at = f"{datetime.fromtimestamp(change.at, UTC):%Y-%m-%d %H:%M}"
    who = "terminal" if change.who is None else f"Discord user {change.who}"
    what = change.what.value + (f" {change.undoes}," if change.undoes is not None else "")
    state = " (undone)" if undone else "" if change.done else " (begun, never told as done)"
    return inert(f"{change.number:>5}  {at}  {who:<32}  {what} {which}{state}")


def taught_line(known: KnownQuestion, change: Change) -> str:
    """Return the sentence that tells how a question is judged from now on."""
    question, yes, no = change.concerns, known.answered_by, known.not_answered_by
    if yes:
        told = f"{', '.join(yes)} {'answers' if len(yes) == 1 else 'answer'} {question}"
    else:
        passages = "passage" if len(no) == 1 else f"{len(no)} passages"
        verb = "does" if len(no) == 1 else "do"
        told = f"the {passages} shown for {question} {verb} not answer it ({', '.join(no)})"
    undo = f"`dossier undo {change.number}`"
    if change.kept is None:
        return inert(f"Taught: {told}; {undo} takes it back.")
    return inert(
        f"Taught: {told}, in place of what was judged of it before; {undo} brings that back."
    )
