"""Text -> text as a plain keyboard would have typed it."""

import re
import unicodedata

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
        **dict.fromkeys("“”„‟″«»＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        "…": "...",
        # Invisible: soft hyphen, zero-width characters, direction marks, byte-order mark.
        **dict.fromkeys(map(chr, (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F))), None),
        **dict.fromkeys(map(chr, (*range(0x2060, 0x206A), 0xFEFF)), None),
        # Halves of a surrogate pair, as a terminal with another encoding sends them.
        **dict.fromkeys(map(chr, range(0xD800, 0xE000)), None),
    }
)
_ACCENTS = re.compile("[\u0300-\u036f]")


def plain(text: str) -> str:
    """Return ``text`` with plain quotes, dashes, ellipses and spaces, and nothing invisible.

    Letters keep their case and accents. Offsets are not preserved.
    """
    return " ".join(unicodedata.normalize("NFKC", text.translate(_PLAIN)).split())


def folded(text: str) -> str:
    """Return ``plain(text)`` without case and accents: equal for texts that read the same."""
    decomposed = unicodedata.normalize("NFKD", plain(text).casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))
