r"""Paper -> Markdown, with footnotes as GitHub, Pandoc, Obsidian and others have them.

Whatever may be markup is escaped by a backslash: all of it stands for itself. The reference to a
note leads to it, and the note back, wherever footnotes are known; elsewhere the numbers are read.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

from index.printing.paper import (
    BIBLIOGRAPHY,
    ELSEWHERE,
    NOT_COVERED,
    OMISSION,
    PASSAGES_ONLY,
    SAME_POINT,
    Listing,
    Paper,
    Quotation,
    Reference,
)

_MARKS = re.compile(r"[\\`*_{}\[\]<>|~&$#^@]")
_ANYWHERE = re.compile(rf"{_MARKS.pattern}|(?<=\w):(?=//)|(?<=www)\.", re.IGNORECASE)
_BACKSLASH = r"\\\g<0>"
_MARKS_AT_START = ("-", "+", "=", ":")
_NUMBERED = re.compile(r"^(\d+)([.)])")
_IN_TARGET = "!#$%&'*+,/:;=?@~"
"""What stays as it is in an address; brackets would end it, and become numbers."""
_BREAK = "\\\n"


def markdown(paper: Paper) -> bytes:
    """Return the paper as a file of Markdown, in UTF-8."""
    return ("\n\n".join(_blocks(paper)) + "\n").encode()


def escaped(text: str) -> str:
    """Return one line in which nothing is markup."""
    marked = _ANYWHERE.sub(_BACKSLASH, " ".join(text.split()))
    if numbered := _NUMBERED.match(marked):
        return f"{numbered[1]}\\{marked[numbered.start(2) :]}"
    return f"\\{marked}" if marked.startswith(_MARKS_AT_START) else marked


def _blocks(paper: Paper) -> Iterator[str]:
    yield f"# {escaped(paper.topic)}"
    kind = ", ".join(filter(None, [paper.kind, paper.date]))
    yield _BREAK.join([*map(escaped, (kind, *paper.told)), f"*{PASSAGES_ONLY}*"])
    if paper.lead:
        yield f"**{escaped(paper.lead)}**"
    for part in paper.parts:
        if part.heading is not None:
            yield f"## {escaped(part.heading)}"
        for point in part.points:
            if len(point) > 1:
                yield f"*{SAME_POINT}:*"
            yield from map(_quotation, point)
    yield from _uncovered(paper)
    if paper.bibliography:
        yield f"## {BIBLIOGRAPHY}"
        yield "\n".join(f"- {_reference(entry)}" for entry in paper.bibliography)
    for number, note in enumerate(paper.notes, start=1):
        yield f"[^{number}]: {_reference(note)}"


def _uncovered(paper: Paper) -> Iterator[str]:
    if paper.further:
        yield f"## {ELSEWHERE}"
        yield from _listing(paper.further)
    if paper.missing or paper.silent:
        yield f"## {NOT_COVERED}"
    if paper.missing:
        yield escaped(paper.missing)
    if paper.silent:
        yield from _listing(paper.silent)


def _listing(listing: Listing) -> Iterator[str]:
    yield f"{listing.label}:"
    yield "\n".join(f"- {escaped(source)}" for source in listing.sources)
    if listing.more:
        yield listing.more


def _quotation(quotation: Quotation) -> str:
    lines = [escaped(line) for line in quotation.lines]
    if quotation.begins_within:
        lines[0] = f"{escaped(OMISSION)} {lines[0]}"
    if quotation.ends_within:
        lines[-1] += f" {escaped(OMISSION)}"
    lines[-1] += f"[^{quotation.number}]"
    quoted = f"{_BREAK}> ".join(lines)
    return f"> {quoted}\n>\n> — {escaped(quotation.source)}"


def _reference(reference: Reference) -> str:
    if reference.target is None:
        return escaped(reference.text)
    before, linked, after = reference.pieces
    target = quote(reference.target, safe=_IN_TARGET)
    return (
        f"{escaped(before)} [{_MARKS.sub(_BACKSLASH, linked)}](<{target}>){escaped(after)}".strip()
    )
