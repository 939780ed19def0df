"""How search keeps up with a corpus that grows: from ten thousand windows to millions.

    .venv/bin/python benchmarks/scale.py SQUAD BEIR [WINDOWS ...] [--folder DIR] [--plot FILE]

SQUAD and BEIR are sets in these layouts, of whose sentences the corpora are made (see
``scale_corpus.py``). Each index is built by Dossier's own build and opened in a process of its
own, which asks SQUAD's questions. Printed is a column a size; the ratios are of times that were
taken in the same process. With --folder the indexes are kept for the next run; --plot draws the
figures into a file (.png or .svg).
"""

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import faiss
import numpy as np
from scale_corpus import SEED, MixingEncoder, built, encoder_of, exact_of, sentences_of
from scale_plot import plot

from index.core.question import understood
from index.evaluation.squad import read_squad
from index.library import Library
from index.ports import Floats, Halves
from index.store.snapshot import STORE, Snapshot, SnapshotFolder
from index.wiring import library_of

SIZES = (10_000, 100_000, 1_000_000)
ASKED = 200
FLAT_ASKED = 200
_STEP = 65_536


def milliseconds(work: Callable[[str], object], questions: Sequence[str]) -> Floats:
    """Return how long the work takes for each question, (questions,), in milliseconds."""
    times = []
    for question in questions:
        begun = time.perf_counter()
        work(question)
        times.append(1000 * (time.perf_counter() - begun))
    return np.array(times, dtype=np.float32)


def resident() -> float:
    """Return the memory of this process that is its own or read from files, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def machine() -> str:
    """Return what this was measured on, in words."""
    waiting, _, _ = os.getloadavg()
    processor = platform.processor() or platform.machine()
    return f"{os.cpu_count()} cores ({processor}), load {waiting:.1f}, {time.strftime('%B %Y')}"


def measure(folder: Path, kept: Path, questions: Sequence[str]) -> dict[str, float]:
    """Return the figures of one index, which is opened here."""
    encoder = encoder_of(kept, [])
    for question in questions[:20]:
        encoder.read_queries([question])
    before = resident()
    begun = time.perf_counter()
    library = library_of(SnapshotFolder(folder).open(), encoder)
    figures = {"open_s": time.perf_counter() - begun}
    snapshot = library.snapshot
    figures |= sizes(snapshot)
    for question in questions[:20]:
        library.ask(question)
    in_turn = [
        (milliseconds(lambda q: encoder.read_queries([q]), [q]), milliseconds(library.ask, [q]))
        for q in questions
    ]
    bare, ask = np.array(in_turn)[:, :, 0].T
    figures["resident_mb"] = resident() - before
    figures |= {
        "encode_p50": float(np.median(bare)),
        "ask_p50": float(np.median(ask)),
        "ask_p95": float(np.percentile(ask, 95)),
        "ask_to_encode_p50": float(np.median(ask / bare)),  # question by question
        "ask_to_encode_p95": float(np.percentile(ask / bare, 95)),
        "ask_p95_to_encode": float(np.percentile(ask, 95) / np.median(bare)),
    }
    figures |= parts(library, questions)
    exact = np.load(exact_of(kept, int(folder.name)), mmap_mode="r")
    figures |= against_flat(library, encoder, exact, questions)
    library.close()
    return figures


def sizes(snapshot: Snapshot) -> dict[str, float]:
    """Return the room that the snapshot takes, by a window; without the passages' text."""
    files = {path: path.stat().st_size for path in snapshot.folder.rglob("*") if path.is_file()}
    windows = snapshot.manifest.windows
    text = files.pop(snapshot.folder / STORE)
    return {
        "windows": windows,
        "passages": snapshot.manifest.passages,
        "bytes_a_window": sum(files.values()) / windows,
        "text_bytes_a_window": text / windows,
    }


def parts(library: Library, questions: Sequence[str]) -> dict[str, float]:
    """Return what else is done with a question, in milliseconds."""
    searcher = library.searcher
    words = searcher._words  # noqa: SLF001 (the parts of an ask, one by one)
    quote = library.passages(library.sources()[0].key)[3].text
    pieces = [" ".join(quote.split()[i : i + 8]) for i in range(min(20, len(quote.split()) - 8))]
    typos = [f"{q.split()[-1][:-2]}xq{i} {q[::-1][:9]}" for i, q in enumerate(questions)]
    work: dict[str, tuple[Callable[[str], object], Sequence[str]]] = {
        "bm25": (lambda q: words.scores(words.terms(q)), questions),
        "spelling": (lambda q: understood(q, searcher.correct), typos),
        "autocomplete": (lambda q: library.suggest(q[:12], 25), questions),
        "verify": (library.verify, pieces),
    }
    out = {}
    for name, (one, asked) in work.items():
        times = milliseconds(one, asked)
        out |= {
            f"{name}_p50": float(np.median(times)),
            f"{name}_p95": float(np.percentile(times, 95)),
        }
    return out


def against_flat(
    library: Library, encoder: MixingEncoder, exact: Halves, questions: Sequence[str]
) -> dict[str, float]:
    """Return the vectors' search beside FAISS's flat one over the vectors as they were."""
    vectors = library.searcher.scorer._vectors  # noqa: SLF001
    flat = faiss.IndexFlatIP(encoder.dimension)
    for first in range(0, len(exact), _STEP):
        flat.add(exact[first : first + _STEP].astype(np.float32))
    asked = encoder.encode_queries(questions[:FLAT_ASKED])
    nearest, found, ours, theirs = [], [], [], []
    for query in asked:
        begun = time.perf_counter()
        found.append(vectors.search(query[None], 10)[0])
        ours.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        nearest.append(flat.search(query[None], 10)[1][0])
        theirs.append(time.perf_counter() - begun)
    shared = [len({*a.tolist()} & {*b.tolist()}) / 10 for a, b in zip(nearest, found, strict=True)]
    return {
        "vectors_ms": 1000 * float(np.median(ours)),
        "flat_ms": 1000 * float(np.median(theirs)),
        "times_faster": float(np.median(theirs) / np.median(ours)),
        "recall@10": float(np.mean(shared)),
    }


def main() -> None:
    """Build what is missing, measure each size in a process of its own, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("squad", type=Path)
    parser.add_argument("beir", type=Path)
    parser.add_argument("windows", type=int, nargs="*", default=SIZES)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    questions = [judged.question for judged in read_squad(given.squad).questions.values()]
    questions = random.Random(SEED).sample(questions, ASKED)  # noqa: S311
    if given.measure:
        print(json.dumps(measure(given.measure, given.folder, questions)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        sentences = sentences_of(given.squad, given.beir)
        encoder = encoder_of(folder, sentences)
        table = []
        for windows in given.windows:
            path = built(folder, windows, sentences, encoder)
            own = ("--folder", str(folder), "--measure", str(path))
            command = (sys.executable, __file__, str(given.squad), str(given.beir), *own)
            told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            table.append(json.loads(told))
    print(machine())
    for name in table[0]:
        print(f"{name:20}" + "".join(f"{row[name]:>14,.3f}" for row in table))
    if given.plot:
        plot(table, machine(), given.plot)


if __name__ == "__main__":
    main()
