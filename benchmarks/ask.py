"""A whole answer beside the bare encoding of its question.

    .venv/bin/python benchmarks/ask.py [--index DIR] [--questions FILE.jsonl] [--cold]
        [--reranker MODEL]

Without --index that is over the seeds, which are indexed for it, and with the questions of
tests/questions/seeds.jsonl that have an answer. The floor is what the model makes of the question,
by sentence-transformers alone. Each question is encoded and asked in turn; printed are the medians
and 95th percentiles, and the ratio, question by question. With --cold nothing that was read for
another question is kept. --reranker names what RERANKER_MODEL would.
"""

import argparse
import json
import os
import tempfile
import time
from pathlib import Path

import numpy as np

os.environ.setdefault("GOMP_SPINCOUNT", "10000")  # as `dossier` sets it, for both

from sentence_transformers import SentenceTransformer

from index.engines.encoder import SentenceTransformerEncoder
from index.engines.likelihood import QuestionLikelihood
from index.engines.models import BUNDLED
from index.rescoring import Rescorer
from index.wiring import build_index, open_library

ROOT = Path(__file__).resolve().parents[1]
WARM_UP = 30


def main() -> None:
    """Ask, and print the comparison."""
    parser = argparse.ArgumentParser(description="A whole answer beside the bare encoding.")
    parser.add_argument("--index", type=Path)
    parser.add_argument(
        "--questions", type=Path, default=ROOT / "tests" / "questions" / "seeds.jsonl"
    )
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--reranker")
    given = parser.parse_args()
    rows = map(json.loads, given.questions.read_text(encoding="utf-8").splitlines())
    questions = list(dict.fromkeys(row["question"] for row in rows if row["gold"]))
    folder = SentenceTransformerEncoder(BUNDLED)._folder  # noqa: SLF001
    bare = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    with tempfile.TemporaryDirectory() as temporary:
        index = given.index or Path(temporary) / "built"
        if not given.index:
            build_index(ROOT / "seeds", index, BUNDLED)
        library = open_library(index, BUNDLED, given.reranker)
        searcher = library.searcher
        for question in questions[:WARM_UP]:
            bare.encode(question, show_progress_bar=False)
            library.ask(question)
        times = []
        for question in questions[WARM_UP:]:
            if given.cold:
                searcher._rescorer = Rescorer(library.snapshot, searcher._encoder)  # noqa: SLF001
                searcher._weigher._rescorer = searcher._rescorer  # noqa: SLF001
                if isinstance(searcher._reranker, QuestionLikelihood):  # noqa: SLF001
                    searcher._reranker._read.cache_clear()  # noqa: SLF001
            begun = time.perf_counter()
            bare.encode(question, show_progress_bar=False)
            encoded = time.perf_counter()
            library.ask(question)
            times.append((encoded - begun, time.perf_counter() - encoded))
        library.close()
    floor, ask = 1000 * np.array(times).T
    print(f"{len(times)} questions              p50      p95")
    for name, figures in (("bare encoding, ms", floor), ("whole answer, ms", ask)):
        print(f"{name:22}{np.median(figures):8.1f} {np.percentile(figures, 95):8.1f}")
    ratio = ask / floor
    print(f"{'ratio, each question':22}{np.median(ratio):8.2f} {np.percentile(ratio, 95):8.2f}")
    print(f"{'ratio of the medians':22}{np.median(ask) / np.median(floor):8.2f}")


if __name__ == "__main__":
    main()
