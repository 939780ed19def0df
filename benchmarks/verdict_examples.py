"""Questions with and without an answer -> what they are like, for ``fit_verdict.py``."""

import hashlib
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.core.evidence import features
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
SEED = 7
FOLDS = 8  # parts of a kind that are held back in turn
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
