"""How many questions at once the bot answers, beside one after the other.

    .venv/bin/python benchmarks/together.py [AT_ONCE ...] [--index DIR]

The bot's own service is asked, without a Discord: by one person who waits for each answer, then by
many at once. Without --index that is over the seeds, which are indexed for it. Questions are those
of tests/questions/seeds.jsonl that have an answer. Each number at once is measured three times, in
turn with the same number one after the other; printed are the medians of the runs, and the longest
that the event loop did nothing else meanwhile.
"""

import argparse
import asyncio
import itertools
import json
import logging
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from bot.changes import Changes
from bot.discord.corpus import Corpus
from bot.discord.gate import Visitor
from bot.discord.service import Conversation, Service
from bot.journal import Journal
from bot.settings import Access
from bot.trail import Trail
from index.engines.models import BUNDLED
from index.wiring import build_index, open_serving

ROOT = Path(__file__).resolve().parents[1]
AT_ONCE = (50, 500)
ALONE = 50  # questions one after the other, at most
RUNS = 3
TICK = 0.001  # seconds between two looks at the clock in the event loop
VISITOR = Visitor(1, guild=None, channels=frozenset(), roles=frozenset(), manages=True)


class Pauses:
    """The longest time for which the event loop was busy, in seconds, while the block runs."""

    longest = 0.0

    async def __aenter__(self) -> Self:
        self._watch = asyncio.create_task(self._look())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._watch.cancel()

    async def _look(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(TICK)
            self.longest = max(self.longest, time.perf_counter() - before - TICK)


async def asked(service: Service, question: str, took: list[float]) -> None:
    """Ask once."""
    began = time.perf_counter()
    await service.answer(question, VISITOR, Conversation(None))
    took.append(time.perf_counter() - began)


async def one_by_one(service: Service, questions: Sequence[str]) -> float:
    """Return the answers in a second."""
    began = time.perf_counter()
    for question in questions:
        await asked(service, question, [])
    return len(questions) / (time.perf_counter() - began)


async def at_once(service: Service, questions: Sequence[str]) -> dict[str, float]:
    """Return the answers in a second, how long one waited, and how long the loop stood still."""
    took: list[float] = []
    began = time.perf_counter()
    async with Pauses() as pauses:
        await asyncio.gather(*(asked(service, question, took) for question in questions))
    rate = len(questions) / (time.perf_counter() - began)
    middle, high = np.percentile(took, [50, 99])
    return {
        "answers a second": rate,
        "p50, ms": 1000 * float(middle),
        "p99, ms": 1000 * float(high),
        "longest pause of the loop, ms": 1000 * pauses.longest,
    }


async def measured(service: Service, numbers: Sequence[int], questions: Iterator[str]) -> None:
    """Ask, and print the figures."""
    await one_by_one(service, list(itertools.islice(questions, 20)))
    for number in numbers:
        runs = []
        for _ in range(RUNS):
            alone = list(itertools.islice(questions, min(number, ALONE)))
            rate = await one_by_one(service, alone)
            many = await at_once(service, list(itertools.islice(questions, number)))
            many["one after the other"] = rate
            many["times as many"] = many["answers a second"] / rate
            runs.append(many)
        print(f"{number} at once")
        for name in runs[0]:
            print(f"  {name:32}{statistics.median(run[name] for run in runs):10.2f}")


def main() -> None:
    """Set up, and measure."""
    parser = argparse.ArgumentParser(description="Questions at once, beside one after the other.")
    parser.add_argument("numbers", type=int, nargs="*", default=AT_ONCE)
    parser.add_argument("--index", type=Path)
    given = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    lines = (ROOT / "tests" / "questions" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    questions = itertools.cycle(dict.fromkeys(row["question"] for row in rows if row["gold"]))
    with tempfile.TemporaryDirectory() as folder:
        index = given.index or Path(folder) / "built"
        if not given.index:
            build_index(ROOT / "seeds", index, BUNDLED)
        with open_serving(index, BUNDLED) as serving:
            serving.library.warm_up()
            state = Path(folder)
            unchanged = Corpus(serving, Changes(state, Trail(state, state)), lambda: None)
            journal = Journal(state, 1)
            service = Service(serving, journal, Access(), max(given.numbers), unchanged)
            asyncio.run(measured(service, given.numbers, questions))
            service.desk.close()
            journal.close()


if __name__ == "__main__":
    main()
