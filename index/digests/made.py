"""Library -> a tour made of central passages, where no team wrote one.

Dossier writes nothing of its own: the words of a question are the text's, between fixed ones. Each
question is put to the library, and one that does not find its own passage first is none.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from index.core.name_words import NO_NAMES
from index.core.phrases import runs_of, untold
from index.core.typography import plain
from index.digests.central import Candidate, central
from index.digests.headings import heads, is_name
from index.digests.steps import Step, Tour, numbered, shuffled
from index.domain import Inquiry, Passage, Verdict
from index.errors import NotFoundError
from index.library import Library

MOST = 8
"""Steps, where the corpus has as many."""

_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)")
_LONGEST_TITLE = 90
_PHRASES = 2
"""Questions that are tried for a passage."""
_WORDS, _NAME = 0.15, 0.05
"""What a phrase of several words, and what a name, has over a common word in their order."""
_RARE = 1000
"""Of so many passages one may have a common word that tells something by itself."""
_ROUNDS = 4
"""Passages that are tried for a step."""
_MOST_ASKED = 48
"""Questions from which on no more are tried: those who ask wait meanwhile."""


def made_tour(library: Library) -> Tour:
    """Return a tour of central passages, by the dates of their documents; the same each time.

    Raises:
        NotFoundError: if no passage is prose that a question finds.

    """
    steps = _Making(library, central(library, MOST)).steps()
    if not steps:
        msg = (
            "No tour can be made of this corpus: it has no prose that a question finds;"
            " `dossier sources` lists the documents to read."
        )
        raise NotFoundError(msg)
    ordered = sorted(steps, key=_place)
    kept = tuple(map(numbered, ordered, range(1, len(ordered) + 1)))
    return Tour(kept, shuffled(kept), curated=False)


@dataclass(slots=True)
class _Making:
    """The steps that were found so far, one a group."""

    library: Library
    groups: list[list[Candidate]]  # what was not tried yet
    found: dict[int, Step] = field(default_factory=dict)  # by the group's place
    doubtful: dict[int, Step] = field(default_factory=dict)  # better than none
    failed: list[tuple[Candidate, str]] = field(default_factory=list)  # with the best phrase
    asked: int = 0

    def steps(self) -> list[Step]:
        """Return a step of each group; for one that has none, another that was left over."""
        documents = {one.passage.key for group in self.groups for one in group}
        self._try(most=math.ceil(MOST / max(len(documents), 1)))
        left = [one for group in self.groups for one in group]
        for group in self.groups:
            group.clear()
        missing = MOST - len(self.found)
        self.groups += [left[place::missing] for place in range(missing)]
        self._try(most=MOST)
        again = self.failed[: MOST - len(self.found)]  # it may be the title that leads elsewhere
        self._ask(
            {
                place: (one, self._question(one, phrase, titled=False))
                for place, (one, phrase) in enumerate(again, start=len(self.groups))
            }
        )
        kept = self.found or self.doubtful
        return list({step.citation.passage_id: step for step in kept.values()}.values())

    def _try(self, most: int) -> None:
        """Look for a step of each group without one, with at most so many of one document."""
        for _ in range(_ROUNDS):
            tried = self._next(most)
            if not tried:
                break
            phrases = telling_phrases(self.library, list(tried.values()))
            for nth in range(_PHRASES):
                if self.asked < _MOST_ASKED:
                    self._ask(
                        {
                            place: (one, self._question(one, own[nth], titled=True))
                            for (place, one), own in zip(tried.items(), phrases, strict=True)
                            if place not in self.found and nth < len(own)
                        }
                    )
            self.failed += [
                (one, own[0])
                for (place, one), own in zip(tried.items(), phrases, strict=True)
                if place not in self.found and own
            ]

    def _next(self, most: int) -> dict[int, Candidate]:
        """Take the next passage of each group without a step."""
        used = Counter(step.citation.key for step in self.found.values())
        tried: dict[int, Candidate] = {}
        for place, group in enumerate(self.groups):
            fits = (one for one in group if used[one.passage.key] < most)
            if place not in self.found and (one := next(fits, None)):
                used[one.passage.key] += 1
                tried[place] = one
                group.remove(one)
        return tried

    def _ask(self, tried: dict[int, tuple[Candidate, str]]) -> None:
        """Put a question to the library for each passage, and keep those that find theirs."""
        self.asked += len(tried)
        answers = self.library.ask_many([Inquiry(question, 1) for _, question in tried.values()])
        for (place, (one, question)), answer in zip(tried.items(), answers, strict=True):
            if isinstance(answer, Exception):
                raise answer
            (first,) = answer.citations
            if first.passage_id == one.passage.id:
                doubtful = answer.verdict is Verdict.NOT_IN_CORPUS
                kept = self.doubtful if doubtful else self.found
                kept.setdefault(place, Step(question, first))

    def _question(self, one: Candidate, phrase: str, *, titled: bool) -> str:
        title = " ".join(self.library.source(one.passage.key).title.split())
        if not titled or len(title) > _LONGEST_TITLE:
            return f"What is said on “{phrase}”?"
        return f"What does “{title}” say on “{phrase}”?"


def telling_phrases(library: Library, candidates: Sequence[Candidate]) -> list[list[str]]:
    """Return the phrases of each passage, those first that are nearest to it in meaning.

    So KeyBERT orders them (Grootendorst, 2020).
    """
    phrases = [_phrases(library, one.passage) for one in candidates]
    rows = [one.row for one, own in zip(candidates, phrases, strict=True) for _ in own]
    texts = [plain(phrase) for own in phrases for phrase in own]
    if not texts:
        return phrases
    cosines = library.searcher.similarity(texts, np.array(rows, dtype=np.int64))
    ordered, first = [], 0
    for own in phrases:
        near = cosines[first : first + len(own)] + np.array(list(map(_tells, own)))
        first += len(own)
        ordered.append([own[i] for i in np.argsort(-near, kind="stable").tolist()])
    return ordered


def _phrases(library: Library, passage: Passage) -> list[str]:
    """Return the phrases of a passage that a question may be on, each once."""
    from index.engines.phrases import noun_phrases

    document, text = library.document(passage.key), passage.text
    if (document.language or "en").startswith("en"):
        spans = [span for span in noun_phrases(text) if heads(text, *span)]
        spans = [span for span in spans if _says_enough(library, text, *span)]
    else:
        spans = runs_of(text)
    once = {text[start:end].casefold(): text[start:end] for start, end in reversed(spans)}
    return untold(list(once.values())[::-1], document.title)


def _says_enough(library: Library, text: str, start: int, end: int) -> bool:
    """Tell whether a phrase is of several words, a name, or a rare word."""
    phrase = text[start:end]
    if " " in phrase:
        return True
    if is_name(text, start, end):
        return phrase not in NO_NAMES and not _MONTH.fullmatch(phrase)
    few = max(library.snapshot.manifest.passages // _RARE, 1)
    return 0 < library.snapshot.store.counts([phrase.casefold()]).get(phrase.casefold(), 0) <= few


def _tells(phrase: str) -> float:
    """Return how much a phrase has over one common word."""
    return _WORDS if " " in phrase else _NAME if phrase[:1].isupper() else 0.0


def _place(step: Step) -> tuple[bool, str, str, int]:
    """Return what the steps are ordered by: date, undated last, then the order in the document."""
    citation = step.citation
    return citation.date is None, citation.date or "", citation.key, citation.paragraph
