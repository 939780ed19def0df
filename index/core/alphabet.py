"""References -> the order of a bibliography, as the styles' manuals have it.

- Chicago sorts word by word (18th edition, 15.66), APA and the MLA letter by letter.
- An entry without an author is sorted by its title, in which an article at the beginning does not
  count.
- Entries of one author: Chicago and the MLA sort them by title; APA by date, "n.d." first, and a
  year alone before a day in it.

Accents and punctuation do not count. Numbers stand before letters, and Chinese, which has no
alphabet, behind them.
"""

import unicodedata
from collections.abc import Iterable

from index.core.reference import Reference
from index.domain import Style

_ARTICLES = frozenset({"a", "an", "the"})

Sorted = tuple[object, ...]


def alphabetical(references: Iterable[Reference], style: Style) -> list[Reference]:
    """Return the references in the order in which ``style`` has them; exports go by key."""
    if style not in {Style.CHICAGO, Style.APA, Style.MLA, Style.PLAIN}:
        return sorted(references, key=lambda reference: reference.key)
    return sorted(references, key=lambda reference: _place(reference, style))


def heads(reference: Reference) -> tuple[object, ...]:
    """Return what an entry begins with: its authors, or else its title."""
    return reference.authors or (reference.title,)


def _place(reference: Reference, style: Style) -> Sorted:
    title = _words(reference.title, style, of_title=True)
    names = tuple(
        (_words(name.family, style), _words(name.given or "", style)) for name in reference.authors
    )
    if style is Style.PLAIN:
        names = ()
    within = (reference.date, title) if style is Style.APA else (title, reference.date)
    return (names or ((title, ()),), *within, reference.key)


def _words(text: str, style: Style, *, of_title: bool = False) -> tuple[str, ...]:
    """Return what of a text counts in sorting: its words, or in one piece their letters."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    words = [
        "".join(character for character in word if character.isalnum()) for word in apart.split()
    ]
    words = [word for word in words if word]
    if of_title and len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return ("".join(words),) if style in {Style.APA, Style.MLA} else tuple(words)
