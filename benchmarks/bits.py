"""What embedding in 16 bits costs in quality: a set in BEIR layout, indexed in 32 bits and in 16.

    .venv/bin/python benchmarks/bits.py BEIR [--folder DIR]

The same questions, which the model reads in 32 bits as always, are asked of two indexes: the
passages of one were embedded in 32 bits, those of the other in 16. A processor without AMX takes
as long or longer for these. With --folder the indexes are kept for the next time.
"""

import argparse
import tempfile
from pathlib import Path
from unittest.mock import patch

from rankings import print_rankings

from index.engines import bfloat16
from index.engines.models import BUNDLED
from index.evaluation.beir import evaluate_beir

BITS = (16, 32)


def main() -> None:
    """Measure both, and print a table."""
    parser = argparse.ArgumentParser(description="What embedding in 16 bits costs in quality.")
    parser.add_argument("beir", type=Path)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        table = {}
        for bits in BITS:
            folder = (given.folder or Path(temporary)) / str(bits)
            with patch.object(bfloat16, "is_quicker", return_value=bits == min(BITS)):
                table[f"{bits} bits"] = evaluate_beir(given.beir, folder, BUNDLED)
    print_rankings(table)


if __name__ == "__main__":
    main()
