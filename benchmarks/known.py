"""What known questions are worth, and what they cost where they are of no help.

    .venv/bin/python benchmarks/known.py [--squad PATH]

First the seeds: the fresh questions of tests/questions/fresh.jsonl are put to indexes that know
none, some or all of seeds/questions.jsonl; those that any of them knows are left out.

With --squad the worst case: SQuAD's questions, of which a share is known and the others are asked.
Each asks for another fact than all others, so that none is an other's paraphrase, and the
unanswerable ones were made to look like answerable ones. What is asked is the same in each line
of a share, with the known ones and without.
"""

import argparse
import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from index.build import build_corpus
from index.domain import KnownQuestion, Verdict
from index.engines.encoder import SentenceTransformerEncoder
from index.engines.models import BUNDLED
from index.evaluation.asking import Outcome, document_of, outcomes_of
from index.evaluation.calibration import answerability_of
from index.evaluation.judged import InDocument
from index.evaluation.questions import evaluate_questions
from index.evaluation.squad import Squad, read_squad
from index.library import Library
from index.parameters import Parameters
from index.store.documents import Source
from index.store.known_file import QUESTIONS, read_known, write_known
from index.store.manifest import KnownEntry
from index.store.snapshot import SnapshotFolder
from index.wiring import build_index, default_engines, library_of, open_library

ROOT = Path(__file__).resolve().parent.parent
SEEDS, FRESH = ROOT / "seeds", ROOT / "tests" / "questions" / "fresh.jsonl"
COUNTS = (0, 50, 100, 300, 900, 1_800)
SHARES = (0.1, 0.5)
ASKED = 500
HEAD = f"{'first':>7}{'three':>7}{'area':>7}{'answered':>10}{'wrongly':>9}"


def main() -> None:
    """Ask, and print the tables."""
    parser = argparse.ArgumentParser(description="What known questions are worth.")
    parser.add_argument("--squad", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        on_the_seeds(Path(temporary))
        if given.squad:
            on_squad(read_squad(given.squad), Path(temporary))


def on_the_seeds(folder: Path) -> None:
    """Print what the fresh questions get as more and more are known."""
    known, _ = read_known(SEEDS)
    told = [one.question for one in known]
    seeds, index = folder / "seeds", folder / "built"
    seeds.mkdir()
    for path in SEEDS.glob("*.md"):
        (seeds / path.name).write_bytes(path.read_bytes())
    print(f"{'known':>7}{HEAD}")
    for count in (*COUNTS, len(known)):
        (seeds / QUESTIONS).unlink(missing_ok=True)
        if count:
            write_known(_some(known, count), seeds)
        build_index(seeds, index, BUNDLED)
        figures = evaluate_questions(FRESH, lambda: open_library(index, BUNDLED), known=told)
        print(f"{count:>7}{_line(figures.outcomes)}", flush=True)


def on_squad(squad: Squad, folder: Path) -> None:
    """Print what SQuAD's questions get where a share of the others is known."""
    encoder = SentenceTransformerEncoder(BUNDLED)
    target = SnapshotFolder(folder / "squad")
    source = Source(Path(squad.corpus.file.name), squad.corpus.sha256, 0, 0)
    documents = sorted(squad.corpus.documents, key=lambda document: document.key)

    def built(known: Sequence[KnownQuestion], *, used: bool) -> Library:
        listed = (known, KnownEntry("", 0, 0, len(known), 0)) if known else ((), None)
        name = hashlib.sha256(json.dumps([k.question for k in known]).encode()).hexdigest()[:16]
        build_corpus(
            [(document, source) for document in documents],
            name,
            folder,
            target,
            default_engines(encoder),
            parameters=Parameters(),
            known=listed,
        )
        return library_of(target.open(), encoder, known=used)

    plain = built((), used=False)
    ids = {d.key: tuple(p.id for p in plain.passages(d.key)) for d in documents}
    plain.close()
    ordered = sorted(
        squad.questions.items(), key=lambda pair: hashlib.sha256(pair[0].encode()).digest()
    )
    print(f"\n{'share':>7}{'':>9}{HEAD}")
    for share in SHARES:
        many = round(share * len(ordered))
        known = []
        for _, judged in ordered[:many]:
            golds = [gold.key for gold in judged.gold if isinstance(gold, InDocument)]
            if golds:
                known.append(KnownQuestion(judged.question, answered_by=ids[golds[0]]))
        asked = [judged for _, judged in ordered[many:]][:ASKED]
        for used in (False, True):
            library = built(known, used=used)
            outcomes = outcomes_of(asked, library, document_of)
            library.close()
            word = "with" if used else "without"
            print(f"{share:>7}{word:>9}{_line(outcomes)}", flush=True)


def _some(known: Sequence[KnownQuestion], count: int) -> list[KnownQuestion]:
    """Return ``count`` of the questions, the same every time; more has all of fewer."""
    return sorted(known, key=lambda k: hashlib.sha256(k.question.encode()).digest())[:count]


def _line(outcomes: Sequence[Outcome]) -> str:
    """Return the figures under ``HEAD``."""
    yes = [o for o in outcomes if o.judged.answerable]
    no = [o for o in outcomes if not o.judged.answerable]
    first = sum(o.rank == 1 for o in yes) / len(yes)
    three = sum(o.rank in {1, 2, 3} for o in yes) / len(yes)
    answered, wrongly = (
        sum(o.verdict is Verdict.ANSWERED for o in some) / len(some) for some in (yes, no)
    )
    area = answerability_of(outcomes).corpus.auroc
    shown = "-" if area is None else f"{area:.3f}"
    return f"{first:7.3f}{three:7.3f}{shown:>7}{answered:10.3f}{wrongly:9.3f}"


if __name__ == "__main__":
    main()
