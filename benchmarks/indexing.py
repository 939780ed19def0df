"""Texts embedded in a second, beside sentence-transformers on the same texts.

    .venv/bin/python benchmarks/indexing.py SQUAD [PARAGRAPHS]

SQUAD is a set in that layout; the texts are those that an index of some of its paragraphs has
embedded: each paragraph, its sentences and their pairs, with the title in front. They take
turns, so that a machine whose speed drifts slows both; on a processor with AMX Dossier embeds in
16 bits and in 32. Printed are the medians, and the ratios run by run.
"""

import argparse
import os
import random
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from sentence_transformers import SentenceTransformer

from index.core.context import in_context
from index.core.windows import windows_of
from index.engines import bfloat16
from index.engines.encoder import SentenceTransformerEncoder
from index.engines.models import BUNDLED
from index.engines.sentences import SentencexSegmenter
from index.evaluation.squad import read_squad

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 1
RUNS = 5
PLAIN = "sentence-transformers"


def texts_of(squad: Path, paragraphs: int) -> list[str]:
    """Return what is embedded for a sample of paragraphs, nothing twice."""
    documents = list(read_squad(squad).corpus.documents)
    cut = SentencexSegmenter()
    texts = []
    for one in random.Random(SEED).sample(documents, paragraphs):  # noqa: S311 (a sample)
        texts.append(in_context(one.title, one.text))
        texts += [
            in_context(one.title, one.text[window.start : window.end])
            for window in windows_of(cut.sentences(one.text, "en"))
        ]
    return list(dict.fromkeys(texts))


def main() -> None:
    """Embed in turn, and print the comparison."""
    parser = argparse.ArgumentParser(description="Texts embedded in a second.")
    parser.add_argument("squad", type=Path)
    parser.add_argument("paragraphs", type=int, nargs="?", default=100)
    given = parser.parse_args()
    texts = texts_of(given.squad, given.paragraphs)
    ours = SentenceTransformerEncoder(BUNDLED)
    plain = SentenceTransformer(str(ours._folder), device="cpu", local_files_only=True)  # noqa: SLF001
    kinds: dict[str, Callable[[], object]] = {
        PLAIN: lambda: plain.encode(texts, show_progress_bar=False),
        "indexing in 32 bits": lambda: in_32_bits(ours, texts),
    }
    if bfloat16.is_quicker():
        kinds["indexing in 16 bits"] = lambda: ours.encode_passages(texts)
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for run in range(1 + RUNS):
        for kind, work in kinds.items():
            begun = time.perf_counter()
            work()
            if run:  # the first warms up
                times[kind].append(time.perf_counter() - begun)
    has = "with" if bfloat16.is_quicker() else "without"
    print(f"{len(texts)} texts, {os.cpu_count()} cores, {has} AMX")
    print(f"{'':24}{'texts a second':>16}{'times as many':>16}")
    for kind, taken in times.items():
        ratio = statistics.median(b / a for a, b in zip(taken, times[PLAIN], strict=True))
        print(f"{kind:24}{len(texts) / statistics.median(taken):16.1f}{ratio:16.2f}")


def in_32_bits(encoder: SentenceTransformerEncoder, texts: list[str]) -> None:
    """Embed as on a processor that is no quicker with 16."""
    with patch.object(bfloat16, "is_quicker", return_value=False):
        encoder.encode_passages(texts)


if __name__ == "__main__":
    main()
