"""Question -> answer: what a front end talks to."""

from index.core.citations import cite
from index.core.question import checked
from index.core.verdict import verdict_of
from index.domain import Answer, Citation, Document, Hit, Passage, Window
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
        return [self.document(key) for key in self.snapshot.store.document_keys()]

    def document(self, key: str) -> Document:
        """Return the document with the key.

        Raises:
            NotFoundError: if there is none.

        """
        return self.snapshot.store.document(key)

    def passages(self, key: str) -> list[Passage]:
        """Return a document's passages in order; raises ``NotFoundError`` for an unknown key."""
        return self.snapshot.store.passages_of(self.document(key).key)

    def passage(self, passage_id: str) -> Passage:
        """Return the passage with the id; raises ``NotFoundError`` if there is none."""
        return self.snapshot.store.passage_by_id(passage_id.strip())

    def cite(self, passage_id: str) -> Citation:
        """Return the citation of one passage, as a whole.

        Raises:
            NotFoundError: if there is none with the id.
            QuoteMismatchError: if it is not what stands in its document.

        """
        passage = self.passage(passage_id)
        hit = Hit(passage, Window(passage.start, passage.end), score=1.0, rank=1)
        return cite(hit, self.document(passage.key))

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
        return Answer(question, verdict_of(found.evidence), citations, found.query.corrections)

    def warm_up(self) -> None:
        """Load the model now, rather than with the first question."""
        self.searcher.search("warm up", 1)
