"""Fit the verdict: questions with and without an answer -> index/core/coefficients.py.

    .venv/bin/python benchmarks/fit_verdict.py SQUAD BEIR [--evidence FILE] [--write]

SQUAD and BEIR are sets in these layouts (SQuAD 2.0's development set, SciFact). Fitted is on five
kinds of questions, each of which weighs what SHARES says, whatever its number:

- hand: ours to small corpora out of SQuAD's paragraphs, see benchmarks/verdict/
- seeds: those of tests/questions/seeds.jsonl, but for the ones that were kept aside for the end
- squad: SQuAD's to corpora of ten of its paragraphs, and those whose paragraph was left out
- elsewhere: the hand-written ones, alone and three together, to the seeds, which answer none
- beir: claims to half of the documents that bear on them, and the claims of the other half

Printed is what each kind would get from weights that were fitted without it (of hand and seeds:
on the other seven eighths of it, too): the area under the ROC curve, and what the thresholds do.
With --evidence, what was read from the corpora is kept in FILE, and taken from there the next
time; with --write the weights are written down.
"""

import argparse
import hashlib
import json
import math
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from index.core.coefficients import ANSWERED_AT, POSSIBLE_AT
from index.core.evidence import Evidence, features
from index.core.question import checked
from index.domain import Document
from index.engines.encoder import SentenceTransformerEncoder
from index.engines.models import BUNDLED
from index.errors import QuestionError
from index.evaluation.beir import read_beir
from index.evaluation.corpora import Corpus, library_over
from index.evaluation.squad import read_squad
from index.library import Library
from index.store.documents import read_corpus

ROOT = Path(__file__).resolve().parent.parent
HAND = ROOT / "benchmarks" / "verdict"
COEFFICIENTS = ROOT / "index" / "core" / "coefficients.py"
SHARES = {"hand": 3.0, "seeds": 2.0, "squad": 0.6, "beir": 0.6, "elsewhere": 1.0}
STRENGTH = 0.05
"""Inverse of the penalty on large weights: from 0.01 to 1 nothing changes by more than 0.01."""
FOLDS = 8
SEED = 7
SMALL_CORPORA, PARAGRAPHS, ASKED = 40, 5, 8
DISTRACTORS = 300
KEPT_ASIDE = {"kept_aside_4", "kept_aside_5", "kept_aside_6"}


@dataclass(frozen=True)
class Example:
    """A question with the evidence for the passage that comes first."""

    kind: str
    group: str  # questions of one group stay together when a part is held back
    question: str
    answerable: bool
    features: tuple[float, ...]


class Workshop:
    """Builds corpora, one after the other, and asks them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._encoder = SentenceTransformerEncoder(BUNDLED)

    def library(self, documents: Iterable[Document]) -> Library:
        """Return a library over the documents."""
        kept = list(documents)
        digest = hashlib.sha256(" ".join(sorted(d.key for d in kept)).encode()).hexdigest()
        return library_over(
            Corpus("fit", self._folder / "fit", digest, kept), self._folder, BUNDLED
        )

    def examples(
        self, kind: str, group: str, library: Library, asked: Iterable[tuple[str, bool]]
    ) -> Iterator[Example]:
        """Yield the questions with their evidence; one without a word in it has none."""
        for question, answerable in asked:
            try:
                text = checked(question)
            except QuestionError:
                continue
            evidence = library.searcher.search(text, 1).evidence
            yield Example(kind, group, question, answerable, features(evidence))


def from_hand(workshop: Workshop, squad: Path) -> Iterator[Example]:
    """Yield the hand-written questions to small corpora."""
    by_hash = {_hash(d.text): d for d in read_squad(squad).corpus.documents}
    questions = defaultdict(list)
    for line in (HAND / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        questions[asked["corpus"]].append((asked["question"], asked["gold"] is not None))
    corpora = json.loads((HAND / "corpora.json").read_text(encoding="utf-8"))
    for name, hashes in corpora.items():
        library = workshop.library(by_hash[digest] for digest in hashes)
        yield from workshop.examples("hand", name, library, questions[name])
        library.close()


def from_seeds(workshop: Workshop) -> Iterator[Example]:
    """Yield the questions to the two seed documents."""
    library = workshop.library(document for document, _ in read_corpus(ROOT / "seeds"))
    lines = (ROOT / "tests" / "questions" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    known = [
        (one["question"], one["gold"] is not None)
        for one in asked
        if one["split"] not in KEPT_ASIDE
    ]
    for number, one in enumerate(known):
        yield from workshop.examples("seeds", f"seeds{number % FOLDS}", library, [one])
    library.close()


def from_elsewhere(workshop: Workshop) -> Iterator[Example]:
    """Yield questions about other matters to the seeds, short ones and long ones."""
    lines = (HAND / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    short = [one["question"] for one in map(json.loads, lines) if one["gold"]]
    third = len(short) // 3
    long = [
        " ".join(three) for three in zip(*(short[i * third :] for i in range(3)), strict=False)
    ]
    library = workshop.library(document for document, _ in read_corpus(ROOT / "seeds"))
    asked = [(question, False) for question in (*short, *long)]
    yield from workshop.examples("elsewhere", "elsewhere", library, asked)
    library.close()


def from_squad(workshop: Workshop, path: Path) -> Iterator[Example]:
    """Yield SQuAD's questions to corpora of ten paragraphs of two articles."""
    squad = read_squad(path)
    chance = random.Random(SEED)  # noqa: S311 (a sample, not a secret)
    answered = defaultdict(list)
    for judged in squad.questions.values():
        for gold in judged.gold:
            answered[gold.key].append(judged.question)
    articles = defaultdict(list)
    for document in squad.corpus.documents:
        if answered[document.key]:
            articles[document.title].append(document)
    long = sorted(title for title, documents in articles.items() if len(documents) > PARAGRAPHS)
    for number in range(SMALL_CORPORA):
        titles = chance.sample(long, 2)
        kept = [d for title in titles for d in chance.sample(articles[title], PARAGRAPHS)]
        keys = {document.key for document in kept}
        present = [q for key in sorted(keys) for q in answered[key]]
        absent = [
            q for t in titles for d in articles[t] if d.key not in keys for q in answered[d.key]
        ]
        asked = [(q, True) for q in chance.sample(present, min(ASKED, len(present)))]
        asked += [(q, False) for q in chance.sample(absent, min(ASKED, len(absent)))]
        library = workshop.library(kept)
        yield from workshop.examples("squad", f"squad{number}", library, asked)
        library.close()


def from_beir(workshop: Workshop, path: Path) -> Iterator[Example]:
    """Yield the set's claims to each half of the documents that bear on them, and others."""
    judged = read_beir(path)
    chance = random.Random(SEED)  # noqa: S311
    gold = defaultdict(set)
    for judgement in judged.judgements:
        if judgement.relevance > 0:
            gold[judgement.query_id].add(judgement.doc_id)
    bearing = set().union(*gold.values())
    others = [d for d in judged.corpus.documents if d.key not in bearing]
    others = chance.sample(others, min(DISTRACTORS, len(others)))
    ids = chance.sample(sorted(gold), len(gold))
    for number, half in enumerate((ids[::2], ids[1::2])):
        keys = set().union(*(gold[id_] for id_ in half))
        kept = [d for d in judged.corpus.documents if d.key in keys] + others
        asked = [(judged.questions[id_], bool(gold[id_] & keys)) for id_ in ids]
        library = workshop.library(kept)
        yield from workshop.examples("beir", f"beir{number}", library, asked)
        library.close()


def fitted(examples: Sequence[Example]) -> Pipeline:
    """Return the regression over the examples, each kind with its share of the weight."""
    number = {kind: sum(one.kind == kind for one in examples) for kind in SHARES}
    weights = np.array([SHARES[one.kind] / number[one.kind] for one in examples])
    model = make_pipeline(
        StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=5000, class_weight="balanced")
    )
    model.fit(
        [one.features for one in examples],
        [one.answerable for one in examples],
        logisticregression__sample_weight=weights / weights.mean(),
    )
    return model


def likelihoods(model: Pipeline, examples: Sequence[Example]) -> np.ndarray:
    """Return the answerability of each example, (len(examples),)."""
    return np.asarray(model.predict_proba([one.features for one in examples])[:, 1])


def held_back(examples: Sequence[Example], kind: str) -> np.ndarray:
    """Return the answerability of the examples of one kind, each fitted without its group."""
    own = [one for one in examples if one.kind == kind]
    groups = sorted({one.group for one in own})
    fold = {group: i % FOLDS for i, group in enumerate(groups)}
    out = np.zeros(len(own))
    for part in range(min(FOLDS, len(groups))):
        rest = [one for one in examples if one.kind != kind or fold[one.group] != part]
        places = [i for i, one in enumerate(own) if fold[one.group] == part]
        out[places] = likelihoods(fitted(rest), [own[i] for i in places])
    return out


def told(name: str, examples: Sequence[Example], likelihood: np.ndarray) -> None:
    """Print what the thresholds do to the examples."""
    yes = np.array([one.answerable for one in examples])
    area = roc_auc_score(yes, likelihood) if yes.any() else math.nan
    cells = [
        f"{(likelihood[which] >= threshold).mean():.2f}" if which.any() else "-"
        for which in (yes, ~yes)
        for threshold in (ANSWERED_AT, POSSIBLE_AT)
    ]
    print(f"{name:26} {len(examples):5} {area:6.3f}   {cells[0]:>8} {cells[1]:>9}", end="")
    print(f"   {cells[2]:>8} {cells[3]:>9}")


def written(model: Pipeline) -> str:
    """Return the module that holds the weights, for the evidence as it is, unscaled."""
    scaler, regression = model[0], model[-1]
    weights = regression.coef_[0] / scaler.scale_
    bias = float(regression.intercept_[0] - (weights * scaler.mean_).sum())
    lines = [
        f'    "{field.name}": {weight:.4f},'
        for field, weight in zip(fields(Evidence), weights, strict=True)
    ]
    text = COEFFICIENTS.read_text(encoding="utf-8")
    head, tail = text[: text.index("BIAS")], text[text.index("ANSWERED_AT") :]
    body = "\n".join(lines)
    return (
        f"{head}BIAS: Final = {bias:.4f}\n\nWEIGHTS: Final[Mapping[str, float]] = {{\n"
        f"{body}\n}}\n\n{tail}"
    )


def read(squad: Path, beir: Path) -> list[Example]:
    """Return all examples, read from corpora that are built for it."""
    examples: list[Example] = []
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        for source in (
            from_seeds(workshop),
            from_elsewhere(workshop),
            from_hand(workshop, squad),
            from_squad(workshop, squad),
            from_beir(workshop, beir),
        ):
            examples += source
            print(f"{len(examples)} questions asked", flush=True)
    return examples


def _hash(text: str) -> str:
    return hashlib.sha256(text.strip().encode()).hexdigest()[:12]


def main() -> None:
    """Read, fit, tell and write."""
    parser = argparse.ArgumentParser(description="Fit the verdict.")
    parser.add_argument("squad", type=Path)
    parser.add_argument("beir", type=Path)
    parser.add_argument("--evidence", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.evidence and options.evidence.is_file():
        lines = options.evidence.read_text(encoding="utf-8").splitlines()
        examples = [Example(**json.loads(line)) for line in lines]
    else:
        examples = read(options.squad, options.beir)
        if options.evidence:
            text = "".join(json.dumps(asdict(one)) + "\n" for one in examples)
            options.evidence.write_text(text, encoding="utf-8")
    print(f"{'':26} {'':5} {'':6}   {'answerable, of':>18}   {'unanswerable, of':>18}")
    print(f"{'kind':26} {'asked':>5} {'AUROC':>6}", end="")
    print(f"   {'answered':>8} {'or possible':>9}" * 2)
    for kind in SHARES:
        own = [one for one in examples if one.kind == kind]
        without = fitted([one for one in examples if one.kind != kind])
        told(f"{kind}, fitted without it", own, likelihoods(without, own))
        if kind in {"hand", "seeds"}:
            told(f"{kind}, fitted on 7/8 of it", own, held_back(examples, kind))
    model = fitted(examples)
    if options.write:
        COEFFICIENTS.write_text(written(model), encoding="utf-8")
    else:
        print(written(model))


if __name__ == "__main__":
    main()
