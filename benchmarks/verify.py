"""How well quotes are verified: verbatim ones, altered ones, and ones from elsewhere.

    .venv/bin/python benchmarks/verify.py CORPUS FOREIGN [QUOTES]

Both are folders in BEIR layout, of which only ``corpus.jsonl`` is read. Quotes of 4 to 300 words
are cut at random out of CORPUS, its texts put together by fives so that quotes run over
paragraphs. As many have a word exchanged, dropped or added, a negation removed or a number
changed; as many are cut out of FOREIGN. The seed is fixed, so that two runs ask the same.
"""

import json
import math
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.core.passages import passages_of
from index.core.quotes import MIN_QUOTE_WORDS, tokens_of, words_in
from index.domain import Document, QuoteStatus, Verification
from index.engines.sentences import SentencexSegmenter
from index.store.passages import PassageStore, write_store
from index.verification import Verifier

SEED = 20_250_101
LONGEST = 300
TOGETHER = 5
BANDS = ((4, 5), (6, 7), (8, 11), (12, 19), (20, 49), (50, LONGEST))
NEGATIONS = frozenset("not no never without cannot neither nor".split())


@dataclass(frozen=True)
class Cut:
    """A quote and where it comes from."""

    text: str
    key: str
    start: int
    end: int
    kind: str


def documents_of(folder: Path, *, together: int = TOGETHER) -> list[Document]:
    """Return the texts of a set, some of them put together as the paragraphs of one document."""
    with (folder / "corpus.jsonl").open(encoding="utf-8") as file:
        texts = [text for line in file if (text := json.loads(line)["text"].strip())]
    return [
        Document(f"d{i:06}", f"Document {i}", "\n\n".join(texts[i : i + together]))
        for i in range(0, len(texts), together)
    ]


def cut(rng: random.Random, document: Document) -> tuple[int, int]:
    """Return the span of a quote: whole words, as many as chance has it, rather few than many."""
    words = list(re.finditer(r"\S+", document.text))
    while True:
        length = round(math.exp(rng.uniform(math.log(MIN_QUOTE_WORDS), math.log(LONGEST))))
        first = rng.randrange(max(len(words) - length, 1))
        span = words[first].start(), words[min(first + length, len(words)) - 1].end()
        if words_in(document.text[slice(*span)]) >= MIN_QUOTE_WORDS:
            return span


def verbatim(rng: random.Random, document: Document, _words: list[str]) -> Cut:
    """Return a quote as it stands."""
    start, end = cut(rng, document)
    return Cut(document.text[start:end], document.key, start, end, "verbatim")


def altered(rng: random.Random, document: Document, words: list[str]) -> Cut | None:
    """Return a quote with one thing changed, or nothing if this piece does not allow it."""
    start, end = cut(rng, document)
    parts = re.split(r"(\s+)", document.text[start:end])  # words at even places
    inner = range(2, len(parts) - 2, 2)
    if not inner:
        return None
    kind = rng.choice(["exchanged", "dropped", "added", "negation", "number"])
    match kind:
        case "exchanged" | "added":
            at = rng.choice(inner)
            word = rng.choice(words)
            parts[at] = word if kind == "exchanged" else f"{parts[at]} {word}"
        case "dropped":
            del parts[(at := rng.choice(inner)) : at + 2]
        case "negation":
            places = [i for i in inner if parts[i].lower() in NEGATIONS]
            if not places:
                return None
            del parts[(at := rng.choice(places)) : at + 2]
        case "number":
            places = [i for i in inner if re.search(r"\d", parts[i])]
            if not places:
                return None
            at = rng.choice(places)
            digit = re.search(r"\d", parts[at])
            assert digit is not None  # noqa: S101 (just looked for)
            other = str((int(digit[0]) + rng.randrange(1, 10)) % 10)
            parts[at] = parts[at][: digit.start()] + other + parts[at][digit.end() :]
    text = "".join(parts)
    if words_in(text) < MIN_QUOTE_WORDS or _compact(text) in _compact(document.text):
        return None  # too short now, or no change: one dropped of two alike
    return Cut(text, document.key, start, end, kind)


def _compact(text: str) -> str:
    return " ".join(token.key for token in tokens_of(text))


def cuts(
    rng: random.Random,
    documents: list[Document],
    count: int,
    make: Callable[[random.Random, Document, list[str]], Cut | None],
) -> Iterator[Cut]:
    """Yield so many quotes, of documents by chance, the long ones more often."""
    words = [
        word
        for d in rng.sample(documents, min(len(documents), 50))
        for word in d.text.split()
        if word.isalnum()
    ]
    weights = [len(document.text) for document in documents]
    done = 0
    while done < count:
        (document,) = rng.choices(documents, weights)
        if made := make(rng, document, words):
            done += 1
            yield made


def is_right(made: Cut, told: Verification) -> bool:
    """Tell whether one of the places told is the one that the quote was cut from."""
    places = [told.citation, *told.others] if told.citation else []
    return any(
        place.key == made.key and place.window_start < made.end and made.start < place.window_end
        for place in places
    )


def main() -> None:
    """Ask and print the figures."""
    corpus, foreign = (Path(argument) for argument in sys.argv[1:3])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 1000  # noqa: PLR2004 (the script, two sets)
    documents = documents_of(corpus)
    segmenter = SentencexSegmenter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        passages = [passage for d in documents for passage in passages_of(d, segmenter)]
        write_store(path, documents, passages)
        store = PassageStore(path)
        print(
            f"{len(documents):,} documents, {len(passages):,} passages,"
            f" {path.stat().st_size / 1e6:.0f} MB"
        )
        verifier = Verifier(store)
        rng = random.Random(SEED)  # noqa: S311 (the same each time is what is wanted)
        elsewhere = documents_of(foreign)
        for name, source, make in (
            ("verbatim", documents, verbatim),
            ("altered", documents, altered),
            ("from elsewhere", elsewhere, verbatim),
        ):
            report(name, verifier, list(cuts(rng, source, count, make)))
        store.close()


def report(name: str, verifier: Verifier, asked: list[Cut]) -> None:
    """Verify the quotes and print what they were called, and how many in the right place."""
    statuses: Counter[str] = Counter()
    by_band: dict[tuple[int, int], Counter[str]] = {band: Counter() for band in BANDS}
    by_kind: dict[str, Counter[str]] = {}
    right = 0
    milliseconds = []
    for made in asked:
        start = time.perf_counter()
        told = verifier.verify(made.text)
        milliseconds.append((time.perf_counter() - start) * 1000)
        statuses[told.status] += 1
        good = is_right(made, told)
        right += good
        words = len(made.text.split())
        band = next((band for band in BANDS if band[0] <= words <= band[1]), BANDS[-1])
        wanted = told.status is QuoteStatus.NOT_FOUND if name == "from elsewhere" else good
        for counter in (by_band[band], by_kind.setdefault(made.kind, Counter())):
            counter["all"] += 1
            counter["as wanted"] += wanted
    milliseconds.sort()
    found = ", ".join(f"{status} {statuses[status]}" for status in QuoteStatus)
    print(f"{name} ({len(asked):,}): {found}; right place {right}")
    print("  by words: " + _shares({f"{a}-{b}": c for (a, b), c in by_band.items()}))
    print("  by kind: " + _shares(by_kind))
    p50, p95, longest = (milliseconds[int(len(asked) * share)] for share in (0.5, 0.95, 0.9999))
    print(f"  ms: p50 {p50:.1f}, p95 {p95:.1f}, max {longest:.1f}")


def _shares(counters: dict[str, Counter[str]]) -> str:
    return ", ".join(f"{name} {c['as wanted']}/{c['all']}" for name, c in counters.items())


if __name__ == "__main__":
    main()
