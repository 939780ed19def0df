"""A file of judged questions to one's own corpus -> their figures.

One object a line: ``question``; ``gold``, null where the corpus has no answer, else one or a list
of what a right passage is: its place (``key:paragraph``) or a text that it contains; and, if they
are to be broken down by it, ``kind`` and ``split``.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.core.known import same_question
from index.errors import EvaluationError, NotFoundError
from index.evaluation.asking import Outcome, outcomes_of
from index.evaluation.figures import Figures, figures_of, subject_of
from index.evaluation.judged import AtParagraph, Gold, Judged, WithWords, comparable
from index.evaluation.lines import objects_in
from index.library import Library, Reader
from index.ports import Progress, silent

_PLACE = re.compile(r"([^\W_]+(?:[-_.][^\W_]+)*):([0-9]{1,9})")


def evaluate_questions(
    path: Path,
    opened: Callable[[], Library],
    progress: Progress = silent,
    known: Iterable[str] = (),
) -> Figures:
    """Return the figures of the questions in the file, put to the library that is ``opened``.

    It is not opened before the file is read, and closed in the end. Questions that are ``known``
    to it are left out: nothing is measured where the answer was told before.

    Raises:
        EvaluationError: if the file cannot be read, names a passage that there is not, or has no
            question that is not known.

    """
    told = frozenset(map(same_question, known))
    read = read_questions(path)
    questions = [judged for judged in read if same_question(judged.question) not in told]
    if not questions:
        msg = f"Every question in {path} is a known one; --without-known asks them all the same."
        raise EvaluationError(msg)
    library = opened()
    try:
        outcomes = outcomes_of(placed(questions, library), library, progress=progress)
        subject = subject_of(path.name, library)
        unreachable = _unreachable(outcomes, library)
        return figures_of(subject, outcomes, unreachable, len(read) - len(questions))
    finally:
        library.close()


def read_questions(path: Path) -> list[Judged]:
    """Return the judged questions in the file, in order.

    Raises:
        EvaluationError: if the file is missing, empty, or has a line that is no judged question.

    """
    questions = []
    for number, line in objects_in(path):
        try:
            questions.append(_judged(line))
        except ValueError as error:
            msg = f"{path}, line {number}, {error}."
            raise EvaluationError(msg) from error
    if not questions:
        msg = f'{path} has no question; write {{"question": "...", "gold": null}}, one a line.'
        raise EvaluationError(msg)
    return questions


def placed(questions: Sequence[Judged], reader: Reader) -> list[Judged]:
    """Return the questions, the keys of their gold passages as the corpus writes them.

    Raises:
        EvaluationError: if one names a passage that the corpus does not have.

    """
    return [
        replace(judged, gold=tuple(_placed(gold, judged.question, reader) for gold in judged.gold))
        for judged in questions
    ]


def _judged(line: dict[str, Any]) -> Judged:
    question = line.get("question")
    if not isinstance(question, str):
        msg = "has no question; write what is asked as a text"
        raise ValueError(msg)  # noqa: TRY004 (caught by who knows the file and the line)
    labels = {name: line.get(name) for name in ("kind", "split")}
    for name, label in labels.items():
        if not isinstance(label, str | None):
            msg = f"has a {name} that is no text"
            raise ValueError(msg)  # noqa: TRY004 (as above)
    if "gold" not in line:
        msg = "does not say what answers the question; give it a gold, null if nothing does"
        raise ValueError(msg)
    return Judged(question, _gold(line["gold"]), **labels)


def _gold(given: object) -> tuple[Gold, ...]:
    if given is None:
        return ()
    texts = given if isinstance(given, list) else [given]
    if not texts or not all(isinstance(text, str) and comparable(text) for text in texts):
        msg = (
            "has a gold that is none; write null where nothing answers, else one or a list of"
            " places (key:paragraph) or texts that the right passage contains"
        )
        raise ValueError(msg)
    return tuple(map(_read, texts))


def _read(text: str) -> Gold:
    place = _PLACE.fullmatch(text.strip())
    return AtParagraph(place[1], int(place[2])) if place else WithWords(text)


def _placed(gold: Gold, question: str, reader: Reader) -> Gold:
    if not isinstance(gold, AtParagraph):
        return gold
    try:
        source = reader.source(gold.key)
    except NotFoundError as error:
        msg = f"What is expected of the question {question!r} is not in the corpus: {error}"
        raise EvaluationError(msg) from error
    if not 1 <= gold.paragraph <= source.passages:
        msg = (
            f"The question {question!r} expects {source.key}:{gold.paragraph}, and {source.key}"
            f" has paragraphs 1 to {source.passages}; name one of these."
        )
        raise EvaluationError(msg)
    return replace(gold, key=source.key)


def _unreachable(outcomes: Sequence[Outcome], reader: Reader) -> tuple[Judged, ...]:
    """Return the questions that had to be missed: no passage contains what they expect."""
    missed = [
        (outcome.judged, [comparable(gold.words) for gold in golds])
        for outcome in outcomes
        if (golds := _words(outcome.judged)) and outcome.rank is None
    ]
    passages = [comparable(p.text) for p in reader.snapshot.store.all_passages()] if missed else []
    return tuple(
        judged
        for judged, words in missed
        if not any(text in passage for passage in passages for text in words)
    )


def _words(judged: Judged) -> list[WithWords]:
    """Return the gold texts of a question that expects nothing but texts."""
    words = [gold for gold in judged.gold if isinstance(gold, WithWords)]
    return words if len(words) == len(judged.gold) else []
