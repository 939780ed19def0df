"""Source -> Dossier's own line: title, publisher, author, date."""

from datetime import date

from index.core.fragments import without_text_fragment
from index.domain import Citation, Document, Source


def plain_line(citation: Citation) -> str:
    """Return the citation in one line: what is known of it, the place in it, the address."""
    line = [*source_line(citation), place(citation.page, citation.paragraph)]
    if citation.url:
        line.append(without_text_fragment(citation.url))
    return " ".join(", ".join(line).split())


def place(page: int | None, paragraph: int) -> str:
    """Return where a passage stands: "page 3, paragraph 12", "paragraph 12"."""
    return f"page {page}, paragraph {paragraph}" if page is not None else f"paragraph {paragraph}"


def source_line(source: Citation | Document | Source) -> list[str]:
    """Return what is known of a source, in the order of a citation: title, publisher, ..."""
    known = (source.title, source.publisher, source.author, written_date(source.date))
    return [part for part in known if part]


def written_date(iso: str | None) -> str | None:
    """Return "14 December 2009" for "2009-12-14", "December 2009" for "2009-12"; else ``iso``."""
    parts = (iso or "").split("-")
    try:
        if len(parts) == 3:  # noqa: PLR2004 (year, month, day)
            day = date(*map(int, parts))
            return f"{day.day} {day:%B} {day.year}"
        if len(parts) == 2:  # noqa: PLR2004 (year, month)
            return f"{date(int(parts[0]), int(parts[1]), 1):%B} {parts[0]}"
    except ValueError:  # the 31st of a month of 30 days: shown as it was written
        pass
    return iso
