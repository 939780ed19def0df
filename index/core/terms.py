"""Text -> words, the same for passages, questions and spelling."""

import re

from index.core.typography import folded

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|[^\W_{_IDEOGRAPHS}]+(?:'[^\W_]+)?")
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\b\.?")


def words_of(text: str) -> list[str]:
    """Return the words of ``text``, lower case, without accents; ideographs stand alone.

    "U.S." is one word, ``us``; a possessive loses its ending; other single Latin letters are no
    words.
    """
    joined = _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), folded(text))
    words = (word.removesuffix("'s") for word in _WORD.findall(joined))
    return [word for word in words if len(word) > 1 or word.isdigit() or word > "\u2fff"]
