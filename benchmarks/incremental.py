"""What a small change of a large corpus costs, beside building it.

    .venv/bin/python benchmarks/incremental.py SQUAD BEIR [--documents 1000] [--times 3]

SQUAD and BEIR are sets in these layouts, whose sentences, three in a row to a paragraph and ten
paragraphs to a document, are the corpus. It is built once; then, again and again, a sentence is
put into one document, a document is added, and one is removed. Each build is a process of its
own, ``dossier index build`` as a person runs it, and what is measured is all of it. Seconds of the
processor are told beside those of the clock: other programs that run meanwhile do not change them
much. Ends with 1 if a rebuild embeds more than what is new, or takes more than a twentieth of the
first build.

With --folder DIR the corpus, its index and the first build's time are kept, and the next run goes
on from there.
"""

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from scale_corpus import sentences_of

from index.core.passages import passages_of
from index.core.windows import windows_of
from index.engines.sentences import SentencexSegmenter
from index.store.documents import read_document

DOCUMENTS, TIMES = 1_000, 3
SENTENCES, PARAGRAPHS = 3, 10  # of a paragraph, of a document
MOST = 0.05  # of the first build's time
_EMBEDDED = re.compile(r"(\d+) passages, (\d+) texts embedded anew")
_FIRST = "first.txt"


def documents_of(sentences: Sequence[str]) -> Iterator[str]:
    """Yield texts of documents, as many as the sentences are enough for; none stands in two."""
    size = SENTENCES * PARAGRAPHS
    for first in range(0, len(sentences) - size, size):
        own = [" ".join(sentence.split()) for sentence in sentences[first : first + size]]
        paragraphs = [" ".join(own[i : i + SENTENCES]) for i in range(0, size, SENTENCES)]
        title = " ".join(own[0].split()[:6])
        yield (
            f"---\ntitle: {json.dumps(title)}\nlanguage: en\n---\n\n"
            + "\n\n".join(paragraphs)
            + "\n"
        )


def texts_of(path: Path, seeds: Path) -> set[tuple[str, str | None, str]]:
    """Return what is embedded of a document: each passage, and each window of it."""
    document, cut = read_document(path, seeds)[0], SentencexSegmenter()
    return {
        (document.title, passage.heading, text)
        for passage in passages_of(document, cut)
        for text in (
            passage.text,
            *(
                passage.text[window.start : window.end]
                for window in windows_of(cut.sentences(passage.text, "en"))
            ),
        )
    }


class Build(NamedTuple):
    """What a build took, and what it embedded."""

    seconds: float  # by the clock
    processor: float  # seconds of all cores
    passages: int
    embedded: int  # texts


def build(seeds: Path, index: Path) -> Build:
    """Bring the index up to date in a process of its own."""
    command = (sys.executable, "-m", "bot", "index", "build")
    own = ("--seeds", str(seeds), "--index", str(index))
    used, begun = processor(), time.perf_counter()
    done = subprocess.run([*command, *own], check=True, stderr=subprocess.PIPE, text=True)
    took = time.perf_counter() - begun
    told = _EMBEDDED.search(done.stderr)
    if told is None:
        sys.exit(f"The build did not say what it embedded: {done.stderr}")
    return Build(took, processor() - used, int(told[1]), int(told[2]))


def processor() -> float:
    """Return the seconds of processors that processes begun here, and ended, have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def first_build(folder: Path, texts: Sequence[str]) -> Build:
    """Return what the first build took, made unless it was kept."""
    seeds, kept = folder / "seeds", folder / _FIRST
    if kept.exists():
        return Build(*json.loads(kept.read_text(encoding="ascii")))
    seeds.mkdir(parents=True)
    for number, text in enumerate(texts):
        (seeds / f"d{number:04}.md").write_text(text, encoding="utf-8")
    built = build(seeds, folder / "built")
    kept.write_text(json.dumps(built), encoding="ascii")
    return built


def changes(
    seeds: Path, spare: Iterator[str], chance: random.Random
) -> dict[str, Callable[[], int]]:
    """Return the changes, each with what is embedded anew after it at most."""

    def changed() -> int:
        path = chance.choice(sorted(seeds.glob("*.md")))
        before = texts_of(path, seeds)
        text = path.read_text(encoding="utf-8")
        paragraph = chance.choice(text.split("\n\n")[2:-1])
        new = f"{paragraph} This was written on another day, number {chance.random()}."
        path.write_text(text.replace(paragraph, new), encoding="utf-8")
        return len(texts_of(path, seeds) - before)

    def added() -> int:
        path = seeds / f"added-{chance.randrange(10**9)}.md"
        path.write_text(next(spare), encoding="utf-8")
        return len(texts_of(path, seeds))

    def removed() -> int:
        chance.choice(sorted(seeds.glob("d*.md"))).unlink()
        return 0

    return {"changed": changed, "added": added, "removed": removed}


def main() -> int:
    """Build, change and rebuild, and print a line a kind of change."""
    parser = argparse.ArgumentParser()
    parser.add_argument("squad", type=Path)
    parser.add_argument("beir", type=Path)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    texts = [*documents_of(sentences_of(given.squad, given.beir))]
    failed = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        first = first_build(folder, texts[: given.documents])
        print(
            f"first build: {given.documents:,} documents, {first.passages:,} passages,"
            f" {first.embedded:,} texts embedded, {first.seconds:.1f} s,"
            f" {first.processor:.1f} s of the processor",
            flush=True,
        )
        chance = random.Random()  # noqa: S311 (a sample, not a secret)
        spare = iter(chance.sample(texts[given.documents :], given.times))
        for what, change in changes(folder / "seeds", spare, chance).items():
            news, built = [], []
            for _ in range(given.times):
                news.append(change())
                built.append(build(folder / "seeds", folder / "built"))
            share = median(b.seconds for b in built) / first.seconds
            of_processor = median(b.processor for b in built) / first.processor
            print(
                f"one {what}: {median(b.embedded for b in built):.0f} texts embedded of"
                f" {median(news):.0f} that are new, {median(b.seconds for b in built):.1f} s,"
                f" {share:.1%} of the first build; {median(b.processor for b in built):.1f} s of"
                f" the processor, {of_processor:.1%}",
                flush=True,
            )
            too_many = any(b.embedded > most for b, most in zip(built, news, strict=True))
            failed = failed or too_many or share > MOST
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
