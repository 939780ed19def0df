"""A judgement of a question -> the list of known questions, and off it: nothing is ever lost."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from index.core.known import same_question
from index.core.question import checked
from index.domain import KnownQuestion
from index.errors import CorpusError, NotFoundError
from index.library import Reader
from index.store.known_file import MAX_QUESTIONS, QUESTIONS, read_known, write_known
from index.store.placing import REMOVED, changing, fresh_folder


def judgement(
    reader: Reader,
    question: str,
    answered_by: Iterable[str] = (),
    not_answered_by: Iterable[str] = (),
) -> KnownQuestion:
    """Return the question with the passages that answer it, or do not, each of them once.

    Raises:
        QuestionError: if there is no question.
        NotFoundError: if there is no such passage.
        CorpusError: if none is named, or one both answers and does not.

    """
    yes, no = (
        tuple(dict.fromkeys(reader.passage(each).id for each in ids))
        for ids in (answered_by, not_answered_by)
    )
    if both := sorted(set(yes).intersection(no)):
        msg = f"{both[0]} cannot both answer the question and not answer it; name it once."
        raise CorpusError(msg)
    if not yes and not no:
        msg = "No passage is named; name one that answers the question, or does not."
        raise CorpusError(msg)
    return KnownQuestion(checked(question), yes, no)


def teach(known: KnownQuestion, seeds: Path) -> Path | None:
    """Put a question on the list, in the place of what was judged of it before.

    Returns the folder below ``seeds/.removed`` that keeps that, if there was anything.

    Raises:
        CorpusError: if the list cannot be read or written, or is full.

    """
    return _judged(known.question, lambda _: [known], seeds)


def unteach(question: str, seeds: Path) -> Path | None:
    """Take a question off the list; return the folder that keeps what was judged of it.

    Raises:
        NotFoundError: if it is not on the list.
        CorpusError: if the list cannot be read or written.

    """

    def none(before: Sequence[KnownQuestion]) -> list[KnownQuestion]:
        if not before:
            msg = f"Nobody has judged this question; {seeds / QUESTIONS} has those that are known."
            raise NotFoundError(msg)
        return []

    return _judged(question, none, seeds)


def judged_before(question: str, seeds: Path, folder: str) -> Path | None:
    """Judge a question again as the ``folder`` below ``seeds/.removed`` keeps it; see ``teach``.

    Raises:
        NotFoundError: if nothing is kept there.

    """
    path = seeds / REMOVED / folder

    def again(_: Sequence[KnownQuestion]) -> list[KnownQuestion]:
        known, _source = read_known(path)
        if not known:
            msg = f"How the question was judged before is not kept; look into {path.parent}."
            raise NotFoundError(msg)
        return known

    return _judged(question, again, seeds)


def _judged(
    question: str,
    judge: Callable[[Sequence[KnownQuestion]], Sequence[KnownQuestion]],
    seeds: Path,
) -> Path | None:
    """Put what ``judge`` makes of all that is known of a question in its place."""
    with changing(seeds):
        known, _ = read_known(seeds)
        wanted = same_question(question)
        places = [
            place for place, one in enumerate(known) if same_question(one.question) == wanted
        ]
        before = [known[place] for place in places]
        now = judge(before)
        first = places[0] if places else len(known)
        others = [one for place, one in enumerate(known) if place not in places]
        changed = [*others[:first], *now, *others[first:]]
        if len(changed) > MAX_QUESTIONS:
            msg = (
                f"{MAX_QUESTIONS:,} questions are known, and no more can be; take one off the"
                " list first."
            )
            raise CorpusError(msg)
        kept = fresh_folder(seeds, QUESTIONS) if before else None
        if kept:
            write_known(before, kept)
        write_known(changed, seeds)
        return kept
