r"""Text -> text that Discord shows as it is.

``discord.utils.escape_markdown`` does not suffice: it leaves numbered lists, timestamps, custom
emoji, addresses and the inside of masked links as they are, and its backslash in front of an
indented hyphen is itself shown.

Discord takes a backslash before any character but letters, digits and white space as "show the
next character as it is". Where it looks for pings, backslashes mean nothing: ``@everyone`` is
broken up by a zero-width space, the forms in angle brackets (``<@1>``) by the backslash before
their end.
"""

import re

_ANYWHERE = re.compile(
    r"[\\*_~|`\[\]<>]"  # emphasis, spoilers, code, masked links, mentions, timestamps, quotes
    r"|:(?=//|[^\s:]+:)"  # https://..., :emoji:
)
_LINE_START = re.compile(r"((?:\A|(?<=[\r\n]))[^\S\r\n]*(?:(?=[#+-])|[0-9]+(?=\.)))")
_PING = re.compile(r"@(?=everyone|here)")
_ZERO_WIDTH_SPACE = "\u200b"
CLOSERS = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
"""What turns the direction of writing, with what ends it (Unicode Standard Annex 9)."""


def escape(text: str) -> str:
    """Return ``text`` with all that Discord would read as markup or as a ping made inert.

    A direction of writing that it turns to ends with it, and does not turn what stands behind it.
    """
    marked = _ANYWHERE.sub(r"\\\g<0>", text)
    listed = _LINE_START.sub(r"\1\\", marked)
    return _PING.sub(f"@{_ZERO_WIDTH_SPACE}", listed) + _closers(text)


def _closers(text: str) -> str:
    turned: list[str] = []
    for character in text:
        if character in CLOSERS:
            turned.append(CLOSERS[character])
        elif turned and character == turned[-1]:
            turned.pop()
    return "".join(reversed(turned))
