"""Time from the command to the answer, beside the floor that the model sets.

    .venv/bin/python benchmarks/start.py [RUNS]

The floor is a process that imports sentence-transformers, loads the bundled model and encodes one
question. The two run in turn, so that a machine whose speed drifts slows both. Printed are the
medians and the median of the ratios, pair by pair.
"""

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

QUESTION = "Who is Captain Renault?"
FLOOR = f"""
from sentence_transformers import SentenceTransformer
from index.engines.encoder import SentenceTransformerEncoder
folder = SentenceTransformerEncoder()._folder
SentenceTransformer(str(folder), local_files_only=True).encode([{QUESTION!r}])
"""
ROOT = Path(__file__).resolve().parent.parent


def seconds(*command: str) -> float:
    """Return how long a command takes as a whole process."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Run both in turn and print the comparison."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    make = shutil.which("make") or "make"
    ask = (make, "-s", "ask", f"Q={QUESTION}")
    floor = (sys.executable, "-c", FLOOR)
    for warm_up in (ask, floor):
        seconds(*warm_up)
    pairs = [(seconds(*ask), seconds(*floor)) for _ in range(runs)]
    asks, floors = zip(*pairs, strict=True)
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"make ask                       {statistics.median(asks):6.2f} s")
    print(f"import, load, encode (floor)   {statistics.median(floors):6.2f} s")
    print(f"ratio                          {ratio:6.2f}")


if __name__ == "__main__":
    main()
