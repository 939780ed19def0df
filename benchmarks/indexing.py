"""Texts embedded in a second, beside sentence-transformers on the same texts.

    .venv/bin/python benchmarks/indexing.py SQUAD [PARAGRAPHS]

SQUAD is a set in that layout; the texts are those that an index of some of its paragraphs has
embedded: each paragraph, its sentences and their pairs, with the title in front. The two take
turns, so that a machine whose speed drifts slows both. Printed are the medians and the ratio,
pair by pair.
"""

import argparse
import random
import statistics
import time
from pathlib import Path

from sentence_transformers import SentenceTransformer

from index.core.context import in_context
from index.core.windows import windows_of
from index.engines.encoder import SentenceTransformerEncoder
from index.engines.models import BUNDLED
from index.engines.sentences import SentencexSegmenter
from index.evaluation.squad import read_squad

SEED = 1
RUNS = 3


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
    ours.encode_passages(texts[:64])
    plain.encode(texts[:64], show_progress_bar=False)
    pairs = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        ours.encode_passages(texts)
        between = time.perf_counter()
        plain.encode(texts, show_progress_bar=False)
        pairs.append((between - begun, time.perf_counter() - between))
    mine, theirs = zip(*pairs, strict=True)
    print(f"{len(texts)} texts")
    print(f"indexing, texts a second      {len(texts) / statistics.median(mine):8.1f}")
    print(f"sentence-transformers         {len(texts) / statistics.median(theirs):8.1f}")
    print(f"times as many                 {statistics.median(b / a for a, b in pairs):8.2f}")


if __name__ == "__main__":
    main()
