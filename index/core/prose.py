"""A passage -> whether it reads well by itself: prose, neither a scrap nor an endless one."""

import re

LEAST_WORDS = 25
_IDEOGRAPHS_A_WORD = 1.8
MOST = 1_500
"""Characters: what fits a screen. What is longer was hardly written to be read alone."""
_LETTERS = 0.72
"""The least share of letters and spaces; tables, references and figures have fewer."""
_NARROW, _MANY_LINES = 45, 3
"""Lines that are shorter, and more of them than these, are a list, a poem or an address."""
_LINKS = 2

_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MARKED = re.compile(
    r"\s*(?:[-*+•·|>#]|\d{1,3}[.)]|\(?[a-z0-9]{1,3}\)|```|~~~|<)(?:\s|\||\Z)", re.ASCII
)
_COLUMNS = re.compile(r"\t| {3,}|\|.*\||\.{4,}|_{4,}")
_ENDS = re.compile(r"[.!?。！？…][\"'”’»)\]*_」』）]*(?:\[\d{1,3}\]|\d{1,3})?\s*\Z")
_BEGINS = re.compile(r"[\"'“‘«(\[*_「『（—…\s]*[^\W\d_]")


def is_prose(text: str, least: int = LEAST_WORDS) -> bool:
    """Tell whether ``text`` is sentences of ``least`` words or more, begun and ended."""
    if len(text) > MOST or not _ENDS.search(text) or not _begins_a_sentence(text):
        return False
    lines = text.strip().splitlines()
    if any(_MARKED.match(line) or _COLUMNS.search(line) for line in lines):
        return False
    if len(lines) > _MANY_LINES and sum(map(len, lines)) / len(lines) < _NARROW:
        return False
    if text.count("://") > _LINKS:
        return False
    enough = len(_WORD.findall(text)) >= least
    enough = enough or len(_IDEOGRAPH.findall(text)) >= _IDEOGRAPHS_A_WORD * least
    plain = sum(character.isalpha() or character.isspace() for character in text)
    return enough and plain >= _LETTERS * len(text)


def _begins_a_sentence(text: str) -> bool:
    match = _BEGINS.match(text)
    return match is not None and not match[0][-1].islower()
