"""A citation -> plain data, the same wherever JSON is printed."""

from typing import Any

from index.domain import Citation


def citation_object(citation: Citation) -> dict[str, Any]:
    """Return a citation with all that docs/json.md lists."""
    return {
        "number": citation.number,
        "passage_id": citation.passage_id,
        "key": citation.key,
        "title": citation.title,
        "publisher": citation.publisher,
        "author": citation.author,
        "date": citation.date,
        "paragraph": citation.paragraph,
        "page": citation.page,
        "heading": citation.heading,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "window": citation.window,
        "window_start": citation.window_start,
        "window_end": citation.window_end,
        "url": citation.url,
    }
