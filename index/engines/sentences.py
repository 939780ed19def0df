"""Text -> sentences, by sentencex."""

import re

from sentencex import get_sentence_boundaries

from index.core.passages import trimmed
from index.ports import Span

_TRAILS_OFF = re.compile(r"(?:…|\.\.)\W*\Z")


class SentencexSegmenter:
    """Rules for about 300 languages; one that is not known is cut like English."""

    def sentences(self, text: str, language: str | None) -> list[Span]:
        """Return the sentences' spans in ``text``, in order, without surrounding white space."""
        spans: list[Span] = []
        for boundary in get_sentence_boundaries((language or "en").split("-")[0], text):
            start, end = trimmed(text, boundary["start_index"], boundary["end_index"])
            if start >= end:  # white space alone
                continue
            if spans and text[start].islower() and _TRAILS_OFF.search(text, *spans[-1]):
                # "I know the answer … but …. it is difficult": the dots trail off, nothing ends.
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        return spans
