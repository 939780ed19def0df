"""What the tests of ``index.core.passages`` share."""

from index.core.passages import passages_of
from index.engines.sentences import SentencexSegmenter
from tests.conftest import document

SEGMENTER = SentencexSegmenter()


def texts_of(text: str) -> list[str]:
    """Return the texts of the passages that ``text`` is cut into."""
    return [passage.text for passage in passages_of(document(text), SEGMENTER)]


def headings_of(text: str) -> list[str | None]:
    """Return the heading of each passage that ``text`` is cut into."""
    return [passage.heading for passage in passages_of(document(text), SEGMENTER)]
