"""What a document calls somebody for short, and a place in it -> whether that is meant."""

import re
from dataclasses import dataclass

from index.core.people import is_forename, is_title
from index.ports import Span

_LONGEST_TITLE = 20
_ASKING, _ASKED = (
    re.compile(r"(?:\A|[.!?:\n][\"”’)\]]*\s*|[\"“‘(])Will\s\Z"),
    re.compile(r"[^.!?]*\?"),
)
_GOES_ON = re.compile(r"[ \u00a0\n][^\W\d_a-z]|['’](?!s\b)\w")  # "Turing Award", "Xi'an"


@dataclass(frozen=True, slots=True)
class Short:
    """What a document calls somebody or something that it names in full: a surname, an acronym."""

    text: str
    person: bool
    full: str = ""  # the name that it is short for
    first: bool = False  # as in "Xi Jinping"; then a name may go on behind it: "Xi Zhongxun"
    shared: bool = False  # with an organisation: "Harvard" is not John Harvard
    several: bool = False  # people are called so; "Mr. Obama" may be any of them
    title: str | None = None  # that the person has, but for "Mr."

    def means(self, text: str, span: Span, *, named: bool) -> bool:
        """Tell whether the whole name is meant; ``named`` tells that the document has it."""
        goes_on = self.person and _GOES_ON.match(text, span[1]) is not None
        before = text[max(span[0] - _LONGEST_TITLE, 0) : span[0]].split()
        if before[-1:] == ["Will"] and _is_asked(text, span):
            before = []
        if self.person and before and is_forename(before[-1]) and before[-1] not in self.full:
            return False  # "Michelle Obama" is not Barack Obama
        if self.person and before and is_title(before[-1]) and not (goes_on and self.first):
            return named or not self.several or before[-1] == self.title
        return named and not (self.shared or goes_on)


def _is_asked(text: str, span: Span) -> bool:
    """Tell whether the "Will" before a surname asks, and is no first name: "Will Xi agree?"."""
    begins = _ASKING.search(text, max(span[0] - _LONGEST_TITLE, 0), span[0])
    return begins is not None and _ASKED.match(text, span[1]) is not None
