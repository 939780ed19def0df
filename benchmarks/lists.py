"""What lists of vectors cost in quality: a set in BEIR layout, ranked with them and without.

    .venv/bin/python benchmarks/lists.py BEIR [--folder DIR]

The same questions are asked of two indexes over the same embeddings: one in which all vectors are
compared, as they are, and one with the lists that Dossier makes of more than 50,000. Printed are
the figures of the vectors alone and of the full ranking. With --folder the embeddings are kept for
the next time; the first time they take an hour for 5,000 abstracts.
"""

import argparse
import tempfile
from functools import partial
from pathlib import Path

from rankings import print_rankings

from index import wiring
from index.engines.models import BUNDLED
from index.evaluation import corpora
from index.evaluation.beir import evaluate_beir
from index.parameters import Parameters

KINDS = {"all compared": 2**31, "in lists": Parameters().flat_rows}


def main() -> None:
    """Measure both, and print a table."""
    parser = argparse.ArgumentParser(description="What lists of vectors cost in quality.")
    parser.add_argument("beir", type=Path)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        table = {}
        for kind, rows in KINDS.items():
            # Everything reads them where it uses them, so that nothing else need know of it.
            corpora.Parameters = wiring.Parameters = partial(Parameters, flat_rows=rows)
            table[kind] = evaluate_beir(given.beir, given.folder or Path(temporary), BUNDLED)
    print_rankings(table)


if __name__ == "__main__":
    main()
