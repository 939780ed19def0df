"""A passage's text -> whether it begins with what stands before it."""

import re

_WORD = re.compile(r"\w+")
_OPENING_WORDS, _OPENING = 4, 80
_NO_POINTING = re.compile(r"\bsuch as\b")
_BACK = frozenset(
    """
    he she they it his her their its this these those that such however but and also second third
    fourth finally moreover furthermore similarly therefore thus hence nevertheless nonetheless
    meanwhile then instead still yet another other others both later afterwards or so there here
    additionally consequently conversely likewise otherwise again
    """.split()
)
_BACK_BEHIND = frozenset("this these those such same above former latter".split())


def stands_alone(text: str) -> bool:
    """Tell whether ``text`` begins without a word that points back: "However", "After this"."""
    words = _WORD.findall(_NO_POINTING.sub("", text[:_OPENING]))
    opening = [word.casefold() for word in words[:_OPENING_WORDS]]
    return bool(opening) and opening[0] not in _BACK and _BACK_BEHIND.isdisjoint(opening[1:])
