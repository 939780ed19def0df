"""Hit + document -> citation, once the quote is seen to stand in the document."""

from index.core.fragments import with_text_fragment
from index.domain import Citation, Document, Hit, Passage, Window
from index.errors import QuoteMismatchError


def cite(hit: Hit, document: Document) -> Citation:
    """Return the citation of a hit.

    Raises:
        QuoteMismatchError: if the passage is not what stands in the document at its offsets, or
            the window lies outside it.

    """
    passage, window = hit.passage, hit.window
    if not stands_in(passage, document) or not _inside(window, passage):
        msg = (
            f"The passage {passage.id} is not what stands in its document, so it was not sent;"
            " run `dossier index verify`, then `dossier index build --force`."
        )
        raise QuoteMismatchError(msg)
    matched = document.text[window.start : window.end]
    return Citation(
        number=hit.rank,
        passage_id=passage.id,
        key=document.key,
        title=document.title,
        publisher=document.publisher,
        author=document.author,
        date=document.date,
        paragraph=passage.number,
        heading=passage.heading,
        quote=passage.text,
        start=passage.start,
        end=passage.end,
        window=matched,
        window_start=window.start,
        window_end=window.end,
        url=with_text_fragment(document.url, matched) if document.url else None,
        language=document.language,
        page=passage.page,
    )


def stands_in(passage: Passage, document: Document) -> bool:
    """Tell whether the passage is the document's text at its offsets, character for character."""
    return (
        passage.key == document.key
        and passage.text == document.text[passage.start : passage.end]
        and bool(passage.text)
    )


def _inside(window: Window, passage: Passage) -> bool:
    return passage.start <= window.start < window.end <= passage.end
