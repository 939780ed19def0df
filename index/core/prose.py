"""A passage's text -> whether it is prose that is read well by itself."""

import re

_FEWEST, _MOST = 80, 1500
"""Characters: a sentence or two say something by themselves, and a card shows the whole."""

_FEWEST_WORDS, _WORDS_A_LINE = 12, 4
_LETTERS_SHARE = 0.7
_NOT_PROSE = re.compile(
    r"^[^\S\n]*(?:\||[-*+•][^\S\n]|\d+[.)][^\S\n]|>|```|#)|\]\(|https?://\S+\s+https?://",
    re.MULTILINE,
)
_ENDED = re.compile(r"[.!?…。！？][\"'”’»)\]*_」』]*\Z")
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"\w+")
_OPENING_WORDS = 4
_BACK = frozenset(
    """
    he she they it his her their its this these those that such however but and also second third
    fourth finally moreover furthermore similarly therefore thus hence nevertheless nonetheless
    meanwhile then instead still yet another other others both later afterwards or so there here
    additionally consequently conversely likewise otherwise again
    """.split()
)
_BACK_BEHIND = frozenset("this these those such same above former latter".split())


def is_prose(text: str) -> bool:
    """Tell whether ``text`` is whole sentences, neither few words nor very many, and no list."""
    if not _FEWEST <= len(text) <= _MOST or not _ENDED.search(text, len(text) - 5):
        return False
    if _NOT_PROSE.search(text) or text.lstrip("\"'“‘([")[:1].islower():
        return False
    words = text.split()
    fewest = max(_FEWEST_WORDS, _WORDS_A_LINE * (text.count("\n") + 1))
    if len(words) < fewest and not _IDEOGRAPH.search(text):
        return False
    return sum(map(str.isalpha, text)) >= _LETTERS_SHARE * sum(map(len, words))


def stands_alone(text: str) -> bool:
    """Tell whether ``text`` begins without a word that points back to what stands before it."""
    first, *more = [word.casefold() for word in _WORD.findall(text[:80])[:_OPENING_WORDS]] or [""]
    return bool(first) and first not in _BACK and _BACK_BEHIND.isdisjoint(more)
