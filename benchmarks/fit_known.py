"""Known questions, each held back in turn -> the weight that they have in the verdict.

    .venv/bin/python benchmarks/fit_known.py

Every known question to the seeds is asked of an index that knows all others. Printed are, for some
weights of what these say, the mean log loss with answerable and unanswerable questions counted
alike, the area under the ROC curve, and the shares that are called answered.
"""

import math
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from index.core.known import Known
from index.core.verdict import ANSWERED_AT, answerability
from index.engines.models import BUNDLED
from index.store.known_file import read_known
from index.wiring import build_index, open_library

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
WEIGHTS = (0, 2, 4, 6, 8, 10)


def main() -> None:
    """Ask, and print the table."""
    known, _ = read_known(SEEDS)
    with tempfile.TemporaryDirectory() as temporary:
        build_index(SEEDS, Path(temporary), BUNDLED)
        library = open_library(Path(temporary), BUNDLED)
        searcher, everything = library.searcher, library.snapshot.known
        found = []
        for place, one in enumerate(known):
            searcher._known = _without(everything, place)  # noqa: SLF001
            told = searcher.search(one.question, 1)
            found.append((bool(one.answered_by), answerability(told.evidence), told.known))
        library.close()
    answerable = np.array([one[0] for one in found])
    plain = np.array([math.log(p / (1 - p)) for _, p, _ in found])
    said = np.array([one[2] for one in found])
    print(f"{'weight':>7}{'log loss':>10}{'area':>7}{'answered':>10}{'wrongly':>9}")
    for weight in WEIGHTS:
        _line(weight, answerable, plain + weight * said)


def _without(known: Known, place: int) -> Known:
    """Return all known questions but one: what nobody judged says nothing, and is like nothing."""
    kept = known.judgements["question"] != place
    vectors = known.vectors.copy()
    vectors[place] = 0
    return replace(known, vectors=vectors, judgements=known.judgements[kept])


def _line(weight: float, answerable: "np.ndarray", scores: "np.ndarray") -> None:
    losses = np.logaddexp(0, np.where(answerable, -scores, scores))
    loss = (losses[answerable].mean() + losses[~answerable].mean()) / 2
    likely = 1 / (1 + np.exp(-scores)) >= ANSWERED_AT
    right, wrong = likely[answerable].mean(), likely[~answerable].mean()
    area = roc_auc_score(answerable, scores)
    print(f"{weight:>7}{loss:10.3f}{area:7.3f}{right:10.3f}{wrong:9.3f}")


if __name__ == "__main__":
    main()
