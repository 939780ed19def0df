"""Whether questions are answered as ever while the index is exchanged below them.

    .venv/bin/python benchmarks/swaps.py [--fake] [SWAPS] [ASKS_A_SECOND]

The bot's own service is asked over the seeds, without a Discord, while another process edits a
document and builds, as ``dossier index build --watch`` does. Every answer must be whole and of one
snapshot. With --fake words are counted in place of the model, so that what is measured is the
exchange alone. Ends with 1 if any failed, or took longer than a second.
"""

import asyncio
import logging
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from bot.changes import Changes
from bot.discord.corpus import Corpus
from bot.discord.gate import Visitor
from bot.discord.service import Conversation, Service
from bot.journal import Journal
from bot.settings import Access
from bot.trail import Trail
from index import wiring
from index.engines.fake_encoder import WordCountEncoder
from index.engines.models import BUNDLED
from index.serving import Serving
from index.wiring import builder, open_serving

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
QUESTIONS = (
    "Who is Captain Renault in this article?",
    "what did Donilon hand over",
    "how many cranes does the harbour have",
    "what are patriotic hackers",
    "which round has begun in the harbour",
)
SLOWEST = 1.0
VISITOR = Visitor(1, guild=None, channels=frozenset(), roles=frozenset(), manages=True)
_ROUND = re.compile(r"round (\d+)")


def write(seeds: Path, round_: int) -> None:
    """Write the document that changes: both passages name the round."""
    (seeds / "harbour.md").write_text(
        f"# Harbour\n\nIn round {round_} the harbour has {round_ + 7} cranes.\n\n"
        f"The harbour says that round {round_} has begun.\n",
        encoding="utf-8",
    )


def keep_building(seeds: Path, index: Path) -> None:
    """Build each time that a round comes in on standard input, and say so."""
    build = builder(seeds, index, BUNDLED)
    for line in sys.stdin:
        write(seeds, int(line))
        build()
        print("built", flush=True)


async def ask(service: Service, question: str, took: list[float], failed: list[str]) -> None:
    """Ask once."""
    began = time.perf_counter()
    try:
        page = await service.answer(question, VISITOR, Conversation(None))
        rounds = {r for c in page.citations if c for r in _ROUND.findall(c.quote)}
        if None in page.citations or len(rounds) > 1:
            failed.append(f"{question}: of rounds {rounds}, {page.citations}")
    except Exception as error:  # noqa: BLE001 (counted)
        failed.append(f"{question}: {error!r}")
    took.append(time.perf_counter() - began)


async def measured(serving: Serving, child: subprocess.Popen[str], swaps: int, rate: float) -> int:
    """Ask while the index is exchanged, and print the figures."""
    with tempfile.TemporaryDirectory() as state:
        folder = Path(state)
        unchanged = Corpus(serving, Changes(folder, Trail(folder, folder)), lambda: None)
        service = Service(serving, Journal(folder, 1), Access(), 200, unchanged)
        took: list[float] = []
        failed: list[str] = []
        asked: list[asyncio.Task[None]] = []
        done = asyncio.Event()

        async def keep_asking() -> None:
            began = time.perf_counter()
            while not done.is_set():
                question = QUESTIONS[len(asked) % len(QUESTIONS)]
                asked.append(asyncio.create_task(ask(service, question, took, failed)))
                await asyncio.sleep(began + len(asked) / rate - time.perf_counter())

        asking = asyncio.create_task(keep_asking())
        await asyncio.sleep(2)
        for round_ in range(1, swaps + 1):
            before = serving.library
            print(round_, file=child.stdin, flush=True)
            while serving.library is before:  # noqa: ASYNC110 (set by another thread)
                await asyncio.sleep(0.05)
            await asyncio.sleep(1)
        done.set()
        await asking
        await asyncio.gather(*asked)
        service.desk.close()
        service.journal.close()
    middle, high, most = np.percentile(took, [50, 99, 100])
    print(f"{len(took)} answers, {swaps} swaps, {len(failed)} failed")
    print(f"p50 {middle * 1000:.0f} ms, p99 {high * 1000:.0f} ms, slowest {most * 1000:.0f} ms")
    for failure in failed[:10]:
        print(failure)
    return int(bool(failed) or most > SLOWEST)


def main() -> None:
    """Set up, and measure."""
    words = sys.argv[1:]
    if fake := "--fake" in words:
        words.remove("--fake")
        wiring.SentenceTransformerEncoder = lambda _: WordCountEncoder()  # type: ignore[assignment, misc]
    if words[:1] == ["--build"]:
        keep_building(*map(Path, words[1:3]))
        return
    logging.basicConfig(level=logging.ERROR)
    swaps, rate = (*map(int, words[:2]), *(10, 20)[len(words) :])
    with tempfile.TemporaryDirectory() as name:
        seeds, index = Path(name) / "seeds", Path(name) / "built"
        shutil.copytree(SEEDS, seeds)
        write(seeds, 0)
        builder(seeds, index, BUNDLED)()
        command = [sys.executable, __file__, "--build", str(seeds), str(index)]
        command += ["--fake"] * fake
        with (
            subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
            ) as child,
            open_serving(index, BUNDLED) as serving,
        ):
            serving.library.warm_up()
            code = asyncio.run(measured(serving, child, swaps, rate))
            child.stdin.close()  # type: ignore[union-attr]
        left = len(list(index.glob("*/manifest.json")))
        print(f"snapshots left: {left}")
    sys.exit(code)


if __name__ == "__main__":
    main()
