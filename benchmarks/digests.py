"""A briefing and a comparison beside one answer.

    .venv/bin/python benchmarks/digests.py --index DIR [--model NAME] [TOPIC ...]

Each topic is asked, briefed on and compared in turn, over an index that is open, so that what
other programs do to the machine is the same for all three; the first round is not counted.
Printed are medians and the slowest, in wall time and in time of the processor, and how many times
an answer takes they take. Without topics those of SQuAD's documents are used.
"""

import argparse
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

os.environ.setdefault("GOMP_SPINCOUNT", "10000")  # as `dossier` sets it

from index.digests.briefing import brief
from index.digests.comparing import compare
from index.domain import Length
from index.engines.models import BUNDLED
from index.wiring import open_library

if TYPE_CHECKING:
    from collections.abc import Callable

TOPICS = (
    "Normandy",
    "oxygen",
    "immune system",
    "breast cancer",
    "Warsaw uprising",
    "teachers",
    "steam power",
    "gene expression in mice",
)


def main() -> None:
    """Time the three, and print the comparison."""
    parser = argparse.ArgumentParser(description="Briefings and comparisons beside an answer.")
    parser.add_argument("topics", nargs="*", metavar="TOPIC")
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--model", default=BUNDLED)
    given = parser.parse_args()
    topics = given.topics or TOPICS
    library = open_library(given.index, given.model)
    makers: dict[str, Callable[[str], object]] = {
        "ask": library.ask,
        "brief, short": lambda topic: brief(library, topic, Length.SHORT),
        "brief, medium": lambda topic: brief(library, topic, Length.MEDIUM),
        "brief, long": lambda topic: brief(library, topic, Length.LONG),
        "compare": lambda topic: compare(library, topic),
    }
    for make in makers.values():
        make(topics[0])
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in makers}
    for topic in topics:
        for name, make in makers.items():
            begun, worked = time.perf_counter(), time.process_time()
            make(topic)
            times[name].append((time.perf_counter() - begun, time.process_time() - worked))
    manifest = library.snapshot.manifest
    size = f"{len(manifest.documents)} documents, {manifest.passages:,} passages"
    print(f"{size}, {len(topics)} topics")
    print(f"{'seconds':16}{'p50':>8}{'slowest':>9}{'processor':>11}{'times an ask':>14}")
    yardstick = np.median([wall for wall, _ in times["ask"]])
    for name, pairs in times.items():
        wall, worked = np.array(pairs).T
        middle = np.median(wall)
        ratio = middle / yardstick
        print(f"{name:16}{middle:8.2f}{wall.max():9.2f}{np.median(worked):11.2f}{ratio:14.1f}")
    library.close()


if __name__ == "__main__":
    main()
