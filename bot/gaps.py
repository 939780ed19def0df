"""The journal -> what people asked in vain, grouped by meaning, and whether it is answered now.

In vain is what nothing in the whole corpus answered, and what got a thumb down. Who asked is not
known here. A message whose sources were looked for is no question that anybody asked.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.journal import LONG_MESSAGE, MESSAGE
from bot.journal_file import path_in, read_only
from bot.wording import day
from index.core.followup import joined
from index.core.grouping import grouped
from index.core.plain import plain_line
from index.domain import EVERYTHING, Answer, Citation, Inquiry, Verdict
from index.ports import Floats

MOST = 1_000
"""Different wordings that are looked at, the latest: the model reads as many in five seconds."""

NEAR = 0.65
"""The least cosine of two questions that ask the same. Of 68 invented ones two were joined at 0.65
that ask for something else ("is Huawei spying" with "why was it banned"), and seven at 0.6; at 0.7
seven more than at 0.65 stood alone that need not."""

ASKED_AGAIN = 100
"""Groups that are asked again where all are listed at once, the most asked: each is a search."""

_IN_VAIN = """
    SELECT answers.id, question, before, answers.at, missing, shown, votes.answer, wanted
    FROM answers LEFT JOIN votes ON votes.answer = answers.id AND NOT votes.up
    WHERE (verdict = ? AND scope = ?) OR votes.answer IS NOT NULL
    ORDER BY answers.at DESC, answers.rowid DESC
"""
Rows = Callable[[str, tuple[object, ...]], Iterable[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that was asked once, in vain."""

    question: str  # a follow-up with what it leant on; or, of words that are gone, what was wanted
    at: float  # seconds since the epoch
    missing: tuple[str, ...]  # what it names and nothing in the corpus mentioned
    shown: tuple[str, ...]  # ids of the passages that were shown
    disliked: bool  # a thumb down, else nothing was found
    wanted: tuple[str, ...]  # what people said that they looked for


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask the same, in vain."""

    question: str  # the most central of them, word for word
    times: int
    disliked: int  # how many of these had a thumb down
    first: float  # seconds since the epoch
    last: float
    others: tuple[str, ...]  # further wordings, the most asked first
    missing: tuple[str, ...]
    wanted: tuple[str, ...]
    shown: frozenset[str]  # passages that did not help; none where nothing was found


@contextmanager
def rows_of(folder: Path) -> Iterator[Rows | None]:
    """Give what reads the journal in ``folder``, though a bot is at work on it, if there is one.

    Raises:
        JournalError: if it cannot be read.

    """
    if not path_in(folder).is_file():
        yield None
        return
    with read_only(folder) as connection:

        def rows(statement: str, values: tuple[object, ...]) -> Iterable[Sequence[Any]]:
            with closing(connection.execute(statement, values)) as cursor:
                return cursor.fetchall()

        yield rows


def askings(rows: Rows, most: int = MOST) -> list[Asking]:
    """Return what was asked in vain, the latest first, in at most as many different wordings."""
    scope = json.dumps(astuple(EVERYTHING))
    found: dict[str, Asking] = {}
    words_known: set[str] = set()
    for id_, question, before, at, missing, shown, disliked, wanted in rows(
        _IN_VAIN, (Verdict.NOT_IN_CORPUS.value, scope)
    ):
        known = found.get(id_)
        told = (*(known.wanted if known else ()), *([wanted] if wanted else ()))
        words = joined(question, before) if question and before else question
        if words in {MESSAGE, LONG_MESSAGE}:
            continue
        if asked := words or (told[0] if told else None):
            if _alike(asked) not in words_known and len(words_known) == most:
                break
            words_known.add(_alike(asked))
            passages = tuple(passage for passage, *_ in json.loads(shown))
            found[id_] = Asking(
                asked, at, tuple(json.loads(missing)), passages, disliked is not None, told
            )
    return list(found.values())


def wordings(asked: Iterable[Asking]) -> list[str]:
    """Return each wording once, as it was written last; case and final marks make no other."""
    return list({_alike(one.question): one.question for one in reversed(list(asked))}.values())


def gaps_of(asked: Sequence[Asking], vectors: Mapping[str, Floats]) -> list[Gap]:
    """Return what was asked as groups, the most asked first, then the latest.

    ``vectors`` has one of length one for each of the ``wordings``.
    """
    words = wordings(asked)
    by_wording: dict[str, list[Asking]] = {_alike(word): [] for word in words}
    for one in asked:
        by_wording[_alike(one.question)].append(one)
    if not words:
        return []
    counts = [len(by_wording[_alike(word)]) for word in words]
    groups = grouped(words, np.stack([vectors[word] for word in words]), counts, NEAR)
    gaps = [
        _gap([words[i] for i in rows], [by_wording[_alike(words[i])] for i in rows])
        for rows in groups
    ]
    return sorted(gaps, key=lambda gap: (-gap.times, -gap.last))


def inquiry(gap: Gap) -> Inquiry:
    """Return what the corpus is asked, to see whether it answers a gap now."""
    return Inquiry(gap.question[:_ROOM], 1)


def answering(gap: Gap, answer: Answer | Exception) -> Citation | None:
    """Return the passage that answers a gap now, or ``None``.

    One that did not help when it was shown is none, and neither is one that mentions nothing of
    what was missing when the question was asked.
    """
    if isinstance(answer, Exception) or answer.verdict is not Verdict.ANSWERED:
        return None
    (first, *_) = answer.citations
    said = f"{first.quote} {first.title} {first.heading}".casefold()
    mentioned = not gap.missing or any(name.casefold() in said for name in gap.missing)
    return first if mentioned and first.passage_id not in gap.shown else None


def table_of(gaps: Sequence[Gap], found: Sequence[Citation | None]) -> str:
    """Return the gaps as CSV, with what answers those that were asked again.

    No cell begins with what a spreadsheet would take for a formula.
    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(_COLUMNS)
    for number, gap in enumerate(gaps):
        again = number < len(found)
        citation = found[number] if again else None
        row = [
            str(gap.times),
            gap.question,
            " | ".join(gap.others),
            day(gap.first),
            day(gap.last),
            str(gap.disliked),
            " | ".join(gap.wanted),
            " | ".join(gap.missing),
            ("yes" if citation else "no") if again else "",
            plain_line(citation) if citation else "",
            citation.passage_id if citation else "",
        ]
        rows.writerow(map(_inert, row))
    return text.getvalue()


_ROOM = 600
_COLUMNS = (
    "times",
    "question",
    "other wordings",
    "first asked",
    "last asked",
    "thumbs down",
    "looked for",
    "not in the corpus",
    "answered since",
    "citation",
    "passage",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def _gap(words: Sequence[str], askings_each: Sequence[Sequence[Asking]]) -> Gap:
    all_ = [one for each in askings_each for one in each]
    others = sorted(zip(words[1:], askings_each[1:], strict=True), key=lambda pair: -len(pair[1]))
    disliked = [one for one in all_ if one.disliked]
    missing = Counter(name for one in all_ for name in one.missing)
    return Gap(
        question=words[0],
        times=len(all_),
        disliked=len(disliked),
        first=min(one.at for one in all_),
        last=max(one.at for one in all_),
        others=tuple(word for word, _ in others),
        missing=tuple(name for name, _ in missing.most_common()),
        wanted=tuple(dict.fromkeys(words for one in all_ for words in one.wanted)),
        shown=frozenset(passage for one in disliked for passage in one.shown),
    )


def _alike(question: str) -> str:
    return " ".join(question.casefold().split()).strip(" ?!.")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
