"""Builders of citations."""

from index.core.citations import cite
from index.domain import Citation, Document, Hit
from index.store.documents import read_document
from tests.conftest import SEEDS, document, passage, whole


def cited(paragraph: int = 3, **fields: str) -> Citation:
    """Return a citation of a document of one passage, with ``fields`` for what is known of it."""
    return _cited(document("It rained.", **fields), "It rained.", paragraph)


def cited_seed(key: str, paragraph: int) -> Citation:
    """Return a citation of one of the repository's own documents."""
    seed = read_document(SEEDS / f"{key}.md", SEEDS)[0]
    return _cited(seed, seed.text.split("\n\n")[paragraph - 1].strip(), paragraph)


def _cited(source: Document, quote: str, paragraph: int) -> Citation:
    found = passage(source, quote, number=paragraph)
    return cite(Hit(found, whole(found), score=1.0, rank=1), source)
