"""Whether a flipped bit anywhere in an index can change an answer without being noticed.

    .venv/bin/python benchmarks/damage.py [FLIPS] [SEED]

Each flip is made in a fresh copy of an index over the seeds and thirty generated documents, in a
file chosen at random, and tried in a process of its own: the index is opened, five questions are
asked, it is verified, and it is built again without --force. A flip in the cache of embeddings is
tried by verifying, and by building a snapshot from it with --force. Ends with 1 if an answer
changed unnoticed, if a process crashed, or if an index was not mended.
"""

import os
import pickle
import random
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

# Loaded before a process is forked off: each trial begins at once. None of it is run here, so that
# no thread is lost by forking.
from index.build import build
from index.engines.fake_encoder import WordCountEncoder
from index.errors import DossierError
from index.parameters import Parameters
from index.store.snapshot import SnapshotFolder
from index.store.soundness import problems_of
from index.wiring import default_engines, library_of

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
FLIPS, SEED = 500, 20_260_101
QUESTIONS = (
    "Who is Captain Renault in this article?",
    "what did Donilon hand over",
    "patriotic hackers",
    "which harbour has seventeen cranes",
    'who said "very uninteresting"',
)
OPENED, VERIFIED, WITHOUT = "noticed at opening", "noticed by verify", "without effect"
CHANGED, CRASHED, UNMENDED = "CHANGED UNNOTICED", "CRASHED", "NOT MENDED"
OUTCOMES = (OPENED, VERIFIED, WITHOUT, CHANGED, CRASHED, UNMENDED)


def corpus(folder: Path) -> Path:
    """Return a folder with the seeds and thirty documents of three passages each."""
    shutil.copytree(SEEDS, folder)
    for number in range(30):
        text = "\n\n".join(
            f"Harbour {number} has {number + part} cranes. They lift boxes of kind {part * 7}."
            for part in range(3)
        )
        (folder / f"harbour{number:02}.md").write_text(f"# Harbour {number}\n\n{text}\n")
    return folder


def built(seeds: Path, target: Path, *, force: bool = False) -> None:
    """Bring the index up to date."""
    engines = default_engines(WordCountEncoder())
    build(seeds, SnapshotFolder(target), engines, Parameters(), force=force)


def answers(target: Path) -> str:
    """Return all that the questions are answered, to the last digit."""
    library = library_of(SnapshotFolder(target).open(), WordCountEncoder())
    with closing(library):
        return repr([library.ask(question) for question in QUESTIONS])


def apart(function: Callable[[], str]) -> str | None:
    """Return what ``function`` returns in a process of its own, or ``None`` if that crashed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(function(), pipe)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    return pickle.loads(told) if told and not status else None  # noqa: S301 (our own child's)


def in_snapshot(seeds: Path, target: Path, right: str) -> str:
    """Return what became of an index with a flip in its snapshot."""
    try:
        unchanged = answers(target) == right
        outcome = WITHOUT if unchanged else CHANGED
        if any(problems_of(SnapshotFolder(target))):
            outcome = VERIFIED
    except DossierError:
        outcome = OPENED
    built(seeds, target)
    mended = answers(target) == right and not list(problems_of(SnapshotFolder(target)))
    return outcome if mended else UNMENDED


def in_cache(seeds: Path, target: Path, right: str) -> str:
    """Return what became of an index built from a cache with a flip in it."""
    noticed = any(problems_of(SnapshotFolder(target)))
    built(seeds, target, force=True)
    if answers(target) != right:
        return CHANGED
    return VERIFIED if noticed else WITHOUT


def main() -> None:
    """Flip, and print a table."""
    flips = int(sys.argv[1]) if len(sys.argv) > 1 else FLIPS
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else SEED)  # noqa: PLR2004, S311
    outcomes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as name:
        seeds, whole, trial = corpus(Path(name) / "seeds"), Path(name) / "w", Path(name) / "t"
        apart(lambda: built(seeds, whole) or "")
        right = apart(lambda: answers(whole)) or sys.exit("The index cannot be built.")
        files = sorted(p for p in whole.rglob("*") if p.is_file() and p.stat().st_size)
        for _ in range(flips):
            file = chance.choice(files).relative_to(whole)
            shutil.rmtree(trial, ignore_errors=True)
            shutil.copytree(whole, trial)
            content = bytearray((trial / file).read_bytes())
            at, bit = chance.randrange(len(content)), chance.randrange(8)
            content[at] ^= 1 << bit
            (trial / file).write_bytes(content)
            tried = in_cache if file.parts[0] == "cache" else in_snapshot
            outcome = apart(lambda tried=tried: tried(seeds, trial, right)) or CRASHED  # type: ignore[misc]
            kind = "cache" if file.parts[0] == "cache" else "/".join(file.parts[1:]) or file.name
            outcomes[kind][outcome] += 1
            if outcome in {CHANGED, CRASHED, UNMENDED}:
                print(f"{outcome}: {file}, byte {at}, bit {bit}")
    print(f"{'file':<32}" + "".join(f"{outcome:>20}" for outcome in OUTCOMES))
    total = sum(outcomes.values(), Counter[str]())
    for kind, counts in [*sorted(outcomes.items()), ("all", total)]:
        print(f"{kind:<32}" + "".join(f"{counts[outcome]:>20}" for outcome in OUTCOMES))
    sys.exit(int(any(total[outcome] for outcome in (CHANGED, CRASHED, UNMENDED))))


if __name__ == "__main__":
    main()
