"""Documents -> a bibliography in a style, or one file for a reference manager.

What the manuals say of several entries with one author:

- Chicago (18th edition, 13.73) repeats the name, and no longer asks for a dash;
- the MLA (9th edition) has three dashes in its place from the second entry on;
- APA (7th edition, 9.47) repeats the name, and sets letters behind a year that comes twice.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from string import ascii_lowercase

from index.core.alphabet import alphabetical, heads
from index.core.exports import bibtex, csl_json, ris
from index.core.plain import source_line
from index.core.reference import Reference, named_once, reference_to
from index.domain import Citation, Source, Style
from index.engines.styles import entry


def bibliography(documents: Iterable[Source | Citation], style: Style) -> str:
    """Return the bibliography of the documents as one text; each has one entry."""
    if style is Style.CSL_JSON:
        return csl_json(*(reference for reference, _ in entries(documents, style)))
    between = "\n" if style is Style.PLAIN else "\n\n"
    return between.join(written for _, written in entries(documents, style))


def entries(documents: Iterable[Source | Citation], style: Style) -> list[tuple[Reference, str]]:
    """Return each document's reference and its entry, sorted as ``style`` asks for."""
    known = {document.key: document for document in documents}
    named = (named_once(reference_to(document), style) for document in known.values())
    ordered = alphabetical(named, style)
    match style:
        case Style.BIBTEX:
            written = [bibtex(one) for one in ordered]
        case Style.RIS:
            written = [ris(one) for one in ordered]
        case Style.CSL_JSON:
            written = [csl_json(one) for one in ordered]
        case Style.PLAIN:
            written = [_plain(known[one.key], one) for one in ordered]
        case Style.APA:
            pairs = zip(ordered, _letters(ordered), strict=True)
            written = [entry(one, style, letter=letter) for one, letter in pairs]
        case Style.MLA:
            before = [(), *(one.authors for one in ordered)]
            written = [
                entry(one, style, repeats_author=bool(one.authors) and one.authors == authors)
                for authors, one in zip(before, ordered, strict=False)
            ]
        case Style.CHICAGO:
            written = [entry(one, style) for one in ordered]
    return list(zip(ordered, written, strict=True))


def _letters(ordered: list[Reference]) -> Iterator[str]:
    """Yield the letter behind the year of each entry, where another begins alike."""
    alike = [(heads(one), one.date[:1]) for one in ordered]
    often, seen = Counter(alike), Counter[object]()
    for one in alike:
        yield _letter(seen[one]) if often[one] > 1 else ""
        seen[one] += 1


def _letter(number: int) -> str:
    """Return "a" for 0, "z" for 25, "aa" for 26."""
    before, last = divmod(number, len(ascii_lowercase))
    return (_letter(before - 1) if before else "") + ascii_lowercase[last]


def _plain(document: Source | Citation, reference: Reference) -> str:
    line = source_line(document)
    return " ".join(", ".join([*line, *filter(None, [reference.url])]).split())
