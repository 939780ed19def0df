"""Citation -> its quote and its source line, in Discord's markup."""

import re
import sys
from urllib.parse import quote, urldefrag

from bot.discord.excerpt import clipped, excerpt, size, stands_out
from index.core.plain import place, written_date
from index.domain import Citation, Document, Source

_TITLE, _NAME, _ID = 160, 80, 80
_SAFE_IN_CODE = re.compile(r"[\w.-]+")
_HTTPS = re.compile(r"https://[^/?#\s]", re.IGNORECASE)
_KEPT_IN_ADDRESS = "!#$%&'*+,/:;=?@"  # no brackets: a masked link would end at them

_ADDRESS_SHARE = 3  # of a passage's room, one in so many may go to its source's address
_HARDLY_LONGER = 1.3
_AROUND_MATCH = 20  # marks and ellipses


def passage_text(
    citation: Citation, room: int, most: int, number: int | None = None
) -> tuple[str, bool]:
    """Return the quote with its source line below, and whether it was cut.

    All of it takes at most ``room``. The quote takes about ``most``: a match that is longer is
    shown nevertheless, and a quote that is hardly longer is not worth cutting.
    """
    head = f"**{number}**\N{EN SPACE}" if number is not None else ""
    source = f"\n-# {source_line(citation, room // _ADDRESS_SHARE)}"
    start, end = citation.window_start - citation.start, citation.window_end - citation.start
    left = room - size(head) - size(source)
    if stands_out(citation.quote, start, end):
        most = max(most, size(excerpt(citation.window, 0, 0, sys.maxsize)) + _AROUND_MATCH)
    whole = size(excerpt(citation.quote, start, end, sys.maxsize))
    wanted = left if whole <= _HARDLY_LONGER * most else min(left, most)
    quoted = excerpt(citation.quote, start, end, wanted, citation.language)
    return f"{head}{quoted}{source}", whole > wanted


def source_line(citation: Citation, room_for_address: int, *, document: bool = True) -> str:
    """Return where the passage stands, with the parts that are known.

    Without ``document`` only the place in it is told, for a card that names it once.
    """
    parts = document_parts(citation) if document else []
    parts += [place(citation.page, citation.paragraph), code(citation.passage_id)]
    if citation.url and (link := link_to(citation.url, room_for_address)):
        parts.append(link)
    return ", ".join(parts)


def document_parts(source: Citation | Document | Source) -> list[str]:
    """Return title, publisher, author and date, those that are known, in markup."""
    known = (source.publisher, source.author, written_date(source.date))
    parts = [f"*{clipped(source.title, _TITLE)}*"] if source.title.strip() else []
    return parts + [clipped(name, _NAME) for name in known if name and name.strip()]


def code(name: str) -> str:
    """Return a passage's id or a document's key as code, if it can be shown as such."""
    if _SAFE_IN_CODE.fullmatch(name) and len(name) <= _ID:
        return f"`{name}`"
    return clipped(name, _ID)


def link_to(url: str, room: int) -> str:
    """Return a masked link to the quoted words, to the page if that is too long, or nothing."""
    address = https(url)
    if address is None:
        return ""
    for words, target in (
        ("open at these words", address),
        ("open the source", urldefrag(address).url),
    ):
        link = f"[{words}]({target})"
        if size(link) <= room:
            return link
    return ""


def https(url: str) -> str | None:
    """Return the address as Discord may open it, or ``None`` if it is no https address."""
    return quote(url, safe=_KEPT_IN_ADDRESS) if _HTTPS.match(url) else None
