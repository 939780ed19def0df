"""Passages -> what each vector of the index stands for, and the text that it is made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.core.context import in_context
from index.core.windows import windows_of
from index.domain import Document, Passage
from index.ports import Progress, Segmenter
from index.store.arrays import ROW_TYPE


def rows_of(
    passages: Sequence[Passage],
    by_key: Mapping[str, Document],
    segmenter: Segmenter,
    progress: Progress,
) -> NDArray[np.void]:
    """Return what each vector stands for.

    A passage's rows follow one another: itself, then its windows. A passage of one sentence is
    its own only window and has one row.
    """
    rows: list[NDArray[np.void]] = []
    for i, passage in enumerate(passages):
        sentences = segmenter.sentences(passage.text, by_key[passage.key].language)
        whole = passage.start, passage.end
        windows = [
            (passage.start + window.start, passage.start + window.end)
            for window in windows_of(sentences)
        ]
        spans = [whole, *(window for window in windows if window != whole)]
        rows.append(np.array([(i, start, end) for start, end in spans], dtype=ROW_TYPE))
        if i % 100 == 0 or i == len(passages) - 1:
            progress("Cutting windows", i + 1, len(passages))
    return np.concatenate(rows)


@dataclass(frozen=True, slots=True)
class RowTexts:
    """The text to embed for each vector, made when it is asked for."""

    rows: NDArray[np.void]
    passages: Sequence[Passage]
    contexts: Sequence[str]
    by_key: Mapping[str, Document]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[str]:
        return (self[row] for row in range(len(self)))

    def __getitem__(self, row: int, /) -> str:
        passage, start, end = self.rows[row].item()
        text = self.by_key[self.passages[passage].key].text[start:end]
        return in_context(self.contexts[passage], text)
