"""Markdown and plain text -> the same, in UTF-8."""

from index.formats.charset import decoded
from index.formats.cleaning import without_controls
from index.formats.extracted import Extracted


def extract(raw: bytes) -> Extracted:
    """Return the text as it stands, front matter included.

    Raises:
        CorpusError: if it is in no encoding that is known.

    """
    text, warning = decoded(raw)
    return Extracted(without_controls(text), warnings=(warning,) if warning else ())
