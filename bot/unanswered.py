"""The journal's file -> what people asked and the corpus did not answer."""

import json
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path

from bot.journal import LONG_MESSAGE, MESSAGE
from bot.journal_file import path_in, read_only
from index.core.followup import joined
from index.domain import EVERYTHING, Verdict

_NOTHING_IN_ALL = (
    "SELECT question, before, at, missing FROM answers WHERE verdict = ? AND scope = ? ORDER BY at"
)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that the corpus had no answer to; who asked it is not told."""

    question: str  # as it was asked last, a follow-up with what it leant on
    times: int
    last: float  # seconds since the epoch
    missing: tuple[str, ...]  # what it names and nothing in the corpus mentioned


def unanswered_in(folder: Path, limit: int) -> list[Unanswered]:
    """Return what the whole corpus does not answer, most asked first, then the latest.

    A message whose sources were looked for is no question that anybody asked. Nothing in the
    journal is changed, so that a bot may be at work on it.

    Raises:
        JournalError: if there is a journal in ``folder`` that cannot be read.

    """
    if not path_in(folder).is_file():
        return []
    values = Verdict.NOT_IN_CORPUS.value, json.dumps(astuple(EVERYTHING))
    with (
        read_only(folder) as connection,
        closing(connection.execute(_NOTHING_IN_ALL, values)) as rows,
    ):
        found: dict[str, Unanswered] = {}
        for question, before, at, missing in rows:
            if question in {MESSAGE, LONG_MESSAGE}:
                continue
            asked = joined(question, before) if before else question
            alike = asked.casefold().strip(" ?!.")
            times = found[alike].times + 1 if alike in found else 1
            found[alike] = Unanswered(asked, times, at, tuple(json.loads(missing)))
    return sorted(found.values(), key=lambda one: (-one.times, -one.last))[:limit]
