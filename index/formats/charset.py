"""Bytes -> text, by charset-normalizer where nothing says how they were encoded."""

import codecs
import re

from charset_normalizer import from_bytes

from index.errors import CorpusError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_SAMPLE = 256 * 1024
# As every browser reads them.
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}


def decoded(raw: bytes, *, declares: bool = False) -> tuple[str, str | None]:
    """Return the text, and a sentence where its encoding was guessed.

    ``declares`` is for formats that name their encoding in their first lines. What they name is
    believed only where the bytes are not UTF-8, which hardly any other text is by chance.

    Raises:
        CorpusError: if it is in no encoding that is known.

    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _marked(raw, encoding), None
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(raw[:_DECLARED_WITHIN]) if declares else None
    if declared:
        name = declared[1].decode("ascii", "replace").lower()
        try:
            return raw.decode(_MEANT.get(name, name)), None
        except (LookupError, ValueError):
            pass  # it says what it is not
    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None:
        msg = "its encoding is not known; save it as UTF-8."
        raise CorpusError(msg)
    text = raw.decode(best.encoding, "replace")
    return text, f"Its encoding was guessed ({best.encoding}); look at its accented letters."


def _marked(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        msg = (
            f"it begins as {encoding.removesuffix('-sig').upper()} and is none; save it as UTF-8."
        )
        raise CorpusError(msg) from error
