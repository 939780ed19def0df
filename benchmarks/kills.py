"""Whether a build may be killed at any instant.

    .venv/bin/python benchmarks/kills.py [KILLS] [SEED]

Documents come, go and change; a build takes them in, and is killed with SIGKILL at a random
instant. Afterwards the index must open, be whole, answer, and hold the documents of before or
those of now, to the character; the next build must hold those of now, and leave nothing behind.
Words are counted in place of a model. Ends with 1 if anything of that fails.
"""

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from damage import apart, built

from index.engines.fake_encoder import WordCountEncoder
from index.store.documents import read_corpus
from index.store.snapshot import SnapshotFolder
from index.store.soundness import problems_of
from index.wiring import library_of

KILLS, SEED = 200, 20_260_102
LEFT_ALONE = {"CURRENT", "LOCK", "cache"}


def change(seeds: Path, chance: random.Random, round_: int) -> None:
    """Add, edit and remove a few documents."""
    for _ in range(chance.randrange(1, 4)):
        number = chance.randrange(20)
        path = seeds / f"harbour{number:02}.md"
        if path.exists() and chance.random() < 0.3:  # noqa: PLR2004 (a third)
            path.unlink()
            continue
        text = "\n\n".join(
            f"Harbour {number} has {round_ * 100 + part} cranes. They lift boxes of kind {part}."
            for part in range(chance.randrange(1, 60))
        )
        path.write_text(f"# Harbour {number}\n\n{text}\n", encoding="utf-8")
    (seeds / "always.md").write_text(f"Round {round_} has begun.\n", encoding="utf-8")


def wanted(seeds: Path) -> dict[str, str]:
    """Return the documents' texts by their keys."""
    return {document.key: document.text for document, _ in read_corpus(seeds)}


def held(target: Path) -> str:
    """Return what the index holds, once it was seen to be whole and to answer."""
    problems = list(problems_of(SnapshotFolder(target)))
    library = library_of(SnapshotFolder(target).open(), WordCountEncoder())
    with closing(library):
        answer = library.ask("which round has begun")
        if problems or answer.citations[0].key != "always":
            return repr(problems or answer)
        return repr({document.key: document.text for document in library.documents()})


def killed(seeds: Path, target: Path, after: float) -> bool:
    """Build, and kill that ``after`` so many seconds; return whether it was still at work."""
    child = os.fork()
    if not child:
        built(seeds, target)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main() -> None:
    """Kill, and print what came of it."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else SEED)  # noqa: PLR2004, S311
    told: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        seeds, target = Path(name) / "seeds", Path(name) / "built"
        seeds.mkdir()
        change(seeds, chance, 0)
        apart(lambda: str(built(seeds, target)))
        seconds = 0.0
        for round_ in range(1, kills + 1):
            before = repr(wanted(seeds))
            change(seeds, chance, round_)
            now = repr(wanted(seeds))
            if killed(seeds, target, chance.uniform(0, max(1.1 * seconds, 0.2))):
                told["killed at work"] += 1
            left = apart(lambda: held(target))
            told["the old corpus answered" if left == before else "the new corpus answered"] += 1
            if left not in {before, now}:
                told["NEITHER"] += 1
                print(f"round {round_}: {str(left)[:500]}")
            began = time.perf_counter()
            apart(lambda: str(built(seeds, target)))
            if left == before:
                seconds = time.perf_counter() - began
            if apart(lambda: held(target)) != now:
                told["NOT BUILT AFTERWARDS"] += 1
            used = SnapshotFolder(target).used().name
            lying = {path.name for path in target.iterdir()} - LEFT_ALONE - {used}
            lying |= {p.name for p in target.rglob("*") if p.name.endswith((".new", "-wal"))}
            if lying:
                told["LEFT BEHIND"] += 1
                print(f"round {round_}: {sorted(lying)}")
    for what, count in sorted(told.items()):
        print(f"{count:>6}  {what}")
    bad = ("NEITHER", "NOT BUILT AFTERWARDS", "LEFT BEHIND")
    sys.exit(int(any(told[what] for what in bad)))


if __name__ == "__main__":
    main()
