"""Whether adding and removing documents may be killed at any instant.

    .venv/bin/python benchmarks/kills_changes.py [KILLS] [SEED]

What ``/corpus`` and ``dossier add`` and ``remove`` do: a change is noted, made in the folder, and
the index is built. It is killed with SIGKILL at a random instant. Afterwards the folder must hold
the documents of before or those of after the change, to the character, the index one of the two,
whole and answering, and the log what was begun; the same change must then be possible, or be done.
Words are counted in place of a model. Ends with 1 if anything of that fails.
"""

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from damage import apart, built
from kills import held, wanted

from bot.changes import Changes
from bot.trail import Trail
from index.intake import preview_bytes

KILLS, SEED, DOCUMENTS = 200, 20_261_125, 12
BAD = ("FOLDER IS NEITHER", "INDEX IS NEITHER", "NOT POSSIBLE AFTERWARDS", "NOT IN THE LOG")


def paragraphs(chance: random.Random, round_: int) -> bytes:
    """Return a document."""
    parts = [
        f"Harbour {round_} has {round_ * 100 + part} cranes. They lift boxes of kind {part}."
        for part in range(chance.randrange(1, 60))
    ]
    body = "\n\n".join(parts)
    return f"# Harbour {round_}\n\n{body}\n".encode()


def added(folder: Path, name: str, raw: bytes) -> str:
    """Add a document, in place of one with its key, and build."""
    changes_of(folder).add(preview_bytes(raw, name), None, replacing=True)
    built(folder / "seeds", folder / "built")
    return "done"


def removed(folder: Path, key: str) -> str:
    """Remove a document, and build."""
    changes_of(folder).remove(key, None)
    built(folder / "seeds", folder / "built")
    return "done"


def changes_of(folder: Path) -> Changes:
    """Return what changes the documents."""
    return Changes(folder / "seeds", Trail(folder / "state", folder / "seeds"))


def killed(work: Callable[[], str], after: float) -> bool:
    """Do the work, and kill it ``after`` so many seconds; return whether it was at it."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)  # never into what the parent does next
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def round_of(folder: Path, number: int, chance: random.Random, seconds: float) -> Counter[str]:
    """Kill one change, and return what came of it."""
    told: Counter[str] = Counter()
    seeds, target = folder / "seeds", folder / "built"
    before = wanted(seeds)
    key = f"harbour{chance.randrange(DOCUMENTS):02}"
    after = dict(before)
    if key in before and chance.random() < 1 / 2:
        work = partial(removed, folder, key)
        del after[key]
    else:
        raw = paragraphs(chance, number)
        work = partial(added, folder, f"{key}.md", raw)
        after = dict(sorted({**before, key: raw.decode()}.items()))
    if killed(work, chance.uniform(0, seconds)):
        told["killed at work"] += 1
    now = wanted(seeds)
    if now not in (before, after):
        told["FOLDER IS NEITHER"] += 1
    told["the change stands" if now == after else "as before"] += 1
    if apart(partial(held, target)) not in (repr(before), repr(after)):
        told["INDEX IS NEITHER"] += 1
    if now == after and before != after:
        last = changes_of(folder).trail.changes()[0]
        if last.key != key:
            told["NOT IN THE LOG"] += 1
        told["noted as " + ("done" if last.done else "begun")] += 1
        apart(lambda: str(built(seeds, target)))
    else:
        apart(work)
    if not apart(partial(held, target)) == repr(wanted(seeds)) == repr(after):
        told["NOT POSSIBLE AFTERWARDS"] += 1
    return told


def main() -> None:
    """Kill, and print what came of it."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else SEED)  # noqa: PLR2004, S311
    told: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "seeds").mkdir()
        (folder / "seeds" / "always.md").write_text("Round 0 has begun.\n", encoding="utf-8")
        apart(lambda: str(built(folder / "seeds", folder / "built")))
        began = time.perf_counter()
        apart(partial(added, folder, "harbour00.md", paragraphs(chance, 0)))
        seconds = 1.1 * (time.perf_counter() - began)
        for number in range(1, kills + 1):
            told += round_of(folder, number, chance, seconds)
    for what, count in sorted(told.items()):
        print(f"{count:>6}  {what}")
    sys.exit(int(any(told[what] for what in BAD)))


if __name__ == "__main__":
    main()
