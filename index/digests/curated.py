"""A team's own tour -> its steps, as far as their passages are in the corpus."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from index.core.itinerary import Written, itinerary_of, span_of
from index.core.quotes import MIN_QUOTE_WORDS
from index.digests.steps import Step, Tour, numbered, shuffled
from index.domain import Citation, QuoteStatus
from index.errors import CorpusError, DossierError, NotFoundError
from index.library import Reader
from index.store.tour_file import read_tour

_ALIKE = 0.6
"""Similarity (Ratcliff and Obershelp's) from which on a key may be meant by another."""
_COMPARED = 5000
"""Ids of a document that are compared with one that there is not."""


def curated_tour(reader: Reader, file: Path) -> Tour | None:
    """Return the tour in a file, ``None`` where there is none; what is wrong in it is left out."""
    try:
        text = read_tour(file)
    except CorpusError as error:
        return Tour((), (), curated=True, problems=(str(error),))
    if text is None:
        return None
    itinerary = itinerary_of(text)
    problems = [f"{file.name}, {problem}" for problem in itinerary.problems]
    steps = _found(reader, itinerary.steps, file.name, problems, once=True)
    check = _found(reader, itinerary.check, file.name, problems)
    return Tour(steps, check or shuffled(steps), curated=True, problems=tuple(problems))


def _found(
    reader: Reader,
    written: Sequence[Written],
    name: str,
    problems: list[str],
    *,
    once: bool = False,
) -> tuple[Step, ...]:
    """Return the steps whose passages are there; what is wrong is added to ``problems``.

    With ``once``, a passage that an earlier step has makes no other: a step is known by it.
    """
    steps: list[Step] = []
    lines: dict[str, int] = {}  # by a passage's id, where it is a step already
    for one in written:
        where = f"{name}, line {one.line}"
        try:
            passage = reader.passage(one.passage_id)
        except NotFoundError:
            moved = _moved(reader, one)
            if not (once and moved and moved.passage_id in lines):
                problems.append(f"{where}: {_unknown(reader, one.passage_id, moved)}")
            if moved is None:
                continue
            passage = reader.passage(moved.passage_id)
        if once and passage.id in lines:
            problems.append(
                f"{where}: the passage is {passage.id}, that of line {lines[passage.id]} already;"
                " leave one out."
            )
            continue
        lines[passage.id] = one.line
        span = span_of(one.marked, passage.text) if one.marked else None
        if one.marked and span is None:
            problems.append(
                f"{where}: the words to mark are not in the passage {passage.id}; copy them from"
                " it, or leave them out."
            )
        steps.append(Step(one.question, reader.cite(passage.id, span), one.note))
    return tuple(map(numbered, steps, range(1, len(steps) + 1)))


def _moved(reader: Reader, one: Written) -> Citation | None:
    """Return the citation of the passage that has the marked words, now that the id is gone."""
    if one.marked is None or len(one.marked.split()) < MIN_QUOTE_WORDS:
        return None
    try:
        found = reader.verify(one.marked)
    except DossierError:
        return None
    same = found.citation is not None and one.passage_id.startswith(f"{found.citation.key}-")
    return found.citation if found.status is QuoteStatus.VERBATIM and same else None


def _unknown(reader: Reader, passage_id: str, moved: Citation | None) -> str:
    if moved is not None:
        return (
            f"there is no passage {passage_id} any more; the words to mark stand in"
            f" {moved.passage_id} now: write that id."
        )
    closest = next(_closest(reader, passage_id), None)
    offer = f"the closest id is {closest}" if closest else "`dossier sources` lists the documents"
    return f"there is no passage {passage_id}, so the step is left out; {offer}."


def _closest(reader: Reader, passage_id: str) -> Iterator[str]:
    """Yield the ids that are most like one that there is not, in the document most like its."""
    keys = [source.key for source in reader.sources()]
    key = passage_id.rpartition("-")[0]
    for near in get_close_matches(key, keys, n=1, cutoff=_ALIKE):
        rows = islice(reader.passages(near), _COMPARED)
        yield from get_close_matches(passage_id, [one.id for one in rows], n=1, cutoff=0.0)
