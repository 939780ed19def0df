"""Quote -> address that opens the source at the quoted words.

Text directives as in the WICG's "URL Fragment Text Directives": ``#:~:text=start`` or, for a long
quote, ``#:~:text=start,end``.
"""

from urllib.parse import quote, urldefrag

_WHOLE_UP_TO = 80
"""Characters up to which a quote stands whole in the address."""
_WORDS_AT_END = 5


def with_text_fragment(url: str, text: str) -> str:
    """Return ``url`` with a directive for ``text``; a fragment that it has stays in front."""
    base, fragment = urldefrag(url)
    fragment = fragment.split(":~:", 1)[0]
    return f"{base}#{fragment}:~:text={_directive(text)}"


def without_text_fragment(url: str) -> str:
    """Return ``url`` without its directive; a fragment of its own stays."""
    return url.split(":~:", 1)[0].removesuffix("#")


def _directive(text: str) -> str:
    words = text.split()
    whole = " ".join(words)
    # A browser looks for the text as the page shows it. Words on either side of a line break or a
    # no-break space may be parted there by something else, so only the start,end form spans them.
    if whole == text and len(whole) <= _WHOLE_UP_TO:
        return _encoded(whole)
    if len(words) == 1:  # cut inside a word, as a browser sees it, the text would not be found
        return _encoded(whole)
    count = min(_WORDS_AT_END, len(words) // 2)
    return f"{_encoded(' '.join(words[:count]))},{_encoded(' '.join(words[-count:]))}"


def _encoded(text: str) -> str:
    """Percent-encode all but unreserved characters, and the hyphen, which marks a prefix."""
    return quote(text, safe="").replace("-", "%2D")
