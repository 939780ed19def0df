"""Passage -> windows: every sentence, and every two consecutive ones."""

import itertools
from collections.abc import Sequence

from index.domain import Window
from index.ports import Span


def windows_of(sentences: Sequence[Span]) -> list[Window]:
    """Return the windows over the sentences' spans: single ones first, then the pairs."""
    singles = [Window(start, end) for start, end in sentences]
    pairs = [Window(first.start, second.end) for first, second in itertools.pairwise(singles)]
    return singles + pairs
