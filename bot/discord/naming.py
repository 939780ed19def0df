"""What somebody typed without choosing from the list -> the one document or passage it names."""

from collections.abc import Iterable
from dataclasses import replace

from index.domain import Scope, Source
from index.errors import NotFoundError
from index.library import Reader

MOST_TYPED = 100
"""Characters of what is typed that are read: a key has no more, and Discord lets 6,000 through."""


def source_named(reader: Reader, typed: str) -> Source:
    """Return the document with the key typed, or the only one whose title has the words.

    Of a longer title its beginning is looked for.

    Raises:
        NotFoundError: if there is none, or more than one.

    """
    typed = typed[:MOST_TYPED]
    try:
        return reader.source(typed)
    except NotFoundError:
        words = set(typed.casefold().split())
        titled = [
            source
            for source in reader.sources()
            if words and _holds(source.title.casefold(), words)
        ]
        if len(titled) == 1:
            return titled[0]
        near = reader.nearest_key(typed)
        meant = f" Did you mean {near}?" if near else ""
        msg = f"{_none_or_several(len(titled))} document is named {typed!r}; {_CHOOSE}{meant}"
        raise NotFoundError(msg) from None


def passage_named(reader: Reader, typed: str) -> str:
    """Return the id typed, or that of the only passage with the words.

    Raises:
        NotFoundError: if there is none, or more than one.

    """
    try:
        return reader.passage(typed).id
    except NotFoundError:
        found = reader.suggest(typed, 2) if typed.strip() else []
        if len(found) == 1:
            return found[0].id
        msg = f"{_none_or_several(len(found))} passage has {typed!r}; {_CHOOSE}"
        raise NotFoundError(msg) from None


def scope_named(reader: Reader, scope: Scope) -> Scope:
    """Return the scope with its document's key, checked.

    Raises:
        QuestionError: if a bound of it is no date.
        NotFoundError: if no document, or more than one, is named so, or none is within the bounds.

    """
    if scope.source is not None:
        scope = replace(scope, source=source_named(reader, scope.source).key)
    return reader.within(scope)[0]


_CHOOSE = "choose one from the list that opens while you type."


def _holds(title: str, words: Iterable[str]) -> bool:
    return all(word in title for word in words)


def _none_or_several(count: int) -> str:
    return "No" if count == 0 else "More than one"
