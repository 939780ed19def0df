"""Puts broken, odd and harmful files of every format through the door of ``dossier add``.

    python benchmarks/hostile.py [--count 300] [--seed 7]

Each must become a document or be refused with one sentence: no crash, and none over the limit of
time. A process that reads a file and dies is no crash of Dossier; how many did is told.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from itertools import chain, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from index.errors import CorpusError
from index.formats.door import MAX_SECONDS
from index.intake import preview_bytes, take_in
from index.store.documents import read_corpus
from tests.index.formats.hostile import crafted, mutated

_DIED = "reading it failed"
_LONG = "given up"


def main() -> int:
    """Print a line a kind of damage, and the sums; return 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--verbose", action="store_true", help="tell every file")
    options = parser.parse_args()
    outcomes: dict[str, Counter[str]] = {}
    longest: Counter[str] = Counter()
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder) / "seeds"
        files = islice(chain(crafted(), mutated(options.seed)), options.count)
        for number, file in enumerate(files):
            start = time.perf_counter()
            told = ""
            try:
                found = preview_bytes(file.raw, file.name)
                take_in(found, seeds)
                outcome = "accepted"
            except CorpusError as error:
                told = str(error)
                outcome = "refused"
                if _DIED in told:
                    outcome = "died"
                elif _LONG in told:
                    outcome = "too long"
            except Exception as error:  # noqa: BLE001 (what this looks for)
                told = repr(error)
                outcome = "crashed"
                problems.append(f"{number} {file.name!r} ({file.what}): {error!r}")
            took = time.perf_counter() - start
            longest[file.what] = max(longest[file.what], took)  # type: ignore[assignment]
            outcomes.setdefault(file.what, Counter())[outcome] += 1
            if options.verbose:
                print(f"{took:6.2f} s {outcome:9} {file.what:16} {told[:150]!r}", file=sys.stderr)
            if took > MAX_SECONDS + 5:  # with the process that reads it
                problems.append(f"{number} {file.name!r} ({file.what}): {took:.0f} s")
        documents = len(read_corpus(seeds))  # what was accepted can be read
    columns = ("accepted", "refused", "died", "too long", "crashed")
    print(f"{'damage':<18}{''.join(f'{name:>10}' for name in columns)}{'longest':>10}")
    for what, counts in sorted(outcomes.items()):
        row = "".join(f"{counts[name]:>10}" for name in columns)
        print(f"{what:<18}{row}{longest[what]:>8.1f} s")
    total: Counter[str] = sum(outcomes.values(), Counter())
    row = "".join(f"{total[name]:>10}" for name in columns)
    print(f"{'all ' + str(total.total()):<18}{row}{max(longest.values()):>8.1f} s")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{documents} documents can be read; highest memory of a reading process {memory:.0f} MB"
    )
    for problem in problems:
        print(problem)
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
