"""HTML -> its main text and what it says of itself, by trafilatura.

trafilatura leaves navigation, cookie banners, comments and footers out. The date is taken from the
page's metadata alone: what it could find in the text may be any date.
"""

import logging

from trafilatura import bare_extraction

from index.errors import CorpusError
from index.formats.charset import decoded
from index.formats.cleaning import assembled
from index.formats.extracted import Extracted, Metadata
from index.formats.markup import blocks_of, language_in, parsed


def extract(raw: bytes) -> Extracted:
    """Return the main text of a page.

    Raises:
        CorpusError: if it is no page, or has no text of its own.

    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text, warning = decoded(raw, declares=True)
    root = parsed(text)
    if root is None:
        msg = "there is no text in the page."
        raise CorpusError(msg)
    found = bare_extraction(
        text,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if isinstance(found, dict) or found is None or found.body is None:
        msg = (
            "there is no main text in the page: it may be made by scripts when it is opened; print"
            " it to PDF in a browser, or save its text."
        )
        raise CorpusError(msg)
    # Some sites put a sign into each heading, to link to it.
    title = (found.title or "").rstrip("¶ ") or None
    blocks = [block.rstrip("¶ ") if block[0] == "#" else block for block in blocks_of(found.body)]
    metadata = Metadata(
        title, found.sitename, found.author, found.date, found.url, language_in(root)
    )
    return Extracted(assembled(blocks), metadata, (warning,) if warning else ())
