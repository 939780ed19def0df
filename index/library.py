"""Question -> answer: what a front end talks to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ParamSpec, TypeVar

import numpy as np

from index.core.citations import cite
from index.core.followup import is_follow_up, own_words, points_back
from index.core.question import Query, checked
from index.core.scope import admits, checked_scope, dates_told
from index.core.telling import no_document
from index.core.verdict import answerability, relevant, verdict_of
from index.domain import (
    DEFAULT_CITATIONS,
    EVERYTHING,
    MAX_CITATIONS,
    Answer,
    Citation,
    Document,
    Hit,
    Inquiry,
    Passage,
    Scope,
    Source,
    Verdict,
    Verification,
    Window,
)
from index.engines.spelling import nearest, nearest_key
from index.errors import NotFoundError
from index.ports import Floats, Mask
from index.search import Encoded, Searcher
from index.store.snapshot import Snapshot
from index.suggestion import suggested
from index.verification import Verifier

_P = ParamSpec("_P")
_T = TypeVar("_T")

_IDS_COMPARED = 10_000
"""Ids of a document that one which there is not is compared with."""


class Reader:
    """Reads the corpus of one snapshot; needs no model."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._sources: list[Source] | None = None

    def sources(self) -> list[Source]:
        """Return what is known of every document, ordered by key."""
        if self._sources is None:
            self._sources = self.snapshot.store.sources()
        return self._sources

    def source(self, key: str) -> Source:
        """Return what is known of the document with the key, in whatever case it is typed.

        Raises:
            NotFoundError: if there is none.

        """
        for source in self.sources():
            if source.key.casefold() == key.strip().casefold():
                return source
        raise NotFoundError(no_document(key, self.nearest_key(key)))

    def nearest_key(self, typed: str) -> str | None:
        """Return the key that was meant by one that there is not, if any comes near."""
        return nearest_key(typed, (source.key for source in self.sources()))

    def within(self, scope: Scope) -> tuple[Scope, list[Source]]:
        """Return the scope as the library reads it, and the documents in it.

        Raises:
            QuestionError: if a bound of it is no date.
            NotFoundError: if no document is in it.

        """
        scope = checked_scope(scope)
        if scope.source is not None:
            scope = replace(scope, source=self.source(scope.source).key)
        admitted = [source for source in self.sources() if admits(scope, source)]
        if not admitted:
            msg = "No document of the corpus lies within these limits; set others, or none."
            raise NotFoundError(f"{msg} {dates_told(scope, self.sources())}".strip())
        return scope, admitted

    def documents(self) -> list[Document]:
        """Return every document, ordered by key."""
        return [self.document(key) for key in self.snapshot.store.document_keys()]

    def document(self, key: str) -> Document:
        """Return the document with the key.

        Raises:
            NotFoundError: if there is none.

        """
        return self.snapshot.store.document(key)

    def suggest(self, typed: str, limit: int) -> list[Passage]:
        """Return at most ``limit`` passages that what was ``typed`` so far may mean."""
        return suggested(self.snapshot.store, self.sources(), typed, limit)

    def passages(self, key: str) -> list[Passage]:
        """Return a document's passages in order; raises ``NotFoundError`` for an unknown key."""
        return self.snapshot.store.passages_of(self.document(key).key)

    def passage(self, passage_id: str) -> Passage:
        """Return the passage with the id.

        Raises:
            NotFoundError: if there is none; the sentence names one that the id is misspelt for.

        """
        try:
            return self.snapshot.store.passage_by_id(passage_id.strip())
        except NotFoundError as error:
            key, _, end = passage_id.strip().rpartition("-")
            ids = self._ids_of(key)
            if not ids and (meant := self.nearest_key(key)):
                key, ids = meant, self._ids_of(meant)
            near = nearest(end, [one.rpartition("-")[2] for one in ids], 1)
            if not near:
                raise
            msg = f"{error} Did you mean {key}-{near[0]}?"
            raise NotFoundError(msg) from None

    def _ids_of(self, key: str) -> list[str]:
        return self.snapshot.store.ids_beginning(f"{key}-", _IDS_COMPARED) if key else []

    def cite(
        self, passage_id: str, window: tuple[int, int] | None = None, number: int = 1
    ) -> Citation:
        """Return the citation of one passage: as a whole, or with a window of it marked.

        The window is (start, end) in the passage's text.

        Raises:
            NotFoundError: if there is none with the id.
            QuoteMismatchError: if it is not what stands in its document.

        """
        passage = self.passage(passage_id)
        start, end = window or (0, len(passage.text))
        marked = Window(passage.start + start, passage.start + end)
        return cite(Hit(passage, marked, 1.0, number), self.document(passage.key))

    def verify(self, text: str) -> Verification:
        """Return whether the quote ``text`` stands in the corpus, and where.

        Raises:
            QuestionError: if it is empty, has fewer than four words, or is too long.
            QuoteMismatchError: if a passage is not what stands in its document.

        """
        return Verifier(self.snapshot.store).verify(text)

    def close(self) -> None:
        """Close the snapshot's files."""
        self.snapshot.close()


class Library(Reader):
    """Answers questions from one snapshot."""

    def __init__(self, snapshot: Snapshot, searcher: Searcher) -> None:
        super().__init__(snapshot)
        self.searcher = searcher

    def ask(
        self,
        question: str,
        k: int = DEFAULT_CITATIONS,
        scope: Scope = EVERYTHING,
        before: str | None = None,
    ) -> Answer:
        """Return the answer to ``question`` with up to ``k`` citations, best first.

        A question that says little by itself ("and Russia?") is read with the one ``before`` it.

        Raises:
            QuestionError: if the question is empty, has no word, or is too long, or if a bound of
                the scope is no date.
            NotFoundError: if no document is in the scope.
            QuoteMismatchError: if a passage is not what stands in its document.

        """
        (answer,) = self.ask_many([Inquiry(question, k, scope, before)])
        if isinstance(answer, Exception):
            raise answer
        return answer

    def ask_many(self, inquiries: Sequence[Inquiry]) -> list[Answer | Exception]:
        """Return the answer to each inquiry, or what went wrong with it; encoded together."""
        prepared = [_attempt(self._prepared, inquiry) for inquiry in inquiries]
        sound = [made for made in prepared if not isinstance(made, Exception)]
        if not sound:
            return [made for made in prepared if isinstance(made, Exception)]
        encoded = iter(self.searcher.encoded([made.query for made in sound]))
        return [
            made if isinstance(made, Exception) else _attempt(self._answered, made, next(encoded))
            for made in prepared
        ]

    def vectors(self, questions: Sequence[str]) -> Floats:
        """Return a vector of length one for each question, (questions, dimension): its meaning."""
        return self.searcher.vectors(questions)

    def is_follow_up(self, question: str, before: str) -> bool:
        """Tell whether ``question`` is understood only with the one ``before`` it.

        One that points at nothing said before, and whose words the corpus does not know ("and
        what is Salt Typhoon?"), is not: what stands before would lend it an answer that is none.
        """
        text = checked(question)
        if not before or not is_follow_up(text):
            return False
        own = own_words(text)
        known = any(self.searcher.knows(self.searcher.correct(word)) for word in own)
        return known or not own or points_back(text)

    def _prepared(self, inquiry: Inquiry) -> "_Prepared":
        text = checked(inquiry.question)
        before = None
        if inquiry.before and self.is_follow_up(text, inquiry.before):
            before = inquiry.before
        query = self.searcher.understand(text, checked(before) if before else "")
        among, scope = self._among(inquiry.scope)
        return _Prepared(replace(inquiry, scope=scope, before=before), query, among)

    def _answered(self, made: "_Prepared", encoded: Encoded) -> Answer:
        inquiry = made.inquiry
        k = min(max(inquiry.k, 1), MAX_CITATIONS)
        found = self.searcher.find(made.query, encoded, k, made.among)
        # What stands there word for word, and was asked for word for word, answers.
        likelihood = 1.0 if found.quotes else answerability(found.evidence, found.known)
        verdict = verdict_of(likelihood)
        return Answer(
            inquiry.question,
            verdict,
            likelihood,
            tuple(cite(hit, self.document(hit.passage.key)) for hit in found.hits),
            found.query.corrections,
            inquiry.before,
            inquiry.scope,
            relevant([hit.score for hit in found.hits]),
            () if verdict is Verdict.ANSWERED else self.searcher.missing(made.query),
        )

    def _among(self, scope: Scope) -> tuple[Mask | None, Scope]:
        """Return which passages are in the scope, (passages,), and its source's key as written.

        ``None`` stands for all.
        """
        scope, admitted = self.within(scope)
        return (None if scope == EVERYTHING else self.passages_among(admitted)), scope

    def passages_among(self, sources: Iterable[Source]) -> Mask:
        """Return which passages are of one of the sources, (passages,)."""
        among = np.zeros(self.snapshot.manifest.passages, dtype=np.bool_)
        for source in sources:
            rows = self.snapshot.store.rows_of(source.key)
            among[rows.start : rows.stop] = True
        return among

    def warm_up(self) -> None:
        """Load the model now, rather than with the first question."""
        self.searcher.search("warm up", 1)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An inquiry as it is searched with."""

    inquiry: Inquiry  # with the scope checked, and the question before only if it counts
    query: Query
    among: Mask | None


def _attempt(function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T | Exception:
    """Return what ``function`` returns, or raises: one bad question must not fail the others."""
    try:
        return function(*args, **kwargs)
    except Exception as error:  # noqa: BLE001 (handed to whoever asked, with its traceback)
        return error
