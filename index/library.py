"""Question -> answer: what a front end talks to."""

from index.core.citations import cite
from index.core.question import checked
from index.core.verdict import verdict_of
from index.domain import Answer, Document, Passage, Verdict
from index.search import Searcher
from index.store.snapshot import Snapshot

DEFAULT_CITATIONS = 3
MAX_CITATIONS = 100


class Reader:
    """Reads the corpus of one snapshot; needs no model."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def documents(self) -> list[Document]:
        """Return every document, ordered by key."""
        return [self.document(key) for key in self.snapshot.store.keys()]

    def document(self, key: str) -> Document:
        """Return the document with the key.

        Raises:
            NotFoundError: if there is none.

        """
        return self.snapshot.store.document(key)

    def passages(self, key: str) -> list[Passage]:
        """Return a document's passages in order; raises ``NotFoundError`` for an unknown key."""
        self.document(key)
        return self.snapshot.store.passages_of(key)

    def passage(self, passage_id: str) -> Passage:
        """Return the passage with the id; raises ``NotFoundError`` if there is none."""
        return self.snapshot.store.passage_by_id(passage_id)

    def close(self) -> None:
        """Close the snapshot's files."""
        self.snapshot.close()


class Library(Reader):
    """Answers questions from one snapshot."""

    def __init__(self, snapshot: Snapshot, searcher: Searcher) -> None:
        super().__init__(snapshot)
        self.searcher = searcher

    def ask(self, question: str, k: int = DEFAULT_CITATIONS) -> Answer:
        """Return the answer to ``question`` with up to ``k`` citations, best first.

        Raises:
            QuestionError: if the question is empty, has no word, or is too long.
            QuoteMismatchError: if a passage is not what stands in its document.

        """
        found = self.searcher.search(checked(question), min(max(k, 1), MAX_CITATIONS))
        citations = tuple(cite(hit, self.document(hit.passage.key)) for hit in found.hits)
        verdict = verdict_of(found.hits[0].score) if found.hits else Verdict.NOT_IN_CORPUS
        return Answer(question, verdict, citations, found.query.corrections)
