"""What somebody typed in Discord -> the question in it."""

import re

_MARKUP = re.compile(
    r"<(?:@[!&]?|#)[0-9]+>"  # people, roles, channels
    r"|<a?:(\w+):[0-9]+>"  # a server's own emoji
    r"|<t:-?[0-9]+(?::[a-zA-Z])?>"  # a time, shown in the reader's own zone
    r"|</[^:>]+:[0-9]+>"  # a command
)
_MASKED_LINK = re.compile(r"\[([^\]\n]*)\]\(<?https?://[^)\s]*\)")


def question_in(content: str) -> str:
    """Return the question in a message: without mentions, emoji and addresses of masked links."""
    return _MARKUP.sub(" ", _MASKED_LINK.sub(r"\1", content)).strip()
