"""Answers -> JSON, and JSON lines -> questions: the interface for programs, kept stable."""

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from bot.doctor.finding import Finding, State
from bot.wording import day
from index.domain import EVERYTHING, Answer, Citation, Scope
from index.errors import DossierError, QuestionError
from index.library import Library, Reader

if TYPE_CHECKING:
    from bot.gaps import Gap
    from index.digests.tour import Step, Tour

_OURS = frozenset(
    {
        "answerability",
        "before",
        "citations",
        "corrections",
        "elapsed_ms",
        "error",
        "missing",
        "scope",
        "verdict",
    }
)


def printed(data: dict[str, Any], indent: int | None = None) -> str:
    """Return ``data`` as JSON; characters that standard output cannot have are escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(data, indent=indent)
    return text


def asked(
    library: Library,
    question: str,
    k: int,
    scope: Scope = EVERYTHING,
    before: str | None = None,
) -> dict[str, Any]:
    """Return the answer to ``question`` as the object that ``dossier ask --json`` prints.

    Raises:
        DossierError: if the question cannot be answered.

    """
    start = time.perf_counter()
    answer = library.ask(question, k, scope, before)
    elapsed = (time.perf_counter() - start) * 1000
    return {**as_object(answer), "elapsed_ms": round(elapsed, 2)}


def asked_lines(
    library: Library, questions: Iterable[dict[str, Any]], k: int, scope: Scope = EVERYTHING
) -> Iterator[dict[str, Any]]:
    """Yield one object a question, in order, with the fields that came with it.

    The field ``before`` is the question that it may be a follow-up of.
    A question that cannot be answered gets an object with an ``error``.
    """
    for given in questions:
        # What we say goes by its own names; a field of the same name is not carried through.
        fields = {name: value for name, value in given.items() if name not in _OURS}
        try:
            yield {**fields, **asked(library, fields["question"], k, scope, given.get("before"))}
        except DossierError as error:
            yield {**fields, "error": str(error)}


def questions_in(lines: Iterable[str]) -> list[dict[str, Any]]:
    """Return the objects in ``lines``, one a line, each with a ``question``.

    Raises:
        QuestionError: if a line is no such object.

    """
    questions = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError):
            fields = None
        if not isinstance(fields, dict) or not isinstance(fields.get("question"), str):
            msg = f'Line {number} is no object with a question; write {{"question": "..."}}.'
            raise QuestionError(msg)
        if not isinstance(fields.get("before"), str | None):
            msg = f"Line {number} has a `before` that is no text; write the question before it."
            raise QuestionError(msg)
        questions.append(fields)
    return questions


def as_object(answer: Answer) -> dict[str, Any]:
    """Return an answer as plain data; what it leans on and was limited to only where it was."""
    scope = answer.scope
    limits = {"source": scope.source, "since": scope.since, "until": scope.until}
    return {
        "question": answer.question,
        **({"before": answer.before} if answer.before else {}),
        **({"scope": limits} if scope != EVERYTHING else {}),
        "verdict": answer.verdict.value,
        "answerability": round(answer.answerability, 4),
        "missing": list(answer.missing),
        "corrections": [list(pair) for pair in answer.corrections],
        "citations": [citation_object(citation) for citation in answer.citations],
    }


def verified(reader: Reader, text: str) -> dict[str, Any]:
    """Return what the quote turns out to be, as ``dossier verify --json`` prints it.

    Raises:
        DossierError: if the quote cannot be verified.

    """
    start = time.perf_counter()
    found = reader.verify(text)
    elapsed = (time.perf_counter() - start) * 1000
    return {
        "quote": found.quote,
        "status": found.status.value,
        "citation": citation_object(found.citation) if found.citation else None,
        "difference": [{"side": run.side.value, "text": run.text} for run in found.difference],
        "gaps": found.gaps,
        "passages": list(found.passages),
        "others": [citation_object(citation) for citation in found.others],
        "elapsed_ms": round(elapsed, 2),
    }


def toured(tour: "Tour", number: int | None = None) -> dict[str, Any]:
    """Return a tour, or one step of it, as ``dossier tour --json`` prints it.

    Raises:
        NotFoundError: if there is no such step.

    """
    steps = tour.steps if number is None else (tour.step(number),)
    return {
        "curated": tour.curated,
        "steps": [_step(step) for step in steps],
        "self_check": [_step(step) for step in (tour.check if number is None else ())],
        "problems": list(tour.problems),
    }


def _step(step: "Step") -> dict[str, Any]:
    return {
        "question": step.question,
        "note": step.note,
        "citation": citation_object(step.citation),
    }


def gap(one: "Gap", *, again: bool, found: Citation | None) -> dict[str, Any]:
    """Return questions that ask the same in vain as plain data; ``again``: asked once more now."""
    return {
        "question": one.question,
        "times": one.times,
        "others": list(one.others),
        "first": day(one.first),
        "last": day(one.last),
        "disliked": one.disliked,
        "wanted": list(one.wanted),
        "missing": list(one.missing),
        "answered": found is not None if again else None,
        "citation": citation_object(found) if found else None,
    }


def findings(found: Sequence[Finding]) -> dict[str, Any]:
    """Return what the doctor found as plain data."""
    return {
        "well": all(finding.state is not State.FAILED for finding in found),
        "findings": [
            {
                "check": finding.check,
                "state": finding.state.value,
                "told": finding.told,
                "cure": finding.cure,
            }
            for finding in found
        ],
    }


def citation_object(citation: Citation) -> dict[str, Any]:
    """Return a citation as plain data, as it stands in every object."""
    return {
        "number": citation.number,
        "passage_id": citation.passage_id,
        "key": citation.key,
        "title": citation.title,
        "publisher": citation.publisher,
        "author": citation.author,
        "date": citation.date,
        "paragraph": citation.paragraph,
        "page": citation.page,
        "heading": citation.heading,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "window": citation.window,
        "window_start": citation.window_start,
        "window_end": citation.window_end,
        "url": citation.url,
    }
